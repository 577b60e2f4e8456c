"""The words of an event lead to where they stood, also when their claim stands elsewhere by now."""

from pytest_django import DjangoAssertNumQueries

from articles.actions.place import change_span
from articles.models import Article, AuditEvent, Claim, Person
from articles.text.spans import Span
from articles.web.telling import tell_lines


def test_words_lead_to_their_claim_in_the_revision_that_the_event_is_about(claim: Claim) -> None:
    line = tell_lines(claim.events.for_lists())[0]
    assert line.href == f"/articles/{claim.article_id}/revisions/1/#w{claim.number}"


def test_words_that_their_claim_has_left_lead_to_their_own_line(article: Article, rita: Person) -> None:
    claim = article.claims.for_lists().order_by("position").last()
    assert claim is not None
    block = next(one for one in claim.words.revision.blocks if one.start <= claim.words.start < one.end)
    change_span(claim, Span(0, 14), by=rita, seen=claim.version)
    found, moved = tell_lines(claim.events.for_lists().oldest_first())
    assert found.href.endswith(f"/revisions/1/#l{block.start}")
    assert moved.href.endswith(f"/revisions/1/#w{claim.number}")
    assert moved.words == claim.words.revision.text[0:14]


def test_anchors_are_found_in_a_number_of_queries_that_does_not_grow(
    article: Article, rita: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lines = AuditEvent.objects.filter(kind="claim.found").for_lists()
    with django_assert_num_queries(3):  # events, revisions, places
        assert len(tell_lines(lines.all())) > 3
    for start, claim in enumerate(article.claims.for_lists()[:3]):
        change_span(claim, Span(start, 14), by=rita, seen=claim.version)
    with django_assert_num_queries(4):  # and the lines of their texts
        tell_lines(lines.all())

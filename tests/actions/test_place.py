"""Claims marked by hand."""

import pytest

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.place import add_claim, change_span
from articles.actions.refusals import Code, Refused
from articles.models import Article, AuditEvent, Claim, Person
from articles.text.spans import Span


def test_a_reviewer_marks_words_as_a_claim(article: Article, rita: Person) -> None:
    assert article.newest
    start = article.newest.text.index("two years later")
    claim = add_claim(article, Span(start, start + 15), by=rita, quote="two years later")
    assert claim.words.quote == "two years later"
    assert (claim.origin, claim.added_by) == ("person", rita)
    assert AuditEvent.objects.filter(kind="claim.added", claim=claim).exists()


@pytest.mark.parametrize("span", [(5, 5), (7, 3), (-1, 4), (0, 10**9), (10**9, 10**9 + 1)])
def test_a_span_outside_the_text_is_refused(article: Article, rita: Person, span: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        add_claim(article, Span(*span), by=rita)
    assert refused.value.code == Code.INVALID


def test_words_that_moved_are_not_marked_elsewhere(article: Article, rita: Person) -> None:
    with pytest.raises(Refused) as refused:
        add_claim(article, Span(0, 7), by=rita, quote="no such")
    assert refused.value.field == "quote"


def test_the_same_words_are_marked_once(article: Article, rita: Person) -> None:
    add_claim(article, Span(0, 7), by=rita)
    with pytest.raises(Refused):
        add_claim(article, Span(0, 7), by=rita)


def test_an_editor_marks_nothing(article: Article, edith: Person) -> None:
    with pytest.raises(Refused) as refused:
        add_claim(article, Span(0, 7), by=edith)
    assert refused.value.code == Code.NOT_ALLOWED


def test_a_verdict_does_not_go_along_to_another_span(claim: Claim, rita: Person) -> None:
    decide_claim(claim, Ruling("verified", evidence=[Citation(title="x")]), by=rita, seen=1)
    span = claim.words.span
    change_span(claim, Span(span.start, span.end - 5), by=rita, seen=2)
    now = Claim.objects.for_lists().get(pk=claim.pk)
    assert now.standing == "recheck"
    assert now.words.quote == claim.decisions.get().placement.quote[:-5]


def test_a_span_changed_meanwhile_is_told(claim: Claim, rita: Person, bob: Person) -> None:
    old = Claim.objects.for_lists().get(pk=claim.pk)
    span = claim.words.span
    change_span(claim, Span(span.start, span.end - 5), by=rita, seen=1)
    with pytest.raises(Refused) as refused:
        change_span(old, Span(span.start, span.end - 3), by=bob, seen=1)
    assert refused.value.code == Code.STALE


def test_a_claim_is_not_put_on_exactly_the_words_of_another(article: Article, claim: Claim, rita: Person) -> None:
    other = add_claim(article, Span(0, 7), by=rita)
    with pytest.raises(Refused) as refused:
        change_span(other, claim.words.span, by=rita, seen=1)
    assert (refused.value.code, refused.value.field) == (Code.INVALID, "start")

"""Ticks: which checkpoints of a claim were checked, by whom, told by the trail and gone when the words change."""

import pytest

from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.place import change_span
from articles.actions.refusals import Code, Refused
from articles.actions.revise import revise_article
from articles.actions.tick import tick
from articles.models import Article, AuditEvent, Claim, Extraction, Person
from articles.reports.verification import verify_trail
from articles.text.spans import Span
from tests.cast import TEXT


@pytest.fixture
def cost(article: Article) -> Claim:
    """The claim with two figures and a year, its checkpoints as the extractor lists them."""
    claim = article.claims.get(placement__quote__contains="$412 million")
    marked = [claim.words.quote.index(words) for words in ("$412 million", "37 percent")]
    claim.checkpoints = [
        {"start": marked[0], "end": marked[0] + 12, "words": "$412 million", "kind": "money"},
        {"start": marked[1], "end": marked[1] + 10, "words": "37 percent", "kind": "number"},
    ]
    claim.save()
    return claim


def places(claim: Claim) -> list[Span]:
    return [Span(one["start"], one["end"]) for one in claim.checkpoints]


def test_a_tick_is_kept_and_taken_back(cost: Claim, rita: Person) -> None:
    first, second = places(cost)
    tick(cost, [second, first], by=rita, seen=1)
    assert Claim.objects.get(pk=cost.pk).ticks == [list(first), list(second)]
    tick(cost, [second], by=rita, seen=2)
    event = AuditEvent.objects.filter(kind="claim.ticked").latest("seq")
    assert (event.actor, Claim.objects.get(pk=cost.pk).ticks) == (rita, [list(second)])
    assert verify_trail().is_clean


def test_the_same_ticks_again_change_nothing(cost: Claim, rita: Person) -> None:
    tick(cost, places(cost), by=rita, seen=1)
    tick(cost, places(cost), by=rita, seen=2)
    assert Claim.objects.get(pk=cost.pk).version == 2


def test_only_a_checkpoint_is_ticked(cost: Claim, rita: Person) -> None:
    with pytest.raises(Refused) as refused:
        tick(cost, [Span(0, 2)], by=rita, seen=1)
    assert refused.value.code == Code.INVALID


def test_who_does_not_check_does_not_tick(cost: Claim, edith: Person, ada: Person) -> None:
    for person in (edith, ada):
        with pytest.raises(Refused) as refused:
            tick(cost, places(cost), by=person, seen=1)
        assert refused.value.code == Code.NOT_ALLOWED


def test_a_tick_on_an_old_state_is_refused(cost: Claim, rita: Person, bob: Person) -> None:
    tick(cost, places(cost)[:1], by=rita, seen=1)
    with pytest.raises(Refused) as refused:
        tick(Claim.objects.for_lists().get(pk=cost.pk), places(cost), by=bob, seen=1)
    assert refused.value.code == Code.STALE


def test_ticks_do_not_outlive_the_words_they_were_made_on(cost: Claim, rita: Person, edith: Person) -> None:
    tick(cost, places(cost), by=rita, seen=1)
    text = TEXT.replace("$412 million", "$421 million")
    revision = revise_article(Article.objects.get(pk=cost.article_id), Upload(text=text), by=edith)
    extract_claims(Extraction.objects.get(revision=revision).pk)
    changed = Claim.objects.for_lists().get(pk=cost.pk)
    assert (changed.words.quote.count("$421 million"), changed.ticks) == (1, [])
    assert verify_trail().is_clean


def test_ticks_stay_where_only_other_words_changed(cost: Claim, rita: Person, edith: Person) -> None:
    tick(cost, places(cost), by=rita, seen=1)
    revise_article(Article.objects.get(pk=cost.article_id), Upload(text="A new head line.\n\n" + TEXT), by=edith)
    assert Claim.objects.get(pk=cost.pk).ticks == [list(place) for place in places(cost)]


def test_another_span_has_other_checkpoints(cost: Claim, rita: Person) -> None:
    tick(cost, places(cost), by=rita, seen=1)
    here = cost.words.span
    change_span(cost, Span(here.start, here.end - 1), by=rita, seen=2)
    assert Claim.objects.get(pk=cost.pk).ticks == []
    assert verify_trail().is_clean

"""A new extractor beside the old one: what it would change is shown first, and what people decided is never touched."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from articles.actions import extract
from articles.actions.answer_hint import answer_hint
from articles.actions.assign import assign_claim
from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.place import add_claim
from articles.actions.proposals import EARLIER
from articles.actions.reextract import compare, reextract
from articles.actions.refusals import Code, Refused
from articles.actions.revise import revise_article
from articles.actions.sign_off import sign_off
from articles.actions.tick import tick
from articles.extractor.findings import Calculation, Checkpoint, Conflict
from articles.models import Article, AuditEvent, Claim, Extraction, Hint, Person
from articles.reports.verification import verify_trail
from articles.text.spans import Span
from tests.another_extractor import on, proposed, put_extractor
from tests.cast import TEXT

Upgrade = Callable[..., None]
TUNNEL, COST, CARS, LINDQVIST = "opened on 3 March", "$412 million", "18,000 cars", "Lindqvist, 54"
QUESTION = "Is it worth the money?"
PROOF = Ruling("verified", evidence=[Citation(title="Traffic office")])


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Upgrade:
    """Put another extractor into the desk: its version, and what it finds in any text."""
    return lambda version, *candidates, **more: put_extractor(monkeypatch, version, *candidates, **more)


@pytest.fixture
def old(upgrade: Upgrade, submit: Callable[..., Article]) -> Article:
    """An article in which an old extractor found four claims."""
    upgrade("0.1", *map(proposed, (TUNNEL, COST, CARS, LINDQVIST)))
    return submit()


def run(article: Article, by: Person) -> Extraction:
    """The new run of the article, to its end."""
    extraction = reextract(article, by=by)
    assert extract_claims(extraction.pk)
    return extraction


def of(article: Article, words: str) -> Claim:
    return article.claims.for_lists().get(placement__quote__contains=words)


def rows(article: Article) -> dict[int, dict[str, Any]]:
    """Every column of every claim."""
    return {row["id"]: row for row in article.claims.values()}


def test_what_people_decided_or_dismissed_is_not_touched_in_any_column(
    old: Article, upgrade: Upgrade, rita: Person, edith: Person
) -> None:
    decide_claim(of(old, COST), PROOF, by=rita, seen=1)
    decide_claim(of(old, CARS), Ruling("disputed", note="It is 17,000."), by=rita, seen=1)
    dismiss_claim(of(old, LINDQVIST), "opinion", by=rita, seen=1)
    before = rows(old)
    pair = Conflict(on(COST), on(CARS), "Two values.")
    upgrade("0.2", proposed(COST, priority=3, flags=("repeated",)), proposed(QUESTION), conflicts=(pair,))

    run(old, edith)

    after = rows(old)
    untouched = {of(old, words).pk for words in (COST, CARS, LINDQVIST)}
    assert {pk: after[pk] for pk in untouched} == {pk: before[pk] for pk in untouched}
    assert Hint.objects.get(article=old).kind == "conflict"
    assert verify_trail().is_clean


def test_new_proposals_become_claims_and_nothing_is_taken_away(old: Article, upgrade: Upgrade, edith: Person) -> None:
    upgrade("0.2", proposed(COST), proposed(QUESTION))

    extraction = run(old, edith)

    assert (of(old, QUESTION).extraction, of(old, QUESTION).number) == (extraction, 5)
    assert old.claims.filter(gone=False, dismissal="").count() == 5
    assert AuditEvent.objects.filter(kind="claim.found").latest("seq").claim == of(old, QUESTION)
    assert verify_trail().is_clean


def test_what_is_not_proposed_any_more_says_so_until_it_is_proposed_again(
    old: Article, upgrade: Upgrade, edith: Person
) -> None:
    upgrade("0.2", proposed(COST), proposed(QUESTION))
    run(old, edith)
    assert {claim.number for claim in old.claims.all() if EARLIER in claim.flags} == {1, 3, 4}
    assert of(old, CARS).version == 1

    upgrade("0.3", *map(proposed, (TUNNEL, COST, CARS)))
    run(old, edith)

    assert {claim.number for claim in old.claims.all() if EARLIER in claim.flags} == {4, 5}
    told = AuditEvent.objects.filter(kind="extraction.done").latest("seq").payload
    assert '"earlier":[4,5]' in told
    assert verify_trail().is_clean


def test_an_undecided_claim_on_the_same_words_takes_what_the_new_extractor_says(
    old: Article, upgrade: Upgrade, edith: Person, rita: Person
) -> None:
    seen = of(old, COST)
    spot = on(COST).start + seen.words.quote.index(COST)
    upgrade("0.2", *map(proposed, (TUNNEL, CARS, LINDQVIST)), proposed(
        COST, priority=3, priority_reason="Money.", likeness="a" * 16,
        checkpoints=(Checkpoint(Span(spot, spot + len(COST)), "money"),),
    ))  # fmt: skip

    extraction = run(old, edith)

    claim = of(old, COST)
    assert (claim.priority, claim.priority_reason, claim.likeness, claim.version) == (3, "Money.", "a" * 16, 1)
    assert [one["words"] for one in claim.checkpoints] == [COST]
    assert claim.extraction == extraction
    event = AuditEvent.objects.get(kind="claim.refreshed")
    assert (event.claim, '"was":{"priority":2}' in event.payload) == (claim, True)
    assert decide_claim(seen, PROOF, by=rita, seen=1).claim == claim, "whoever was deciding it is not disturbed"
    assert verify_trail().is_clean
    Claim.objects.filter(pk=claim.pk).update(priority=2)
    assert not verify_trail().is_clean


def test_ticks_stay_on_the_checkpoints_that_were_ticked(
    old: Article, upgrade: Upgrade, edith: Person, rita: Person
) -> None:
    ticked = of(old, COST)
    ticked.checkpoints = [{"start": 8, "end": 20, "words": COST, "kind": "money"}]
    ticked.save()
    tick(ticked, [Span(8, 20)], by=rita, seen=1)
    before = rows(old)[ticked.pk]
    upgrade("0.2", proposed(COST, priority=3))

    run(old, edith)

    assert rows(old)[ticked.pk] == before
    assert verify_trail().is_clean


def test_other_boundaries_are_shown_and_make_no_second_claim(old: Article, upgrade: Upgrade, edith: Person) -> None:
    whole = on(COST)
    comma = TEXT.index(",", whole.start)
    halves = [replace(proposed(COST), span=Span(*ends)) for ends in ((whole.start, comma), (comma + 2, whole.end))]
    upgrade("0.2", *map(proposed, (TUNNEL, CARS, LINDQVIST)), *halves)

    found = compare(old)
    [(claim, instead)] = found.changed
    assert (claim, instead) == (of(old, COST), halves)
    assert (len(found.kept), found.new, found.untouched) == (3, [], [])
    run(old, edith)

    assert old.claims.count() == 4
    assert of(old, COST).flags == []


def test_a_comparison_tells_who_loses_what_and_writes_nothing(
    old: Article, upgrade: Upgrade, rita: Person, carl: Person
) -> None:
    decide_claim(of(old, CARS), Ruling("unsourced", note="Asked twice."), by=rita, seen=1)
    assign_claim(of(old, LINDQVIST), rita, by=carl, seen=1)
    by_hand = add_claim(old, on("Nobody in this city"), by=rita)
    before = (rows(old), AuditEvent.objects.count(), Extraction.objects.count())
    upgrade("0.2", proposed(COST), proposed(QUESTION), proposed("Nobody in this city"))

    found = compare(old)

    assert [one.span for one in found.new] == [on(QUESTION)]
    assert found.kept == [of(old, COST)]
    assert found.decided == [of(old, CARS)]
    assert found.touched == [of(old, LINDQVIST)]
    assert found.untouched == [of(old, TUNNEL)]
    assert by_hand not in [claim for claim, _ in found.changed]
    assert (rows(old), AuditEvent.objects.count(), Extraction.objects.count()) == before


def test_a_text_is_not_read_twice_by_the_same_extractor_and_judge(old: Article, edith: Person) -> None:
    with pytest.raises(Refused) as refused:
        reextract(old, by=edith)
    assert refused.value.code == Code.ALREADY_HERE
    assert Extraction.objects.count() == 1


@pytest.mark.parametrize("state", ["queued", "running", "failed"])
def test_a_run_that_has_not_ended_well_comes_first(old: Article, upgrade: Upgrade, edith: Person, state: str) -> None:
    upgrade("0.2")
    queued = reextract(old, by=edith)
    if state == "running":
        assert extract._lease(queued.pk, extract.uuid4())
    if state == "failed":
        Extraction.objects.filter(pk=queued.pk).update(state="failed")
    upgrade("0.3")
    with pytest.raises(Refused) as refused:
        reextract(old, by=edith)
    assert refused.value.code == Code.CLOSED


def test_a_signed_off_article_is_left_alone(old: Article, upgrade: Upgrade, edith: Person, carl: Person) -> None:
    for claim in old.claims.for_lists():
        decide_claim(claim, PROOF, by=carl, seen=1)
    sign_off(old, by=carl)
    upgrade("0.2")
    with pytest.raises(Refused) as refused:
        reextract(old, by=edith)
    assert refused.value.code == Code.CLOSED


def test_who_may_not_try_again_does_not_read_again(old: Article, upgrade: Upgrade, ada: Person, root: Person) -> None:
    upgrade("0.2")
    for person in (ada, root):
        with pytest.raises(Refused) as refused:
            reextract(old, by=person)
        assert refused.value.code == Code.NOT_ALLOWED


def test_the_trail_tells_who_asked_and_for_what(old: Article, upgrade: Upgrade, rita: Person) -> None:
    upgrade("0.2", proposed(COST))
    reextract(old, by=rita)
    event = AuditEvent.objects.get(kind="extraction.queued")
    assert (event.actor, '"extractor":"0.2"' in event.payload) == (rita, True)


def test_sums_that_are_noticed_now_flag_the_claims_that_wait(old: Article, upgrade: Upgrade, edith: Person) -> None:
    wrong = Calculation("percent_change", (on(COST),), "It is not 37 percent.", agrees=False)
    upgrade("0.2", *map(proposed, (TUNNEL, COST, CARS, LINDQVIST)), calculations=(wrong,))
    run(old, edith)
    assert of(old, COST).flags == ["arithmetic"]
    assert verify_trail().is_clean


def test_what_was_waved_away_is_not_raised_again_in_other_words(
    old: Article, upgrade: Upgrade, edith: Person, rita: Person
) -> None:
    places = (on(COST), on(CARS))
    upgrade("0.2", proposed(COST), conflicts=(Conflict(*places, "Two values."),))
    run(old, edith)
    answer_hint(Hint.objects.get(article=old), "waved_away", by=rita, seen=1)

    upgrade("0.3", proposed(COST), conflicts=(Conflict(*places, "These two differ."),))
    run(old, edith)

    assert Hint.objects.get(article=old).answer == "waved_away"
    assert verify_trail().is_clean


def test_on_a_new_revision_only_claims_of_another_extractor_are_held_against_it(
    old: Article, upgrade: Upgrade, edith: Person
) -> None:
    text = f"One line more stands on top today.\n\n{TEXT}"
    upgrade("0.1", proposed(COST, text, priority=3))
    second = revise_article(old, Upload(text=text), by=edith)
    assert extract_claims(Extraction.objects.get(revision=second).pk)
    assert [claim.flags for claim in old.claims.all()] == [[]] * 4
    assert of(old, COST).priority == 2

    upgrade("0.2", proposed(COST, text, priority=3))
    run(Article.objects.get(pk=old.pk), edith)

    assert [claim.number for claim in old.claims.all() if EARLIER in claim.flags] == [1, 3, 4]
    assert (of(old, COST).priority, of(old, COST).flags) == (3, [])
    assert verify_trail().is_clean

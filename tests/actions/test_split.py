"""Splitting and merging: the words are dealt out anew, verdicts stay behind, and one undoes the other."""

import pytest

from articles.actions.assign import assign_claim
from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.reopen import reopen_claim
from articles.actions.revise import revise_article
from articles.actions.split import merge_claims, split_claim, undo_split
from articles.models import Article, AuditEvent, Claim, Person
from articles.reports import facts
from articles.reports.verification import verify_trail
from tests.cast import TEXT

WORDS = "It cost $412 million, 37 percent more than the council approved in 2019."


@pytest.fixture
def cost(article: Article) -> Claim:
    return article.claims.for_lists().get(placement__quote=WORDS)


def cut(claim: Claim, before: str) -> int:
    return claim.words.start + claim.words.quote.index(before)


def test_each_part_stands_on_its_own_words(cost: Claim, rita: Person) -> None:
    first, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=1)
    assert (first.words.quote, second.words.quote) == (
        "It cost $412 million,",
        "37 percent more than the council approved in 2019.",
    )
    assert (first.number, second.added_by, second.due_at) == (cost.number, rita, cost.due_at)
    kinds = list(AuditEvent.objects.order_by("-seq").values_list("kind", flat=True)[:2])
    assert kinds == ["claim.added", "claim.split"]
    assert verify_trail().is_clean


def test_the_parts_keep_their_checkpoints_and_whoever_checks(cost: Claim, rita: Person, carl: Person) -> None:
    places = [WORDS.index("$412 million"), WORDS.index("37 percent")]
    cost.checkpoints = [
        {"start": places[0], "end": places[0] + 12, "words": "$412 million", "kind": "money"},
        {"start": places[1], "end": places[1] + 10, "words": "37 percent", "kind": "number"},
    ]
    cost.save()
    assign_claim(cost, rita, by=carl, seen=1)
    first, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=2)
    for part, words in ((first, "$412 million"), (second, "37 percent")):
        [one] = part.checkpoints
        assert part.words.quote[one["start"] : one["end"]] == words
        assert part.assignee == rita


def test_a_verdict_on_the_whole_is_none_on_its_parts(cost: Claim, rita: Person) -> None:
    decide_claim(cost, Ruling("verified", evidence=[Citation(title="Budget of 2019")]), by=rita, seen=1)
    first, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=2)
    assert (first.verdict, first.recheck, first.decisions.count()) == ("pending", True, 1)
    assert (second.verdict, second.recheck, second.decisions.count()) == ("pending", False, 0)


@pytest.mark.parametrize("place", ["start", "end", "inside white space at the end", "outside"])
def test_a_cut_lies_between_words(cost: Claim, rita: Person, place: str) -> None:
    here = cost.words
    at = {"start": here.start, "end": here.end, "inside white space at the end": here.end, "outside": here.end + 9}[
        place
    ]
    with pytest.raises(Refused) as refused:
        split_claim(cost, at, by=rita, seen=1)
    assert (refused.value.code, Claim.objects.get(pk=cost.pk).version) == (Code.INVALID, 1)


def test_merging_undoes_a_split(cost: Claim, rita: Person) -> None:
    first, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=1)
    merged = merge_claims(first, second, by=rita, seen=2, other_seen=1)
    assert merged.words.quote == WORDS
    assert Claim.objects.get(pk=second.pk).standing == "dismissed"
    assert verify_trail().is_clean


def test_a_split_that_is_taken_back_leaves_nothing_to_be_seen(cost: Claim, rita: Person) -> None:
    marks = [
        {"start": 8, "end": 20, "words": "$412 million", "kind": "money"},
        {"start": 22, "end": 32, "words": "37 percent", "kind": "number"},
    ]
    Claim.objects.filter(pk=cost.pk).update(checkpoints=marks)
    cost.refresh_from_db()
    article, before = cost.article, Article.objects.with_progress().get()
    first, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=1)
    whole = undo_split(first, second, by=rita, seen=2, other_seen=1)
    assert (whole.words.quote, whole.checkpoints) == (WORDS, marks)
    assert second not in article.claims.shown()
    assert second.number not in {claim.number for claim in facts.build(article).claims}
    progress = Article.objects.with_progress().get()
    assert (progress.pending_count, progress.dismissed_count) == (before.pending_count, 0)  # type: ignore[attr-defined]
    assert verify_trail().is_clean


def test_the_same_split_can_be_made_again(cost: Claim, rita: Person) -> None:
    at = cut(cost, "37 percent")
    undo_split(*split_claim(cost, at, by=rita, seen=1), by=rita, seen=2, other_seen=1)
    first, second = split_claim(Claim.objects.for_lists().get(pk=cost.pk), at, by=rita, seen=3)
    assert (first.words.quote, second.words.quote) == (WORDS[:21], WORDS[22:])


def test_a_new_revision_does_not_bring_the_part_back(cost: Claim, rita: Person, edith: Person) -> None:
    _, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=1)
    undo_split(cost, second, by=rita, seen=2, other_seen=1)
    revise_article(cost.article, Upload(text=TEXT.replace("37 percent", "38 percent")), by=edith)
    assert Claim.objects.get(pk=second.pk).dismissal == "undone"
    assert Claim.objects.get(pk=cost.pk).recheck is True
    assert verify_trail().is_clean


def test_only_a_part_to_which_nobody_did_anything_is_taken_back(
    cost: Claim, article: Article, rita: Person, bob: Person
) -> None:
    first, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=1)
    another = article.claims.for_lists().exclude(pk__in=(first.pk, second.pk)).first()
    assert another is not None
    with pytest.raises(Refused, match="was not cut off"):
        undo_split(first, another, by=rita, seen=2, other_seen=1)
    decide_claim(second, Ruling("unsourced", note="Asked the council."), by=bob, seen=1)
    with pytest.raises(Refused, match="was not cut off"):
        undo_split(first, second, by=rita, seen=2, other_seen=2)
    assert Claim.objects.get(pk=second.pk).standing == "unsourced"


def test_what_was_taken_back_is_not_reopened(cost: Claim, rita: Person) -> None:
    _, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=1)
    undo_split(cost, second, by=rita, seen=2, other_seen=1)
    with pytest.raises(Refused, match="Split the claim again"):
        reopen_claim(second, by=rita, seen=2, note="Back.")


def test_claims_of_two_paragraphs_are_not_merged(cost: Claim, article: Article, rita: Person) -> None:
    far = article.claims.for_lists().get(placement__quote__contains="18,000 cars")
    with pytest.raises(Refused) as refused:
        merge_claims(cost, far, by=rita, seen=1, other_seen=1)
    assert refused.value.code == Code.INVALID
    with pytest.raises(Refused):
        merge_claims(cost, cost, by=rita, seen=1, other_seen=1)


def test_who_looked_at_an_old_state_of_either_is_refused(cost: Claim, rita: Person, bob: Person) -> None:
    first, second = split_claim(cost, cut(cost, "37 percent"), by=rita, seen=1)
    for seen, other_seen in ((1, 1), (2, 7)):
        with pytest.raises(Refused) as refused:
            merge_claims(
                Claim.objects.for_lists().get(pk=first.pk),
                Claim.objects.for_lists().get(pk=second.pk),
                by=bob,
                seen=seen,
                other_seen=other_seen,
            )
        assert refused.value.code == Code.STALE


def test_who_does_not_check_does_not_cut(cost: Claim, edith: Person, ada: Person) -> None:
    for person in (edith, ada):
        with pytest.raises(Refused) as refused:
            split_claim(cost, cut(cost, "37 percent"), by=person, seen=1)
        assert refused.value.code == Code.NOT_ALLOWED
        with pytest.raises(Refused) as refused:
            undo_split(cost, cost, by=person, seen=1, other_seen=1)
        assert refused.value.code == Code.NOT_ALLOWED

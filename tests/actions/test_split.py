"""Splitting and merging: the words are dealt out anew, verdicts stay behind, and one undoes the other."""

import pytest

from articles.actions.assign import assign_claim
from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.refusals import Code, Refused
from articles.actions.split import merge_claims, split_claim
from articles.models import Article, AuditEvent, Claim, Person
from articles.reports.verification import verify_trail

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

"""Dismissing and reopening: with a reason, and undone by the other."""

import pytest

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.refusals import Code, Refused
from articles.actions.reopen import reopen_claim
from articles.models import REASONS, Claim, Person


@pytest.mark.parametrize("reason", [reason for reason in dict(REASONS) if reason != "other"])
def test_a_claim_is_dismissed_with_a_reason(claim: Claim, rita: Person, reason: str) -> None:
    dismiss_claim(claim, reason, by=rita, seen=1)
    now = Claim.objects.get(pk=claim.pk)
    assert (now.standing, now.dismissal, now.waiting) == ("dismissed", reason, False)


@pytest.mark.parametrize(("reason", "note"), [("", ""), ("boring", ""), ("other", ""), ("other", " ")])
def test_no_claim_is_dismissed_without_a_reason(claim: Claim, rita: Person, reason: str, note: str) -> None:
    with pytest.raises(Refused) as refused:
        dismiss_claim(claim, reason, by=rita, seen=1, note=note)
    assert refused.value.code == Code.INVALID


def test_a_dismissed_claim_comes_back_with_its_verdict(claim: Claim, rita: Person) -> None:
    decide_claim(claim, Ruling("verified", evidence=[Citation(title="x")]), by=rita, seen=1)
    dismiss_claim(claim, "duplicate", by=rita, seen=2)
    reopen_claim(claim, by=rita, seen=3, note="No duplicate after all.")
    assert Claim.objects.get(pk=claim.pk).standing == "verified"


def test_a_decided_claim_is_opened_again_with_a_reason(claim: Claim, rita: Person, carl: Person) -> None:
    decide_claim(claim, Ruling("verified", evidence=[Citation(title="x")]), by=rita, seen=1)
    with pytest.raises(Refused):
        reopen_claim(claim, by=carl, seen=2, note="")
    reopen_claim(claim, by=carl, seen=2, note="The source was withdrawn.")
    now = Claim.objects.get(pk=claim.pk)
    assert (now.standing, now.decided_by, claim.decisions.count()) == ("pending", None, 1)


def test_the_author_sets_nothing_aside_and_opens_nothing_again(claim: Claim, edith: Person, rita: Person) -> None:
    Person.objects.filter(pk=edith.pk).update(role="reviewer")
    edith.refresh_from_db()
    with pytest.raises(Refused) as refused:
        dismiss_claim(claim, "opinion", by=edith, seen=1)
    assert refused.value.code == Code.NOT_ALLOWED
    dismiss_claim(claim, "opinion", by=rita, seen=1)
    with pytest.raises(Refused) as refused:
        reopen_claim(claim, by=edith, seen=2, note="It is one.")
    assert refused.value.code == Code.NOT_ALLOWED


def test_an_open_claim_cannot_be_opened(claim: Claim, rita: Person) -> None:
    with pytest.raises(Refused) as refused:
        reopen_claim(claim, by=rita, seen=1, note="x")
    assert refused.value.code == Code.CLOSED

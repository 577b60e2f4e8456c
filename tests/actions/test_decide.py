"""Deciding a claim: who may, what is needed, and that two people at once lose nothing."""

import json

import pytest

from articles.actions.cite import Citation
from articles.actions.decide import NO_SOURCE, WHAT_IS_WRONG, WHERE_DID_YOU_LOOK, Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.refusals import Code, Refused
from articles.models import AuditEvent, Claim, Decision, Evidence, Person, SealedText, Source

PROOF = Citation(title="Traffic office, yearly count", url="https://traffic.example/2025", locator="p. 4")
VERIFIED = Ruling("verified", evidence=[PROOF])


def test_a_reviewer_decides_and_the_trail_tells_it_on_the_exact_words(claim: Claim, rita: Person) -> None:
    decision = decide_claim(claim, VERIFIED, by=rita, seen=claim.version)

    told = json.loads(AuditEvent.objects.get(kind="claim.decided").payload)
    assert decision.placement.quote == claim.words.quote
    assert told["words"]["quote"] == claim.words.quote
    assert told["words"]["revision_sha256"] == claim.words.revision.sha256
    assert (told["was"]["verdict"], told["now"]["verdict"]) == ("pending", "verified")
    assert told["actor"] == {"id": rita.pk, "name": {"sealed": rita.sealed_name}}
    assert SealedText.objects.get(pk=rita.sealed_name).text == "Rita"


def test_a_decision_changes_the_claim_and_its_version(claim: Claim, rita: Person) -> None:
    decide_claim(claim, VERIFIED, by=rita, seen=1)

    now = Claim.objects.get(pk=claim.pk)
    assert (now.verdict, now.standing, now.waiting, now.decided_by, now.version) == (
        "verified",
        "verified",
        False,
        rita,
        2,
    )


def test_a_reviewer_looking_at_an_old_verdict_is_told(claim: Claim, rita: Person, bob: Person) -> None:
    old = Claim.objects.for_lists().get(pk=claim.pk)
    decide_claim(claim, VERIFIED, by=rita, seen=1)
    before = AuditEvent.objects.count()

    with pytest.raises(Refused) as refused:
        decide_claim(old, Ruling("disputed", note="The count says 17,000."), by=bob, seen=1)

    assert refused.value.code == Code.STALE
    assert refused.value.details["claim"].decided_by == rita
    assert (AuditEvent.objects.count(), Decision.objects.count()) == (before, 1)


def test_a_later_decision_supersedes_and_the_earlier_one_stays(claim: Claim, rita: Person, bob: Person) -> None:
    decide_claim(claim, VERIFIED, by=rita, seen=1)
    decide_claim(claim, Ruling("disputed", note="It was 17,000.", correction="About 17,000 cars"), by=bob, seen=2)

    assert list(claim.decisions.values_list("number", "verdict")) == [(1, "verified"), (2, "disputed")]
    assert Claim.objects.get(pk=claim.pk).verdict == "disputed"


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (Ruling("disputed"), WHAT_IS_WRONG),
        (Ruling("disputed", note="  "), WHAT_IS_WRONG),
        (Ruling("unsourced"), WHERE_DID_YOU_LOOK),
        (Ruling("verified"), NO_SOURCE),
        (Ruling("verified", evidence=[Citation(title="x", stance="refutes")]), NO_SOURCE),
    ],
)
def test_each_verdict_needs_its_ground(claim: Claim, rita: Person, ruling: Ruling, words: str) -> None:
    with pytest.raises(Refused, match=words[:20]) as refused:
        decide_claim(claim, ruling, by=rita, seen=1)
    assert refused.value.code == Code.INVALID
    assert not Decision.objects.exists()


@pytest.mark.parametrize("verdict", ["pending", "true", "", "VERIFIED"])
def test_only_the_three_verdicts_are_verdicts(claim: Claim, rita: Person, verdict: str) -> None:
    with pytest.raises(Refused):
        decide_claim(claim, Ruling(verdict, note="x", evidence=[PROOF]), by=rita, seen=1)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example", "traffic.example", "https://"]
)
def test_an_address_is_a_web_address(claim: Claim, rita: Person, url: str) -> None:
    with pytest.raises(Refused) as refused:
        decide_claim(claim, Ruling("verified", evidence=[Citation(title="x", url=url)]), by=rita, seen=1)
    assert refused.value.field == "evidence"
    assert not Source.objects.exists()


@pytest.mark.parametrize("who", ["edith", "ada", "root", "nemo"])
def test_who_does_not_check_does_not_decide(claim: Claim, who: str, request: pytest.FixtureRequest) -> None:
    person = claim.article.uploaded_by if who == "edith" else request.getfixturevalue(who)
    with pytest.raises(Refused) as refused:
        decide_claim(claim, VERIFIED, by=person, seen=1)
    assert refused.value.code == Code.NOT_ALLOWED


def test_a_source_known_by_its_address_is_used_again(claim: Claim, rita: Person) -> None:
    other = claim.article.claims.for_lists().last()
    assert other
    decide_claim(claim, VERIFIED, by=rita, seen=1)
    decide_claim(other, VERIFIED, by=rita, seen=1)

    assert Source.objects.count() == 1
    assert Evidence.objects.count() == 2
    assert AuditEvent.objects.filter(kind="source.added").count() == 1


def test_a_dismissed_claim_is_reopened_before_it_is_decided(claim: Claim, rita: Person) -> None:
    dismiss_claim(claim, "opinion", by=rita, seen=1)
    with pytest.raises(Refused) as refused:
        decide_claim(claim, VERIFIED, by=rita, seen=2)
    assert refused.value.code == Code.CLOSED


@pytest.mark.parametrize("note", ["half \ud800 of a pair", "a NUL \x00"])
def test_a_note_that_cannot_be_kept_is_refused(claim: Claim, rita: Person, note: str) -> None:
    with pytest.raises(Refused) as refused:
        decide_claim(claim, Ruling("disputed", note=note), by=rita, seen=1)
    assert refused.value.code == Code.INVALID

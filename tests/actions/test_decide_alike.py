"""One decision offered to all that say the same: each claim keeps a decision of its own, and nothing else inherits it."""

from collections.abc import Callable

import pytest

from articles.actions.cite import Citation
from articles.actions.decide import Ruling
from articles.actions.decide_alike import decide_alike
from articles.actions.refusals import Code, Refused
from articles.models import Article, AuditEvent, Claim, Person
from articles.reports.verification import verify_trail

TEXT = """The bridge closed for 40 days in 2024

The bridge closed for 40 days in 2024.
The bridge closed for 41 days in 2023.
"""
PROOF = Ruling("verified", evidence=[Citation(title="Log of the harbour master")])


@pytest.fixture
def twins(submit: Callable[..., Article]) -> list[Claim]:
    claims = list(submit(TEXT).claims.for_lists().order_by("position"))
    assert [claim.words.quote.rstrip(".") for claim in claims] == TEXT.replace("\n\n", "\n").strip().replace(
        ".", ""
    ).split("\n")
    for claim, likeness in zip(claims, ("a" * 16, "a" * 16, "b" * 16), strict=True):
        claim.likeness = likeness
        claim.save()
    return claims


def test_one_ruling_gives_each_its_own_decision(twins: list[Claim], rita: Person) -> None:
    headline, body, _ = twins
    assert list(Claim.objects.like(headline)) == [body]
    decision, outcome = decide_alike(headline, [(body, 1)], PROOF, by=rita, seen=1)
    assert (decision.claim, outcome.done, outcome.refused) == (headline, [body], [])
    assert body.decisions.get().evidence.get().source == decision.evidence.get().source
    assert AuditEvent.objects.filter(kind="claim.decided").count() == 2
    assert verify_trail().is_clean


def test_what_says_something_else_is_refused_and_told(twins: list[Claim], rita: Person) -> None:
    headline, _, other = twins
    _, outcome = decide_alike(headline, [(other, 1)], PROOF, by=rita, seen=1)
    assert [refused.code for _, refused in outcome.refused] == [Code.INVALID]
    assert Claim.objects.get(pk=other.pk).verdict == "pending"


def test_a_twin_that_somebody_changed_meanwhile_keeps_their_word(twins: list[Claim], rita: Person, bob: Person) -> None:
    headline, body, _ = twins
    decide_alike(body, [], Ruling("disputed", note="It was 42 days."), by=bob, seen=1)
    _, outcome = decide_alike(headline, [(Claim.objects.for_lists().get(pk=body.pk), 1)], PROOF, by=rita, seen=1)
    assert [refused.code for _, refused in outcome.refused] == [Code.STALE]
    assert Claim.objects.get(pk=body.pk).verdict == "disputed"


def test_nothing_is_written_when_the_claim_itself_cannot_be_decided(twins: list[Claim], rita: Person) -> None:
    headline, body, _ = twins
    with pytest.raises(Refused):
        decide_alike(headline, [(body, 1)], Ruling("verified"), by=rita, seen=1)
    assert not Claim.objects.exclude(verdict="pending").exists()


def test_a_claim_without_likeness_has_no_twins(twins: list[Claim]) -> None:
    Claim.objects.update(likeness="")
    assert not Claim.objects.like(Claim.objects.for_lists().get(pk=twins[0].pk)).exists()

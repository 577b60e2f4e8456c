"""Decide a claim: the verdict of a person, on exact words, with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.actions import trail
from articles.actions.change import change_claim, refuse_unless_open
from articles.actions.cite import Citation, cite, refuse_unless_named
from articles.actions.refusals import Code, require, require_keepable
from articles.ledger.sealed import FreeText
from articles.models import DECIDED, Claim, Decision, Person, Stance, Verdict
from articles.policy import may_decide

NOT_YOURS = "Only a reviewer who did not upload this article, or the chief, can decide its claims."
NO_VERDICT = "Choose verified, disputed or unsourced."
DISMISSED = "This claim was dismissed. Reopen it before you decide it."
WHAT_IS_WRONG = "Say what is wrong. “Disputed” cannot be recorded without it."
WHERE_DID_YOU_LOOK = "Say where you looked or whom you asked."
NO_SOURCE = "Add the source that proves it, with a page, paragraph or time."
SAME_WORDS = "The suggested words are the words of the article. Leave them out or change them."


@dataclass(frozen=True)
class Ruling:
    """What a reviewer says of a claim."""

    verdict: str
    note: str = ""
    correction: str = ""
    evidence: Sequence[Citation] = ()


@transaction.atomic
def decide_claim(claim: Claim, ruling: Ruling, *, by: Person, seen: int, at: datetime | None = None) -> Decision:
    """Record a ruling on claim.  `seen` is the version the reviewer was looking at.

    If the claim changed since, or a newer revision exists, nothing is written (Refused STALE or NEWER_REVISION).  An
    earlier decision is superseded, never edited.
    """
    require(may_decide(by, claim), Code.NOT_ALLOWED, NOT_YOURS)
    refuse_unless_open(claim, seen=seen)
    refuse_unless_sensible(claim, ruling)
    when = at or timezone.now()
    number = claim.decisions.count() + 1
    line = change_claim(
        claim,
        "claim.decided",
        seen=seen,
        note={
            "verdict": ruling.verdict,  # told also when it is the same again: a line says by itself what was decided
            "decision": number,
            "note": FreeText(ruling.note),
            "correction": FreeText(ruling.correction),
            "evidence": [citation.told() for citation in ruling.evidence],
        },
        verdict=ruling.verdict,
        recheck=False,
        decided_by=by,
        decided_at=when,
    )
    decision = Decision.objects.create(
        claim=claim,
        number=number,
        placement=claim.words,
        verdict=ruling.verdict,
        note=ruling.note,
        correction=ruling.correction,
        by=by,
        created_at=when,
    )
    lines = cite(decision, ruling.evidence, by=by, at=when)
    trail.write([*lines, line], by=by, at=when)
    return decision


def refuse_unless_sensible(claim: Claim, ruling: Ruling) -> None:
    """Refuse (INVALID) a ruling without what its verdict needs: a reason, an attempt or a source."""
    verdict = ruling.verdict
    require_keepable(verdict=verdict, note=ruling.note, correction=ruling.correction)
    require(verdict in DECIDED, Code.INVALID, NO_VERDICT, field="verdict")
    require(not claim.dismissal, Code.CLOSED, DISMISSED)
    has_note = bool(ruling.note.strip())
    require(verdict != Verdict.DISPUTED or has_note, Code.INVALID, WHAT_IS_WRONG, field="note")
    require(verdict != Verdict.UNSOURCED or has_note, Code.INVALID, WHERE_DID_YOU_LOOK, field="note")
    for citation in ruling.evidence:
        refuse_unless_named(citation)
    proves = any(citation.stance == Stance.SUPPORTS for citation in ruling.evidence)
    require(verdict != Verdict.VERIFIED or proves, Code.INVALID, NO_SOURCE, field="evidence")
    require(
        not ruling.correction or ruling.correction != claim.words.quote, Code.INVALID, SAME_WORDS, field="correction"
    )

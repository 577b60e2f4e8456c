"""Reopen a claim that was decided or dismissed, with a reason."""

from django.db import transaction

from articles.actions import trail
from articles.actions.change import change_claim, refuse_unless_open
from articles.actions.refusals import Code, require, require_keepable
from articles.ledger.sealed import FreeText
from articles.models import Claim, Dismissal, Person, Verdict
from articles.policy import Right, may_check

NOT_YOURS = "Only a reviewer who did not upload this article, or the chief, can reopen its claims."
SAY_WHY = "Say why it is opened again."
IS_OPEN = "This claim is open already."
UNDONE = "This is a part of a split that was taken back. Split the claim again."


@transaction.atomic
def reopen_claim(claim: Claim, *, by: Person, seen: int, note: str) -> Claim:
    """Make claim wait for a person again; its decisions stay in its history."""
    require(may_check(by, Right.REOPEN, claim.article), Code.NOT_ALLOWED, NOT_YOURS)
    refuse_unless_open(claim, seen=seen)
    require_keepable(note=note)
    require(bool(note.strip()), Code.INVALID, SAY_WHY, field="note")
    require(not claim.is_open, Code.CLOSED, IS_OPEN)
    require(claim.dismissal != Dismissal.UNDONE, Code.CLOSED, UNDONE)
    opened = (
        {"dismissal": ""} if claim.dismissal else {"verdict": Verdict.PENDING, "decided_by": None, "decided_at": None}
    )
    trail.write([change_claim(claim, "claim.reopened", seen=seen, note={"note": FreeText(note)}, **opened)], by=by)
    return claim

"""Dismiss a claim that is none, with the reason."""

from datetime import datetime

from django.db import transaction

from articles.actions import trail
from articles.actions.change import change_claim, refuse_unless_open
from articles.actions.refusals import Code, require, require_keepable
from articles.ledger.sealed import FreeText
from articles.models import REASONS, Claim, Dismissal, Person
from articles.policy import Right, may_check

NOT_YOURS = "Only a reviewer who did not upload this article, or the chief, can dismiss its claims."
SAY_WHY = "Say why this is not a claim."


@transaction.atomic
def dismiss_claim(
    claim: Claim, reason: str, *, by: Person, seen: int, note: str = "", at: datetime | None = None
) -> Claim:
    """Set claim aside as no claim.  `reason` is one of Dismissal; with OTHER the note says it."""
    require(may_check(by, Right.DISMISS, claim.article), Code.NOT_ALLOWED, NOT_YOURS)
    refuse_unless_open(claim, seen=seen)
    require_keepable(reason=reason, note=note)
    require(reason in dict(REASONS), Code.INVALID, SAY_WHY, field="reason")
    require(reason != Dismissal.OTHER or bool(note.strip()), Code.INVALID, SAY_WHY, field="note")
    require(not claim.dismissal, Code.CLOSED, "This claim is dismissed already.")
    line = change_claim(claim, "claim.dismissed", seen=seen, note={"note": FreeText(note)}, dismissal=reason)
    trail.write([line], by=by, at=at)
    return claim

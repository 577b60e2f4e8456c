"""Set the time by which claims must be decided."""

from datetime import datetime

from django.db import transaction

from articles.actions import trail
from articles.actions.change import change_claim
from articles.actions.refusals import Code, require
from articles.models import NEVER_DUE, Claim, Person
from articles.policy import Right, may


@transaction.atomic
def set_due(claim: Claim, due: datetime | None, *, by: Person, seen: int) -> Claim:
    """Give claim a time by which it must be decided, or none."""
    require(may(by, Right.SET_DUE), Code.NOT_ALLOWED, "Only the chief sets deadlines.")
    trail.write([change_claim(claim, "claim.due_set", seen=seen, due_at=due or NEVER_DUE)], by=by)
    return claim

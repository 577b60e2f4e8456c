"""Set the time by which claims must be decided."""

from datetime import datetime

from django.db import transaction

from articles.actions import trail
from articles.actions.change import change_claim, refuse_unless_open
from articles.actions.refusals import Code, require
from articles.models import NEVER_DUE, Claim, Person
from articles.policy import Right, may

EARLIEST, LATEST = 1900, 2999
NO_TIME = f"A deadline lies between the years {EARLIEST} and {LATEST}."


@transaction.atomic
def set_due(claim: Claim, due: datetime | None, *, by: Person, seen: int, at: datetime | None = None) -> Claim:
    """Give claim a time by which it must be decided, or none."""
    require(may(by, Right.SET_DUE), Code.NOT_ALLOWED, "Only the chief sets deadlines.")
    refuse_unless_open(claim, seen=seen)
    refuse_unless_a_time(due, field="due")
    if claim.due == due:
        return claim
    trail.write([change_claim(claim, "claim.due_set", seen=seen, due_at=due or NEVER_DUE)], by=by, at=at)
    return claim


def refuse_unless_a_time(due: datetime | None, *, field: str) -> None:
    """Refuse (INVALID) a time that nobody can mean, and for which other time zones may have no word."""
    require(due is None or EARLIEST <= due.year <= LATEST, Code.INVALID, NO_TIME, field=field)

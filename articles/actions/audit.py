"""Verify the trail.  Looking writes no history: the one act here that leaves no line."""

from articles.actions.refusals import Code, require
from articles.models import Person
from articles.policy import Right, may
from articles.reports.verification import Progress, Verified, verify_trail

NOT_YOURS = "Only the chief, auditors and admins verify the trail."


def verify(*, by: Person | None, progress: Progress | None = None) -> Verified:
    """What a walk over the trail and its replay found; `by` None is the operator at the command line."""
    require(by is None or may(by, Right.VERIFY_TRAIL), Code.NOT_ALLOWED, NOT_YOURS)
    return verify_trail(progress)

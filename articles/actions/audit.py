"""Verify the trail, and sign it when it is whole.  Looking writes no history: the acts here that leave no line."""

from collections.abc import Sequence

from articles.actions.checkpoint import sign_checkpoint
from articles.actions.refusals import Code, require
from articles.actions.trail_key import Alarm
from articles.models import Checkpoint, Person
from articles.policy import Right, may
from articles.reports.verification import Progress, Verified, verify_trail

NOT_YOURS = "Only the chief, auditors and admins verify the trail."


def verify(
    *, by: Person | None, progress: Progress | None = None, given: Sequence[bytes] = (), key: str | None = None
) -> Verified:
    """What a walk over the trail and its replay found; `by` None is the operator at the command line.

    given are notes of checkpoints that were kept elsewhere; key is the desk's public key as somebody knows it.
    """
    require(by is None or may(by, Right.VERIFY_TRAIL), Code.NOT_ALLOWED, NOT_YOURS)
    return verify_trail(progress, given=given, key=key)


def sign_verified(*, progress: Progress | None = None) -> Checkpoint | None:
    """Sign a checkpoint of a trail that was verified as a whole just before; None when the trail is empty.

    This is the operator's act; the desk itself reads only what is new.  Raises Alarm when anything is damaged, be it
    older than the last checkpoint or in the tables alone.
    """
    found = verify_trail(progress)
    if found.finding:
        raise Alarm(found.finding)
    return sign_checkpoint()

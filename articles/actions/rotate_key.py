"""Rotate the desk's key: the old key and the new one sign a handover, and the old private key is gone afterwards."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.actions import trail
from articles.actions.checkpoint import alone, sign_checkpoint
from articles.actions.people import OPERATOR
from articles.actions.refusals import Code, Refused
from articles.actions.trail import Line
from articles.actions.trail_key import Alarm, next_file, take_over, the_key
from articles.ledger.handover import sign_handover
from articles.ledger.key_file import put_secret, read_secret
from articles.ledger.keys import new_secret, origin_of, public_of
from articles.models import TrailKey
from articles.reports.verification import verify_trail
from articles.reports.vouched import ends

NO_KEY = "The desk has no key yet: it is made with the first checkpoint."
NOT_LOST = "The desk's key is in its place. A key that is there is replaced with a handover: use --rotate."


@transaction.atomic
def rotate_key(*, at: datetime | None = None) -> TrailKey:
    """Make a new key, have it vouched for by the old one, and use it from now on.  The operator's act.

    The old key signs the trail as it stands, for the last time.  The new private key lies beside the old one until the
    database has the handover, and then takes its place: killed at any point, the desk signs with the one or the other,
    and finishes what was begun.  Refused (INVALID) without a key; raises Alarm as signing does, and OSError.
    """
    alone()
    at = at or timezone.now()
    last = sign_checkpoint(at=at)
    if last is None:
        raise Refused(Code.INVALID, NO_KEY)
    old = the_key(ends(), at=at, first=False)
    new = new_secret(origin_of(old.public))
    return _changed(old.row, new, last.size, sign_handover(old.secret, new, last.size), at)


def replace_lost_key(*, at: datetime | None = None) -> TrailKey:
    """Make a new key because the old one is gone for good; nobody vouches for it, and the trail says so.

    The trail must be whole by every checkpoint that the old key signed.  Refused (INVALID) when the key is there or
    never was one; raises Alarm when anything is damaged, and OSError.
    """
    old = TrailKey.objects.order_by("pk").last()
    if old is None:
        raise Refused(Code.INVALID, NO_KEY)
    if read_secret(settings.TRAIL_KEY_FILE) is not None or take_over(settings.TRAIL_KEY_FILE, old):
        raise Refused(Code.INVALID, NOT_LOST)
    found = verify_trail(key=old.public)
    if found.finding:
        raise Alarm(found.finding)
    with transaction.atomic():
        alone()
        return _changed(old, new_secret(origin_of(old.public)), found.size, b"", at or timezone.now())


def _changed(old: TrailKey, new: str, size: int, handover: bytes, at: datetime) -> TrailKey:
    """Write the change down; the new key takes its place once that is safe."""
    put_secret(next_file(settings.TRAIL_KEY_FILE), new)
    row = TrailKey.objects.create(public=public_of(new), handover=handover.decode(), since_size=size, created_at=at)
    line = Line("trail.key_changed", was={"key": old.public}, now={"key": row.public, "lost": not handover})
    trail.write([line], by=None, name=OPERATOR, at=at)
    transaction.on_commit(partial(take_over, settings.TRAIL_KEY_FILE, row))
    return row

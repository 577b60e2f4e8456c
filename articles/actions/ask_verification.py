"""Ask for a verification of the trail: somebody, the night, or a refusal to sign does.  Looking writes no history."""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from articles.actions.given_checkpoint import note_of_this_desk
from articles.actions.refusals import Code, require
from articles.later import later
from articles.models import Person, Verification
from articles.policy import Right, may

logger = logging.getLogger(__name__)
VERIFY = "articles.verify_trail"
NOT_YOURS = "Only the chief, auditors and admins verify the trail."
WAIT = "The trail is being verified just now. Compare your checkpoint when that has ended. Nothing was stored."
AFTER_REFUSAL = timedelta(hours=1)
"""A refusal to sign repeats every minute; it asks for a verification no more often than this."""


def ask_verification(*, by: Person, given: bytes = b"") -> Verification:
    """Queue a verification, or give back the one that is under way.

    given is the exact note of a checkpoint that somebody kept elsewhere: this run and every later one compare with it.
    """
    require(may(by, Right.VERIFY_TRAIL), Code.NOT_ALLOWED, NOT_YOURS)
    note = note_of_this_desk(given) if given else ""
    while True:
        queued = _queue(asked_by=by, given=note)
        found = queued or Verification.objects.under_way().first()
        if found and not queued:
            require(not note, Code.CLOSED, WAIT, field="checkpoint")
        if found:  # else the one that was in the way has ended meanwhile
            return found


def ask_for_night(at: datetime | None = None) -> Verification | None:
    """Queue the verification of the last night, unless it was asked for already; None then.  Catches up after a pause."""
    night = night_of(at or timezone.now())
    if Verification.objects.filter(night__gte=night).exists():
        return None
    return _queue(night=night)


def ask_after_refusal(at: datetime | None = None) -> Verification | None:
    """Queue a verification because the desk refused to sign the next checkpoint; None when one was asked for lately."""
    since = (at or timezone.now()) - AFTER_REFUSAL
    try:
        asked_lately = Verification.objects.filter(asked_at__gt=since).exists()
        return None if asked_lately else _queue()
    except DatabaseError:  # the refusal was told in the log; the night comes anyway
        logger.exception("No verification could be asked for.")
        return None


def night_of(at: datetime) -> date:
    """The day, in the desk's time zone, whose hour for the verification came last."""
    local = timezone.localtime(at)
    today = local.date()
    return today if local.hour >= settings.VERIFY_HOUR else today - timedelta(days=1)


def _queue(**fields: Any) -> Verification | None:
    """A row that waits for a worker; None when another is under way, or this night's is there."""
    if Verification.objects.under_way().exists():
        return None
    try:
        with transaction.atomic():
            # By the database's clock, as a worker reads it: SQLite's is coarser, and a quick worker would be too early.
            row = Verification.objects.create(not_before=Now(), **fields)
            row.refresh_from_db()
            later(VERIFY, row.pk)
    except IntegrityError:  # somebody else asked at the same moment
        return None
    return row

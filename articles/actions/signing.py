"""When a checkpoint is signed: at every hundredth event, and a minute after the last when there is anything new."""

import logging
import time
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from articles.actions.ask_verification import ask_after_refusal
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.trail_key import Alarm
from articles.models import AuditEvent, Checkpoint

logger = logging.getLogger(__name__)
PAUSE = timedelta(seconds=60)
_refused_until = 0.0


def sign_if_due(at: datetime | None = None) -> Checkpoint | None:
    """Sign when there are events that no checkpoint saw, and the last one is a minute old.  A round of the sweep."""
    at = at or timezone.now()
    if time.monotonic() < _refused_until or not _is_due(at):
        return None
    return sign_or_tell(at)


def sign_or_tell(at: datetime | None = None) -> Checkpoint | None:
    """Sign; what keeps the desk from it goes to the log, as loud as can be, and the sweep tries again in a minute."""
    global _refused_until  # noqa: PLW0603  # one for each process, so that the log is not flooded
    try:
        return sign_checkpoint(at=at)
    except Alarm as alarm:
        logger.error("NO CHECKPOINT WAS SIGNED: %s Look at it with `manage.py audit verify`.", alarm)  # noqa: TRY400
        ask_after_refusal()
    except (OSError, DatabaseError):
        logger.exception("No checkpoint could be signed.")
    _refused_until = time.monotonic() + PAUSE.total_seconds()
    return None


def _is_due(at: datetime) -> bool:
    newest = AuditEvent.objects.newest_first().values_list("seq", flat=True).first() or 0
    size, when = Checkpoint.objects.newest_first().values_list("size", "at").first() or (0, None)
    if newest <= size:
        return newest < size  # events are gone: the refusal is what is due
    return when is None or not timedelta() <= at - when < PAUSE  # a clock that was set back does not stop it

"""Send out what must not stay on the desk alone: the newest checkpoint to its sinks, and alarms to those who get them.

Only the newest is sent.  Each sink has a row that says what arrived there last; a try is counted before it is made, and
what does not arrive is tried again after a pause that grows.
"""

import logging
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected

from django.db.models import F
from django.db.models.functions import Now

from articles.actions.sinks import due_for
from articles.models import Sink
from articles.running.post import NotTaken

logger = logging.getLogger(__name__)
SEND = "articles.send_out"
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)


def send_out(sink_id: int) -> bool:
    """Send to a sink what it lacks; whether it arrived.  Does nothing when it lacks nothing, or was tried just now."""
    sink = Sink.objects.filter(pk=sink_id).first()
    due = due_for(sink) if sink else None
    if sink is None or due is None or not _take_turn(sink):
        return False
    try:
        due.send()
    except Exception as error:  # whatever it is, the row must say that it did not arrive
        logger.warning("%s did not arrive: %s", sink.get_name_display(), why(error), exc_info=not _is_known(error))
        Sink.objects.filter(pk=sink.pk).update(error=why(error))
        return False
    Sink.objects.filter(pk=sink.pk).update(arrived=due.number, arrived_at=Now(), tries=0, not_before=Now(), error="")
    return True


def _take_turn(sink: Sink) -> bool:
    """Claim the next try, if its time has come; until the pause is over nobody else tries."""
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 4 ** min(sink.tries, 6))
    turn = Sink.objects.filter(pk=sink.pk, tries=sink.tries, not_before__lte=Now())
    return bool(turn.update(tries=F("tries") + 1, not_before=Now() + pause))


def why(error: Exception) -> str:
    """Why something did not arrive, in a sentence without addresses or passwords."""
    match error:
        case NotTaken():
            return str(error)
        case SMTPAuthenticationError():
            return "The mail server refused the name or the password."
        case SMTPRecipientsRefused():
            return "The mail server refused the addresses."
        case TimeoutError() | SMTPServerDisconnected():
            return "The mail server did not answer in time, or broke off."
        case SMTPException():
            return f"The mail server did not take it ({type(error).__name__})."
        case OSError():
            return f"The mail server could not be reached ({type(error).__name__})."
    return f"It could not be sent ({type(error).__name__})."


def _is_known(error: Exception) -> bool:
    return isinstance(error, NotTaken | OSError)  # SMTPException is an OSError

"""Watch over the trail: ask for the nightly verification, take back what a dead worker holds, ring for what waits."""

import logging
from datetime import timedelta

from django.db import DatabaseError
from django.db.models.functions import Now
from django.utils import timezone

from articles.actions.ask_verification import VERIFY, ask_for_night
from articles.actions.send_out import SEND
from articles.actions.sinks import due_for, sinks
from articles.actions.verify_trail import give_up_run
from articles.later import ring
from articles.models import Verification, VerificationState

logger = logging.getLogger(__name__)
WAITED = timedelta(seconds=15)
"""So long its own bell may take to be heard."""


def watch_trail() -> None:
    """Do one round, as part of the sweep; trouble with it keeps nothing else from being swept."""
    try:
        ask_for_night()
        expired = Verification.objects.filter(state=VerificationState.RUNNING, lease_until__lt=Now())
        for pk, token in expired.values_list("pk", "lease"):
            give_up_run(pk, token)
        waiting = Verification.objects.filter(state=VerificationState.QUEUED, not_before__lte=Now())
        again = waiting.filter(attempts__gt=0) | waiting.filter(asked_at__lt=Now() - WAITED)
        for pk in again.values_list("pk", flat=True):  # one at most
            ring(VERIFY, pk)
        for sink in sinks():
            if sink.not_before <= timezone.now() and due_for(sink):
                ring(SEND, sink.pk)
    except DatabaseError:
        logger.exception("The trail could not be looked after.")

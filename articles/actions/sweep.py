"""Sweep: ring again for what still waits, take back what a dead worker holds, and show that a worker is alive."""

import logging
from datetime import timedelta

from django.db import DatabaseError
from django.db.models.functions import Now

from articles.actions.extract import give_up_run
from articles.actions.import_bundle import give_up_turn
from articles.actions.intake import EXTRACT
from articles.actions.signing import sign_if_due
from articles.actions.submit_bundle import IMPORT
from articles.actions.watch_trail import watch_trail
from articles.later import ring
from articles.models import Bundle, BundleState, Extraction, ExtractionState, Heartbeat

logger = logging.getLogger(__name__)
WAITED = timedelta(seconds=15)
MOST_AT_ONCE = 200


def sweep() -> int:
    """Do one round; how many extractions and zips were rung for.  Run by a worker every few seconds."""
    beat("worker")
    sign_if_due()
    watch_trail()
    return _extractions() + _bundles()


def _extractions() -> int:
    expired = Extraction.objects.filter(state=ExtractionState.RUNNING, lease_until__lt=Now())
    for pk, token in expired.values_list("pk", "lease")[:MOST_AT_ONCE]:
        try:
            give_up_run(pk, token)
        except DatabaseError:  # one row that cannot be written now must not keep the others waiting
            logger.exception("Extraction %s could not be taken back.", pk)
    waiting = Extraction.objects.filter(state=ExtractionState.QUEUED, not_before__lte=Now())
    again = waiting.filter(attempts__gt=0) | waiting.filter(queued_at__lt=Now() - WAITED)
    due = list(again.order_by("queued_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for pk in due:
        ring(EXTRACT, pk)
    return len(due)


def _bundles() -> int:
    give_up_turn(Bundle.objects.filter(state=BundleState.RUNNING, lease_until__lt=Now()))
    waiting = Bundle.objects.filter(state=BundleState.QUEUED, not_before__lte=Now(), queued_at__lt=Now() - WAITED)
    due = list(waiting.order_by("queued_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for pk in due:
        ring(IMPORT, pk)
    return len(due)


def beat(name: str) -> None:
    """Note that this kind of process is alive now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": Now()})

"""Import a zip: take its files one by one, each an article or a refusal; safe to be rung twice and killed at any point.

The row of the Bundle is the queue of record, as that of an Extraction is: a run holds a lease with a token of its own,
and a file is settled only while that token still stands there, in the transaction that stores its article.
"""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import wait
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from articles.actions.extract import MOST_ATTEMPTS, LeaseLost
from articles.actions.intake import Upload
from articles.actions.submit import About
from articles.actions.submit_bundle import IMPORT
from articles.actions.submit_many import Incoming, Outcome, cannot_take, read_one, submit_one, unpack
from articles.ingest.child import died
from articles.ingest.readers import Readers
from articles.later import ring
from articles.models import Bundle, BundleState, Member, MemberState

logger = logging.getLogger(__name__)
TURN = 5.0
"""Seconds after which no other file is begun: what else waits for a worker comes in between."""
PAUSE = timedelta(seconds=5)
"""How long a zip rests after a run that broke."""


def import_bundle(bundle_id: int) -> bool:
    """Take files of a queued zip for one turn; whether it was this run's turn.  Rings again while there are more."""
    token = uuid4()
    queued = Bundle.objects.filter(pk=bundle_id, state=BundleState.QUEUED, not_before__lte=Now())
    if not queued.update(state=BundleState.RUNNING, lease=token, lease_until=Now() + _lease_time()):
        return False
    try:
        _take(bundle_id, token)
    except LeaseLost:
        return False
    except Exception:  # whatever it is, the zip is safe, and the attempt was counted
        logger.exception("Zip %s could not be taken further.", bundle_id)
        give_up_turn(Bundle.objects.filter(pk=bundle_id, lease=token))
        return False
    return True


def give_up_turn(held: QuerySet[Bundle]) -> int:
    """Queue zips again whose run ended before its turn was over; how many."""
    return held.update(state=BundleState.QUEUED, lease=None, lease_until=None, not_before=Now() + PAUSE)


def _take(bundle_id: int, token: UUID) -> None:
    bundle = Bundle.objects.select_related("uploaded_by").get(pk=bundle_id)
    waiting = list(bundle.members.filter(state=MemberState.WAITING))
    if waiting and waiting[0].attempts >= MOST_ATTEMPTS:  # it has ended every run that began it
        _settle(bundle, token, waiting.pop(0), Incoming("", refused=cannot_take(died())))
    end = time.monotonic() + TURN
    with Readers(1) as readers:
        files: Iterator[Incoming] | None = None
        while waiting and time.monotonic() < end:
            member = waiting.pop(0)
            Member.objects.filter(pk=member.pk).update(attempts=F("attempts") + 1)  # before, so that a kill counts
            files = files or _files(bundle, member)
            _settle(bundle, token, member, _read(bundle, token, next(files), readers))
    held = Bundle.objects.filter(pk=bundle_id, lease=token)
    if not waiting:
        held.update(state=BundleState.DONE, lease=None, lease_until=None, data=None)
    elif held.update(state=BundleState.QUEUED, lease=None, lease_until=None, not_before=Now(), queued_at=Now()):
        ring(IMPORT, bundle_id)


def _files(bundle: Bundle, first: Member) -> Iterator[Incoming]:
    """The files of the zip from first on."""
    return unpack(Upload(bundle.name, bytes(bundle.data or b"")), after=first.number - 1).files


def _read(bundle: Bundle, token: UUID, one: Incoming, readers: Readers) -> Incoming:
    """One file, read; the lease is renewed meanwhile: a file may take longer than a run may be silent."""
    reading = readers.threads.submit(read_one, one, readers)
    while not wait([reading], timeout=settings.EXTRACTION_LEASE_SECONDS / 3).done:
        _renew(bundle, token)
    return reading.result()


@transaction.atomic
def _settle(bundle: Bundle, token: UUID, member: Member, one: Incoming) -> None:
    """Store a file as an article, or write down why not."""
    _renew(bundle, token)
    about = About("", bundle.byline, bundle.published_on, bundle.source_url, bundle.deadline)
    became = submit_one(one, about, by=bundle.uploaded_by, twin_ok=bundle.twin_ok)
    state = MemberState.REFUSED if became.article is None else MemberState.STORED
    waiting = Member.objects.filter(pk=member.pk, state=MemberState.WAITING)
    waiting.update(state=state, article=became.article, size=became.size, refusal=_why(became))


def _why(became: Outcome) -> dict[str, object]:
    """The refusal as it is kept."""
    no = became.refused
    return {} if no is None else {"code": no.code.value, "message": no.message, "details": no.details}


def _renew(bundle: Bundle, token: UUID) -> None:
    """Hold the lease for another while.  Raises LeaseLost when it is another's."""
    if not Bundle.objects.filter(pk=bundle.pk, lease=token).update(lease_until=Now() + _lease_time()):
        raise LeaseLost


def _lease_time() -> timedelta:
    """How long a run may be silent before it counts as dead."""
    return timedelta(seconds=settings.EXTRACTION_LEASE_SECONDS)

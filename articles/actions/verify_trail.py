"""Verify the trail: the worker's verb, safe to be rung twice, killed at any point and run too late.

The row of the Verification is the queue of record; a run holds a lease with a token of its own, and only the run whose
token still stands there writes what it found (SAFETY B2-B4).  Looking writes no history.
"""

import logging
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F
from django.db.models.functions import Now

from articles.actions.checkpoint import sign_checkpoint
from articles.actions.pulse import LeaseLost, Pulse
from articles.actions.trail_key import Alarm
from articles.ledger.chain import Finding
from articles.models import Verification, VerificationState
from articles.reports.verification import Verified, verify_trail

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
MOST_KEPT = 400
WHOLE = 1_000_000
"""Progress is counted in millionths."""


def verify_queued(verification_id: int) -> bool:
    """Run a queued verification; whether this run wrote what it found.  Does nothing when it is not, or no longer, its turn."""
    token = uuid4()
    if not _lease(verification_id, token):
        return False
    try:
        with Pulse(lambda share: _renew(verification_id, token, share)) as pulse:
            found = verify_trail(pulse.told, given=_given())
    except LeaseLost:
        return False
    except Exception:  # whatever it is, the row must say what became of the run
        logger.exception("Verification %s did not come to its end.", verification_id)
        give_up_run(verification_id, token)
        return False
    return _store(verification_id, token, found, _refusal())


def give_up_run(verification_id: int, token: UUID | None) -> None:
    """End the run that holds token: queued again after a while, or failed for good after the last attempt."""
    held = Verification.objects.filter(pk=verification_id, lease=token, state=VerificationState.RUNNING)
    attempts = held.values_list("attempts", flat=True).first()
    if attempts is None:
        return
    if attempts < MOST_ATTEMPTS:
        wait = timedelta(seconds=2 * 4 ** (attempts - 1))
        held.update(state=VerificationState.QUEUED, lease=None, lease_until=None, not_before=Now() + wait)
    elif held.update(state=VerificationState.FAILED, lease=None, lease_until=None, done_at=Now()):
        logger.error("The trail could not be verified: %s attempts did not come to an end.", attempts)


def _lease_time() -> timedelta:
    return timedelta(seconds=settings.EXTRACTION_LEASE_SECONDS)


def _lease(verification_id: int, token: UUID) -> bool:
    """Take a queued verification whose time has come; the attempt is counted before the run, so that a kill counts."""
    due = Verification.objects.filter(pk=verification_id, state=VerificationState.QUEUED, not_before__lte=Now())
    return bool(
        due.update(
            state=VerificationState.RUNNING,
            attempts=F("attempts") + 1,
            lease=token,
            lease_until=Now() + _lease_time(),
            progress=0,
            started_at=Now(),
        )
    )


def _renew(verification_id: int, token: UUID, share: float) -> bool:
    """Show how far the run is (0..1) and hold its lease for another while; False when it is another's."""
    held = Verification.objects.filter(pk=verification_id, lease=token)
    return bool(held.update(lease_until=Now() + _lease_time(), progress=min(WHOLE - 1, int(share * WHOLE))))


def _given() -> list[bytes]:
    """Every checkpoint that somebody ever gave: what one of them once showed must not be forgotten by the next run."""
    notes = Verification.objects.exclude(given="").order_by("given").values_list("given", flat=True).distinct()
    return [note.encode() for note in notes]


def _refusal() -> Finding | None:
    """Sign what was looked at; why the desk refuses to, None when it does not."""
    try:
        sign_checkpoint()
    except Alarm as alarm:
        return alarm.finding
    except (OSError, DatabaseError):
        logger.exception("No checkpoint could be signed.")
    return None


def _store(verification_id: int, token: UUID, found: Verified, refusal: Finding | None) -> bool:
    held = Verification.objects.filter(pk=verification_id, lease=token)
    stored = held.update(
        state=VerificationState.DONE,
        lease=None,
        lease_until=None,
        progress=WHOLE,
        done_at=Now(),
        size=found.size,
        head=found.head,
        root=found.root,
        exit_code=found.exit_code,
        found=as_found(found, refusal),
    )
    if stored and not found.is_clean:
        why = found.finding.why if found.finding else f"The database lacks {', '.join(found.unguarded)}."
        logger.error("The trail does not verify (exit code %s): %s", found.exit_code, why)
    if stored and refusal:
        logger.error("The desk refuses to sign a checkpoint: %s", refusal.why)
    if stored:
        _forget_old()
    return bool(stored)


def as_found(found: Verified, refusal: Finding | None) -> dict[str, object]:
    """What a verification found, as its row keeps it."""
    return {
        "findings": [asdict(finding) for finding in found.findings],
        "count": found.count,
        "unguarded": [*found.unguarded],
        "compared": dict(found.compared),
        "against": [asdict(one) for one in found.against],
        "covered": found.covered,
        "warnings": [*found.warnings],
        "key": found.key,
        "refusal": asdict(refusal) if refusal else None,
    }


def _forget_old() -> None:
    """Keep the newest rows, and those with a checkpoint that somebody gave: every later run compares with it too."""
    without = Verification.objects.filter(given="").order_by("-pk").values_list("pk", flat=True)
    newest_to_go = without[MOST_KEPT : MOST_KEPT + 1].first()
    if newest_to_go is not None:
        Verification.objects.filter(given="", pk__lte=newest_to_go).delete()

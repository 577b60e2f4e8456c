"""Extract the claims of a revision: the worker's verb, safe to be rung twice, killed at any point and run too late.

The row of the Extraction is the queue of record.  A run holds a lease with a token of its own; only the run whose
token still stands there writes, and it writes everything in one transaction (SAFETY B2-B4).
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from articles.actions import trail
from articles.actions.answer_hint import flag_claims, raised_line
from articles.actions.change import hold
from articles.actions.judging import judge_named
from articles.actions.place import MOST_CLAIMS, found_line, next_numbers, store_claims
from articles.actions.proposals import bring_up_to_date, proposed_fields
from articles.actions.raise_hints import raise_hints
from articles.actions.trail import Line
from articles.extractor import Candidate, Findings, find_candidates
from articles.extractor.judges import Judge
from articles.ledger.canonical import JSON
from articles.models import NEVER_DUE, Claim, Extraction, ExtractionState, Origin, Revision, long_fields
from articles.text.spans import Occupied, Span

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
FAILED = "Claims could not be looked for. The text is safe. Try again, or mark claims by hand."


def _lease_time() -> timedelta:
    """How long a run may be silent before it counts as dead."""
    return timedelta(seconds=settings.EXTRACTION_LEASE_SECONDS)


class LeaseLost(Exception):
    """Another run has taken over; this one writes nothing."""


def extract_claims(extraction_id: int) -> bool:
    """Run a queued extraction; whether this run wrote its claims.  Does nothing when it is not, or no longer, its turn."""
    token = uuid4()
    if not _lease(extraction_id, token):
        return False
    queued = Extraction.objects.select_related("revision__article")
    extraction = queued.defer("revision__notes", "revision__proposals").get(pk=extraction_id)
    try:
        findings = look(
            extraction.revision, judge_named(extraction.judge), lambda share: renew(extraction_id, token, share)
        )
        _store(extraction, token, findings)
    except LeaseLost:
        return False
    except Exception:  # whatever it is, the text is safe and the row must say what became of the run
        logger.exception("Extraction %s failed.", extraction_id)
        give_up_run(extraction_id, token)
        return False
    return True


def look(revision: Revision, judge: Judge, progress: Callable[[float], None]) -> Findings:
    """What the present extractor finds in revision; writes nothing.  progress is called with 0..1, rising."""
    article = revision.article
    return find_candidates(
        revision.text,
        revision.blocks,
        title=article.title,
        published_on=article.published_on,
        progress=progress,
        judge=judge,
    )


def _lease(extraction_id: int, token: UUID) -> bool:
    """Take a queued extraction whose time has come; the attempt is counted before the run, so that a kill counts."""
    due = Extraction.objects.filter(pk=extraction_id, state=ExtractionState.QUEUED, not_before__lte=Now())
    return bool(
        due.update(
            state=ExtractionState.RUNNING,
            attempts=F("attempts") + 1,
            lease=token,
            lease_until=Now() + _lease_time(),
            progress=0,
            error="",
        )
    )


def renew(extraction_id: int, token: UUID, share: float) -> None:
    """Show how far the run is (0..1) and hold its lease for another while.  Raises LeaseLost when it is another's."""
    held = Extraction.objects.filter(pk=extraction_id, lease=token)
    if not held.update(lease_until=Now() + _lease_time(), progress=min(99, int(share * 100))):
        raise LeaseLost


def give_up_run(extraction_id: int, token: UUID | None) -> None:
    """End the run that holds token: queued again after a while, or failed for good after the last attempt."""
    held = Extraction.objects.filter(pk=extraction_id, lease=token, state=ExtractionState.RUNNING)
    extraction = held.select_related("revision__article").defer(*long_fields("revision")).first()
    if extraction is None:
        return
    if extraction.attempts < MOST_ATTEMPTS:  # a lease belongs to one attempt: the number stands while the token does
        wait = timedelta(seconds=2 * 4 ** (extraction.attempts - 1))
        held.update(state=ExtractionState.QUEUED, lease=None, lease_until=None, not_before=Now() + wait)
        return
    with transaction.atomic():
        hold(extraction.revision.article)
        if not held.update(state=ExtractionState.FAILED, lease=None, lease_until=None, finished_at=Now(), error=FAILED):
            return
        now: dict[str, JSON] = {"attempts": extraction.attempts, "extractor": extraction.extractor}
        line = Line("extraction.failed", article=extraction.revision.article, revision=extraction.revision, now=now)
        trail.write([line], by=None, name=f"extractor {extraction.extractor}")


@transaction.atomic
def _store(extraction: Extraction, token: UUID, findings: Findings) -> None:
    revision = extraction.revision
    hold(revision.article)
    held = Extraction.objects.filter(pk=extraction.pk, lease=token)
    done = held.update(
        state=ExtractionState.DONE,
        lease=None,
        lease_until=None,
        progress=100,
        finished_at=Now(),
        notes=list(findings.told.notes),
        used=dict(findings.told.used),
    )
    if not done:
        raise LeaseLost
    # A newer revision that came meanwhile has a run of its own, which finds what stands there.
    is_newest = revision.article.newest_id == revision.pk
    fresh = fresh_candidates(revision, findings.candidates) if is_newest else []
    first = next_numbers(revision.article, len(fresh)) if fresh else 0
    placed = [(_claim(extraction, first + i, candidate), candidate.span) for i, candidate in enumerate(fresh)]
    lines = [found_line(claim, "claim.found") for claim in store_claims(revision, placed)]
    fresh_lines, earlier = bring_up_to_date(extraction, findings.candidates) if is_newest else ([], [])
    hints = raise_hints(extraction, findings)
    flag_claims(revision, undecided_only=_was_read_before(extraction))
    told: dict[str, JSON] = {
        "extractor": extraction.extractor,
        "judge": findings.told.judge,
        "identity": extraction.identity,
        "claims": len(fresh),
        "earlier": [*earlier],
        "hints": len(hints),
        "used": dict(findings.told.used),
    }
    end = Line("extraction.done", article=revision.article, revision=revision, now=told)
    trail.write(
        [*lines, *fresh_lines, *map(raised_line, hints), end], by=None, name=f"extractor {extraction.extractor}"
    )


def _was_read_before(extraction: Extraction) -> bool:
    """Whether another run has read this revision to its end: then nothing of what people decided since is touched."""
    others = Extraction.objects.filter(revision=extraction.revision, state=ExtractionState.DONE)
    return others.exclude(pk=extraction.pk).exists()


def fresh_candidates(revision: Revision, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates on words that no claim stands on yet, at most as many as an article may hold, in reading order."""
    standing = Claim.objects.shown().filter(article=revision.article_id, gone=False, placement__revision=revision)
    taken = Occupied(Span(*pair) for pair in standing.values_list("placement__start", "placement__end"))
    room = MOST_CLAIMS - revision.article.claims.shown().filter(gone=False).count()
    fresh = [candidate for candidate in candidates if not taken.touches(candidate.span)]
    best = sorted(fresh, key=lambda one: -one.score)[: max(0, room)]
    return sorted(best, key=lambda one: one.span)


def _claim(extraction: Extraction, number: int, found: Candidate) -> Claim:
    article = extraction.revision.article
    return Claim(
        article=article,
        number=number,
        position=found.span.start,
        origin=Origin.MACHINE,
        due_at=article.deadline or NEVER_DUE,
        **proposed_fields(extraction, found),
    )

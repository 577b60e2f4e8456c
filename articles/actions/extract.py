"""Extract the claims of a revision: the worker's verb, safe to be rung twice, killed at any point and run too late.

The row of the Extraction is the queue of record.  A run holds a lease with a token of its own; only the run whose
token still stands there writes, and it writes everything in one transaction (SAFETY B2-B4).
"""

import logging
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from articles.actions import trail
from articles.actions.change import hold
from articles.actions.place import MOST_CLAIMS, found_line, next_numbers, store_claims
from articles.actions.trail import Line
from articles.extractor import Candidate, Findings, find_candidates
from articles.ledger.canonical import JSON
from articles.models import NEVER_DUE, Claim, Extraction, ExtractionState, Origin, Revision
from articles.text.spans import Span

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
    extraction = Extraction.objects.select_related("revision__article").get(pk=extraction_id)
    revision = extraction.revision
    try:
        findings = find_candidates(
            revision.text,
            revision.blocks,
            title=revision.article.title,
            published_on=revision.article.published_on,
            progress=lambda share: renew(extraction_id, token, share),
        )
        _store(extraction, token, findings)
    except LeaseLost:
        return False
    except Exception:  # whatever it is, the text is safe and the row must say what became of the run
        logger.exception("Extraction %s failed.", extraction_id)
        give_up_run(extraction_id, token)
        return False
    return True


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
    extraction = held.select_related("revision__article").defer("revision__text", "revision__block_rows").first()
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
    conflicts = [[*pair.a, *pair.b, pair.why] for pair in findings.conflicts]
    done = held.update(
        state=ExtractionState.DONE, lease=None, lease_until=None, progress=100, finished_at=Now(), conflicts=conflicts
    )
    if not done:
        raise LeaseLost
    fresh = _fresh(revision, findings.candidates)
    first = next_numbers(revision.article, len(fresh)) if fresh else 0
    placed = [(_claim(extraction, first + i, candidate), candidate.span) for i, candidate in enumerate(fresh)]
    lines = [found_line(claim, "claim.found") for claim in store_claims(revision, placed)]
    told: dict[str, JSON] = {
        "extractor": extraction.extractor,
        "weights_sha256": extraction.weights_sha256,
        "claims": len(fresh),
        "conflicts": len(conflicts),
    }
    end = Line("extraction.done", article=revision.article, revision=revision, now=told)
    trail.write([*lines, end], by=None, name=f"extractor {extraction.extractor}")


def _fresh(revision: Revision, candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """The candidates on words that no claim stands on yet, at most as many as an article may hold, in reading order.

    None when a newer revision came meanwhile: its own run finds what stands there.
    """
    if revision.article.newest_id != revision.pk:
        return []
    standing = Claim.objects.filter(article=revision.article_id, gone=False, placement__revision=revision)
    taken = sorted(Span(*pair) for pair in standing.values_list("placement__start", "placement__end"))
    room = MOST_CLAIMS - revision.article.claims.filter(gone=False).count()
    fresh: list[Candidate] = []
    index = 0
    for candidate in sorted(candidates, key=lambda one: one.span):
        while index < len(taken) and taken[index].end <= candidate.span.start:
            index += 1
        if index == len(taken) or not candidate.span.overlaps(taken[index]):
            fresh.append(candidate)
    best = sorted(fresh, key=lambda one: -one.score)[: max(0, room)]
    return sorted(best, key=lambda one: one.span)


def _claim(extraction: Extraction, number: int, found: Candidate) -> Claim:
    article = extraction.revision.article
    return Claim(
        article=article,
        number=number,
        position=found.span.start,
        origin=Origin.MACHINE,
        extraction=extraction,
        score=found.score,
        tier=found.tier,
        priority=found.priority,
        kind=found.kinds[0] if found.kinds else "",
        kinds=list(found.kinds),
        reasons=list(found.reasons),
        flags=list(found.flags),
        facets=dict(found.facets),
        speaker=found.speaker[:200],
        due_at=article.deadline or NEVER_DUE,
    )

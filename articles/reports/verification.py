"""Verifying the trail: whole, guarded, and telling the same as the tables."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.utils import timezone

from articles.ledger.chain import ChainResult, Finding, Row, walk
from articles.models import AuditEvent
from articles.models.guards import missing_guards
from articles.reports.differences import Differences
from articles.reports.replay_claims import ClaimsReplay
from articles.reports.replay_desk import DeskReplay
from articles.reports.snapshot import one_moment
from articles.reports.stored import Stored, Wrong

Progress = Callable[[float], None]
UNGUARDED = 20
"""The exit code of `audit verify` when the trail is whole but a guard is missing; for damage see ledger.chain.Damage."""
TICK = 1_000


@dataclass(frozen=True)
class Verified:
    """What a verification found.

    size, head, root  of the events that are whole, from the first on (64 hex digits; head "" without events)
    finding           the first damage by event number, None when there is none; seq 0: no event tells of that row
    findings          the first of all damages, count how many there are
    unguarded         names of the guards that are missing in the database
    compared          how many rows of each kind were held against the trail; empty when its chain is broken
    """

    at: datetime
    origin: str
    size: int
    head: str
    root: str
    finding: Finding | None = None
    findings: tuple[Finding, ...] = ()
    count: int = 0
    unguarded: tuple[str, ...] = ()
    compared: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return self.finding is None and not self.unguarded

    @property
    def exit_code(self) -> int:
        """0 when clean, else that of the first damage (ledger.chain.Damage), else UNGUARDED."""
        if self.finding is not None:
            return self.finding.damage.exit_code
        return UNGUARDED if self.unguarded else 0


def verify_trail(progress: Progress | None = None) -> Verified:
    """Walk the whole trail, replay it and compare it with the tables, all as of one moment.

    progress is called with 0..1, rising.  When the chain itself is broken, nothing is replayed: what stands behind the
    break proves nothing.
    """
    at = timezone.now()
    with one_moment():
        unguarded = tuple(missing_guards(connection))
        found = Differences()
        desk = DeskReplay(found)
        share = _Share(progress, AuditEvent.objects.count())
        origin = _origin()
        chain = walk(_rows(desk, found, share), origin=origin)
        if chain.finding is not None:
            return _broken(at, origin, chain, unguarded)
        desk.compare()
        claims = ClaimsReplay(chain.size, found)
        claims.run(lambda read: share.told(share.total + read))
        found.seals.finish()
    share.told(2 * share.total)
    counts = {"claim": claims.claims, "decision": claims.decisions, "evidence": claims.evidence}
    return Verified(
        at=at,
        origin=origin,
        size=chain.size,
        head=chain.head,
        root=chain.root,
        finding=found.first,
        findings=tuple(found.kept),
        count=found.count,
        unguarded=unguarded,
        compared=desk.compared | counts,
    )


def _broken(at: datetime, origin: str, chain: ChainResult, unguarded: tuple[str, ...]) -> Verified:
    findings = (chain.finding,) if chain.finding else ()
    return Verified(at, origin, chain.size, chain.head, chain.root, chain.finding, findings, len(findings), unguarded)


def _rows(desk: DeskReplay, found: Differences, share: "_Share") -> Iterator[Row]:
    """The trail for a walk; an event is replayed when the walk asks for the next, for then it is whole."""
    lines = AuditEvent.objects.oldest_first().values_list(*Stored._fields).iterator(chunk_size=TICK)
    for line in lines:
        stored = Stored(*line)
        yield stored.seq, stored.data, stored.leaf
        share.told(stored.seq)
        if stored.claim_id is None:  # those of claims are read once more, claim by claim
            try:
                desk.take(stored.event())
            except Wrong as wrong:
                found.add(wrong.finding)


def _origin() -> str:
    """The name of the trail, as its first event says it."""
    first = AuditEvent.objects.oldest_first().values_list("payload", flat=True).first()
    try:
        return str(json.loads(first)["origin"]) if first else ""
    except (ValueError, KeyError, TypeError):
        return ""


class _Share:
    """Tells how far it is: both passes over the trail count the same."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self.total = total

    def told(self, read: int) -> None:
        if self._progress and self.total and (read % TICK == 0 or read >= 2 * self.total):
            self._progress(min(1.0, read / (2 * self.total)))

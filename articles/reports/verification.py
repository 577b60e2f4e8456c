"""Verifying the trail: whole, guarded, and telling the same as the tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from django.db import connection
from django.utils import timezone

from articles.ledger.chain import ChainResult, Finding, Row, compare, walk
from articles.models import AuditEvent
from articles.models.guards import missing_guards
from articles.reports.differences import Differences
from articles.reports.known_checkpoints import Against, Known, folder_notes, known_checkpoints
from articles.reports.replay_beside import one_moment_for_two
from articles.reports.replay_desk import DeskReplay
from articles.reports.replay_ranges import merged
from articles.reports.seals import compare_seals
from articles.reports.stored import Stored, Wrong, as_bytes
from articles.reports.vouched import trail_origin

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
    key               the public key with which checkpoints were checked, "" when there is none
    against           the checkpoints that it was held against, by the place where they are kept
    warnings          what all this does not prove, in sentences
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
    key: str = ""
    against: tuple[Against, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def covered(self) -> int:
        """Up to which event a checkpoint says that the trail is the one it saw; 0 when none does."""
        return max((one.size for one in self.against), default=0) if self.finding is None else 0

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


def verify_trail(progress: Progress | None = None, *, given: Sequence[bytes] = (), key: str | None = None) -> Verified:
    """Walk the whole trail, hold it against every checkpoint, replay it and compare it with the tables, as of one moment.

    progress is called with 0..1, rising.  given are notes that were kept elsewhere; key is the desk's public key as
    somebody knows it, None: the one whose private half lies here.  When the chain itself is broken, or not the one that
    checkpoints saw, nothing is replayed: what stands behind the break proves nothing.
    """
    at = timezone.now()
    in_folder, unreadable = folder_notes()
    with one_moment_for_two() as claims:
        claims.begin()
        unguarded = tuple(missing_guards(connection))
        known = known_checkpoints(in_folder, given, key)
        known.warnings += unreadable
        found = Differences()
        share = _Share(progress, AuditEvent.objects.count())
        origin = trail_origin()
        rows = _rows(lambda read: share.told(read + claims.read))
        chain = walk(rows, origin=origin, roots_at={size for size, _ in known.checkpoints})
        broken = compare(chain, known.checkpoints.values())
        if broken is not None:
            return _verified(at, origin, chain, known, unguarded, [broken, *known.findings])
        desk = _desk(found)
        compared, odd = merged(claims.finish(lambda: share.told(chain.size + claims.read)), found)
        found.seals.finish()
        compared["sealed text"] = compare_seals(desk.erased, odd, compared["sealed text"], found.differs)
    share.told(2 * share.total)
    for finding in known.findings:
        found.add(finding)
    verified = _verified(at, origin, chain, known, unguarded, found.kept)
    return replace(verified, count=found.count, compared=desk.compared | compared)


def _verified(
    at: datetime,
    origin: str,
    chain: ChainResult,
    known: Known,
    unguarded: tuple[str, ...],
    findings: Sequence[Finding],
) -> Verified:
    return Verified(
        at=at,
        origin=origin,
        size=chain.size,
        head=chain.head,
        root=chain.root,
        finding=findings[0] if findings else None,
        findings=tuple(findings),
        count=len(findings),
        unguarded=unguarded,
        key=known.key,
        against=tuple(known.against),
        warnings=tuple(known.warnings),
    )


def _rows(tick: Callable[[int], object]) -> Iterator[Row]:
    """The trail for a walk; tick is called with the number of the event read last."""
    lines = AuditEvent.objects.oldest_first().values_list("seq", "payload", "leaf").iterator(chunk_size=TICK)
    while several := list(islice(lines, TICK)):
        for seq, payload, leaf in several:
            yield seq, as_bytes(payload), leaf
        tick(several[-1][0])


def _desk(found: Differences) -> DeskReplay:
    """The events that are about no claim, replayed and compared with the tables; those of claims are read by claim."""
    desk = DeskReplay(found)
    lines = AuditEvent.objects.filter(claim=None).oldest_first().values_list(*Stored._fields)
    for line in lines.iterator(chunk_size=TICK):
        try:
            desk.take(Stored(*line).event())
        except Wrong as wrong:
            found.add(wrong.finding)
    desk.compare()
    return desk


class _Share:
    """Tells how far it is: both passes over the trail count the same."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self.total = total

    def told(self, read: int) -> None:
        if self._progress and self.total:
            self._progress(min(1.0, read / (2 * self.total)))

"""Walking the whole trail: every line whole, in its place, and of the size and root that checkpoints say."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from articles.ledger.canonical import NotCanonical, parse
from articles.ledger.checkpoint import Checkpoint
from articles.ledger.glance import Glances, Glimpse
from articles.ledger.leaves import leaf_digest
from articles.ledger.tree import Tree

Row: TypeAlias = tuple[int, bytes, str]
"""One stored event: seq, the exact payload bytes, the leaf hash as 64 hex digits."""


class Damage(StrEnum):
    """What can be wrong with a trail. Each kind has an exit code of its own."""

    ALTERED = "altered"
    GAP = "gap"
    FORK = "fork"
    TRUNCATED = "truncated"
    INCONSISTENT = "inconsistent"
    REPLAY = "replay"
    SIGNATURE = "signature"

    @property
    def exit_code(self) -> int:
        """The exit code of `audit verify`: altered 10, gap 11, fork 12, truncated 13, inconsistent 14, replay 15, signature 16."""
        return 10 + list(Damage).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage: its kind, the first event that is not as it should be, and a sentence for people."""

    damage: Damage
    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class ChainResult:
    """What a walk found: `size` good events from the first on, the last one's leaf, the root over them.

    head     64 hex digits, "" without events
    root     64 hex digits
    peaks    the tree's, as `Tree.peaks` gives them
    roots    the roots at the sizes asked for, as far as the walk came: {size: 64 hex digits}
    finding  None, or the first damage: then size, head and root are those of the events before it
    """

    size: int
    head: str
    root: str
    roots: Mapping[int, str] = field(default_factory=dict)
    finding: Finding | None = None
    peaks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """Where an earlier walk ended, and a later one goes on: `size` events, the last one's leaf, the tree's peaks."""

    size: int
    head: str
    peaks: Sequence[str]


NOTHING = Start(0, "", ())


def walk(rows: Iterable[Row], *, origin: str, roots_at: Collection[int] = (), start: Start = NOTHING) -> ChainResult:
    """Read rows once, oldest first, and stop at the first that is damaged; the first one is number start.size + 1.

    Of each row it proves: its seq follows the one before, from 1; its payload is the canonical form of one JSON object
    (see `canonical.parse`) which names this seq, this origin and the leaf of the row before ("" for the first); its
    leaf is the hash of these exact bytes. It does not look at the other fields of the payload. Memory does not grow
    with the rows. What a walk alone cannot show, a tail that was cut or rewritten, is for `compare`.
    """
    walked = _Walked(roots_at, start)
    lines, glances = iter(rows), Glances()
    try:
        for row in lines:
            digest = leaf_digest(row[1])
            prev = _prev(row, digest.hex(), walked.seq + 1, origin, glances)
            if prev != walked.head:
                return walked.result(_blame(row, prev, walked, lines))
            walked.step(digest, row[2])
    except _Damaged as damaged:
        return walked.result(damaged.finding)
    return walked.result(None)


def compare(result: ChainResult, checkpoints: Iterable[Checkpoint]) -> Finding | None:
    """What checkpoints, each verified before, say against a walk; None when it is the trail that all of them saw.

    The walk must have been asked for the root at each one's size. Its own finding comes first. Of a trail that was
    rewritten no checkpoint tells the very event: the finding names the first after the last checkpoint that agrees.
    """
    agreed = 0
    for checkpoint in sorted(checkpoints, key=lambda checkpoint: checkpoint.size):
        if result.finding:
            break
        size = checkpoint.size
        if size > result.size:
            why = f"A checkpoint saw {size} events; the trail ends after {result.size}."
            return Finding(Damage.TRUNCATED, result.size + 1, why)
        if checkpoint.root != (result.root if size == result.size else result.roots[size]):
            why = f"An event from {agreed + 1} to {size} is not the one that the checkpoint of {size} events saw."
            return Finding(Damage.INCONSISTENT, agreed + 1, why)
        agreed = size
    return result.finding


class _Damaged(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.why)
        self.finding = finding


class _Walked:
    """What was walked so far. The tree lags one event behind, because the last one may yet prove to be the false one."""

    def __init__(self, roots_at: Collection[int], start: Start) -> None:
        self.seq = start.size
        self.head = start.head
        self.before: str | None = None if start.size else ""  # the leaf of the event before the head, if it is known
        self._tree = Tree.grown(start.size, start.peaks)
        self._last: bytes | None = None
        self._roots_at = frozenset(roots_at)
        self._roots = {start.size: self._tree.root()} if start.size in self._roots_at else {}

    def step(self, digest: bytes, leaf: str) -> None:
        self._grow()
        self.seq += 1
        self.before, self.head, self._last = self.head, leaf, digest

    def result(self, finding: Finding | None) -> ChainResult:
        if finding is None or finding.seq > self.seq:
            self._grow()
        size = self._tree.size
        head = self.head if size == self.seq else self.before or ""
        return ChainResult(size, head, self._tree.root(), self._roots, finding, tuple(self._tree.peaks()))

    def _grow(self) -> None:
        if self._last is None:
            return
        self._tree.append(self._last)
        if self._tree.size in self._roots_at:
            self._roots[self._tree.size] = self._tree.root()


def _prev(row: Row, digest: str, seq: int, origin: str, glances: Glances) -> str:
    """The leaf that the row says it follows. Raises _Damaged when the row is not whole or not event number seq."""
    number, payload, leaf = row
    if number > seq:
        raise _Damaged(Finding(Damage.GAP, seq, f"Event {seq} is missing; the next one here is {number}."))
    if number < seq:
        raise _Damaged(Finding(Damage.FORK, number, f"There is a second event {number}."))
    if leaf != digest:
        raise _altered(seq, "is not the one that was hashed")
    place = glances.look(payload) or _read(payload, seq, glances)
    if place.seq != seq:
        raise _altered(seq, "says that it has another number")
    if place.origin != origin:
        raise _altered(seq, "is of another trail")
    return place.prev


def _read(payload: bytes, seq: int, glances: Glances) -> Glimpse:
    """The place of an event, read in full; others of its form are told at a glance from then on.

    Raises _Damaged when it is not in canonical form or tells no place.
    """
    try:
        event = parse(payload)
    except NotCanonical as error:
        raise _altered(seq, f"is not in its canonical form ({error})") from error
    if isinstance(event, dict):
        match event.get("origin"), event.get("seq"), event.get("prev"):
            case str(origin), int(number), str(prev) if number is not True:
                glances.learn(event)
                return Glimpse(origin, number, prev)
    raise _altered(seq, "does not say where it stands")


def _altered(seq: int, why: str) -> _Damaged:
    return _Damaged(Finding(Damage.ALTERED, seq, f"Event {seq} {why}."))


def _blame(row: Row, prev: str, walked: _Walked, later: Iterator[Row]) -> Finding:
    """Which of two whole events is the false one, when the second does not follow the first."""
    seq = row[0]
    if seq == 1:
        return Finding(Damage.FORK, 1, "The first event follows one that is not here.")
    if prev == walked.before:
        return Finding(Damage.FORK, seq, f"Events {seq - 1} and {seq} both follow event {seq - 2}.")
    follower = next(later, None)
    if follower and f'"prev":"{row[2]}"'.encode() not in follower[1]:
        return Finding(Damage.FORK, seq, f"Event {seq} follows neither event {seq - 1} nor is it followed.")
    return Finding(Damage.FORK, seq - 1, f"Event {seq} was written after another event {seq - 1} than the one here.")

"""Where the lines under a text begin and end: claims, overlapping and nested, cut into segments that never overlap."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from articles.text.blocks import Block, BlockKind
from articles.text.spans import Span

NAMED = 12
"""How many claims on the same words a segment names; so many on one word that more would be no help to anybody."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim as it is drawn: its span in code points, its number, and how it stands ("open", "verified", and so on)."""

    start: int
    end: int
    number: int
    standing: str

    @property
    def size(self) -> int:
        """How many code points it covers."""
        return self.end - self.start


class Tick(NamedTuple):
    """Ticked words inside a segment, from start to end in its text; last: whether no segment after it has more of them."""

    start: int
    end: int
    last: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of one line that lies in the same claims from end to end.

    marks: the claims it lies in, the shortest first, at most NAMED of them. ends: those whose last word it holds.
    first: whether marks[0] is met here for the first time, which makes the segment its one tab stop. stops: claims that
    end here and are nowhere the shortest, so that no segment is theirs. ticks: what of it somebody ticked as checked.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()
    first: bool = False
    stops: tuple[Mark, ...] = ()
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the text as it is drawn; `"".join(segment.text for segment in segments) == text[start:end]`."""

    kind: BlockKind
    start: int
    end: int
    segments: tuple[Segment, ...]


class _Active:
    """The claims that the sweep is in: the shortest by order, the next to end by a heap."""

    def __init__(self) -> None:
        self._by_size: list[tuple[int, int, int, Mark]] = []
        self._by_end: list[tuple[int, tuple[int, int, int, Mark]]] = []

    def add(self, mark: Mark) -> None:
        key = (mark.size, mark.start, mark.number, mark)
        insort(self._by_size, key)
        heappush(self._by_end, (mark.end, key))

    def shortest(self, count: int) -> tuple[Mark, ...]:
        return tuple(key[-1] for key in self._by_size[:count])

    def next_end(self, otherwise: int) -> int:
        return self._by_end[0][0] if self._by_end else otherwise

    def end_until(self, limit: int) -> tuple[Mark, ...]:
        """Take out those that end at limit or before, in the order of their ends."""
        ended = []
        while self._by_end and self._by_end[0][0] <= limit:
            key = heappop(self._by_end)[1]
            del self._by_size[bisect_left(self._by_size, key)]
            ended.append(key[-1])
        return tuple(ended)


def block_at(blocks: Iterable[Block], offset: int) -> Block | None:
    """The block in which an offset lies, else the next one; None after the last."""
    return next((block for block in blocks if offset < block.end), None)


def draw(text: str, blocks: Sequence[Block], marks: Iterable[Mark], ticked: Iterable[Span] = ()) -> list[Line]:
    """The lines of text with their segments; linear in text and claims but for their sorting.

    Between two lines lies white space only: what no block holds becomes a paragraph of its own.  ticked are the places
    that were ticked inside claims.
    """
    return list(_Sweep(text, marks, ticked).lines(_pieces(text, blocks)))


class _Sweep:
    """One walk through the text, from left to right."""

    def __init__(self, text: str, marks: Iterable[Mark], ticked: Iterable[Span]) -> None:
        self._text = text
        self._ticked = _joined(ticked)[::-1]
        self._coming = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.number), reverse=True)
        self._active = _Active()
        self._met: set[int] = set()

    def lines(self, pieces: Sequence[Block]) -> Iterator[Line]:
        for index, piece in enumerate(pieces):
            limit = pieces[index + 1].start if index + 1 < len(pieces) else len(self._text)
            yield Line(piece.kind, piece.start, piece.end, tuple(self._segments(piece, limit)))

    def _segments(self, piece: Block, limit: int) -> Iterator[Segment]:
        """Those of one line; a claim that ends in the white space before limit ends with the line's last word."""
        at = piece.start
        while at < piece.end:
            self._active.end_until(at)
            while self._coming and self._coming[-1].start <= at:
                self._begin(self._coming.pop(), at)
            until = min(piece.end, self._active.next_end(piece.end))
            if self._coming:
                until = min(until, self._coming[-1].start)
            yield self._segment(at, until, limit if until == piece.end else until)
            at = until

    def _begin(self, mark: Mark, at: int) -> None:
        if mark.end > at:
            self._active.add(mark)

    def _segment(self, at: int, until: int, limit: int) -> Segment:
        marks = self._active.shortest(NAMED)
        first = bool(marks) and marks[0].number not in self._met
        if marks:
            self._met.add(marks[0].number)
        ends = self._active.end_until(limit)
        stops = tuple(mark for mark in ends if mark.number not in self._met)
        return Segment(self._text[at:until], marks, ends, first, stops, tuple(self._ticks(at, until)))

    def _ticks(self, at: int, until: int) -> Iterator[Tick]:
        """What is ticked from at to until; segments come in their order, so what ends before them is never asked again."""
        while self._ticked and self._ticked[-1].start < until:
            run = self._ticked[-1]
            if run.end > at:
                yield Tick(max(run.start, at) - at, min(run.end, until) - at, run.end <= until)
            if run.end > until:
                return
            self._ticked.pop()


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same places in reading order, those that overlap as one."""
    runs: list[Span] = []
    for span in sorted(spans):
        if runs and span.start < runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    return runs


def _pieces(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, and as paragraphs every line between them that is not empty."""
    pieces: list[Block] = []
    at = 0
    for block in blocks:
        pieces += _between(text, at, block.start)
        pieces.append(block)
        at = block.end
    return pieces + _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> list[Block]:
    found = []
    for line in text[start:end].split("\n"):
        if line.strip():
            found.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    return found

"""Coverage: what of a text people have looked at, what is open, and which passages nobody has looked at."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from articles.text.blocks import Block, BlockKind
from articles.text.spans import Span


class Look(StrEnum):
    """How much a passage has been looked at."""

    SEEN = "seen"
    OPEN = "open"
    NONE = "none"


class Passage(NamedTuple):
    """A run of one block, looked at in the same way from end to end; start and end count code points."""

    look: Look
    start: int
    end: int


_ENDING = " \t\n.,;:!?…)]}’”»–—"

Row = list[Passage]
"""The passages of one block, side by side and without a gap."""


def coverage(text: str, blocks: Sequence[Block], *, opened: Iterable[Span], seen: Iterable[Span]) -> list[Row]:
    """The passages of every block, in its order; an empty row for furniture, which is not counted.

    `opened` are the claims that wait for a person, `seen` what people decided, set aside or marked as read: words in
    both are open.  What nobody has looked at but holds no letter or digit (the space between two claims) goes with what
    stands before it.  Linear in text and spans but for their sorting.
    """
    doors, eyes = _joined(opened), _joined(seen)
    return [[] if block.kind == BlockKind.FURNITURE else _row(text, block, doors, eyes) for block in blocks]


def unread(text: str, rows: Iterable[Row]) -> list[Span]:
    """The passages nobody has looked at, in reading order, without the marks that end the words before them."""
    return [_trimmed(text, passage) for row in rows for passage in row if passage.look == Look.NONE]


def share_seen(rows: Iterable[Row]) -> int:
    """How much of the text people have looked at, in percent rounded down; 100 when there is nothing to look at."""
    sizes = dict.fromkeys(Look, 0)
    for row in rows:
        for look, start, end in row:
            sizes[look] += end - start
    whole = sum(sizes.values())
    return 100 * sizes[Look.SEEN] // whole if whole else 100


class _Runs:
    """Spans that do not overlap, walked from left to right together with the text."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._next = 0

    def at(self, offset: int) -> tuple[bool, int]:
        """Whether offset lies in a span, and where this changes next; offsets must not go back."""
        while self._next < len(self._spans) and self._spans[self._next].end <= offset:
            self._next += 1
        if self._next == len(self._spans):
            return False, 2**62
        start, end = self._spans[self._next]
        return (True, end) if start <= offset else (False, start)


def _joined(spans: Iterable[Span]) -> _Runs:
    runs: list[Span] = []
    for span in sorted(spans):
        if runs and span.start <= runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    return _Runs(runs)


def _row(text: str, block: Block, opened: _Runs, seen: _Runs) -> Row:
    row: Row = []
    at = block.start
    while at < block.end:
        is_open, open_until = opened.at(at)
        is_seen, seen_until = seen.at(at)
        until = min(block.end, open_until, seen_until)
        look = Look.OPEN if is_open else Look.SEEN if is_seen else Look.NONE
        if look == Look.NONE and row and not _has_words(text, at, until):
            look = row[-1].look
        if row and row[-1].look == look:
            row[-1] = Passage(look, row[-1].start, until)
        else:
            row.append(Passage(look, at, until))
        at = until
    if len(row) > 1 and row[0].look == Look.NONE and not _has_words(text, row[0].start, row[0].end):
        row[:2] = [Passage(row[1].look, row[0].start, row[1].end)]  # an opening quotation mark goes with what follows
    return row


def _trimmed(text: str, passage: Passage) -> Span:
    words = text[passage.start : passage.end]
    whole = len(words)
    return Span(passage.start + whole - len(words.lstrip(_ENDING)), passage.end - whole + len(words.rstrip()))


def _has_words(text: str, start: int, end: int) -> bool:
    return any(text[at].isalnum() for at in range(start, end))

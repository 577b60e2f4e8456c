"""The difference of two texts, word by word, so that a person sees at a glance what changed."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Indel

from articles.text.alignment import GONE, align
from articles.text.units import units

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|\s+|[^\w\s]")
MOST_LETTERS = 20_000
"""Beyond this two texts are told apart as wholes: nobody reads the comparison of two long strangers."""


class Op(StrEnum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """A run of words that stayed, went or came."""

    op: Op
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order.

    Those that are same or gone, joined, are old; those that are same or new, joined, are new, character for
    character.  White space alone between two changes counts as changed: one piece reads better than three.
    """
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    runs = [
        ("".join(a[op.src_start : op.src_end]), "".join(b[op.dest_start : op.dest_end]), op.tag == "equal")
        for op in Indel.opcodes(a, b)
    ]
    pieces: list[Piece] = []
    gone = came = ""
    for index, (was, now, same) in enumerate(runs):
        if same and (was.strip() or not 0 < index < len(runs) - 1):
            pieces += _changed(gone, came)
            pieces.append(Piece(Op.SAME, was))
            gone = came = ""
        else:
            gone, came = gone + was, came + now
    return (*pieces, *_changed(gone, came))


def bounded_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The same, but for two long texts: of these one went and the other came."""
    return word_diff(old, new) if len(old) + len(new) <= MOST_LETTERS else tuple(_changed(old, new))


def text_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The same for whole articles: sentence by sentence first, and by words only where sentences were changed.

    The work is that of align(), which is bounded, and of bounded_diff() on each run of changed sentences.
    """
    a, b = _sentences(old), _sentences(new)
    pieces: list[Piece] = []
    low = left = 0
    for index, place in enumerate([*align(a, b), len(b)]):
        if place == GONE:
            continue
        pieces += bounded_diff("".join(a[low:index]), "".join(b[left:place]))
        pieces += [Piece(Op.SAME, a[index])] if index < len(a) else []
        low, left = index + 1, place + 1
    return tuple(_by_lines(_joined(pieces)))


def _sentences(text: str) -> list[str]:
    cut = units(text)
    return [text[start : cut.end(index)] for index, start in enumerate(cut.starts)]


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, those that are same and touch as one."""
    for is_same, run in groupby(pieces, key=lambda piece: piece.op is Op.SAME):
        if is_same:
            yield Piece(Op.SAME, "".join(piece.text for piece in run))
        else:
            yield from run


def _by_lines(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; what only went or only came is slid to the end of a line, where its words allow it."""
    held = [*pieces]
    for index in range(1, len(held) - 1):
        before, piece, after = held[index - 1 : index + 2]
        if piece.op is not Op.SAME and before.op is after.op is Op.SAME:
            by, both = _slide(piece.text, after.text), piece.text + after.text
            held[index - 1] = Piece(Op.SAME, before.text + both[:by])
            held[index] = Piece(piece.op, both[by : by + len(piece.text)])
            held[index + 1] = Piece(Op.SAME, after.text[by:])
    return (piece for piece in held if piece.text)


def _slide(text: str, after: str) -> int:
    """By how many letters text can be moved into what comes after it so that it ends a line; 0 when it cannot."""
    if text.endswith("\n"):
        return 0
    both = text + after
    for by in range(len(after)):
        if both[by] != after[by]:
            return 0
        if after[by] == "\n":
            return by + 1
    return 0


def _changed(gone: str, came: str) -> list[Piece]:
    return [piece for piece in (Piece(Op.GONE, gone), Piece(Op.NEW, came)) if piece.text]

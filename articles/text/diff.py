"""The difference of two short texts, word by word, so that a person sees at a glance what changed."""

import re
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|\s+|[^\w\s]")


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


def _changed(gone: str, came: str) -> list[Piece]:
    return [piece for piece in (Piece(Op.GONE, gone), Piece(Op.NEW, came)) if piece.text]

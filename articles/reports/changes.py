"""Was → should be: which words of a correction are new, word by word."""

import re
from typing import NamedTuple

from rapidfuzz.distance import Indel

WORD = re.compile(r"\S+\s*|\s+")
MOST_WORDS = 1_000
"""Longer texts are shown whole, old beside new: nobody reads a thousand single changes."""


class Piece(NamedTuple):
    """A run of words: `kind` is same, out or in."""

    kind: str
    words: str


def changes(was: str, now: str) -> list[Piece]:
    """The pieces that lead from was to now: joined without `in` they are was, without `out` they are now."""
    old, new = WORD.findall(was), WORD.findall(now)
    if len(old) + len(new) > MOST_WORDS:
        return [Piece("out", was), Piece("in", now)]
    pieces: list[Piece] = []
    out, come = "", ""
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            pieces += _swap(out, come)
            pieces.append(Piece("same", "".join(old[step.src_start : step.src_end])))
            out, come = "", ""
        else:
            out += "".join(old[step.src_start : step.src_end])
            come += "".join(new[step.dest_start : step.dest_end])
    return pieces + _swap(out, come)


def _swap(out: str, come: str) -> list[Piece]:
    """What goes, then what comes."""
    return [Piece(kind, words) for kind, words in (("out", out), ("in", come)) if words]

"""A run of quotation marks: where the words between them begin and end."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Marks(NamedTuple):
    """The inner span of a run of quotation marks, the span with its marks, whether its closing mark is there, and if single."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    single: bool = False


def is_inside(at: int, among: Sequence[Marks]) -> bool:
    """Whether a place is between the marks of one of several runs, which are in reading order."""
    k = bisect_right(among, at, key=lambda run: run.outer_start) - 1
    return k >= 0 and among[k].outer_end > at

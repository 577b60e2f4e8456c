"""The words of a claim as they can be dealt out anew: where it can be cut in two, and with which claims it can be one."""

import re
from typing import NamedTuple

from articles.actions.split import is_beside
from articles.models import Claim, Standing
from articles.text.spans import Span
from articles.web.bench import Bench, Row

WORD = re.compile(r"\S+")


class Cut(NamedTuple):
    """A word of a claim; at is the place in the revision where it begins, None for the first: no cut lies before it."""

    at: int | None
    words: str


class Neighbour(NamedTuple):
    """A claim beside another in the same paragraph, in the version that stands on the page."""

    row: Row
    words: str
    comes: str

    @property
    def value(self) -> str:
        """What a form sends of it."""
        return f"{self.row.pk}-{self.row.version}"


def cuts_of(claim: Claim) -> list[Cut]:
    """Every word of a claim, in reading order."""
    start = claim.words.start
    found = [Cut(start + match.start(), match.group()) for match in WORD.finditer(claim.words.quote)]
    return [first._replace(at=None) for first in found[:1]] + found[1:]


def neighbours_of(bench: Bench, claim: Claim) -> list[Neighbour]:
    """The claims with which one can be merged: the nearest before it and after it that were not dismissed."""
    rows = [row for row in bench.rows if row.standing != Standing.DISMISSED]
    here = next((index for index, row in enumerate(rows) if row.pk == claim.pk), None)
    if here is None:
        return []
    beside = [(row, "before") for row in rows[:here][-1:]] + [(row, "after") for row in rows[here + 1 :][:1]]
    return [Neighbour(row, _words(bench, row), comes) for row, comes in beside if _is_near(bench, row, rows[here])]


def _is_near(bench: Bench, one: Row, two: Row) -> bool:
    first, second = sorted((Span(one.start, one.end), Span(two.start, two.end)))
    return is_beside(bench.revision, first, second)


def _words(bench: Bench, row: Row) -> str:
    return bench.revision.text[row.start : row.end]

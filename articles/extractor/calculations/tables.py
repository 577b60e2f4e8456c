"""Columns and lists with a total: what stands above the last row is added up."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from articles.extractor.calculations.sums import Sum
from articles.extractor.calculations.totals import summed
from articles.extractor.calculations.values import HALF, Range, Value
from articles.extractor.figures.numbers import decimal_of
from articles.text.spans import Span

Match = re.Match[str]
LINE = re.compile(r"[^\n]+")
CELLS = re.compile(r"\s*(?:\t|\|)\s*|\s{2,}|:\s+")
TOTAL = re.compile(r"(?i)\W{0,4}(?:grand |overall )?(?:totals?|sum|altogether|in all)\b")
# Rows and columns that are no parts of the total.
WITHIN = re.compile(r"(?i)\b(?:sub-?totals?|of which|including|average|mean|median|change)\b")
NUMBER = re.compile(
    r"[$€£]?\s?(?P<digits>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)(?P<percent>\s?%)?"
)
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST, MOST_ROWS = 300, 60


class Row(NamedTuple):
    """A line as its label and its cells, each with its place."""

    label: str
    cells: tuple[tuple[Span, str], ...]


def columns(text: str) -> Iterator[Sum]:
    """The totals of the tables and lists of a text, wherever each row above holds a number in the same column."""
    above: deque[Match] = deque(maxlen=MOST_ROWS)
    for line in LINE.finditer(text):
        total = _row(text, *line.span()) if TOTAL.match(text, *line.span()) else None
        if total:
            yield from _totals(_rows(text, above, line.start()), total)
            above.clear()
        else:
            above.append(line)


def _rows(text: str, above: Sequence[Match], start: int) -> list[Row]:
    """The rows that stand right above a place, without an empty line between them."""
    rows: list[Row] = []
    for line in reversed(above):
        row = _row(text, *line.span())
        if row is None or line.end() + 1 < start:
            break
        rows.insert(0, row)
        start = line.start()
    return rows


def _row(text: str, start: int, end: int) -> Row | None:
    """A line with a label and at least one cell more; None for any other."""
    gaps = list(CELLS.finditer(text, start, end)) if end - start <= LONGEST else []
    if not gaps:
        return None
    pieces, at = [], start
    for gap in gaps:
        pieces.append(Span(at, gap.start()))
        at = gap.end()
    pieces.append(Span(at, end))
    cells = [(span, span.quote(text).strip()) for span in pieces if span.quote(text).strip(" |")]
    return Row(cells[0][1], tuple(cells[1:])) if len(cells) > 1 else None


def _totals(rows: Sequence[Row], total: Row) -> Iterator[Sum]:
    if any(WITHIN.search(row.label) for row in rows):
        return
    width = len(total.cells)
    body = [row for row in rows if len(row.cells) == width]
    for column in range(width):
        stated = _value(*total.cells[column])
        cells = [_value(*row.cells[column]) for row in body]
        # Rows of words on top are the heads of the columns.
        while cells and cells[0] is None:
            cells = cells[1:]
        values = [value for value in cells if value]
        if (
            stated
            and len(values) > 1
            and len(values) == len(cells)
            and all(value.unit == stated.unit for value in values)
        ):
            yield from summed(stated, values)


def _value(span: Span, words: str) -> Value | None:
    match = NUMBER.fullmatch(words)
    if not match or YEAR.fullmatch(words):
        return None
    exact = Decimal(decimal_of(match["digits"]))
    places = len(match["digits"].partition(".")[2])
    half = HALF / 10**places if places or match["percent"] else Decimal(0)
    return Value(
        span,
        words,
        exact,
        Range(exact - half, exact + half),
        "percent" if match["percent"] else "",
        places,
        hedged=False,
    )

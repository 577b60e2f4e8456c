"""Puts the lines of a page into reading order: columns one after the other, table rows whole."""

from collections import Counter
from itertools import pairwise
from statistics import median

from articles.ingest.pdf_lines import Line

SIDE = 0.2  # the share of lines that each column must have
CROSSING = 0.4  # the share of lines (headlines, standfirst) that may cross the gutter
WORDY = 3.0  # words: cells with fewer are values of a table, cells with more are lines of a column
DEPTH = 3
MOST_EDGES = 40  # left edges at which a column may begin: those of the most lines
MOST_CELLS = 100  # of a line that are held against those of the next
JUMPS = 3  # upwards on one page: to the head of the next column, or to a box


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines of one page from the first word to the last.

    Most programs write them in that order; only where lines jump about, or run across columns, their places decide.
    """
    apart = _rows_only(_columns_apart(lines))
    jumps = sum(two.y > one.y + 0.5 * one.size for one, two in pairwise(lines))
    if len(apart) == len(lines) and jumps <= JUMPS + len(lines) // 25:
        return lines
    return _ordered(apart, DEPTH) if lines else []


def _rows_only(lines: list[Line]) -> list[Line]:
    """Keep cells apart where the line above or below has them at the same places; else it was only a wide space."""
    kept = []
    for above, line, below in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        row = any(other is not None and _aligned(line, other) for other in (above, below))
        kept.append(line if row or len(line.cells) == 1 else line.only([line.whole()]))
    return kept


def _aligned(one: Line, two: Line) -> bool:
    """Whether two lines are rows of one table: half of their later cells begin or end below each other."""
    cells, others = one.cells[1:MOST_CELLS], two.cells[1:MOST_CELLS]
    shared = sum(any(abs(a.x0 - b.x0) < one.size or abs(a.x1 - b.x1) < one.size for b in others) for a in cells)
    return bool(cells) and 2 * shared >= max(len(cells), len(others))


def _by_place(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-round(line.y, 1), line.x0))


def _columns_apart(lines: list[Line]) -> list[Line]:
    """Cut lines that run across a gutter: some programs write both columns of a line at once."""
    wide = [line for line in lines if len(line.cells) > 1]
    cells = [cell for line in wide for cell in line.cells]
    if len(wide) < max(3, SIDE * len(lines)) or sum(len(cell.words.split()) for cell in cells) < WORDY * len(cells):
        return lines
    starts = Counter(round(cell.x0 / 10) for line in wide for cell in line.cells[1:])
    if starts.most_common(1)[0][1] < 0.6 * len(wide):
        return lines
    return [line.only([cell]) for line in lines for cell in line.cells]


def _ordered(lines: list[Line], depth: int) -> list[Line]:
    """Lines from top to bottom; where two columns stand side by side, the left one first."""
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        return _by_place(lines)
    done: list[Line] = []
    band: list[Line] = []
    for line in _by_place(lines):
        if line.x0 < gutter < line.x1:
            done += _sides(band, gutter, depth)
            done.append(line)
            band = []
        else:
            band.append(line)
    return done + _sides(band, gutter, depth)


def _sides(band: list[Line], gutter: float, depth: int) -> list[Line]:
    left = [line for line in band if line.x1 <= gutter]
    right = [line for line in band if line.x1 > gutter]
    return _ordered(left, depth - 1) + _ordered(right, depth - 1)


def _gutter(lines: list[Line]) -> float | None:
    """The x between two columns: few lines cross it, both sides have many, and they stand side by side."""
    starts = Counter(5 * round(line.x0 / 5) for line in lines)
    edges = sorted(edge for edge, _ in starts.most_common(MOST_EDGES))
    best: tuple[int, float] | None = None
    for edge in edges[1:]:
        x = edge - 3.0
        crossing = sum(line.x0 < x < line.x1 for line in lines)
        left = [line for line in lines if line.x1 <= x]
        right = [line for line in lines if line.x0 >= x]
        if crossing > CROSSING * len(lines) or min(len(left), len(right)) < max(3, SIDE * len(lines)):
            continue
        if not _side_by_side(left, right) or not (_is_column(left) and _is_column(right)):
            continue
        if best is None or crossing < best[0]:
            best = crossing, x
    return best[1] if best else None


def _side_by_side(left: list[Line], right: list[Line]) -> bool:
    lows = [min(line.y for line in side) for side in (left, right)]
    highs = [max(line.y for line in side) for side in (left, right)]
    shared = min(highs) - max(lows)
    return shared > 0.4 * min(high - low for high, low in zip(highs, lows, strict=True)) and shared > 0


def _is_column(side: list[Line]) -> bool:
    """Whether lines are running text and not the values of a table column."""
    return median(len(line.text.split()) for line in side) >= WORDY

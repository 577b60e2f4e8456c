"""Finds running heads and page numbers: what stands again and again at the edge of pages."""

import re
from collections import Counter

from articles.ingest.pdf_lines import Line

EDGE = 0.12  # of the height of a page
NUMBER = re.compile(
    r"(?:page|p\.|seite|s\.)?\s*[-–—|·]*\s*(\d{1,4})\s*[-–—|·]*(?:\s*(?:of|/|von|de)\s*\d{1,4})?", re.IGNORECASE
)
DIGITS = re.compile(r"\d+")
OFTEN = 0.4


def without_margins(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without running heads and page numbers, and how many lines that took."""
    counts: Counter[tuple[bool, str, int]] = Counter()
    for lines in pages:
        counts.update({_key(line) for line in lines if _at_edge(line)})
    wanted = max(2, round(OFTEN * len(pages)))
    left_out = 0
    kept = []
    for number, lines in enumerate(pages, 1):
        inside = [
            line
            for line in lines
            if not (_at_edge(line) and (counts[_key(line)] >= wanted or _is_number(line, number)))
        ]
        # A page of nothing but edges is a page of text that was taken for edges.
        inside = inside or (lines if len(pages) == 1 else inside)
        left_out += len(lines) - len(inside)
        kept.append(inside)
    return kept, left_out


def _at_edge(line: Line) -> bool:
    place = line.y / line.page_height if line.page_height else 0.5
    return not EDGE < place < 1 - EDGE


def _key(line: Line) -> tuple[bool, str, int]:
    """Upper or lower edge, the words with any number as one, the size: a title over page 1 is larger than the running head."""
    return line.y > line.page_height / 2, DIGITS.sub("#", line.text.lower()), round(line.size)


def _is_number(line: Line, page: int) -> bool:
    if len(line.cells) > 1 and str(page) in (line.cells[0].words, line.cells[-1].words):
        return True  # a running head with its page number beside it
    found = NUMBER.fullmatch(line.text.strip())
    return found is not None and (not line.text.strip().isdigit() or abs(int(found.group(1)) - page) < 3 or page > 1)

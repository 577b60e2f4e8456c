"""Joins the lines of a PDF into paragraphs, across columns and pages, and puts divided words together."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from articles.ingest.pdf_lines import Line
from articles.text.blocks import BlockKind

BULLET = re.compile(r"(?:[•‣▪●◦∙*–-]|\(?\d{1,2}[.)])\s+\S")
ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*$")
DIVIDED = re.compile(r"(\w+)-$")
WORD = re.compile(r"\w+(?:-\w+)*")
HEADING_LINES = 3
HEADING_LENGTH = 200


class Paragraphs:
    """The blocks of all pages; joined counts the words that were put together."""

    def __init__(self, pages: list[list[Line]]) -> None:
        self.joined = 0
        self._pages = pages
        lines = [line for page in pages for line in page]
        self._words = Counter(word.lower() for line in lines for word in WORD.findall(line.text))
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 10.0
        steps = [one.y - two.y for page in pages for one, two in pairwise(page) if 0 < one.y - two.y < 3 * self._body]
        self._leading = median(steps) if steps else 1.2 * self._body
        self._widths = {id(line): widest for page in pages for line, widest in zip(page, _edges(page), strict=True)}

    def blocks(self) -> Iterator[tuple[BlockKind, str]]:
        """Kind and words of each block, in reading order."""
        group: list[Line] = []
        last: Line | None = None
        for number, page in enumerate(self._pages):
            for line in page:
                if group and last is not None and self._begins(group, last, line, fresh=line is page[0] and number > 0):
                    yield self._block(group)
                    group = []
                group.append(line)
                last = line
        if group:
            yield self._block(group)

    def _begins(self, group: list[Line], last: Line, line: Line, *, fresh: bool) -> bool:
        """Whether line begins a new block."""
        if len(line.cells) > 1 or len(last.cells) > 1 or BULLET.match(line.text):
            return True
        if abs(line.size - last.size) > 0.08 * last.size or (
            line.bold != last.bold and self._looks_like_heading(group)
        ):
            return True
        ended = ENDED.search(last.text) is not None
        if fresh or last.y - line.y < 0:  # another page or column: only the words can say
            return ended or self._looks_like_heading(group)
        if last.y - line.y > 1.35 * max(self._leading, 1.1 * last.size):
            return True
        left, right = self._widths[id(last)]
        indented = line.x0 > self._widths[id(line)][0] + 0.8 * line.size and last.x0 < left + 0.4 * line.size
        short = last.x1 < right - 0.25 * (right - left)
        return (indented and ended) or (short and (ended or line.text[:1].isupper()))

    def _looks_like_heading(self, group: list[Line]) -> bool:
        first = group[0]
        large = first.size > 1.12 * self._body
        text = " ".join(line.text for line in group)
        return (
            len(group) <= HEADING_LINES
            and len(text) < HEADING_LENGTH
            and (large or (first.bold and not text.endswith(".")))
        )

    def _block(self, group: list[Line]) -> tuple[BlockKind, str]:
        text = group[0].text
        for line in group[1:]:
            text = self._join(text, line.text)
        if len(group[0].cells) > 1:
            return BlockKind.TABLE_ROW, text
        if BULLET.match(text):
            return BlockKind.LIST_ITEM, text
        return (BlockKind.HEADING if self._looks_like_heading(group) else BlockKind.PARAGRAPH), text

    def _join(self, text: str, more: str) -> str:
        """Two lines as one; a divided word loses its hyphen unless the file writes it with one elsewhere."""
        divided = DIVIDED.search(text)
        following = WORD.match(more)
        if divided is None or following is None:
            return f"{text} {more}"
        if not more[:1].islower() or not divided.group(1).isalpha():
            return text + more
        whole = f"{divided.group(1)}{following.group()}".lower()
        hyphened = f"{divided.group(1)}-{following.group()}".lower()
        if self._words[hyphened] > 0 and self._words[whole] == 0:
            return text + more
        self.joined += 1
        return text[:-1] + more


def _edges(page: list[Line]) -> list[tuple[float, float]]:
    """For each line the left and right edge of its column: of the lines of its page that it overlaps for the most part."""
    edges = []
    for line in page:
        near = [
            other for other in page if other.x0 < line.x1 and other.x1 > line.x0 and abs(other.size - line.size) < 1.5
        ]
        beside = [other for other in near if abs(other.x0 - line.x0) < 4 * line.size]
        edges.append((min(other.x0 for other in beside), max(other.x1 for other in beside)))
    return edges

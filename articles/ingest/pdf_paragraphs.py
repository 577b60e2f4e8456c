"""Joins the lines of a PDF into paragraphs, across columns and pages, and puts divided words together."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from articles.ingest.pdf_lines import Line, Linked, add_links
from articles.text.blocks import BlockKind

BULLET = re.compile(r"(?:[•‣▪●◦∙*–-]|\(?\d{1,2}[.)])\s+\S")
ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*$")
DIVIDED = re.compile(r"(?<!\w)(\w{1,60})-$")
WORD = re.compile(r"\w+(?:-\w+)*")
# Words that stand before or behind a hyphen far more often than inside a longer word.
COMPOUND_FIRST_WORDS = (
    "two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety well self "
    "long short high low full part half mid year game record hands cost prime world award best front left right "
    "deep far fast first second third last late new ex hard soft large small ever post much so one day week month "
    "state job data cross single double multi face user decision law peace policy profit price "
)
COMPOUND_FIRST = frozenset(COMPOUND_FIRST_WORDS.split())
COMPOUND_LAST_WORDS = (
    "year old time term based related free wide made led owned backed breaking making changing cutting known level "
    "scale class quality speed page point day week month minute hour mile style type size quarter third thirds "
    "year-old range rate risk profile elect general chief largest highest lowest effective friendly specific driven "
    "funded sponsored controlled "
)
COMPOUND_LAST = frozenset(COMPOUND_LAST_WORDS.split())
HEADING_LINES = 3
HEADING_LENGTH = 200
MOST_EDGES = 100
BROKEN_ADDRESS = re.compile(r"://\S{0,300}[/.=&?#_%]$")


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

    def blocks(self) -> Iterator[tuple[BlockKind, str, list[Linked]]]:
        """Kind and words of each block, in reading order, and which of its letters are linked."""
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
        if DIVIDED.search(last.text):
            return False
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
        if len(group) > HEADING_LINES:
            return False
        first = group[0]
        large = first.size > 1.12 * self._body
        text = " ".join(line.text for line in group)
        return len(text) < HEADING_LENGTH and (large or (first.bold and not text.endswith(".")))

    def _block(self, group: list[Line]) -> tuple[BlockKind, str, list[Linked]]:
        pieces: list[str] = []
        links: list[Linked] = []
        count = 0
        for line in group:
            if pieces and self._join(pieces, line.text):
                count -= 1
                links[-1:] = [one._replace(end=min(one.end, count)) for one in links[-1:]]
            pieces.append(line.text)
            whole = line.whole()
            add_links(links, whole.links, count)
            count += whole.count
        return self._kind(group, text := "".join(pieces)), text, links

    def _kind(self, group: list[Line], text: str) -> BlockKind:
        if len(group[0].cells) > 1:
            return BlockKind.TABLE_ROW
        if BULLET.match(text):
            return BlockKind.LIST_ITEM
        return BlockKind.HEADING if self._looks_like_heading(group) else BlockKind.PARAGRAPH

    def _join(self, pieces: list[str], more: str) -> bool:
        """Make the last line ready for more; whether that took its hyphen.

        A divided word loses it, unless the file writes it with one elsewhere.
        """
        last = pieces[-1]
        divided = DIVIDED.search(last)
        following = WORD.match(more)
        if divided is None or following is None:
            pieces.append("" if last.endswith(("--", "—")) or BROKEN_ADDRESS.search(last) else " ")
        elif self._is_division(divided.group(1), following.group()):
            self.joined += 1
            pieces[-1] = last[:-1]
            return True
        return False

    def _is_division(self, one: str, two: str) -> bool:
        """Whether a hyphen between two parts at a line end only divides a word; the rest of the file knows best."""
        whole = self._words[f"{one}{two}".lower()]
        hyphened = self._words[f"{one}-{two}".lower()]
        if whole or hyphened:
            return whole >= hyphened
        if not one.isalpha() or not two[:1].islower():
            return False
        return one.lower() not in COMPOUND_FIRST and two.lower() not in COMPOUND_LAST


def _edges(page: list[Line]) -> list[tuple[float, float]]:
    """For each line the left and right edge of its column: of the lines of its page that it overlaps for the most part."""
    reach: dict[tuple[float, float], float] = {}  # how far right the lines of one left edge and letter size go
    for line in page:
        held = reach.get((line.x0, line.size), line.x1)
        reach[line.x0, line.size] = max(held, line.x1)
    if len(reach) > MOST_EDGES:  # no columns, but letters strewn about
        whole = min(line.x0 for line in page), max(line.x1 for line in page)
        return [whole] * len(page)
    edges = []
    for line in page:
        beside = [
            (x0, x1)
            for (x0, size), x1 in reach.items()
            if x0 < line.x1 and x1 > line.x0 and abs(size - line.size) < 1.5 and abs(x0 - line.x0) < 4 * line.size
        ]
        beside.append((line.x0, line.x1))
        edges.append((min(x0 for x0, _ in beside), max(x1 for _, x1 in beside)))
    return edges

"""Blocks of a plain text: which lines are headings, paragraphs, list items, table rows, captions or page furniture."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.text.blocks import PLENTY, THOUGHT, Block, BlockKind
from articles.text.furniture import FULL_STOP, SHORT, TERMINAL, is_disclaimer, kind_of_line
from articles.text.surroundings import without_surroundings

LIST_MARK = re.compile(r"(?:[•‣▪●◦⁃∙*·–—-]|\(?\d{1,2}[.)]{1,2}|\(?[a-zA-Z][.)])\s+(?=\S)")
INITIAL_NAME = re.compile(r"[A-Z]\.\s[A-Z]")
CELL_GLUE = re.compile(r"[a-z)][$€£]?\d+[.,%]|[a-z)][$€£]\d|\d%?[A-Z][a-z]")
CAMEL = re.compile(r"[a-z)][A-Z][a-z]")


class Line(NamedTuple):
    """One line without its outer white space; indent counts the white space before it."""

    start: int
    end: int
    indent: int
    words: str
    after_gap: bool


def recognise_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text in reading order; only a line feed ends a line. Linear in the length of text.

    A newline ends a block unless the text is wrapped to a width: then the wrapped lines of a paragraph are one block.
    """
    lines = _lines(text)
    groups = _groups(lines, wrap_width(lines))
    return tuple(_classify(text, groups))


def wrap_width(lines: Sequence[Line], fewest: int = 4) -> int:
    """The width that lines are wrapped to, or 0: most long lines break in mid-sentence just below one width.

    fewest is the number of lines below which nothing is said.
    """
    lengths = sorted(len(line.words) for line in lines)
    if len(lengths) < fewest:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    if not 45 <= width <= 110:
        return 0
    pairs = [(one, two) for one, two in pairwise(lines) if not two.after_gap and len(one.words) > 0.7 * width]
    running = sum(1 for one, two in pairs if two.words[0].islower() and not FULL_STOP.search(one.words[-5:]))
    return width if len(pairs) >= fewest - 1 and running >= 0.4 * len(pairs) else 0


def _lines(text: str) -> list[Line]:
    """The lines that hold words; of very many, each too short to hold a thought is one with the line below it."""
    lines: list[Line] = []
    position, gap = 0, True
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            indent = 0 if raw[0] == words[0] else len(raw) - len(raw.lstrip())
            start, end = position + indent, position + indent + len(words)
            if len(lines) > PLENTY and len(lines[-1].words) < THOUGHT:
                start, _, indent, _, gap = lines.pop()
                words = text[start:end]
            lines.append(Line(start, end, indent, words, gap))
        gap = not words
        position += len(raw) + 1
    return lines


def _groups(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """Lines that belong to one block: by the width of the whole text, else by that of the passage between two gaps."""
    groups: list[list[Line]] = []
    for passage in _passages(lines):
        here = width or wrap_width(passage, fewest=3)
        for i, line in enumerate(passage):
            if i and here and _runs_on(groups[-1][-1], line, here):
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups


def _passages(lines: Sequence[Line]) -> list[list[Line]]:
    passages: list[list[Line]] = []
    for line in lines:
        if line.after_gap or not passages:
            passages.append([])
        passages[-1].append(line)
    return passages


def _runs_on(one: Line, two: Line, width: int) -> bool:
    """Whether the newline between two lines is the wrap's: the next word would not have fitted on the first line."""
    if LIST_MARK.match(two.words) or two.words[0] in "#|>" or one.words[0] in "#|" or two.indent > one.indent + 1:
        return False
    if one.words[0] == "[" and one.words[-1] == "]":
        return False
    first_word = two.words.split(maxsplit=1)[0]
    full = one.indent + len(one.words) + 1 + len(first_word) > width - 6
    return full or (two.words[0].islower() and not FULL_STOP.search(one.words[-5:]) and len(one.words) > width // 2)


def _classify(text: str, groups: Sequence[Sequence[Line]]) -> list[Block]:
    glued = _table_runs(groups)
    blocks: list[Block] = []
    label_before = False
    for i, group in enumerate(groups):
        words = group[0].words if len(group) == 1 else text[group[0].start : group[-1].end]
        kind = BlockKind.TABLE_ROW if glued[i] else _kind(words, last=i == len(groups) - 1)
        if label_before and kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and len(words) < 40:
            kind = BlockKind.BYLINE
        label_before = kind is BlockKind.BYLINE and words.endswith(":")
        blocks.append(Block(kind, group[0].start, group[-1].end))
    return without_surroundings(text, blocks)


def _kind(words: str, *, last: bool) -> BlockKind:
    kind = kind_of_line(words)
    if kind:
        return kind
    if is_disclaimer(words):
        return BlockKind.FURNITURE
    if words.startswith("> "):
        return BlockKind.QUOTE
    if LIST_MARK.match(words) and not INITIAL_NAME.match(words):
        return BlockKind.LIST_ITEM
    if words.count("|") >= 2 or words.count("\t") >= 2:
        return BlockKind.TABLE_ROW
    return BlockKind.HEADING if _is_heading(words, last=last) else BlockKind.PARAGRAPH


def _is_heading(words: str, *, last: bool) -> bool:
    if words.startswith("#"):
        return True
    if len(words) > 160 or "\n" in words or last:
        return False
    count = len(words.split())
    if words.endswith("?"):
        return count <= 20
    return count <= 24 and not TERMINAL.search(words[-5:])


def _table_runs(groups: Sequence[Sequence[Line]]) -> list[bool]:
    """Rows of a flattened table: neighbours whose cells are glued together, at least one of them around a figure."""
    shapes = [_glue(group[0].words) if len(group) == 1 else 0 for group in groups]
    rows = [False] * len(groups)
    start = 0
    while start < len(shapes):
        stop = start
        while stop < len(shapes) and shapes[stop] and (stop == start or not groups[stop][0].after_gap):
            stop += 1
        if stop - start >= 2 and 2 in shapes[start:stop]:
            rows[start:stop] = [True] * (stop - start)
        start = max(stop, start + 1)
    return rows


def _glue(words: str) -> int:
    """0 no row, 1 words glued to words, 2 words glued to a figure."""
    if len(words) > SHORT or FULL_STOP.search(words[-5:]):
        return 0
    return 2 if CELL_GLUE.search(words) else 1 if CAMEL.search(words) else 0

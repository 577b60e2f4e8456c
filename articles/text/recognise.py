"""Blocks of a plain text: which lines are headings, paragraphs, list items, table rows, captions or page furniture."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.text.blocks import Block, BlockKind
from articles.text.furniture import (
    BREADCRUMB,
    BYLINE_LABEL,
    BYLINE_LINE,
    CAPTION_LINE,
    CREDIT_LINE,
    DATE_LINE,
    FURNITURE_LINE,
    GLUED_PIPE,
    LEGAL_PHRASES,
    MENU_GLUE,
    MENU_WORDS,
    NOT_WORDS,
    SOURCE_LINE,
    TEMPLATE,
)

# Lines longer than this are never matched against line patterns as a whole: furniture is short.
SHORT = 200
LONGEST_DISCLAIMER = 4000
LIST_MARK = re.compile(r"(?:[•‣▪●◦⁃∙*·–—-]|\(?\d{1,2}[.)]{1,2}|\(?[a-zA-Z][.)])\s+(?=\S)")
INITIAL_NAME = re.compile(r"[A-Z]\.\s[A-Z]")
TERMINAL = re.compile(r"[.!?…:;,][\"'”’»)\]*]{0,3}$")
FULL_STOP = re.compile(r"[.!?…][\"'”’»)\]*]{0,3}$")
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
    lines: list[Line] = []
    position, gap = 0, True
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(position + indent, position + indent + len(words), indent, words, gap))
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
    return _menus(text, blocks)


def _kind(words: str, *, last: bool) -> BlockKind:
    if len(words) <= SHORT:
        kind = _kind_of_line(words)
        if kind:
            return kind
    if len(words) <= LONGEST_DISCLAIMER and _is_disclaimer(words):
        return BlockKind.FURNITURE
    if words.startswith("> "):
        return BlockKind.QUOTE
    if LIST_MARK.match(words) and not INITIAL_NAME.match(words):
        return BlockKind.LIST_ITEM
    if words.count("|") >= 2 or words.count("\t") >= 2:
        return BlockKind.TABLE_ROW
    return BlockKind.HEADING if _is_heading(words, last=last) else BlockKind.PARAGRAPH


def _kind_of_line(words: str) -> BlockKind | None:
    """The kind of a short line that one of the patterns gives away."""
    if NOT_WORDS.match(words) and not DATE_LINE.match(words):
        return BlockKind.FURNITURE
    if BYLINE_LABEL.match(words) or BYLINE_LINE.match(words) or DATE_LINE.match(words) or CREDIT_LINE.match(words):
        return BlockKind.BYLINE
    if CAPTION_LINE.search(words):
        return BlockKind.CAPTION
    if TEMPLATE.match(words) or GLUED_PIPE.match(words) or _is_menu(words):
        return BlockKind.FURNITURE
    if len(words) < 140 and FURNITURE_LINE.match(words):
        return BlockKind.FURNITURE
    if SOURCE_LINE.match(words):
        return BlockKind.FURNITURE
    if BREADCRUMB.match(words) and not words.startswith("|"):
        return BlockKind.FURNITURE
    return None


def _is_menu(words: str) -> bool:
    tokens = re.findall(r"[a-z]+", words.lower()) if len(words) < 60 else []
    known = [token for token in tokens if token in MENU_WORDS]
    return (
        bool(known)
        and len(known) == len([token for token in tokens if token not in MENU_GLUE])
        and not FULL_STOP.search(words)
    )


def _is_disclaimer(words: str) -> bool:
    """Two legal phrases in a paragraph of ordinary length, one for every 250 characters in a long one."""
    found = {match.group().lower() for match in LEGAL_PHRASES.finditer(words)}
    return len(found) >= max(2, len(words) // 250)


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


def _menus(text: str, blocks: list[Block]) -> list[Block]:
    """Turn runs of four or more label-like headings (three words at most) into furniture: nobody writes headings in a row."""
    start = 0
    while start < len(blocks):
        stop = start
        while stop < len(blocks) and _is_label(text, blocks[stop]):
            stop += 1
        if stop - start >= 4 and any(blocks[i].kind is BlockKind.FURNITURE for i in range(start, stop)):
            for i in range(start, stop):
                if blocks[i].kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
                    blocks[i] = blocks[i]._replace(kind=BlockKind.FURNITURE)
        start = max(stop, start + 1)
    return blocks


def _is_label(text: str, block: Block) -> bool:
    if block.kind is BlockKind.FURNITURE:
        return block.end - block.start < 60
    words = text[block.start : block.end] if block.end - block.start < 60 else ""
    return (
        bool(words)
        and len(words.split()) <= 5
        and not TERMINAL.search(words[-5:])
        and block.kind is not BlockKind.LIST_ITEM
    )

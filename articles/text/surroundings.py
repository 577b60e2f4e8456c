"""What stands around an article and only shows it together: menus, lists of links, the block of contacts."""

import re
from collections.abc import Sequence

from articles.text.blocks import Block, BlockKind
from articles.text.furniture import CONTACT_LABEL, FULL_STOP, LINKS_LABEL, TERMINAL

LONGEST_LABEL, LONGEST_TITLE, LONGEST_CONTACT = 60, 160, 80
MOST_WORDS, FEWEST_LABELS = 5, 4
LINKED = frozenset({BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.FURNITURE})
FIGURE, WORD = re.compile(r"\d"), re.compile(r"[^\W\d_]{2}")


def without_surroundings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, those that only their neighbours give away now furniture. Linear in the number of blocks."""
    return _below_labels(text, _menus(text, list(blocks)))


def _menus(text: str, blocks: list[Block]) -> list[Block]:
    """Turn runs of labels (five words at most) around words of a menu into furniture: nobody writes headings in a row."""
    start = 0
    while start < len(blocks):
        stop = start
        while stop < len(blocks) and _is_label(text, blocks[stop]):
            stop += 1
        end = stop - _heads_paragraph(text, blocks, start, stop)
        if end - start >= FEWEST_LABELS and any(_is_worded(text, blocks[i]) for i in range(start, end)):
            for i in range(start, end):
                if blocks[i].kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
                    blocks[i] = blocks[i]._replace(kind=BlockKind.FURNITURE)
        start = max(stop, start + 1)
    return blocks


def _is_worded(text: str, block: Block) -> bool:
    """Whether it is furniture by its words, not only for having none."""
    return block.kind is BlockKind.FURNITURE and bool(WORD.search(text, block.start, block.end))


def _is_label(text: str, block: Block) -> bool:
    if block.kind is BlockKind.FURNITURE:
        return block.end - block.start < LONGEST_LABEL
    words = text[block.start : block.end] if block.end - block.start < LONGEST_LABEL else ""
    return (
        bool(words)
        and len(words.split()) <= MOST_WORDS
        and not FIGURE.search(words)
        and not TERMINAL.search(words[-5:])
        and block.kind is not BlockKind.LIST_ITEM
    )


def _below_labels(text: str, blocks: list[Block]) -> list[Block]:
    """Turn the links below a label such as "Related stories" and the lines below "Media contact:" into furniture."""
    i = 0
    while i < len(blocks):
        stop = i + 1
        if blocks[i].kind is BlockKind.FURNITURE and blocks[i].end - blocks[i].start < LONGEST_LABEL:
            words = text[blocks[i].start : blocks[i].end]
            if LINKS_LABEL.match(words):
                stop = _end_of_links(text, blocks, stop)
            elif CONTACT_LABEL.match(words):
                stop = _end_of_contacts(text, blocks, stop)
        for j in range(i + 1, stop):
            blocks[j] = blocks[j]._replace(kind=BlockKind.FURNITURE)
        i = stop
    return blocks


def _end_of_links(text: str, blocks: Sequence[Block], start: int) -> int:
    """The index after the last of the titles, listed or not, that follow each other from start."""
    stop, close = start, False
    while stop < len(blocks) and blocks[stop].kind in LINKED and _is_title(text, blocks[stop]):
        after_gap = stop > start and _after_gap(text, blocks[stop])
        listed = stop > start and blocks[stop - 1].kind is BlockKind.LIST_ITEM
        if (close and after_gap) or (listed and blocks[stop].kind is BlockKind.HEADING):
            return stop
        close = stop > start and not after_gap
        stop += 1
    return stop - _heads_paragraph(text, blocks, start, stop)


def _heads_paragraph(text: str, blocks: Sequence[Block], start: int, stop: int) -> bool:
    """Whether the last block of a run is the heading of the paragraph below it, apart from the lines above."""
    if not start < stop < len(blocks) or blocks[stop].kind is not BlockKind.PARAGRAPH:
        return False
    return blocks[stop - 1].kind is BlockKind.HEADING and _after_gap(text, blocks[stop - 1])


def _after_gap(text: str, block: Block) -> bool:
    """Whether an empty line stands before a block that begins a line."""
    return text.count("\n", max(0, block.start - 2), block.start) > 1


def _is_title(text: str, block: Block) -> bool:
    return block.end - block.start < LONGEST_TITLE and text[block.end - 1] not in ".!…:"


def _end_of_contacts(text: str, blocks: Sequence[Block], start: int) -> int:
    """The index after the names, addresses and numbers that follow each other from start."""
    stop = start
    while stop < len(blocks) and blocks[stop].end - blocks[stop].start < LONGEST_CONTACT:
        words = text[blocks[stop].start : blocks[stop].end]
        if FULL_STOP.search(words[-5:]) or words.startswith("About "):
            break
        stop += 1
    return stop

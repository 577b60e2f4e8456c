"""Sentences to windows: runs of pieces that the model reads at once, each sentence among its neighbours.

A window is: how the article begins, the end of what stands before, the sentences to judge, the beginning of what comes
after. Every sentence begins with a mark that says what kind of block it stands in.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.extractor.minilm.wordpiece import CLASS, SEPARATOR, pieces
from articles.text.blocks import BlockKind

# Numbers that no word has ("[unused1]" and so on): the training gave them their meaning, so their order is part of the model.
MARKS = {kind: number for number, kind in enumerate(BlockKind, start=1)}
LONGEST_SENTENCE = 96
READ_CHARACTERS = 1200
OPENING, BEFORE, AFTER, ROOM = 32, 70, 40, 256
"""Pieces of a window: of the article's first sentences, of what stands before and after, and in all but the after."""


class Window(NamedTuple):
    """What is read at once, and where in it each of its sentences stands: (sentence, first piece, one past the last)."""

    ids: list[int]
    places: list[tuple[int, int, int]]


def read(words: str, kind: BlockKind) -> list[int]:
    """A sentence as the model reads it: its mark and its first pieces."""
    return [MARKS[kind], *pieces(words[:READ_CHARACTERS], LONGEST_SENTENCE)]


def windows(sentences: Sequence[list[int]]) -> Iterator[Window]:
    """Windows that judge every sentence once, in reading order."""
    opening = [CLASS, *[piece for sentence in sentences[:3] for piece in sentence][:OPENING], SEPARATOR]
    here = 0
    while here < len(sentences):
        ids = opening + _before(sentences, here)
        places = []
        following = here
        while following < len(sentences) and (
            following == here or len(ids) + len(sentences[following]) <= ROOM - AFTER
        ):
            places.append((following, len(ids), len(ids) + len(sentences[following])))
            ids += sentences[following]
            following += 1
        yield Window([*ids, *_after(sentences, following), SEPARATOR], places)
        here = following


def _before(sentences: Sequence[list[int]], here: int) -> list[int]:
    """Whole sentences before this one as long as there is room, or else the end of the last."""
    found: list[int] = []
    for index in range(here - 1, -1, -1):
        if len(found) + len(sentences[index]) > BEFORE:
            break
        found = sentences[index] + found
    return found or (sentences[here - 1][-AFTER:] if here else [])


def _after(sentences: Sequence[list[int]], following: int) -> list[int]:
    found: list[int] = []
    while following < len(sentences) and len(found) < AFTER:
        found += sentences[following]
        following += 1
    return found[:AFTER]

"""The sentences of a text in portions that are asked about at once, each sentence on a line of its own with a number."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.text.sentences import Sentence

MOST_CHARACTERS, MOST_SENTENCES = 4_000, 40
# What is read of one sentence; words behind it are not sent and cannot be quoted.
LONGEST = 1_500
# Sentences shown before a chunk so that "he" and "this" can be understood, and what is shown of each.
BEFORE, GLIMPSE = 2, 300


class Chunk(NamedTuple):
    """Sentences that are asked about together.

    indices are theirs in the article: line n of lines, counted from 1, is the sentence indices[n - 1].
    before are words that stand ahead of them, only to be understood by.
    """

    indices: tuple[int, ...]
    lines: tuple[str, ...]
    before: tuple[str, ...]

    def shown(self) -> str:
        """The lines as the model reads them."""
        ahead = [f"[before] {line}" for line in self.before]
        return "\n".join([*ahead, *(f"[{number}] {line}" for number, line in enumerate(self.lines, 1))])


def words_of(text: str, sentence: Sentence) -> str:
    """The words of a sentence that are read."""
    return text[sentence.start : min(sentence.end, sentence.start + LONGEST)]


def chunks(text: str, found: Sequence[Sentence], asked: Sequence[int]) -> Iterator[Chunk]:
    """The sentences with the indices in asked, in reading order, none twice; lines hold no line break of any kind."""
    indices: list[int] = []
    lines: list[str] = []
    size = 0
    before: tuple[str, ...] = ()
    for index in asked:
        line = " ".join(words_of(text, found[index]).split())
        if indices and (size + len(line) > MOST_CHARACTERS or len(indices) == MOST_SENTENCES):
            yield Chunk(tuple(indices), tuple(lines), before)
            before = tuple(each[:GLIMPSE] for each in lines[-BEFORE:])
            indices, lines, size = [], [], 0
        indices.append(index)
        lines.append(line)
        size += len(line)
    if indices:
        yield Chunk(tuple(indices), tuple(lines), before)

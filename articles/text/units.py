"""Cuts a text into units, sentences as a rule, by rules that look only at the spot: the same words give the same units."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from articles.text.sentences import ABBREVIATIONS

WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|[^\w\s]")
# From the first of its marks only: a row of a million dots is looked at once and not once for each dot.
END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")
SPACE = re.compile(r"\s*")
# What may stand before the first word of a sentence: quotation marks, brackets, and pictures with or without a space.
NEXT = re.compile(r"\s*(?:[\"'“‘«(\[]|[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]\s?){0,20}[^\W_]")
LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
FURTHEST = 40


@dataclass(frozen=True)
class Units:
    """The units of a text: they touch, cover it whole and are compared by their words, white space aside."""

    text: str
    starts: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The index of the unit in which offset stands."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def end(self, index: int) -> int:
        """Where a unit ends: where the next begins."""
        return self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)


def units(text: str) -> Units:
    """Cut behind ends of sentences and at line ends; linear in the length of text."""
    starts = [0]
    for match in END.finditer(text, len(text) - len(text.lstrip()), len(text.rstrip())):
        begin = match.end()
        if begin <= starts[-1] or (match.group()[0] != "\n" and not _ends_sentence(text, match.start(), begin)):
            continue
        starts.append(_behind_space(text, begin))
    ends = [*starts[1:], len(text)]
    keys = [" ".join(text[start:end].split()) for start, end in zip(starts, ends, strict=True)]
    return Units(text, starts, keys)


def _behind_space(text: str, place: int) -> int:
    space = SPACE.match(text, place)
    return space.end() if space else place


def _ends_sentence(text: str, dot: int, after: int) -> bool:
    following = NEXT.match(text, after)
    if following is None or following.group()[-1].islower():
        return False
    before = LAST_WORD.search(text, max(0, dot - FURTHEST), dot)
    if before is None or text[dot] != ".":
        return True
    word = before.group()
    return len(word) > 1 and "." not in word and word.lower() not in ABBREVIATIONS

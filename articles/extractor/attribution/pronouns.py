"""Whom "he" and "she" mean: the nearest person named of that sex, or who spoke last."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.extractor.attribution.cast import Cast
from articles.extractor.attribution.marks import Marks
from articles.extractor.attribution.names import CAPITAL, NAME, bare_name, is_employer, is_person
from articles.extractor.attribution.people import PLACES
from articles.extractor.attribution.phrases import Run
from articles.text.words import word_set

# A pronoun means nobody named farther back than this many characters.
FARTHEST = 600
PARTICLES = word_set("de del da van von der al bin la di du el ben")
SENTENCE_END = re.compile(r"(?:[.!?][\"”’)]{0,2}\s+|\n\s{0,4})(?=[\"“A-Z])")


class Last(NamedTuple):
    """Who spoke last before a place, and where the words that say so end."""

    name: str
    end: int


NOBODY_YET = Last("", -FARTHEST)


class Antecedents:
    """The people that pronouns can mean in one article."""

    def __init__(self, text: str, cast: Cast, marks: Sequence[Marks]) -> None:
        self.text, self.cast, self.marks = text, cast, marks

    def meant(self, gender: str, at: int, last: Last) -> str:
        """Who "he" or "she" at a place means: the nearest person named since somebody spoke, or who spoke."""
        spoke = last.name if at - last.end < FARTHEST and self._may_be(last.name, gender) else ""
        low = max(at - FARTHEST, last.end if spoke else 0, 0)
        unsure = ""
        for sentence in reversed(self._lines(low, at)[-4:]):
            for name in self._people(*sentence):
                full = self.cast.full(name, gender)
                if self.cast.gender(full) == gender:
                    return full
                if not unsure and self.cast.may_be(full, gender):
                    unsure = full
            if unsure and not spoke:
                return unsure
        return spoke or unsure

    def _may_be(self, name: str, gender: str) -> bool:
        """Whether a speaker's name is that of a person, of that gender as far as is known."""
        whole = is_whole_name(name) and is_person(name) and name.lower() not in PLACES
        return whole and self.cast.may_be(name, gender)

    def _lines(self, low: int, high: int) -> list[Run]:
        """The sentences between two places, by their marks alone."""
        ends = [match.end() for match in SENTENCE_END.finditer(self.text, low, high)]
        return list(zip([low, *ends], [*ends, high], strict=True))

    def _people(self, low: int, high: int) -> Iterator[str]:
        """The people named outside quotation marks, by full name or last name."""
        for match in NAME.finditer(self.text, low, high):
            if is_employer(self.text, match.end()) or self._is_quoted(match.start()):
                continue
            for name in map(bare_name, match.group().split(" and ")):
                if (" " in name and is_person(name)) or self.cast.knows(name):
                    yield name

    def _is_quoted(self, at: int) -> bool:
        k = bisect_right(self.marks, at, key=lambda run: run.start) - 1
        return k >= 0 and self.marks[k].end > at


def is_whole_name(name: str) -> bool:
    """Whether a speaker's name is all in capitals, and no description such as "Quill's lawyers"."""
    return bool(name) and all(
        CAPITAL.match(word) or not word[0].islower() or word in PARTICLES for word in name.split()
    )

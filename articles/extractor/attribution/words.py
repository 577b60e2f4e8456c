"""The words and marks of one sentence, each run between quotation marks taken as one word."""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from articles.text.words import word_set

QUOTED = "“”"
WORD = re.compile(r"['’](?:s|re|ve|ll|d|m)\b|[^\W_]+(?:(?:[-.&/]|['’](?!(?:s|re|ve|ll|d|m)\b))[^\W_]+)*|--|\S")
# What a speaker's name or a subject never runs over.
STOPS = frozenset(".!?;:,()[]<>—–-―") | {"--", QUOTED}
BE = word_set(
    """is are was were be been being am 're 'm ’re ’m isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t get gets got getting"""
)
HAVE = word_set("has have had having hasn't hasn’t haven't haven’t hadn't hadn’t 've ’ve")
HELP = word_set(
    """will would can could may might must should shall 'll ’ll 'd ’d won't won’t wouldn't wouldn’t can't can’t cannot couldn't couldn’t
    shouldn't shouldn’t do does did don't don’t doesn't doesn’t didn't didn’t"""
)
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
ADVERBS = WEEKDAYS | word_set(
    """also later then now still already just once again never not ever often always soon first even long so too much twice
    himself herself themselves itself both all each alone far further instead sometimes today yesterday last week
    ago only month year night morning afternoon evening earlier recently"""
)
NOT_ADVERBS = word_set("family reply ally supply rally july bully italy assembly daily weekly monthly monopoly fly")
# Past forms that no "-ed" gives away.
IRREGULAR = word_set(
    """went came took made got left met stood sat held kept gave ran lost won led began became brought bought built fell flew grew
    meant paid rose sent shot slept sold spent stole struck taught threw woke wore drew drove ate fought forgot hid rode sang sank
    swam swore tore"""
)
CLAUSE_WORDS = word_set(
    """that who which whom whose because when if while although though but where since unless whether than as after before until so yet
    what how why and or nor then said says"""
)
PREPOSITIONS = word_set(
    """of in on at by for with from to into onto over under about against during through across among amid between within without toward
    towards around near above below along despite via per upon off out up down like past outside inside behind beyond throughout except"""
)
DETERMINERS = word_set(
    "the a an his her their its our my your this these those some any many most all every each no another several more"
)


class Word(NamedTuple):
    """One word or mark of a sentence, in small letters and as written, and where it stands in the text."""

    low: str
    written: str
    start: int
    end: int


class Words(list[Word]):
    """The words of one sentence in order."""

    def low(self, i: int) -> str:
        """The word at i in small letters, "" outside the sentence."""
        return self[i].low if 0 <= i < len(self) else ""

    def any_low(self, start: int, end: int, listed: Container[str]) -> bool:
        """Whether one of the words from start to end is listed."""
        return any(word.low in listed for word in self[max(0, start) : max(0, end)])

    def is_adverb(self, i: int) -> bool:
        """Whether the word at i may stand between a subject and its verb; "Morning" in the name of a newspaper may not."""
        low = self.low(i)
        if not low or (self[i].written[0].isupper() and low not in WEEKDAYS and i):
            return False
        return low in ADVERBS or (low.endswith("ly") and low not in NOT_ADVERBS)

    def ends_at(self, k: int) -> bool:
        """Whether the full stop at k ends the sentence; the point of "Mr." ends nothing."""
        return self[k].low == "." and k == len(self) - 1


def words_of(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Words:
    """The words of text[start:end]; marks are the runs between quotation marks, in order, marks included."""
    found = Words()
    for low, high in [*marks, (end, end)]:
        found.extend(_plain(text, start, min(low, end)))
        if low < end:
            found.append(Word(QUOTED, QUOTED, max(low, start), min(high, end)))
        start = max(start, high)
    return found


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    for match in WORD.finditer(text, start, end):
        written = match.group()
        yield Word(written.lower(), written, *match.span())

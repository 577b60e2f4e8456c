"""What all readers of time expressions share: the pieces of their patterns, and what one of them is."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Generic, TypeVar

from articles.extractor.dates.calendar import MONTHS, Days
from articles.text.words import word_list

Match = re.Match[str]
Known = TypeVar("Known")

MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
MONTH_LETTERS = tuple(MONTHS)
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
ORDINAL_WORDS = {**{word: n for n, word in enumerate(word_list("first second third fourth fifth"), 1)}, "last": -1}

RELATIVE = {
    "last": -1,
    "past": -1,
    "this past": -1,
    "previous": -1,
    "this": 0,
    "the": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "this coming": 1,
}


class Expression(Generic[Known]):
    """One way to write a time: its pattern, what it means, and letters of which a text must hold some for it to be there.

    resolver sees the match, its text, and what is known beside it: the day of publication, or the times named before.
    needs are lower case; they keep a pattern off texts in which there is nothing for it. A group "core" in the pattern is
    what is quoted, where that is less than what is matched.
    """

    def __init__(
        self, pattern: str, resolver: Callable[[Match, Known], Days | None], needs: tuple[str, ...] = ()
    ) -> None:
        self.pattern, self.resolver, self.needs = re.compile(pattern), resolver, needs
        self._quoted = "core" if "core" in self.pattern.groupindex else 0

    def matches(self, text: str, lowered: str) -> Iterator[tuple[int, int, Match]]:
        """Where it stands in a text, of which lowered is the lower case."""
        if not self.needs or any(letters in lowered for letters in self.needs):
            for match in self.pattern.finditer(text):
                yield *match.span(self._quoted), match


def part(match: Match, name: str) -> str:
    """The words of a group in lower case with single spaces; "" where the group is not there."""
    written = match[name] if name in match.re.groupindex else None
    return " ".join(written.lower().split()) if written else ""


def month_in(match: Match, name: str = "month") -> int:
    """1 to 12, by the first three letters of a group."""
    return MONTHS[match[name][:3].lower()]


def year_in(match: Match, anchor: date | None) -> int | None:
    """The year in group "year", or the one that group "of" (last, this, next) means from the anchor."""
    written = part(match, "year")
    if written:
        return int(written)
    by = RELATIVE.get(part(match, "of"))
    return anchor.year + by if anchor and by is not None else None

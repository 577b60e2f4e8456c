"""Days of the week beside a date, held against the calendar."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from articles.extractor.calculations.sums import Sum, told
from articles.extractor.dates.calendar import WEEKDAYS
from articles.extractor.findings import DateMention
from articles.text.spans import Span

NAMED = r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
BESIDE = re.compile(rf"\b(?:{NAMED}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|rs?)?)\b\.?,?\s(?:the\s)?")
AFTER = re.compile(rf"(?:,?\s\(|,\s(?:which\s(?:is|was)\s|falls\son\s|fell\son\s)?(?:an?\s)?){NAMED}\b(?!,?\s\w)")
# What makes a newspaper of "Sun", and a person of "Wed".
PAPER = re.compile(r"(?:[A-Z][\w’'&.-]*|\b[Tt]he)\s$")
BEFORE = 16
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
# Before, Britain and its colonies counted by another calendar.
GREGORIAN = 1753
LONGEST = 60


def weekdays(text: str, dates: Sequence[DateMention]) -> Iterator[Sum]:
    """Every date of one day with the day of the week written beside it.

    A date without its year is taken by what dates.py makes of it, unless the text has just spoken of another year.
    """
    spoken = 0
    for mention in dates:
        if mention.first is None or mention.span.end - mention.span.start > LONGEST:
            continue
        year = YEAR.search(text, *mention.span)
        spoken = int(year.group()) if year else spoken
        if mention.first.year >= GREGORIAN and (year or spoken in (0, mention.first.year)):
            named = _named(text, mention)
            if named:
                yield _held(mention.first, *named)


def _named(text: str, mention: DateMention) -> tuple[str, Span] | None:
    """The day of the week written in or beside a date, and the place of both together."""
    start, end = mention.span
    if not DAY.search(text, start, end):
        return None
    named = BESIDE.match(text, start, end)
    if named is None and mention.first == mention.last:
        after = AFTER.match(text, end, end + 40)
        if after:
            return f"{after[1]}day", Span(start, after.end())
        low = max(0, start - BEFORE)
        named = next((match for match in BESIDE.finditer(text, low, start) if match.end() == start), None)
    if named is None or (not named[1] and PAPER.search(text, max(0, named.start() - BEFORE), named.start())):
        return None
    return named.group().split()[0].strip(",."), Span(named.start(), end)


def _held(day: date, name: str, place: Span) -> Sum:
    agrees = WEEKDAYS[name[:3].lower()] == day.weekday()
    why = told(f"{day.day} {day:%B} {day.year} is a {day:%A}", name, agrees=agrees)
    return Sum("weekday", place, (), why, agrees)

"""Expressions of single days and of ranges between two days: "May 3", "Sept. 19 to 22", "Thursday", "Christmas Day"."""

import re
from datetime import date

from articles.extractor.dates import calendar
from articles.extractor.dates.calendar import WEEKDAYS, Days
from articles.extractor.dates.expressions import (
    DAY,
    MONTH,
    MONTH_LETTERS,
    ORDINAL_WORDS,
    WEEKDAY,
    YEAR,
    Expression,
    Match,
    month_in,
    part,
)
from articles.extractor.dates.holidays import NAMES, holiday, nth_weekday
from articles.extractor.dates.tense import looks_ahead

# Nearer than this a day without a year is the nearest one, whatever the words around it say.
NEAR = 90


def _iso(match: Match, _anchor: date | None) -> Days | None:
    return calendar.day(int(match["y"]), int(match["m"]), int(match["d"]))


def _slashed(match: Match, _anchor: date | None) -> Days | None:
    """Month first as in America, unless only the other reading is a day; with full stops the day is first."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    year = year if year > 99 else 2000 + year
    month_first = calendar.day(year, first, second) if match["mark"] != "." else None
    return month_first or calendar.day(year, second, first)


def _full(match: Match, _anchor: date | None) -> Days | None:
    return calendar.day(int(match["year"]), month_in(match), int(match["day"]))


def _in_year(match: Match, anchor: date | None, month: int, day: int) -> Days | None:
    """The day in the year that the words mean: the nearest, or the last or next one where it is far away."""
    if not anchor:
        return None
    nearest = calendar.nearest_year(anchor, month, day)
    if nearest is None or abs((nearest.first - anchor).days) < NEAR:
        return nearest
    ahead = looks_ahead(match)
    if ahead is None or ahead == (nearest.first > anchor):
        return nearest
    return calendar.day(nearest.first.year + (1 if ahead else -1), month, day) or nearest


def _month_day(match: Match, anchor: date | None) -> Days | None:
    month, day = month_in(match), int(match["day"])
    if (
        month == 9
        and day == 11
        and match.string[match.end() : match.end() + 16].lstrip().startswith(("attack", "terror", "hijack"))
    ):
        return calendar.day(2001, 9, 11)
    return _in_year(match, anchor, month, day)


def _month_days(match: Match, anchor: date | None) -> Days | None:
    """Such as "Sept. 19 to 22", "July 4-6, 2019", "3-5 May", "Dec. 28 to Jan. 3": from the first day to the last."""
    first_month, first_day = month_in(match), int(match["day"])
    last_month = month_in(match, "until") if part(match, "until") else first_month
    if part(match, "year"):
        year = int(match["year"]) - (last_month < first_month)
        one = calendar.day(year, first_month, first_day)
    else:
        one = _in_year(match, anchor, first_month, first_day)
    if one is None:
        return None
    two = calendar.day(one.first.year + (last_month < first_month), last_month, int(match["last"]))
    return Days(one.first, two.last) if two and one <= two else None


def _weekday(match: Match, anchor: date | None) -> Days | None:
    """The last such day up to that of publication, or the next from it on, as the words say."""
    if not anchor or EVERY.search(match.string, max(0, match.start() - 8), match.start()):
        return None
    which = part(match, "which")
    number = WEEKDAYS[match["weekday"][:3].lower()]
    if which in ("last", "this past"):
        day_before = calendar.moved(anchor, days=-1)
        return calendar.weekday(day_before, number, ahead=False) if day_before else None
    if which == "next":
        day_after = calendar.moved(anchor, days=1)
        return calendar.weekday(day_after, number, ahead=True) if day_after else None
    told = looks_ahead(match)
    ahead = which in ("this coming", "coming") or told is True or (which == "this" and told is None)
    return calendar.weekday(anchor, number, ahead=ahead)


def _nth_weekday(match: Match, anchor: date | None) -> Days | None:
    """Such as "the last Monday in May", "the first Tuesday of November 2024"."""
    month, which = month_in(match), ORDINAL_WORDS[match["nth"].lower()]
    near = calendar.nearest_year(anchor, month, 15) if anchor else None
    year = int(match["year"]) if part(match, "year") else near.first.year if near else None
    there = nth_weekday(year, month, WEEKDAYS[match["weekday"][:3].lower()], which) if year else None
    return Days(there, there) if there else None


def _holiday(match: Match, anchor: date | None) -> Days | None:
    """The one in the year beside it, or the nearest as the words say."""
    name = part(match, "name").replace("’", "'")
    if part(match, "year"):
        there = holiday(name, int(match["year"]))
        return Days(there, there) if there else None
    if not anchor:
        return None
    which = part(match, "which")
    days = [there for step in (-1, 0, 1) if (there := holiday(name, anchor.year + step))]
    if which in ("last", "past"):
        days = [there for there in days if there < anchor]
    elif which == "next" or (not which and looks_ahead(match)):
        days = [there for there in days if there >= anchor]
    elif which == "this":
        days = [there for there in days if there.year == anchor.year]
    there = min(days, key=lambda each: abs(each - anchor), default=None)
    return Days(there, there) if there else None


# A day of no one week: "every Friday", "the first Monday of the month".
EVERY = re.compile(r"(?i)\b(?:every|each|an?|any|other|first|second|third|fourth|fifth)\s$")
PART_OF_DAY = r"(?:\s(?:early\s|late\s)?(?:morning|afternoon|evening|night))"
# "Black Friday", "Saturday Review": days in name only.
NAMED = r"(?<!Black\s)(?<!Good\s)(?<!Super\s)(?<!Cyber\s)(?<!Bloody\s)(?<!Giving\s)(?<!Palm\s)(?<!Ash\s)(?<!Easter\s)"
NO_WEEKDAY = r"(?!\w|\s(?:Review|Night\s(?:Live|Football|Lights)|Evening\sPost|Times|Morning\s[A-Z]))"
ON = rf"(?:\b(?:{WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\b\.?),?\s)?"
TO = r"\s?(?:-|–|—|\sto\s|\sthrough\s|\sand\s|\suntil\s|\sor\s)\s?"
NTH = r"(?:st|nd|rd|th)?"
NO_DAY = r"(?!\d|,\d{3}|\.\d|:|%|\s?[ap]\.?m\b|\s?(?:percent|per\scent|million|billion|people|points)\b)"
# After "and" or "or" the second number may count something: "on May 5 and 12 ships".
NO_LAST_DAY = NO_DAY + r"(?!\s(?!was|does)[a-z]{3,20}s\b)"
HOLIDAYS = "|".join(re.escape(name).replace("\\ ", r"\s").replace("'", "['’]") for name in NAMES)
HOLIDAY_WORDS = tuple(sorted({max(re.findall("[a-z]+", name), key=len) for name in NAMES}))

WRITTEN_IN_FULL = (
    Expression(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![A-SU-Za-z\d_-])(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?", _iso, ("-",)),
    Expression(rf"{ON}\b{MONTH}\s{DAY},?\s{{1,2}}{YEAR}\b", _full, MONTH_LETTERS),
    Expression(rf"{ON}\b{DAY}\s(?:of\s)?{MONTH},?\s{{1,2}}{YEAR}\b", _full, MONTH_LETTERS),
)  # fmt: skip
"""A day with its year; nothing else has to be known."""
DAYS = (
    WRITTEN_IN_FULL[0],
    Expression(r"(?<![\w/.$-])(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<y>(?:19|20)\d\d)(?![\w/-]|\.\d)", _slashed, ("/", ".")),
    Expression(rf"{ON}\b{MONTH}\s{DAY}{TO}(?P<last>[0-3]?\d){NTH}\b{NO_LAST_DAY}(?:,?\s{YEAR}\b)?", _month_days, MONTH_LETTERS),
    Expression(rf"{ON}\b{MONTH}\s{DAY}{TO}{MONTH.replace('month', 'until')}\s(?P<last>[0-3]?\d){NTH}\b{NO_LAST_DAY}(?:,?\s{YEAR}\b)?", _month_days, MONTH_LETTERS),
    Expression(rf"{ON}(?<![\w.,])\b{DAY}{TO}(?P<last>[0-3]?\d){NTH}\s(?:of\s)?{MONTH}(?=\W|$)(?:,?\s{YEAR}\b)?", _month_days, MONTH_LETTERS),
    Expression(rf"{ON}(?<![\w.,])\b{DAY}\s{MONTH}{TO}(?P<last>[0-3]?\d){NTH}\s{MONTH.replace('month', 'until')}(?=\W|$)(?:,?\s{YEAR}\b)?", _month_days, MONTH_LETTERS),
    *WRITTEN_IN_FULL[1:],
    Expression(rf"{ON}\b{MONTH}\s{DAY}\b{NO_DAY}", _month_day, MONTH_LETTERS),
    Expression(rf"{ON}(?<![\w.,])\b{DAY}\s(?:of\s)?{MONTH}(?=\W|$)", _month_day, MONTH_LETTERS),
    Expression(rf"(?i)\b(?:the\s)?(?P<nth>{'|'.join(ORDINAL_WORDS)})\s{WEEKDAY}\s(?:in|of)\s{MONTH}(?=\W|$)(?:,?\s(?:of\s)?{YEAR}\b)?", _nth_weekday, MONTH_LETTERS),
    Expression(rf"{NAMED}\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s(?:coming|past))?|[Cc]oming)\s)?(?:(?:[Nn]oon|[Mm]idnight)\s(?:on\s)?)?{WEEKDAY}{PART_OF_DAY}?{NO_WEEKDAY}", _weekday, ("day",)),
    Expression(rf"(?i)\b(?:on|by|since|until|before|after|around|over)\s(?P<core>(?:(?P<which>last|this|next|past)\s)?(?P<name>{HOLIDAYS})\b(?:,?\s(?:of\s)?{YEAR}\b)?)", _holiday, HOLIDAY_WORDS),
    Expression(rf"(?i)\b(?P<which>last|this|next|past)\s(?P<name>{HOLIDAYS})\b", _holiday, HOLIDAY_WORDS),
    Expression(rf"(?i)\b(?P<name>{HOLIDAYS}),?\s(?:of\s)?{YEAR}\b", _holiday, HOLIDAY_WORDS),
)  # fmt: skip
"""What is tried first in a text, in this order."""

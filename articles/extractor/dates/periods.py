"""Expressions of periods that have a name: months, quarters, seasons, years, decades, centuries, and their edges."""

from datetime import date

from articles.extractor.dates import calendar
from articles.extractor.dates.calendar import SEASONS, Days
from articles.extractor.dates.expressions import (
    MONTH,
    MONTH_LETTERS,
    ORDINAL_WORDS,
    RELATIVE,
    YEAR,
    Expression,
    Match,
    month_in,
    part,
    year_in,
)
from articles.extractor.dates.tense import looks_ahead

NUMBERED = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
CENTURIES = {
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}


def _month_year(match: Match, anchor: date | None) -> Days | None:
    year = year_in(match, anchor)
    return calendar.month(year, month_in(match)) if year else None


def _month(match: Match, anchor: date | None) -> Days | None:
    """A bare month is the last one gone by (or the present one), the next one where the words look ahead."""
    if not anchor:
        return None
    number, which = month_in(match), part(match, "which")
    if which in ("last", "past"):
        year = anchor.year - (number >= anchor.month)
    elif which == "next":
        year = anchor.year + (number <= anchor.month)
    elif which == "this":
        year = anchor.year
    elif looks_ahead(match):
        year = anchor.year + (number < anchor.month)
    else:
        year = anchor.year - (number > anchor.month)
    return calendar.month(year, number)


def _months(match: Match, anchor: date | None) -> Days | None:
    """Such as "November/December", "Oct.-Dec. 2025": to the end of the second month, over a year's end too."""
    first, last = month_in(match), month_in(match, "until")
    year = year_in(match, anchor)
    one = calendar.month(year - (last < first), first) if year else _month(match, anchor)
    two = calendar.month(one.first.year + (last < first), last) if one else None
    return Days(one.first, two.last) if one and two else None


def _month_before_month(match: Match, _anchor: date | None) -> Days | None:
    """The first month of "April through November 2020"."""
    return calendar.month(int(match["year"]) - (month_in(match, "until") < month_in(match)), month_in(match))


def _week_of_month(match: Match, anchor: date | None) -> Days | None:
    """Such as "the first week of June": seven days from the first, or the last seven."""
    whole = _month_year(match, anchor) or _month(match, anchor)
    if whole is None:
        return None
    which, month = ORDINAL_WORDS[part(match, "nth")], whole.first
    first = 7 * which - 6 if which > 0 else whole.last.day - 6
    if first > whole.last.day:
        return None
    return Days(month.replace(day=first), month.replace(day=min(first + 6, whole.last.day)))


def _quarter(match: Match, anchor: date | None) -> Days | None:
    """Of the year beside it, else the last one gone by, or the next where the words look ahead."""
    written = part(match, "q")
    number = int(written) if written.isdigit() else NUMBERED[written]
    year = 2000 + int(part(match, "short")) if part(match, "short") else year_in(match, anchor)
    if year is None and anchor:
        now = (anchor.month + 2) // 3
        year = anchor.year + (number < now) if looks_ahead(match) else anchor.year - (number > now)
    return calendar.quarter(year, number) if year else None


def _half(match: Match, anchor: date | None) -> Days | None:
    year = year_in(match, anchor)
    if not year:
        return None
    if (part(match, "half") or part(match, "h")) in ("first", "1"):
        return Days(date(year, 1, 1), date(year, 6, 30))
    return Days(date(year, 7, 1), date(year, 12, 31))


def _whole_year(match: Match, _anchor: date | None) -> Days | None:
    short = part(match, "short")
    return calendar.year(2000 + int(short) if short else int(match["year"]))


def _year_to_date(match: Match, anchor: date | None) -> Days | None:
    if not anchor:
        return None
    first = date(year_in(match, anchor) or anchor.year, 1, 1)
    return Days(first, anchor if anchor >= first else date(first.year, 12, 31))


def _full_year(match: Match, anchor: date | None) -> Days | None:
    """The year beside "full-year", else the one before that of publication: what is being reported on."""
    year = year_in(match, anchor) or (anchor.year - 1 if anchor else None)
    return calendar.year(year) if year else None


def _year_span(match: Match, _anchor: date | None) -> Days | None:
    first = int(match["year"])
    last = first // 100 * 100 + int(match["last"]) if len(match["last"]) == 2 else int(match["last"])
    return calendar.year(first, last) if first <= last <= first + 60 else None


def _anno_domini(match: Match, _anchor: date | None) -> Days | None:
    return calendar.year(int(match["ad"] or match["da"])) if match["ad"] or match["da"] else None


def _decade(match: Match, _anchor: date | None) -> Days | None:
    written = part(match, "decade")
    first = int(written) if written.isdigit() else 1920 + 10 * DECADES.index(written)
    first = first if first > 99 else 1900 + first
    return calendar.year(first, first + (99 if first % 100 == 0 and first < 2000 else 9))


def _century(match: Match, _anchor: date | None) -> Days | None:
    written = part(match, "century").replace(" ", "-")
    number = int(written) if written.isdigit() else CENTURIES[written]
    return calendar.year(100 * number - 99, 100 * number) if 1 <= number <= 30 else None


def _season(match: Match, anchor: date | None) -> Days | None:
    """Of a named year, or the last, present or next one; winter is called by the year in which it begins."""
    name, which, year = part(match, "season"), part(match, "which"), year_in(match, anchor)
    if year:
        return calendar.season(year, name)
    if not anchor or not which:
        return None
    seasons = [days for step in (-2, -1, 0, 1) if (days := calendar.season(anchor.year + step, name))]
    if RELATIVE[which] < 0:
        return next((days for days in reversed(seasons) if days.last < anchor), None)
    if RELATIVE[which] > 0:
        return next((days for days in seasons if days.first > anchor), None)
    around = next((days for days in seasons if days.first <= anchor <= days.last), None)
    return around or calendar.season(anchor.year, name)


def _edge(match: Match, anchor: date | None) -> Days | None:
    """Such as "the end of the year", "the start of 2025", "the end of March": the last day, the first, or the whole for its middle."""
    if part(match, "month"):
        whole = _month_year(match, anchor) or _month(match, anchor)
    elif part(match, "unit"):
        whole = (
            calendar.period(anchor, part(match, "unit"), RELATIVE[part(match, "which") or "this"]) if anchor else None
        )
    else:
        whole = calendar.year(int(match["year"]))
    edge = part(match, "edge")
    if whole is None or edge == "middle":
        return whole
    there = whole.last if edge in ("end", "close") else whole.first
    return Days(there, there)


PERIOD = r"(?:(?:fiscal|calendar|school|academic|financial)\s)?(?P<unit>week|weekend|month|quarter|year|decade|century)"
OF_YEAR = rf"(?:,?\s(?:of\s|in\s)?(?:the\s)?(?:fiscal\s(?:year\s)?|FY\s?)?(?:{YEAR}\b(?:\sfiscal\syear)?|(?P<of>last|this|next)\syear\b))"
EDGE = r"\b(?:[Tt]he\s)?(?P<edge>[Ee]nd|[Cc]lose|[Ss]tart|[Bb]eginning|[Mm]iddle|[Tt]urn)\sof\s"
PART = r"(?:(?:[Ee]arly|[Mm]id|[Ll]ate)(?:-to-late)?(?:\sin)?[\s-])?"
LAST_THIS_NEXT = r"(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast)"
MONTH_UNTIL = MONTH.replace("month", "until")
SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
NTH = rf"(?i:(?:the\s)?(?P<nth>{'|'.join(ORDINAL_WORDS)}))"
# What stands after a number of four digits that is a count, a price or the number of a house, and no year.
NO_YEAR = (
    r"(?![\d,]*\d|\.\d|%|\s?(?:percent|per\scent|million|billion|miles|people|votes|seats|square|feet|pounds|dollars|jobs|employees|met(?:er|re)s|kilo\w{1,8}"
    r"|km|kg|mm|cm|mAh|tons|tonnes|acres|hectares|troops|soldiers|students|homes|cases|deaths|participants|members|workers|pages|copies|words|calories|degrees"
    r"|points|hours|minutes|units|shares|UTC|GMT|years?[\s-]old)\b|\s(?:[A-Z][\w.]{0,15}\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|NW|SW|NE|SE)\b)"
)
# May and March are words as well: only after one of these.
BEFORE_MAY = r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Oo]f|[Bb]etween|[Bb]efore|[Aa]fter|[Dd]uring|[Tt]hrough|and|to|for)[\s-]"

PERIODS = (
    Expression(rf"\b{NTH}\s(?:week|weekend)\s(?:of|in)\s{MONTH}(?=\W|$){OF_YEAR}?", _week_of_month, ("week",)),
    Expression(rf"{EDGE}{MONTH}(?=\W|$){OF_YEAR}?", _edge, (" of ",)),
    Expression(rf"{EDGE}(?:the\s|(?P<which>last|this|next)\s){PERIOD}(?!\w|\s(?:of|when|in)\b)", _edge, (" of ",)),
    Expression(rf"{EDGE}{YEAR}(?![\w/-]){NO_YEAR}", _edge, (" of ",)),
    Expression(rf"\b{PART}{MONTH}\s?[-–—/]\s?{MONTH_UNTIL}(?=\W|$)(?:,?\s(?:of\s)?{YEAR}\b)?", _months, MONTH_LETTERS),
    Expression(rf"\b{PART}{MONTH}(?=\s(?:to|through|and|until)\s{MONTH_UNTIL},?\s(?:of\s)?{YEAR}\b)", _month_before_month, MONTH_LETTERS),
    Expression(rf"\b{PART}{MONTH},?\s(?:of\s)?(?:{YEAR}\b|(?P<of>last|this|next)\syear\b)", _month_year, MONTH_LETTERS),
    Expression(rf"\b{LAST_THIS_NEXT}\s{MONTH}(?=\W|$)", _month, MONTH_LETTERS),
    Expression(rf"\b(?:{YEAR}\s)?(?:YTD|[Yy]ear[\s-]to[\s-]date)\b", _year_to_date, ("ytd", "to date", "to-date")),
    Expression(r"\bQ(?P<q>[1-4])\s?(?:FY\s?|['’])?(?P<short>[12]\d)\b", _quarter, ("q",)),
    Expression(r"\b(?P<q>[1-4])Q\s?(?:FY\s?|['’])?(?P<short>[12]\d)\b", _quarter, ("q",)),
    Expression(rf"\bQ(?P<q>[1-4])\b{OF_YEAR}?", _quarter, ("q",)),
    Expression(rf"(?i)\b(?:the\s)?(?:fiscal\s)?(?P<q>{'|'.join(NUMBERED)})[\s-](?:fiscal\s)?quarter\b{OF_YEAR}?", _quarter, ("quarter",)),
    Expression(rf"(?i)\b(?:the\s)?(?:(?P<half>first|second)[\s-]half|H(?P<h>[12])){OF_YEAR}", _half, ("half", "h1", "h2")),
    Expression(rf"(?i)\bfull-year(?:\s{YEAR}\b)?", _full_year, ("full-year",)),
    Expression(rf"(?i)\b(?:full\syear|fiscal(?:\syear)?|financial\syear|FY)\s?{YEAR}\b(?![-–/]\d)", _whole_year, ("full year", "fiscal", "financial", "fy")),
    Expression(rf"(?i)\b{YEAR}\s(?:fiscal|financial)\syear\b", _whole_year, ("fiscal", "financial")),
    Expression(r"\bFY['’]?(?P<short>[12]\d)\b", _whole_year, ("fy",)),
    Expression(rf"(?i)\b(?:the\s)?{SEASON}\s(?:of\s(?P<of>last|this|next)\syear|(?:of\s)?{YEAR})\b", _season, tuple(SEASONS)),
    Expression(rf"(?i)\b(?P<which>last|this|next|this\spast|past|this\scoming|coming)\s{SEASON}\b", _season, tuple(SEASONS)),
    Expression(rf"(?<![\w$€£.,#/-]){YEAR}(?:[–-]|/)(?P<last>\d\d(?:\d\d)?)\b(?![-/]\d)", _year_span, ("1", "2")),
    Expression(r"\b(?:(?:[Tt]he|[Ee]arly|[Ll]ate|[Mm]id-?)[\s-]?)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b", _decade, ("0s", "0's", "0’s")),
    Expression(r"(?:\b(?:[Tt]he|[Ee]arly|[Ll]ate|[Mm]id)[\s-]|(?<!\w))['’](?P<decade>[2-9]0)s\b", _decade, ("0s",)),
    Expression(rf"(?i)\b(?:the|early|late|mid)[\s-](?:roaring\s|swinging\s)?(?P<decade>{'|'.join(DECADES)})\b", _decade, DECADES),
    Expression(rf"(?i)\b(?:the\s|early\s|late\s|mid-?\s?)?(?P<century>\d{{1,2}}(?=st|nd|rd|th)|{'|'.join(CENTURIES)})(?:st|nd|rd|th)?[\s-]centur(?:y|ies)\b", _century, ("centur",)),
    Expression(r"\b\d{1,4}\sB\.?C\.?(?:E\b\.?)?(?!\w)|\b(?:A\.?D\.?\s(?P<ad>\d{1,4})|(?P<da>\d{1,4})\s(?:A\.?D\b\.?|C\.?E\b\.?))(?!\w)", _anno_domini, ("bc", "b.c", "ad", "a.d", "ce", "c.e")),
    Expression(rf"\b{PART}(?<!\w)(?!(?i:May|March)\b){MONTH}(?=\W|$)(?!\s\d)", _month, MONTH_LETTERS),
    Expression(rf"{BEFORE_MAY}(?P<core>(?P<month>May|March))(?=\W|$)(?!\s[a-z]{{3,15}}\s(?:the|a|his|her|to)\b)", _month, ("may", "march")),
    Expression(rf"(?:\b(?:[Ee]arly|[Mm]id|[Ll]ate)[\s-]|(?<![\w$€£,#/-])(?<!\d\.)){YEAR}(?![\w/-]){NO_YEAR}", _whole_year, ("1", "2")),
)  # fmt: skip
"""What is tried after the days, in this order: the longer before the shorter that it holds."""

"""Dates: every time expression a checker would pin down, as a range of days where the text allows it."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from articles.extractor import calendar
from articles.extractor.calendar import MONTHS, SEASONS, WEEKDAYS, Days
from articles.extractor.findings import DateMention
from articles.extractor.numbers import UNITS
from articles.text.blocks import Block, BlockKind
from articles.text.spans import Span

Match = re.Match[str]
# A resolver sees the match, its text, and the anchor: the day of publication, or None.
Resolver = Callable[[Match, date | None], Days | None]

MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
COUNT = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|few|several)"
)
UNIT = r"(?P<unit>day|week|month|quarter|year|decade|centur(?:y|ie))s?"
PERIOD = r"(?P<unit>week|weekend|month|quarter|year|decade|century)"
AHEAD = re.compile(
    r"(?i)\b(?:will|shall|plans?|planned|scheduled|expected|due|upcoming|to be held|’ll|'ll|set for|until|by)\b"
)
BACK = re.compile(r"(?i)\b(?:was|were|had|did|held|said|since|after|took|announced|\w{2,12}ed)\b")


def _month_number(match: Match) -> int:
    return MONTHS[match["month"][:3].lower()]


def _iso(match: Match, _anchor: date | None) -> Days | None:
    return calendar.day(int(match["y"]), int(match["m"]), int(match["d"]))


def _full(match: Match, _anchor: date | None) -> Days | None:
    return calendar.day(int(match["year"]), _month_number(match), int(match["day"]))


def _month_day(match: Match, anchor: date | None) -> Days | None:
    return calendar.nearest_year(anchor, _month_number(match), int(match["day"])) if anchor else None


def _month_days(match: Match, anchor: date | None) -> Days | None:
    """Such as "Sept. 19 to 22", "July 4-6, 2019": from the first day to the last."""
    number, first, last = _month_number(match), int(match["day"]), int(match["last"])
    near = calendar.nearest_year(anchor, number, first) if anchor else None
    in_year = int(match["year"]) if match["year"] else near.first.year if near else None
    if in_year is None:
        return None
    one, two = calendar.day(in_year, number, first), calendar.day(in_year, number, last)
    return Days(one.first, two.last) if one and two and one <= two else None


def _month_year(match: Match, _anchor: date | None) -> Days | None:
    return calendar.month(int(match["year"]), _month_number(match))


def _month(match: Match, anchor: date | None) -> Days | None:
    """A bare month is the last one gone by (or the present one), the next one where the words look ahead."""
    if not anchor:
        return None
    number = _month_number(match)
    which = (match["which"] or "").lower()
    before = match.string[max(0, match.start() - 60) : match.start()]
    ahead = which == "next" or (not which and bool(AHEAD.search(before)) and not BACK.search(before))
    if which in ("last", "past"):
        in_year = anchor.year - (number >= anchor.month)
    elif ahead:
        in_year = anchor.year + (number < anchor.month)
    else:
        in_year = anchor.year - (number > anchor.month and which != "this")
    return calendar.month(in_year, number)


def _quarter(match: Match, anchor: date | None) -> Days | None:
    words = ("first", "second", "third", "fourth")
    number = int(match["q"]) if match["q"] else words.index(match["word"].lower()) + 1
    if match["year"]:
        return calendar.quarter(int(match["year"]), number)
    if not anchor:
        return None
    return calendar.quarter(anchor.year - (number > (anchor.month + 2) // 3), number)


def _whole_year(match: Match, _anchor: date | None) -> Days | None:
    return calendar.year(int(match["year"]))


def _year_to_date(match: Match, anchor: date | None) -> Days | None:
    if not anchor:
        return None
    first = date(int(match["year"]) if match["year"] else anchor.year, 1, 1)
    return Days(first, anchor if anchor >= first else date(first.year, 12, 31))


def _full_year(match: Match, anchor: date | None) -> Days | None:
    written = match["year"] or match["other"]
    if written:
        return calendar.year(int(written))
    return calendar.year(anchor.year - 1) if anchor else None


def _year_span(match: Match, _anchor: date | None) -> Days | None:
    first = int(match["year"])
    last = first // 100 * 100 + int(match["last"]) if len(match["last"]) == 2 else int(match["last"])
    return calendar.year(first, last) if first <= last <= first + 60 else None


def _decade(match: Match, _anchor: date | None) -> Days | None:
    first = int(match["decade"])
    first = first if first > 99 else 1900 + first
    return calendar.year(first, first + (99 if first % 100 == 0 and first < 2000 else 9))


def _century(match: Match, _anchor: date | None) -> Days | None:
    number = int(match["century"])
    return calendar.year(100 * number - 99, 100 * number) if 1 <= number <= 30 else None


def _season(match: Match, anchor: date | None) -> Days | None:
    which = (match["which"] or match["of"] or "").lower()
    if match["year"]:
        return calendar.season(int(match["year"]), match["season"])
    if not anchor or not which:
        return None
    return calendar.season(anchor.year + {"last": -1, "next": 1}.get(which, 0), match["season"])


def _weekday(match: Match, anchor: date | None) -> Days | None:
    if not anchor:
        return None
    which = (match["which"] or "").lower()
    before = match.string[max(0, match.start() - 60) : match.start()]
    ahead = which in ("next", "this coming") or (not which and bool(AHEAD.search(before)) and not BACK.search(before))
    day_before = calendar.moved(anchor, days=-1)
    start = day_before if which == "last" and day_before else anchor
    return calendar.weekday(start, WEEKDAYS[match["weekday"][:3].lower()], ahead=ahead)


def _today(match: Match, anchor: date | None) -> Days | None:
    if not anchor:
        return None
    step = {"yesterday": -1, "tomorrow": 1, "last night": -1}.get(" ".join(match["word"].lower().split()), 0)
    there = calendar.moved(anchor, days=step)
    return Days(there, there) if there else None


def _period(match: Match, anchor: date | None) -> Days | None:
    if not anchor:
        return None
    by = {"this": 0, "last": -1, "next": 1, "past": -1, "the": 0, "the same": 0}[
        " ".join(match["which"].lower().split())
    ]
    whole = calendar.period(anchor, match["unit"].lower(), by)
    part = (match["part"] or "").strip().lower()
    if whole and by == 0 and part == "earlier":
        return Days(whole.first, anchor)
    return Days(anchor, whole.last) if whole and by == 0 and part == "later" else whole


def _count(word: str) -> int | None:
    lowered = word.lower()
    if lowered.isdigit():
        return int(lowered)
    return {"a": 1, "an": 1, "twenty": 20}.get(lowered, UNITS.get(lowered))


def _singular(unit: str) -> str:
    return "century" if unit.lower().startswith("centur") else unit.lower()


def _past_span(match: Match, anchor: date | None) -> Days | None:
    """Such as "the past five years", "the next two weeks", "the last decade": up to the day of publication, or from it."""
    count = _count(match["count"]) if match["count"] else 1
    if not anchor or count is None:
        return None
    forward = match["which"].lower() in ("next", "coming", "following")
    there = calendar.shifted(anchor, count if forward else -count, _singular(match["unit"]))
    if there is None:
        return None
    return Days(anchor, there) if forward else Days(there, anchor)


def _ago(match: Match, anchor: date | None) -> Days | None:
    """Exact for days; the month for months and for one year; the calendar year for several years."""
    count = _count(match["count"])
    if not anchor or count is None:
        return None
    unit = _singular(match["unit"])
    there = calendar.shifted(anchor, -count, unit)
    if there is None:
        return None
    if unit == "month" or (unit == "year" and count == 1):
        return calendar.month(there.year, there.month)
    if unit in ("year", "decade", "century"):
        return calendar.year(there.year)
    return Days(there, there) if unit == "day" else calendar.period(there, "week", 0)


def _within(match: Match, anchor: date | None) -> Days | None:
    """Such as "within three to four years": from the nearer to the farther; with one number, from today to it."""
    count, far = _count(match["count"]), _count(match["far"]) if match["far"] else None
    if not anchor or count is None:
        return None
    unit = _singular(match["unit"])
    near, last = calendar.shifted(anchor, count, unit), calendar.shifted(anchor, far, unit) if far else None
    if near is None:
        return None
    return Days(near, last) if last else Days(anchor, near)


def _unresolved(_match: Match, _anchor: date | None) -> Days | None:
    return None


def _end_of(match: Match, anchor: date | None) -> Days | None:
    if not anchor:
        return None
    whole = calendar.period(anchor, match["unit"].lower(), 0)
    return Days(whole.last, whole.last) if whole else None


NOT_MORE = r"(?![\d,]*\d|\.\d|%|\s?(?:percent|per cent|million|billion|miles|people|votes|seats|square|feet|pounds|dollars|jobs|employees)\b)"
PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?"), _iso),
    (re.compile(rf"(?:\b{WEEKDAY},?\s)?\b{MONTH}\s{DAY}\s?(?:-|–|to|through|and)\s?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?\b(?!:|\s?[ap]\.?m)(?:,?\s{YEAR}\b)?"), _month_days),
    (re.compile(rf"(?:\b{WEEKDAY},?\s)?\b{MONTH}\s{DAY},?\s{YEAR}\b"), _full),
    (re.compile(rf"(?:\b{WEEKDAY},?\s)?\b{DAY}\s(?:of\s)?{MONTH},?\s{YEAR}\b"), _full),
    (re.compile(rf"(?:\b{WEEKDAY},?\s)?\b{MONTH}\s{DAY}\b(?!,?\d|\s?(?:percent|million)|%)"), _month_day),
    (re.compile(rf"(?:\b{WEEKDAY},?\s)?(?<![\w.,])\b{DAY}\s(?:of\s)?{MONTH}(?=\W|$)"), _month_day),
    (re.compile(rf"\b(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[\s-])?{MONTH},?\s(?:of\s)?{YEAR}\b"), _month_year),
    (re.compile(rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast)\s{MONTH}(?=\W|$)"), _month),
    (re.compile(rf"\b(?:{YEAR}\s)?(?:YTD|[Yy]ear[\s-]to[\s-]date)\b"), _year_to_date),
    (re.compile(rf"\bQ(?P<q>[1-4])(?P<word>)(?:\s(?:of\s)?{YEAR})?\b"), _quarter),
    (re.compile(rf"(?i)\b(?P<word>first|second|third|fourth)[\s-](?P<q>)quarter(?:\s(?:of\s)?{YEAR})?\b"), _quarter),
    (re.compile(rf"(?i)\b(?:full-year(?:\s{YEAR}\b)?|(?:full\syear|fiscal(?:\syear)?|FY)\s?{YEAR.replace('year', 'other')}\b)"), _full_year),
    (re.compile(rf"(?i)\b(?P<which>)(?P<season>spring|summer|autumn|fall|winter)\s(?:of\s(?P<of>last|this|next)\syear|(?:of\s)?{YEAR})\b"), _season),
    (re.compile(rf"(?i)\b(?P<which>last|this|next)(?P<of>)\s(?P<season>{'|'.join(SEASONS)})\b(?P<year>)"), _season),
    (re.compile(rf"(?<![\w$€£.,#/-]){YEAR}(?:[–-]|/)(?P<last>\d\d(?:\d\d)?)\b(?![-/]\d)"), _year_span),
    (re.compile(r"\b(?:(?:[Tt]he|[Ee]arly|[Ll]ate|[Mm]id-?)\s?)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"), _decade),
    (re.compile(r"(?<!\w)['’](?P<decade>[2-9]0)s\b"), _decade),
    (re.compile(r"\b(?P<century>\d{1,2})(?:st|nd|rd|th)[\s-]century\b"), _century),
    (re.compile(rf"(?i)\b(?:the\s)?(?P<which>past|last|next|coming|previous|following)\s{COUNT}\s{UNIT}\b"), _past_span),
    (re.compile(rf"(?i)\b(?:over|in|during|for|within|throughout)\s\bthe\s(?P<which>past|last|next|coming)\s(?P<count>){UNIT}\b"), _past_span),
    (re.compile(rf"(?i)\b(?:(?:about|nearly|almost|around|more\sthan|over)\s)?{COUNT}\s{UNIT}\sago\b"), _ago),
    (re.compile(rf"(?i)\bwithin\s(?:the\snext\s)?{COUNT}(?:\s(?:to|or)\s(?P<far>\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten))?\s{UNIT}\b"), _within),
    (re.compile(r"(?i)\bthe\send\sof\sthe\s(?P<unit>week|month|year)\b"), _end_of),
    (re.compile(rf"(?i)\b(?P<part>earlier\s|later\s|early\s|late\s)?(?P<which>this|last|next|past)\s{PERIOD}\b"), _period),
    (re.compile(r"(?<=[Dd]uring )(?P<part>)(?P<which>the)\s(?P<unit>year|month|week)\b(?!\s(?:of|following|after|before|ended|to))"), _period),
    (re.compile(r"(?i)\bthe\ssame\s(?:period|day|week|month|year|quarter)\b|\bthe\s(?:week|month|year|day)\s(?:following|after|before)\sthe\s\w{1,20}|(?<=\bin )just\sa\s(?:day|week|month|year)\b"), _unresolved),
    (re.compile(rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\scoming)?)\s)?{WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?\b"), _weekday),
    (re.compile(r"(?i)\b(?P<word>today|yesterday|tomorrow|tonight|(?:this|yesterday)\s(?:morning|afternoon|evening)|last\snight)\b"), _today),
    (re.compile(rf"\b(?P<which>)(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[\s-])?(?<!\w)(?!May\b|March\b){MONTH}(?=\W|$)(?!\s\d)"), _month),
    (re.compile(r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Ee]arly|[Ll]ate|[Ll]ast|[Oo]f|[Tt]his|between|and)\s(?P<core>(?P<which>)(?P<month>May|March))(?=\W|$)(?!\s[a-z]{3,15}\s(?:the|a|his|her|to)\b)"), _month),
    (re.compile(rf"(?<![\w$€£,#/-])(?<!\d\.){YEAR}(?![\w/-]){NOT_MORE}"), _whole_year),
)  # fmt: skip
CLOCK = re.compile(
    r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])(?:\s?[ap]\.?m\b\.?)?(?P<next>\sthe\snext\s(?:day|morning))?|\b\d{1,2}\s[ap]\.m\."
)
DATELINES = (BlockKind.BYLINE, BlockKind.FURNITURE)
# A dateline stands near the top: no article has more lines of menu and byline above its own.
DATELINE_BLOCKS = 60


def dateline(text: str, blocks: Sequence[Block]) -> date | None:
    """The day the article itself says it was published: the first full date in a byline or the furniture at its top."""
    for block in blocks[:DATELINE_BLOCKS]:
        if block.kind in DATELINES and block.end - block.start < 300:
            for pattern, resolver in (PATTERNS[0], PATTERNS[2], PATTERNS[3]):
                match = pattern.search(text, block.start, block.end)
                found = resolver(match, None) if match else None
                if found:
                    return found.first
    return None


def dates(text: str, anchor: date | None) -> list[DateMention]:
    """The time expressions of a text in reading order, relative to the anchor day. Linear in the length of text."""
    mask = bytearray(len(text))
    found: list[DateMention] = []
    for pattern, resolver in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("core") if "core" in pattern.groupindex else match.span()
            if mask.find(1, start, end) < 0:
                mask[start:end] = b"\1" * (end - start)
                days = resolver(match, anchor)
                found.append(DateMention(Span(start, end), days.first if days else None, days.last if days else None))
    return _with_clock(text, mask, sorted(found, key=lambda mention: mention.span))


def _with_clock(text: str, mask: bytearray, found: list[DateMention]) -> list[DateMention]:
    """Times of day belong to the last single day that was named before them."""
    clocks = [match for match in CLOCK.finditer(text) if mask.find(1, match.start(), match.end()) < 0]
    merged: list[DateMention] = []
    named: date | None = None
    index = 0
    for match in clocks:
        while index < len(found) and found[index].span.start < match.start():
            mention = found[index]
            named = mention.first if mention.first == mention.last and mention.first else named
            merged.append(mention)
            index += 1
        there = calendar.moved(named, days=1 if match["next"] else 0) if named else None
        merged.append(DateMention(Span(*match.span()), there, there))
    return merged + found[index:]

"""Expressions that count from the day of publication: "last week", "three years ago", "the past five years"."""

from datetime import date

from articles.extractor.dates import calendar
from articles.extractor.dates.calendar import Days
from articles.extractor.dates.expressions import RELATIVE, Expression, Match, part
from articles.extractor.dates.periods import PERIOD
from articles.extractor.dates.tense import looks_ahead
from articles.extractor.figures.numbers import TENS, UNITS


def _period(match: Match, anchor: date | None) -> Days | None:
    if not anchor:
        return None
    by = RELATIVE[part(match, "which")]
    whole = calendar.period(anchor, part(match, "unit"), by)
    if whole and by == 0 and whole.first > anchor and looks_ahead(match) is False:
        return calendar.period(anchor, part(match, "unit"), -1)
    if whole and by == 0 and part(match, "part") in ("earlier", "so far"):
        return Days(whole.first, anchor)
    return Days(anchor, whole.last) if whole and by == 0 and part(match, "part") == "later" else whole


def _weekend(match: Match, anchor: date | None) -> Days | None:
    """Such as "over the weekend": the last one begun, or the next where the words look ahead."""
    whole = calendar.period(anchor, "weekend", 0) if anchor else None
    if anchor and whole and whole.first > anchor and not looks_ahead(match):
        return calendar.period(anchor, "weekend", -1)
    return whole


def count_of(word: str) -> int | None:
    """How many: "3", "three", "a"; None for "a few"."""
    lowered = word.lower()
    if lowered.isdigit():
        return int(lowered)
    if lowered.startswith(("a couple", "couple")):
        return 2
    return {"a": 1, "an": 1, "a dozen": 12}.get(lowered, UNITS.get(lowered, TENS.get(lowered)))


def _unit(match: Match) -> str:
    unit = part(match, "unit")
    return "century" if unit.startswith("centur") else unit


def _past_span(match: Match, anchor: date | None) -> Days | None:
    """Such as "the past five years", "the next two weeks", "the last decade": up to the day of publication, or from it."""
    plural = match.string[match.end() - 1] in "sS"
    count = count_of(match["count"]) if part(match, "count") else None if plural else 1
    if not anchor or count is None:
        return None
    forward = RELATIVE.get(part(match, "which"), 1) > 0
    there = calendar.shifted(anchor, count if forward else -count, _unit(match))
    if there is None:
        return None
    return Days(anchor, there) if forward else Days(there, anchor)


def _ago(match: Match, anchor: date | None) -> Days | None:
    """Exact for days; the month for months and for one year; the calendar year for several years."""
    count = count_of(match["count"])
    if not anchor or count is None:
        return None
    unit = _unit(match)
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
    count, far = count_of(match["count"]), count_of(match["far"]) if part(match, "far") else None
    if not anchor or count is None:
        return None
    unit = _unit(match)
    near, last = calendar.shifted(anchor, count, unit), calendar.shifted(anchor, far, unit) if far else None
    if near is None:
        return None
    return Days(near, last) if last else Days(anchor, near)


def _open(_match: Match, _anchor: date | None) -> Days | None:
    return None


COUNT = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|(?:a\s)?few|several|(?:a\s)?couple(?:\sof)?|a\sdozen)"
)
FAR = r"(?:\s(?:to|or)\s(?P<far>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten))?"
UNIT = r"(?P<unit>day|week|month|quarter|year|decade|centur(?:y|ie))s?"
UNITS_OF_TIME = ("day", "week", "month", "quarter", "year", "decade", "centur")
ABOUT = r"(?:(?:about|nearly|almost|around|roughly|some|just|more\sthan|less\sthan|over|under)\s)?"

RELATIVES = (
    Expression(rf"(?i)(?<!\bto\s)(?<!\bwill\s)\b(?:the\s)?(?P<which>past|last|next|coming|previous|following)\s{COUNT}\s{UNIT}\b", _past_span, UNITS_OF_TIME),
    Expression(rf"(?i)\b(?:over|in|during|for|within|throughout)\s(?P<core>the\s(?P<which>past|last|next|coming)\s{UNIT})\b(?!\s(?:of|in)\b)", _past_span, UNITS_OF_TIME),
    Expression(rf"(?i)\b{ABOUT}{COUNT}\s{UNIT}\sago\b", _ago, (" ago",)),
    Expression(rf"(?i)\bwithin\s(?:the\snext\s)?{COUNT}{FAR}\s{UNIT}\b", _within, ("within",)),
    Expression(rf"(?i)\b(?:(?P<part>earlier|later|early|late|so\sfar)\s)?(?P<which>this\spast|this|last|next|past)\s{PERIOD}\b(?![-–]old)", _period, UNITS_OF_TIME),
    Expression(r"(?i)\b(?:over|during|on|at)\s(?P<core>the\s(?P<unit>weekend))\b(?!\sof)", _weekend, ("weekend",)),
    Expression(r"(?i)(?<=\bduring )(?P<which>the)\s(?P<unit>year|month|week)\b(?!\s(?:of|following|after|before|ended|to|in))", _period, ("during",)),
    Expression(r"(?i)\bthe\s(?:week|month|year|day)\s(?:following|after|before)\sthe\s\w{1,20}|(?<=\bin )just\sa\s(?:day|week|month|year)\b", _open, UNITS_OF_TIME),
)  # fmt: skip
"""What is tried after the periods, counted from the day of publication."""

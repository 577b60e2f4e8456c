"""Expressions that count from what an article has just named: "22:30", "the next day", "the same period"."""

from datetime import date
from typing import NamedTuple

from articles.extractor.dates import calendar
from articles.extractor.dates.calendar import Days
from articles.extractor.dates.days import PART_OF_DAY
from articles.extractor.dates.expressions import Expression, Match, part


class Named(NamedTuple):
    """The day of publication, and what was named before: the last time of any length, the last day, the last day of that week."""

    published: date | None = None
    recent: Days | None = None
    day: Days | None = None
    lately: date | None = None

    def after(self, days: Days | None) -> "Named":
        """What is known once these days are named too."""
        if days is None:
            return self
        if days.first != days.last:
            return self._replace(recent=days)
        late = self.published is not None and 0 <= (self.published - days.first).days <= LATELY
        return self._replace(recent=days, day=days, lately=days.first if late else self.lately)


def _today(match: Match, named: Named) -> Days | None:
    """Counted from the day of publication, but in somebody's words from the day they were said, if one was named of late."""
    anchor = named.published
    if named.lately and _is_quoted(match):
        anchor = named.lately
    if not anchor:
        return None
    word = part(match, "word")
    step = 1 if word.startswith("tomorrow") else -1 if word.startswith(("yesterday", "last")) else 0
    if word.startswith("the day"):
        step = 2 if "after" in word else -2
    there = calendar.moved(anchor, days=step)
    return Days(there, there) if there else None


def _is_quoted(match: Match) -> bool:
    """Whether a quotation was opened in the same line and not closed."""
    lead = match.string[max(0, match.start() - LONGEST_QUOTED) : match.start()].rpartition("\n")[2]
    return lead.count('"') % 2 == 1 or lead.rfind("“") > lead.rfind("”")


def _clock(match: Match, named: Named) -> Days | None:
    """A time of day belongs to the last single day named before it, or to the next one."""
    if not named.day or not part(match, "next"):
        return named.day
    there = calendar.moved(named.day.first, days=1)
    return Days(there, there) if there else None


def _same(match: Match, named: Named) -> Days | None:
    """What was named before: itself, when it is called a period, or the day, month or year in which it began."""
    unit = part(match, "unit")
    if unit == "day":
        return named.day
    if unit in ("period", "time period") or not named.recent:
        return named.recent
    return calendar.period(named.recent.first, unit, 0)


def _neighbour(match: Match, named: Named) -> Days | None:
    """Such as "the following year", "the previous day": beside what was named before."""
    by = -1 if part(match, "which") in ("previous", "preceding", "prior") else 1
    unit = part(match, "unit")
    known = named.day if unit in PARTS_OF_DAY else named.recent
    if not known:
        return None
    beside = known.last if by > 0 else known.first
    if unit not in PARTS_OF_DAY:
        return calendar.period(beside, unit, by)
    there = calendar.moved(beside, days=by)
    return Days(there, there) if there else None


PARTS_OF_DAY = ("day", "night", "morning", "afternoon", "evening")
ZONE = r"(?:\s(?:(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|JST)\b|local\stime\b|(?:Eastern|Pacific|Central)(?:\s(?:Standard\s|Daylight\s)?[Tt]ime)?\b))"
HALF_OF_DAY = r"(?:\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|[AP]\.M\.))"
HOUR = r"(?<![\d:.$€£])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])"
BEFORE_HOUR = (
    r"(?:[Aa]t|[Ff]rom|[Uu]ntil|[Tt]ill|[Tt]o|[Bb]y|[Aa]round|[Aa]bout|[Bb]efore|[Aa]fter|[Ss]ince|[Bb]etween|and)"
)

LATELY = 7
LONGEST_QUOTED = 600

NARRATED = (
    Expression(
        rf"(?i)\b(?P<word>(?:today|yesterday|tomorrow){PART_OF_DAY}|the\sday\s(?:after\stomorrow|before\syesterday)|today|yesterday|tomorrow|tonight"
        r"|this\s(?:morning|afternoon|evening)|last\snight)\b",
        _today,
        ("today", "tonight", "tomorrow", "yesterday", "this ", "last "),
    ),
    Expression(rf"{HOUR}(?:{HALF_OF_DAY}{ZONE}?|{ZONE}|(?=\sthe\snext\s))(?P<next>\sthe\s(?:next|following)\s(?:day|morning))?", _clock, (":",)),
    Expression(rf"\b{BEFORE_HOUR}\s(?P<core>{HOUR}(?P<next>\sthe\s(?:next|following)\s(?:day|morning))?)", _clock, (":",)),
    Expression(rf"\b(?:1[0-2]|[1-9]){HALF_OF_DAY}{ZONE}?(?P<next>\sthe\s(?:next|following)\s(?:day|morning))?", _clock, ("m",)),
    Expression(r"\b(?:[01]\d|2[0-3])[0-5]\d\s(?:GMT|UTC|hrs|hours|local\stime)\b", _clock, ("gmt", "utc", "hrs", "hours", "local time")),
    Expression(r"(?i)\bthe\ssame\s(?P<unit>period|time\speriod|day|week|month|year|quarter)\b", _same, ("same",)),
    Expression(
        r"(?i)\bthe\s(?P<which>following|next|previous|preceding|prior)\s(?P<unit>day|night|morning|afternoon|evening|week|month|quarter|year|decade|century)\b",
        _neighbour,
        ("following", "next", "previous", "preceding", "prior"),
    ),
)  # fmt: skip
"""What is read last, in reading order."""

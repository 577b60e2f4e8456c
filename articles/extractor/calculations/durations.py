"""Lengths of time against the years or days from which and to which they run."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import ceil, floor

from articles.extractor.calculations.lines import Line, places
from articles.extractor.calculations.sums import Sum, told
from articles.extractor.calculations.values import Range, Value, grouped
from articles.extractor.findings import DateMention

NOUNS = r"(?: (?!per\b|an?\b|each\b|every\b|old\b|later\b|before\b|after\b|ago\b)[\w’'-]+){0,4}"
FOR = r"(?: or| for| a (?:period|total|span) of)?"
SPANS = (
    rf"\b(?:from|between) <day1:T> (?:to|until|till|through|and) <day2:T>(?:,| \(| [–—]){FOR} ?<n:Q>(?! (?:later|after|before|ago|old)\b)",
    rf"<n:Q>{NOUNS},? \(?from <day1:T> (?:to|until|till|through) <day2:T>",
    r"\b(?:in|on) <day2:T>, <n:Q> after (?:[a-z’'-]+ ){0,4}<day1:T>",
    r"\b(?:in|on) <day1:T>, <n:Q> before (?:[a-z’'-]+ ){0,4}<day2:T>",
)
# One mention that runs from its first to its last day: "the three-day meeting (May 3-5)".
RUN = rf"<n:Q>{NOUNS} \(<day1:T>\)"
RUNNING = re.compile(r"\d\s?[-–—]\s?\d|\b(?:to|through)\b")
AGO = (r"\b(?:in|on) <day1:T>(?:,| \(| [–—]) ?<day2:T>", r"<day2:T>, (?:in|on) <day1:T>")
ANNIVERSARY = r"<n:N> anniversary of …<day1:T>"
YEARS_AGO = re.compile(r"(?i)[\w-]+\syears\sago")
YEAR = re.compile(r"[12]\d{3}")
DAYS = {
    "days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.44"), "years": Decimal("365.25"), "decades": Decimal("3652.5"),
}  # fmt: skip


def durations(line: Line) -> Iterator[Sum]:
    """The lengths of time of a line whose two ends it names."""
    if not line.days:
        return
    for pattern in SPANS:
        for found in places(line, pattern):
            yield from _between(line, found.days["day1"], found.days["day2"], found.values["n"])
    for found in places(line, RUN):
        run = found.days["day1"]
        if RUNNING.search(run.span.quote(line.text)):
            yield from _between(line, *_ends(run), found.values["n"])
    for found in places(line, ANNIVERSARY):
        yield from _anniversary(line, found.days["day1"], found.values["n"])
    for pattern in AGO:
        for found in places(line, pattern):
            yield from _ago(line, found.days["day1"], found.days["day2"])


def _ends(run: DateMention) -> tuple[DateMention, DateMention]:
    """The first and the last day of one mention, or its first and last year where it names years."""
    first, last = run.first, run.last
    if first is None or last is None:
        return run, run
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return run._replace(last=date(first.year, 12, 31)), run._replace(first=date(last.year, 1, 1))
    return run._replace(last=first), run._replace(first=last)


def _between(line: Line, one: DateMention, two: DateMention, n: Value) -> Iterator[Sum]:
    """The time from one to two in the unit of n, from the last day of one at least to the last day of two at most."""
    unit = DAYS.get(n.unit)
    if not (unit and one.first and one.last and two.first and two.last) or two.first <= one.first:
        return
    if max((one.last - one.first).days, (two.last - two.first).days) > 1.5 * float(unit):
        return
    shortest, longest = (two.first - one.last).days / unit, ((two.last - one.first).days + (unit == 1)) / unit
    whole = Range(Decimal(floor(shortest)), Decimal(ceil(longest)))
    agrees = whole.meets(n.reach if n.hedged else n.counted().reach)
    ends = [" ".join(span.quote(line.text).split()) for span in dict.fromkeys((one.span, two.span))]
    worked_out = f"{' to '.join(ends)} is {grouped((two.first - one.first).days / unit, 1)} {n.unit}"
    yield Sum("duration", n.span, (one.span, two.span), told(worked_out, n.written, agrees=agrees), agrees)


def _ago(line: Line, one: DateMention, ago: DateMention) -> Iterator[Sum]:
    """Such as "in 1967, 50 years ago": counted from the day of publication, a year more or less."""
    year, said = one.span.quote(line.text), " ".join(ago.span.quote(line.text).split())
    if one.first and ago.first and YEAR.fullmatch(year) and YEARS_AGO.fullmatch(said):
        agrees = abs(one.first.year - ago.first.year) <= 1
        yield Sum("duration", ago.span, (one.span,), told(f"{said} is {ago.first.year}", year, agrees=agrees), agrees)


def _anniversary(line: Line, day: DateMention, n: Value) -> Iterator[Sum]:
    """Such as "the 31st anniversary of the 1974 flood", kept in a year of the same line or in that of publication."""
    if not YEAR.search(line.text, *day.span):
        return
    first = day.first.year if day.first else 0
    kept = {other.first.year for other in line.days if other.first and other is not day}
    if line.today and not kept:
        kept = {line.today.year}
    if kept and first:
        year = min(kept, key=lambda year: abs(year - first - n.exact))
        agrees = abs(year - first - n.exact) <= 1
        shown = told(f"{first} to {year} is {year - first} years", n.written, agrees=agrees)
        yield Sum("duration", n.span, (day.span,), shown, agrees)

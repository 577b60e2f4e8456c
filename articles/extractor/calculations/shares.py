"""Shares and rates: "300 of 1,200, or 25 %", "one in five (20 %)", so much a year over so many years."""

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.extractor.calculations.lines import OPEN, Found, Line, places
from articles.extractor.calculations.sums import Sum, compared
from articles.extractor.calculations.values import Range, Value, grouped

NOUNS = r"(?: [a-z’'-]{2,20}){0,4}?"
THE = r"(?:(?:all of the|all the|all|the|its|their|a total of) )?"
OR = r"(?:,? \(|,? or | [–—] |, )(?:or |that is |i\.e\.,? )?"
ALONE = r"(?! (?:more|less|fewer|higher|lower|of)\b)"
SHARES = (
    rf"<a:CMQ>{NOUNS} (?:out )?of {THE}<b:CMQ>{NOUNS}{OR}<x:P>{ALONE}",
    rf"<x:P>,? (?:or |\()<a:CMQ>{NOUNS} (?:out )?of {THE}<b:CMQ>",
    rf"<x:P> \(<a:CMQ>{NOUNS}\) of {THE}<b:CMQ>",
    rf"<a:CMQ>{NOUNS} \(<x:P>\) of {THE}<b:CMQ>",
    rf"<a:CMQ>{NOUNS},? or <x:P>,? of {THE}<b:CMQ>",
    rf"<x:P> of {THE}<b:CMQ>{NOUNS}, or <a:CMQ>",
    rf"<x:P> of (?:[a-z’'-]{{2,20}} ){{1,4}}\(<a:CMQ> (?:out )?of {THE}<b:CMQ>",
    rf"\bof {THE}<b:CMQ>{NOUNS}, <a:CMQ>{NOUNS}(?:, or | \()<x:P>{ALONE}",
)
ONE_IN = rf"<a:C> (?:in|out of) (?:every )?<b:C>{NOUNS}{OR}<x:P>{ALONE}"
FRACTIONS = (
    rf"<a:O>{NOUNS}{OR}<x:P>{ALONE}",
    r"<x:P>,? (?:\(|or )<a:O>",
    r"<a:F>,? \(<x:P>\)",
)
PERIOD = "year|month|week|day|quarter"
EACH = rf"(?:an? |per |each |every )(?P<period>{PERIOD})\b"
# "Over" is a hedge to a line and left out there.
OVER = r"(?:(?:for|across|spread|during) )?(?:the )?(?:next )?"
RATES = (
    rf"<m:MC>{NOUNS} {OVER}<n:Q>{OR}<r:MC>{NOUNS} {EACH}",
    rf"<r:MC>{NOUNS} {EACH} {OVER}<n:Q>(?:,? or|, for|,) (?:a total of )?<m:MC>",
)
PRODUCT = r"<n:C>(?: [a-z’'-]{2,20}){1,4} (?:of|at|for|worth) <r:M> (?:each|apiece),? (?:[–—] )?(?:or |for |making )?(?:a total of |totall?ing )<m:M>"
YEARLY = {"years": 1, "quarters": 4, "months": 12, "weeks": 52, "days": 365}
SHARED = re.compile(rf"{OPEN}P|\b(?:each|apiece|(?:an?|per|every) (?:{PERIOD}))\b")
HUNDRED = Decimal(100)


def shares(line: Line) -> Iterator[Sum]:
    """The shares and rates of a line."""
    if not SHARED.search(line.words):
        return
    for pattern in (*SHARES, ONE_IN):
        for found in places(line, pattern):
            yield from _share(found)
    for pattern in FRACTIONS:
        for found in places(line, pattern):
            yield _fraction(found.values["a"], found.values["x"])
    for pattern in RATES:
        for found in places(line, pattern):
            yield from _rate(found)
    for found in places(line, PRODUCT):
        yield from _product(found.values["n"], found.values["r"], found.values["m"])


def _share(found: Found) -> Iterator[Sum]:
    a, b, x = (found.values[name] for name in "abx")
    if a.unit != b.unit and a.unit:
        return
    if b.reach.low <= 0 or a.reach.low < 0 or a.exact > b.exact:
        return
    reach = Range(HUNDRED * a.reach.low / b.reach.high, HUNDRED * a.reach.high / b.reach.low)
    share = HUNDRED * a.exact / b.exact
    why, agrees = compared(f"{a.written} of {b.written} is {share:.{max(1, x.places)}f} %", share, reach, x)
    yield Sum("sum", x.span, (a.span, b.span), why, agrees)


def _fraction(a: Value, x: Value) -> Sum:
    """Such as "one in five, or 20%": the fraction is known to four places."""
    reach = Range(HUNDRED * a.reach.low, HUNDRED * a.reach.high)
    share = HUNDRED * a.exact
    why, agrees = compared(f"{a.written} is {share:.{max(1, x.places)}f} %", share, reach, x)
    return Sum("sum", x.span, (a.span,), why, agrees)


def _rate(found: Found) -> Iterator[Sum]:
    """So much over n periods is so much in each."""
    whole, each, count = (found.values[name] for name in "mrn")
    period = found.words["period"].lower() + "s"
    if whole.unit != each.unit or count.unit not in YEARLY or period not in YEARLY or each.reach.low <= 0:
        return
    times = count.counted().scaled(Decimal(YEARLY[period]) / YEARLY[count.unit], period)
    yield from _product(times, each, whole)


def _product(times: Value, each: Value, whole: Value) -> Iterator[Sum]:
    if each.unit != whole.unit:
        return
    reach = Range(times.reach.low * each.reach.low, times.reach.high * each.reach.high)
    exact = times.exact * each.exact
    why, agrees = compared(f"{grouped(times.exact)} × {grouped(each.exact)} = {grouped(exact)}", exact, reach, whole)
    yield Sum("sum", whole.span, (times.span, each.span), why, agrees)

"""Margins: votes, scores and shares of a vote against the lead that is given for them."""

import re
from collections.abc import Iterator

from articles.extractor.calculations.lines import OPEN, Line, places
from articles.extractor.calculations.sums import Sum, compared
from articles.extractor.calculations.values import Range, Value, grouped

OF = r"(?:,| \(| [–—])? (?:by |with |for )?(?:an? |the )?(?:margin|majority|difference|lead|gap|advantage) of "
SCORE = r"<a:S>\s?[–-]\s?<b:S>"
COUNTED = r"(?: points?| runs?| goals?| votes?| seats?)"
MARGINS = (
    rf"{SCORE}{OF}<d:CQ>",
    rf"{SCORE} by <d:CQ>{COUNTED}",
    rf"\bby <d:CQ>{COUNTED}?,? {SCORE}",
    rf"<a:CP>(?: votes?)? (?:to|against|versus) <b:CP>(?: votes?)?{OF}<d:CQR>",
)
LEADING = re.compile(rf"{OPEN}S|\b(?:margin|majority|difference|lead|gap|advantage)\b")
POINTS = frozenset(("", "points", "percentage points"))


def margins(line: Line) -> Iterator[Sum]:
    """The margins of a line that stand right beside both numbers."""
    if not LEADING.search(line.words):
        return
    for pattern in MARGINS:
        for found in places(line, pattern):
            yield from _margin(*(found.values[name] for name in "abd"))


def _margin(a: Value, b: Value, d: Value) -> Iterator[Sum]:
    if a.unit != b.unit or d.unit not in POINTS:
        return
    more, less = (a, b) if a.exact >= b.exact else (b, a)
    exact, reach = more.exact - less.exact, Range(more.reach.low - less.reach.high, more.reach.high - less.reach.low)
    why, agrees = compared(f"{grouped(more.exact)} − {grouped(less.exact)} = {grouped(exact)}", exact, reach, d)
    yield Sum("sum", d.span, (a.span, b.span), why, agrees)

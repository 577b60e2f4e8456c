"""What a figure of the article may stand for: its value, and the range that its rounding or its hedge leaves open."""

import re
from decimal import Decimal
from typing import NamedTuple

from articles.extractor.findings import Figure
from articles.text.spans import Span

HALF, HEDGED, OPEN = Decimal("0.5"), Decimal("0.1"), Decimal("0.5")
# A row of zeros counts like the word thousand or million, as far as this share of the value.
ZEROS = Decimal("0.025")
DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
MORE = re.compile(
    r"(?i)\b(?:more than|over|at least|upwards? of|above|exceeding|no (?:less|fewer) than|well over)\s?\S?$"
)
LESS = re.compile(r"(?i)\b(?:less than|fewer than|under|below|up to|at most|no more than|as (?:many|much) as)\s?\S?$")
OR_MORE = re.compile(r"(?i)\+$|\s?(?:or more\b|-plus\b)")


class Range(NamedTuple):
    """From low to high, both included."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Range") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __abs__(self) -> "Range":
        if self.low >= 0:
            return self
        return Range(max(Decimal(0), -self.high), max(-self.low, self.high))


class Value(NamedTuple):
    """A figure as a number: exact is what is written, reach is what it may mean; places are its decimals as written."""

    span: Span
    written: str
    exact: Decimal
    reach: Range
    unit: str
    places: int
    hedged: bool

    def counted(self) -> "Value":
        """The same taken as it is written: four years are four, not three and a half."""
        return self if self.hedged else self._replace(reach=Range(self.exact, self.exact))

    def scaled(self, factor: Decimal, unit: str) -> "Value":
        """The same in another unit, as 72 cents are 0.72 dollars."""
        reach = Range(self.reach.low * factor, self.reach.high * factor)
        return self._replace(exact=self.exact * factor, reach=reach, unit=unit)


def value_of(text: str, figure: Figure) -> Value | None:
    """A figure as a value; None for a score and for what has no sure number."""
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", figure.value):
        return None
    exact = Decimal(figure.value)
    written = " ".join(figure.span.quote(text).split())
    decimals = DIGITS.search(written)
    places = len(decimals[1]) if decimals and decimals[1] else 0
    half = _half(exact, decimals, places, figure.unit)
    return Value(figure.span, written, exact, _reach(text, figure, exact, half), figure.unit, places, figure.approx)


def _half(exact: Decimal, digits: re.Match[str] | None, places: int, unit: str) -> Decimal:
    """Half a unit of the last place that counts; a bare count is exact, and so is a price."""
    if digits:
        bare = Decimal(digits.group().replace(",", ""))
        scale = abs(exact) / bare if bare else Decimal(1)
        if scale > 1 or places:
            return HALF * scale / Decimal(10) ** places
    zeros = 10**6 if exact and exact % 10**6 == 0 else 10**3 if exact and exact % 10**3 == 0 else 0
    if zeros:
        return min(HALF * zeros, abs(exact) * ZEROS)
    return Decimal(0) if not unit or (len(unit) == 3 and unit.isupper()) else HALF


def _reach(text: str, figure: Figure, exact: Decimal, half: Decimal) -> Range:
    if not figure.approx:
        return Range(exact - half, exact + half)
    slack = max(half, abs(exact) * HEDGED)
    low, high = exact - slack, exact + slack
    before = text[max(0, figure.span.start - 24) : figure.span.start]
    if MORE.search(before) or OR_MORE.search(figure.span.quote(text)) or OR_MORE.match(text, figure.span.end):
        high = exact + abs(exact) * OPEN
    elif LESS.search(before):
        low = exact - abs(exact) * OPEN
    return Range(low, high)


def grouped(value: Decimal, places: int = 2) -> str:
    """A number as people write it, with at most so many decimals: 6,800,000 or 0.72."""
    shown = f"{abs(value):,.{places}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"−{shown}" if value < 0 and shown != "0" else shown


def signed(value: Decimal, places: int) -> str:
    """A number with its sign and just so many decimals: +30.0, −7.56."""
    return f"{'−' if value < 0 else '+'}{abs(value):,.{places}f}"

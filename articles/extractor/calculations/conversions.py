"""Conversions: two measures of one thing side by side, "5 miles (8 km)", and amounts in two currencies at one rate."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import islice
from operator import mul
from typing import NamedTuple

from articles.extractor.calculations.lines import Line, places
from articles.extractor.calculations.sums import Sum, told
from articles.extractor.calculations.values import HALF, Value, grouped
from articles.extractor.figures.numbers import DIGITS, IN_WORDS, decimal_of, worded
from articles.text.spans import Span
from articles.text.words import word_list

Match = re.Match[str]
Way = Callable[[Decimal], Decimal]
# Kind of measure, its names, and how many of the base unit one of it is; tons and gallons are more than one thing.
UNITS = (
    ("length", "mile miles mi", "1609.344"),
    ("length", "kilometer kilometers kilometre kilometres km kms", "1000"),
    ("length", "meter meters metre metres m", "1"),
    ("length", "foot feet ft", "0.3048"),
    ("length", "inch inches in", "0.0254"),
    ("length", "yard yards yd yds", "0.9144"),
    ("length", "centimeter centimeters centimetre centimetres cm", "0.01"),
    ("length", "millimeter millimeters millimetre millimetres mm", "0.001"),
    ("length", "nautical-mile nautical-miles", "1852"),
    ("mass", "pound pounds lb lbs", "0.45359237"),
    ("mass", "kilogram kilograms kilo kilos kg kgs", "1"),
    ("mass", "gram grams g", "0.001"),
    ("mass", "ounce ounces oz", "0.02834952 0.03110348"),
    ("mass", "ton tons", "907.18474 1000 1016.0469"),
    ("mass", "tonne tonnes metric-ton metric-tons", "1000"),
    ("area", "acre acres", "4046.8564"),
    ("area", "hectare hectares ha", "10000"),
    ("area", "square-mile square-miles sq-mi sq-mile sq-miles", "2589988.11"),
    (
        "area",
        "square-kilometer square-kilometers square-kilometre square-kilometres sq-km sq-kilometers sq-kilometres km² km2",
        "1000000",
    ),
    ("area", "square-foot square-feet sq-ft sq-feet", "0.09290304"),
    ("area", "square-meter square-meters square-metre square-metres sq-m sq-meters sq-metres m² m2", "1"),
    ("volume", "gallon gallons", "3.785411784 4.54609"),
    ("volume", "liter liters litre litres", "1"),
    ("volume", "barrel barrels", "158.987294928"),
    ("volume", "cubic-foot cubic-feet", "28.316846592"),
    ("volume", "cubic-meter cubic-meters cubic-metre cubic-metres", "1000"),
    ("speed", "mph miles-per-hour miles-an-hour", "1.609344"),
    ("speed", "km/h kph kmh kilometers-per-hour kilometres-per-hour kilometers-an-hour kilometres-an-hour", "1"),
    ("speed", "knot knots", "1.852"),
    ("temperature", "°f degrees-fahrenheit fahrenheit degrees-f f", "1"),
    ("temperature", "°c degrees-celsius celsius degrees-centigrade degrees-c c", "1.8"),
)
NAMES = {
    name: (kind, tuple(map(Decimal, word_list(factors)))) for kind, names, factors in UNITS for name in word_list(names)
}
UNIT = "|".join(re.escape(name).replace(r"\-", r"\.?[\s-]") for name in sorted(NAMES, key=len, reverse=True))
NUMBER = rf"(?:(?:{DIGITS})(?:\s(?:hundred|thousand|million|billion)\b)?|(?:{IN_WORDS})\b)"
HEDGE = r"(?:(?P<hedge{0}>about|around|roughly|approximately|approx\.?|nearly|almost|over|more than|less than|up to|some|at least|just over|just under)\s)?"


def _quantity(side: str) -> str:
    """A number or a range of numbers and its unit, and a second one as in "6 feet 2 inches"."""
    return (
        rf"{HEDGE.format(side)}(?:(?P<least{side}>{NUMBER})\s?(?:[-–—]|to)\s?)?(?P<number{side}>(?:[-−]|minus\s)?{NUMBER})[\s-]?(?P<unit{side}>{UNIT})\b\.?"
        rf"(?:,?[\s-](?:and\s)?(?P<more{side}>{NUMBER})[\s-]?(?P<small{side}>{UNIT})\b\.?)?"
    )


JOIN = re.compile(r"\s?\((?:or |that is )?(?=[^()\n]{2,60}\))|,\sor\s|\s?/\s?")
LEFT = re.compile(rf"(?i)(?<![\w.,$€£/-]){_quantity('a')}$")
RIGHT = re.compile(rf"(?i){_quantity('b')}(?=\s?[),.;/]|\s(?!less|more|if|away|of)\w|$)")
CROSSED = re.compile(r"(?i)(?:\bby|[x×*])\s$")
# How far two measures may be apart: precise, in round numbers, hedged.
CLOSE, LOOSE, HEDGED = Decimal("0.02"), Decimal("0.05"), Decimal("0.1")
FREEZING, FIFTHS = Decimal(32), Decimal("1.8")
PAIR = r"<a:M>,? (?:\(|or )<b:M>"
# Two rates of one article that are further apart than this are not one rate on two days.
DRIFT = Decimal("1.3")


# So many are looked at in one text.
MOST = 300


class Amount(NamedTuple):
    """A quantity as written, in its unit; half is half a unit of its last decimal."""

    exact: Decimal
    half: Decimal
    places: int


def conversions(text: str) -> Iterator[Sum]:
    """Every measure with the same in another unit right beside it."""
    joins = ((join, RIGHT.match(text, join.end(), join.end() + 90)) for join in JOIN.finditer(text))
    for join, right in islice(((join, right) for join, right in joins if right), MOST):
        low = max(0, join.start() - 90)
        left = LEFT.search(text[low : join.start()])
        if left and not CROSSED.search(text[max(0, low + left.start() - 6) : low + left.start()]):
            yield from _held(left, right, Span(low + left.start(), low + left.end()))


def _held(left: Match, right: Match, place: Span) -> Iterator[Sum]:
    (kind, factors), (other, others) = _unit(left["unita"]), _unit(right["unitb"])
    if kind != other or factors == others or bool(left["leasta"]) is not bool(right["leastb"]):
        return
    round_number = right["numberb"].endswith("0") or left["numbera"].endswith("0")
    loose = HEDGED if left["hedgea"] or right["hedgeb"] else LOOSE if round_number else CLOSE
    ways = _to_degrees(factors[0]) if kind == "temperature" else [partial(mul, a / b) for a in factors for b in others]
    worked_out = [_nearest(a, b, ways, loose) for a, b in zip(_amounts(left, "a"), _amounts(right, "b"), strict=True)]
    agrees = all(near for _, near in worked_out)
    converted = " to ".join(shown for shown, _ in worked_out)
    why = f"{_words(left.group())} is {converted} {_words(right['unitb'])}"
    stated = Span(right.start(), right.end())
    yield Sum("conversion", stated, (place,), told(why, _words(right.group()), agrees=agrees), agrees)


def _unit(written: str) -> tuple[str, tuple[Decimal, ...]]:
    return NAMES["-".join(written.lower().replace(".", "").replace("-", " ").split())]


def _words(written: str) -> str:
    return " ".join(written.split())


def _amounts(match: Match, side: str) -> list[Amount]:
    """The one or two numbers of a quantity, feet and inches put together."""
    main = _amount(match[f"number{side}"])
    if match[f"more{side}"]:
        more = _amount(match[f"more{side}"])
        ratio = _unit(match[f"small{side}"])[1][0] / _unit(match[f"unit{side}"])[1][0]
        main = main._replace(exact=main.exact + more.exact * ratio, half=more.half * ratio)
    return [_amount(match[f"least{side}"]), main] if match[f"least{side}"] else [main]


def _amount(written: str) -> Amount:
    digits = re.fullmatch(r"(?i)([-−]|minus\s)?([\d,]+(?:\.(\d+))?)(?:\s(\w+))?", written)
    if not digits:
        return Amount(Decimal(worded(written.lower()) or 0), HALF, 0)
    places = len(digits[3] or "")
    exact, unit = Decimal(decimal_of(digits[2], digits[4] or "")), Decimal(decimal_of("1", digits[4] or ""))
    return Amount(-exact if digits[1] else exact, HALF * unit / 10**places, places)


def _to_degrees(factor: Decimal) -> list[Way]:
    """From Fahrenheit to Celsius or back, of a temperature or of a difference between two."""
    if factor == 1:
        return [lambda f: (f - FREEZING) / FIFTHS, lambda f: f / FIFTHS]
    return [lambda c: c * FIFTHS + FREEZING, lambda c: c * FIFTHS]


def _nearest(a: Amount, b: Amount, ways: Sequence[Way], loose: Decimal) -> tuple[str, bool]:
    """What comes nearest to b when a is converted, and whether it is b within the rounding of both."""
    low, exact, high = min(
        (tuple(way(a.exact + step * a.half) for step in (-1, 0, 1)) for way in ways),
        key=lambda tried: abs(tried[1] - b.exact),
    )
    slack = b.half + loose * max(abs(exact), abs(b.exact))
    shown = f"{exact:,.{b.places + (abs(exact) < 100)}f}".replace("-", "−")
    return shown, min(low, high) - slack <= b.exact <= max(low, high) + slack


def rates(lines: Iterable[Line]) -> Iterator[Sum]:
    """Amounts in two currencies side by side, each held against the first of the same two in the article."""
    first: dict[tuple[str, str], tuple[Value, Value]] = {}
    for line in lines:
        for found in places(line, PAIR):
            a, b = sorted((found.values["a"], found.values["b"]), key=lambda value: value.unit)
            if a.unit == b.unit or not (a.exact and b.exact):
                continue
            one, two = first.setdefault((a.unit, b.unit), (a, b))
            if one is not a:
                yield _rate(one, two, a, b)


def _rate(one: Value, two: Value, a: Value, b: Value) -> Sum:
    rate, other = two.exact / one.exact, b.exact / a.exact
    agrees = max(rate, other) <= min(rate, other) * DRIFT
    why = f"At the rate of {one.written} for {two.written}, {a.written} is {grouped(a.exact * rate)} {b.unit}"
    return Sum("conversion", b.span, (one.span, two.span, a.span), told(why, b.written, agrees=agrees), agrees)

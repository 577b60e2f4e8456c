"""Changes: what rose or fell from one figure to another, against the percentage, multiple or difference that is given for it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.extractor.calculations.lines import OPEN, Found, Line, places
from articles.extractor.calculations.sums import Sum, compared, told
from articles.extractor.calculations.values import Range, Value, grouped, signed
from articles.extractor.figures.numbers import UNITS

BY = r"(?: by| another| a further| an additional| of)?"
# So much a year is no change from one figure to the other, and so much of something is a share of it.
EACH = r"(?! (?:(?:an?|per|each|every) (?:year|quarter|month|week|day|share)\b(?! (?:earlier|ago|before))|annual|yearly|on average|apiece|of\b))"
X, XP = f"<x>{EACH}", f"<x:P>{EACH}"
ASIDE = r"(?:, |\(|[–—-] )"
THAN = r"(?P<than>more|higher|less|fewer|lower|greater|larger|smaller) than (?:the )?"
# x is the stated change, a the figure before, b the figure after.
CHANGES = (
    rf"MOVE{BY} {X}~FROM<a>~TO<b>",
    rf"MOVE{BY} {X}~TO<b>~FROM<a>",
    rf"{X} MOVE~FROM<a>~TO<b>",
    rf"{X} MOVE~TO<b>~FROM<a>",
    rf"FROM<a>~TO<b>~{ASIDE}(?:an? |that is |which is |it is )?MOVE{BY} {X}",
    rf"TO<b>~FROM<a>~{ASIDE}(?:an? )?MOVE{BY} {X}",
    rf"FROM<a>~TO<b>~{ASIDE}an? <x> MOVE",
    rf"TO<b>~FROM<a>~{ASIDE}an? <x> MOVE",
    rf"FROM<a>~TO<b>,? (?:or |\(){XP}",
    rf"TO<b> FROM<a>,? (?:or |\(){XP}",
    rf"MOVE~FROM<a>~TO<b>,? (?:or |\(){X}",
)
# Here b is only the figure that stands nearest: it may be another one.
NEARBY = (
    rf"<b>~, (?:an? )?MOVE{BY} {X}~FROM<a>",
    r"(?<!\bto )<b>~, an? <x> MOVE~FROM<a>(?! to\b)",
    rf"<b:MCQ>(?: [\w’'-]+){{0,4}},? <x:P> {THAN}<a:MCQ>",
)
STEPS = (
    rf"MOVE{BY} <d:MCQ>,? (?:or |\()<x:P>\)?,?~TO<b:MCQ>",
    rf"MOVE{BY} <x:P>,? (?:or |\()<d:MCQ>\)?,?~TO<b:MCQ>",
)
TIMES = {"doubl": "2", "trebl": "3", "tripl": "3", "quadrupl": "4", "quintupl": "5", "halv": "0.5"}
MULTIPLE = rf"(?P<qualified>(?:more than|over|nearly|almost|close to|about|roughly) )?(?P<word>(?P<times>{'|'.join(TIMES)})(?:es|ed|ing|e))\b"
FOLDS = {word: str(value) for word, value in UNITS.items() if value > 1} | {"hundred": "100"}
FOLD = rf"MOVE(?: by)?(?P<qualified>) (?P<word>(?P<times>{'|'.join(FOLDS)})-?fold)"
MULTIPLES = tuple(
    rf"{words}{ends}"
    for words in (rf"\b{MULTIPLE}", FOLD)
    for ends in ("~FROM<a:MCQ>~TO<b:MCQ>", "~TO<b:MCQ>~FROM<a:MCQ>")
)
CHANGING = re.compile(rf"(?i){OPEN}[UD]|\b(?:from|than|compared|versus|against)\b")
FEWER = frozenset(("less", "fewer", "lower", "smaller"))
SHARES = re.compile(r"(?i)\b(?:shares?|stocks?|closed|per share)\b")
HUNDRED, CENT = Decimal(100), Decimal("0.01")
POINTS = frozenset(("points", "percentage points"))
# How far from two a doubling may be, as a share of it.
LOOSE = Decimal("0.1")


def changes(line: Line) -> Iterator[Sum]:
    """The changes of a line that give both figures and what lies between them."""
    if not CHANGING.search(line.words):
        return
    for patterns, worked_out in READINGS:
        for pattern in patterns:
            for found in places(line, pattern):
                yield from worked_out(line, found)


def _kind(line: Line, unit: str) -> str:
    return "share_price" if len(unit) == 3 and unit.isupper() and SHARES.search(line.words) else "percent_change"


def _alike(a: Value, b: Value) -> tuple[Value, Value] | None:
    """Both in one unit: "from 17 to 6 percent" gives the first one its unit; None where they measure different things."""
    if not a.unit and b.unit and a.exact < 1000:
        a = a._replace(unit=b.unit)
    if a.unit == "cents" and b.unit == "USD":
        a = a.scaled(CENT, "USD")
    if a.unit == "points" and not b.unit:
        a = a._replace(unit="")
    # "From $5 to $7 million" leaves open what the first one is, and "92 to 1" is a ratio.
    sure = a.unit == b.unit and a.reach.low > 0 and b.reach.low > 0 and b.exact < a.exact * 1000 and b.written != "1"
    return (a, b) if sure else None


def _change(line: Line, found: Found) -> Iterator[Sum]:
    x, pair = found.values["x"], _alike(found.values["a"], found.values["b"])
    if not pair:
        return
    a, b = pair
    if x.unit == "cents" and a.unit == "USD":
        x = x.scaled(CENT, "USD")
    worked_out = _worked_out(x, a, b)
    if worked_out is not None:
        why, agrees = compared(*worked_out, x)
        if agrees and not _same_way(found, a, b):
            why, agrees = told(worked_out[0], x.written, agrees=False), False
        yield Sum(_kind(line, a.unit), x.span, (a.span, b.span), why, agrees)


def _nearby(line: Line, found: Found) -> Iterator[Sum]:
    yield from (one for one in _change(line, found) if one.agrees or _plausible(found))


def _plausible(found: Found) -> bool:
    """Whether the figures change the way the words say and by half to twice as much: then it is a slip, not another figure."""
    pair, x = _alike(found.values["a"], found.values["b"]), found.values["x"]
    if not pair or not _same_way(found, *pair):
        return False
    a, b = pair
    change = abs(_percent(a, b) if x.unit == "percent" else b.exact - a.exact)
    return abs(x.exact) / 2 <= change <= abs(x.exact) * 2


def _same_way(found: Found, a: Value, b: Value) -> bool:
    """Whether the figures go the way that the words say."""
    up = b.exact >= a.exact
    if "than" in found.words:
        return up is not (found.words["than"].lower() in FEWER)
    return "move" not in found.words or up is (found.words["move"] == "U")


def _worked_out(x: Value, a: Value, b: Value) -> tuple[str, Decimal, Range] | None:
    """The change from a to b in the measure of x: in words, as written, as a range; None where x is no measure of it."""
    between, step = f"{a.written} to {b.written} is ", b.exact - a.exact
    difference = signed(step, max(a.places, b.places))
    if x.unit == "percent":
        points = f", or {difference} percentage points" if a.unit == "percent" else ""
        share = _percent(a, b)
        return f"{between}{signed(share, max(1, x.places))} %{points}", share, _relative(a.reach, b.reach)
    if x.unit == "times":
        times = b.exact / a.exact
        return f"{between}{grouped(times)} times as much", times, _times(a.reach, b.reach)
    if x.unit == a.unit or (x.unit in POINTS and a.unit in ("percent", "")):
        return f"{between}{difference}", step, Range(b.reach.low - a.reach.high, b.reach.high - a.reach.low)
    return None


def _percent(a: Value, b: Value) -> Decimal:
    return HUNDRED * (b.exact - a.exact) / a.exact


def _relative(a: Range, b: Range) -> Range:
    return Range(HUNDRED * (b.low / a.high - 1), HUNDRED * (b.high / a.low - 1))


def _times(a: Range, b: Range) -> Range:
    return Range(b.low / a.high, b.high / a.low)


def _step(line: Line, found: Found) -> Iterator[Sum]:
    """Such as "fell 72 cents, or 7.6 percent, to $8.80": the figure before is the one after less the step."""
    d, b, x = (found.values[name] for name in "dbx")
    pair = _alike(d, b)
    if not pair:
        return
    d, b = pair
    sign = 1 if found.words["move"] == "U" else -1
    before = (
        Range(b.reach.low - d.reach.high, b.reach.high - d.reach.low)
        if sign > 0
        else Range(b.reach.low + d.reach.low, b.reach.high + d.reach.high)
    )
    if before.low <= 0:
        return
    was = b.exact - sign * d.exact
    reach = Range(HUNDRED * d.reach.low / before.high, HUNDRED * d.reach.high / before.low)
    share = sign * HUNDRED * d.exact / was
    shown = f"{d.written} from {grouped(was)} to {b.written} is {signed(share, max(1, x.places))} %"
    why, agrees = compared(shown, share, reach, x)
    yield Sum(_kind(line, b.unit), x.span, (d.span, b.span), why, agrees)


def _multiple(_line: Line, found: Found) -> Iterator[Sum]:
    """Such as "doubled from 4 to 9"; the place of the word is not marked, so the sum stands at its two figures."""
    pair = _alike(found.values["a"], found.values["b"])
    if not pair:
        return
    a, b = pair
    times = Decimal((TIMES | FOLDS)[found.words["times"].lower()])
    qualified = (found.words.get("qualified") or "").strip().lower()
    high = times + 1 if qualified in ("more than", "over") else times * (1 + LOOSE)
    exact = b.exact / a.exact
    reach = _times(a.reach, b.reach) if a.hedged or b.hedged else Range(exact, exact)
    agrees = reach.meets(Range(times * (1 - LOOSE), high))
    why = told(f"{a.written} to {b.written} is {grouped(exact)} times as much", found.words["word"], agrees=agrees)
    yield Sum("percent_change", b.span, (a.span,), why, agrees)


READINGS = ((CHANGES, _change), (NEARBY, _nearby), (STEPS, _step), (MULTIPLES, _multiple))

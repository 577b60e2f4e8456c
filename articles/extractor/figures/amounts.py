"""Figures that carry a sign or a unit of their own: money, percentages, scores, ratios, fractions, ages."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from articles.extractor.figures.measures import CURRENCIES, MEASURES, MONEY_WORDS, NATIONAL, NATIONS
from articles.extractor.figures.numbers import (
    DIGITS,
    FRACTIONS,
    IN_WORDS,
    SCALE,
    SHORT_SCALE,
    decimal_of,
    plain,
    worded,
)

Match = re.Match[str]
Found = tuple[int, int, str, str]


class Reading(NamedTuple):
    """One way to write figures, and what they are: where each begins and ends, its value and its unit.

    needs are letters, in lower case, of which a text must hold some for it to be there; they keep a pattern off other texts.
    """

    pattern: re.Pattern[str]
    read: Callable[[Match], Iterator[Found]]
    needs: tuple[str, ...]


def _money(match: Match) -> Iterator[Found]:
    """An amount behind its sign; of "$5-7 million" and "$5 to $7 million" both ends, the scale shared."""
    code, scale, end = CURRENCIES[match["c"].upper().rstrip(".")], match["s"] or "", match.end()
    far = None if scale else MONEY_TO.match(match.string, end, end + 60)
    if far and Decimal(decimal_of(match["n"])) <= Decimal(decimal_of(far["n"])):
        scale = far["s"] or ""
        if not far["c"]:
            yield far.start("n"), far.end(), decimal_of(far["n"], scale), code
    yield match.start(), end, decimal_of(match["n"], scale), code


def _money_word(match: Match) -> Iterator[Found]:
    word = match["c"].lower()
    word = word if word in MONEY_WORDS else word.removesuffix("s")
    written = match["w"] or ""
    # Only millions of won are money: elsewhere it is a verb.
    if word != "won" or match["s"] or "illion" in written:
        code = NATIONAL.get(((match["nation"] or "").lower(), word), MONEY_WORDS[word])
        yield match.start(), match.end(), worded(written) if written else decimal_of(match["n"], match["s"] or ""), code


def _pounds(match: Match) -> Iterator[Found]:
    """Millions of pounds are money; fewer are weight."""
    yield match.start(), match.end(), decimal_of(match["n"], match["s"]), "GBP"


def _glued(match: Match) -> Iterator[Found]:
    follows = match.string[match.end() : match.end() + 1]
    if match["p"] or (follows.isupper() and "." in match["n"]):
        yield match.start("n"), match.end(), decimal_of(match["n"]), "percent" if match["p"] else ""


def _percent_fraction(match: Match) -> Iterator[Found]:
    """Such as "1/4 percent", "3-1/2 percent"."""
    below = int(match["b"])
    yield match.start(), match.end(), quotient(int(match["whole"] or 0) * below + int(match["a"]), below), "percent"


def quotient(a: int, b: int) -> str:
    """One number by another as a plain decimal of at most four places."""
    return plain(round(Decimal(a) / b, 4))


def _score(match: Match) -> Iterator[Found]:
    near = match.string[max(0, match.start() - 40) : match.end() + 30]
    if " " in match.group() or WON.search(near):
        yield match.start(), match.end(), f"{match['a']}-{match['b']}", "score"


def _out_of(match: Match) -> Iterator[Found]:
    a, b = (int(worded(match[key]) if match[key].isalpha() else match[key]) for key in "ab")
    if b and a < b:
        yield match.start(), match.end(), quotient(a, b), ""


def _part(match: Match) -> Iterator[Found]:
    """Such as "a third of", "two-thirds"."""
    times, part = re.split(r"[\s-]", match.group().lower())
    yield match.start(), match.end(), quotient(TIMES[times], PARTS[part.removesuffix("s")]), ""


def _half(match: Match) -> Iterator[Found]:
    yield match.start(), match.end(), FRACTIONS["half"], ""


def _and_a_half(match: Match) -> Iterator[Found]:
    """Such as "two and a half years", "half an hour"."""
    written = match["w"] or "0"
    value = Decimal(worded(written) if written.isalpha() else written) + Decimal("0.5")
    yield match.start(), match.end(), plain(value), MEASURES.get((match["u"] or match["hour"] or "").lower(), "")


def _vague(match: Match) -> Iterator[Found]:
    """Such as "several million dollars": nobody says how many."""
    coin = (match["c"] or "").lower().removesuffix("s")
    yield match.start(), match.end(), "", MONEY_WORDS.get(coin, "")


def _aged(match: Match) -> Iterator[Found]:
    written = match["n"]
    yield match.start("n"), match.end("n"), written if written.isdigit() else worded(written), "years"


def _ranked(match: Match) -> Iterator[Found]:
    yield match.start("n"), match.end("n"), match["n"], ""


TIMES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
WON = re.compile(
    r"(?i)\b(?:won|wins?|beat|beats|lost|loses|loss|lead|leads|led|defeat\w*|score\w*|vote[sd]?|voting|draw|drew|tie[ds]?|ruling|ruled|victory|match|game|goals?"
    r"|aggregate|record|series|shutout|finals?|margin|sweep|rout|trail\w*|edged?|decision|majority|half-?time|penalt(?:y|ies)|sets?|overtime)\b"
)
CODES = (
    "|".join(sorted((code for code in CURRENCIES if code.isalpha()), key=len, reverse=True))
    .replace("RS", "R[Ss]")
    .replace("RP", "R[Pp]")
)
SIGN = rf"(?P<c>(?<![A-Za-z])(?:US|CA|AU|NZ|HK|NT|MX|[CASR])\$|CN¥|[$€£¥₹₩₽₺₪₦₱฿₫₴]|\b(?:{CODES})\b\.?(?=\s?\d))"
SIGNS = ("$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₪", "₦", "₱", "฿", "₫", "₴")
SCALED = rf"(?:[\s-]?(?P<s>{SCALE}|{SHORT_SCALE})(?![a-z]))"
MONEY_TO = re.compile(rf"(?:\s?[-–—]\s?|\s(?:to|or|and)\s){SIGN}?\s?(?P<n>{DIGITS}){SCALED}")
COINS = "|".join(sorted(MONEY_WORDS, key=len, reverse=True))
OF_NATION = rf"(?:(?P<nation>{'|'.join(map(re.escape, NATIONS))})\s)?"
UNIT = "|".join(re.escape(unit) for unit in MEASURES)
HOURS = "hour|minute|second|day|week|month|year|decade|century|mile|kilometer|kilometre|inch|acre|ton|tonne|pound"
# The nouns with which a first, second or other half is part of a thing and no share of it.
NOT_HALF = "".join(
    rf"(?<!{word}\s)"
    for word in (
        "first",
        "second",
        "other",
        "better",
        "latter",
        "bottom",
        "upper",
        "lower",
        "top",
        "back",
        "front",
        "last",
        "next",
    )
)

AMOUNTS = (
    Reading(re.compile(rf"{SIGN}\s?(?P<n>\d{{1,9}}\.\d\d(?=\d{{1,3}}(?:\.\d{{1,4}})?%)|{DIGITS}){SCALED}?(?P<plus>\+)?"), _money, (*SIGNS, *(code.lower() for code in CURRENCIES if code.isalpha()))),
    Reading(re.compile(r"(?P<before>[a-z)]{3}|\$\d{1,9}\.\d\d)(?P<n>\d{1,3}\.\d{1,4}|\d{1,3}(?=%))(?P<p>%)?(?![\d.%])"), _glued, (".", "%")),
    Reading(re.compile(rf"(?i)(?<![\w.$€£])(?:(?P<n>{DIGITS}){SCALED}?|(?P<w>{IN_WORDS}))[\s-]{OF_NATION}(?P<c>{COINS})s?\b"), _money_word, tuple(MONEY_WORDS)),
    Reading(re.compile(rf"(?i)(?<![\w.$€£])(?P<n>{DIGITS})[\s-]?(?P<s>million|billion|trillion|bn|m)[\s-]pounds?\b(?!\sof\b|-)"), _pounds, ("pound",)),
    Reading(re.compile(r"(?i)(?<![\w.,/])(?:(?P<whole>\d{1,3})[\s-])?(?P<a>\d{1,2})/(?P<b>[2-9]|1[06]|32)(?:\s?%|[\s-](?:percent|per\scent|percentage\spoints?)\b)"), _percent_fraction, ("/",)),
    Reading(re.compile(r"(?<![\w.,–-])(?P<a>\d{1,3})(?:\s[–-]\s|[–-])(?P<b>\d{1,3})(?![\w%.,–-]\d|[\w%–-]|\s(?:second|minute|hour|day|week|month|year|percent|per\scent|mile|million|billion|thousand|people|feet|met|pound|dollar|kilo|degree))"), _score, ("-", "–")),
    Reading(re.compile(r"(?i)\b(?P<a>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\s(?:in|out\sof)\s(?:every\s)?(?P<b>\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|twenty|100)\b(?!\s?(?:%|(?:days|weeks|months|years|hours|minutes|games|matches|starts)\b))"), _out_of, (" in ", " out of ")),
    Reading(re.compile(rf"(?i)\b(?:a|one)[\s-](?:{'|'.join(PARTS)})(?=\s(?:of|to|more|less|fewer|higher|lower|the|as)\b|\W{{1,3}}of\b)"), _part, tuple(PARTS)),
    Reading(re.compile(r"(?i)\b(?:two|three|four)(?:-(?:thirds|quarters|fourths|fifths|tenths)\b|\s(?:thirds|quarters|fourths|fifths|tenths)(?=\s(?:of|to|more|less)\b|\W{1,3}of\b))"), _part, tuple(PARTS)),
    Reading(re.compile(rf"(?i)\b(?:(?P<w>{IN_WORDS}|\d{{1,3}})[\s-]and[\s-]a[\s-]half\b(?:[\s-](?P<u>{HOURS})s?\b)?|half\san?\s(?P<u2>{HOURS})\b)".replace("u2", "hour")), _and_a_half, ("half",)),
    Reading(re.compile(rf"(?i)(?<![\w-]){NOT_HALF}(?:a\s|one[\s-])?half(?=\s(?:of|the|its|their|all|that)\b)|(?:(?<=\bthan )|(?<=\bover )|(?<=nearly )|(?<=almost )|(?<=about ))half\b(?![-\s](?:hour|an?|time|way)\b|-)"), _half, ("half",)),
    Reading(re.compile(rf"(?i)\b(?:several|an?\sfew|few|many|an?\scouple(?:\sof)?)\s(?:hundred|thousand|million|billion|trillion|dozen)\b(?:\s(?P<c>{COINS})s?\b)?"), _vague, ("hundred", "thousand", "dozen", "illion")),
    Reading(re.compile(rf"(?i)\b(?:aged?|ages|age\sof)\s(?P<n>\d{{1,3}}|{IN_WORDS})(?![\w%]|,\d|\s?(?:percent|years|to\b|and\b)|[-.]\d)"), _aged, ("age",)),
    Reading(re.compile(r"(?<=[a-z.’'])(?:,\sJr\.)?,\s(?P<n>[1-9]\d|1[01]\d|[5-9])(?=,\s(?:who|an?|of|from|the|was|is|said|says|has|had|told|and)\b|,$)"), _aged, (", ",)),
    Reading(re.compile(r"\b(?:ranked|seeded|at|as|the|its|their|his|her)\sNo\.\s(?P<n>\d{1,3})(?=\s(?:in|seed|seeded|spot|on|pick|hit|song|album|single|team|player|city|school|university|movie|film)\b)"), _ranked, ("no. ",)),
)  # fmt: skip
"""What is read before bare numbers, in this order: the longer before the shorter that it holds."""

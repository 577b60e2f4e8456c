"""Figures that begin with a number, in digits or words: what follows says whether it is a share, a measure, a rank or a count."""

import re
from collections.abc import Iterator

from articles.extractor.figures.amounts import UNIT, Found, Match, Reading
from articles.extractor.figures.measures import HYPHEN_ONLY, HYPHENED_NOUNS, MEASURES, ORDINAL_NOUNS, TEMPERATURES
from articles.extractor.figures.numbers import DIGITS, IN_WORDS, ORDINALS, SCALE, SHORT_SCALE, decimal_of, worded
from articles.text.words import word_list

HYPHENS = r"\-‑‐"
HYPHENED = "|".join(sorted({*HYPHEN_ONLY, *HYPHENED_NOUNS}, key=len, reverse=True))
PERCENT = r"percentage[\s-]points?|basis[\s-]points?|bps?|per\s?cent|percent|pct"
# What stands behind a number and makes it more than a count.
BEHIND = re.compile(
    rf"\s?(?P<percent>%)|\s?(?P<points>(?i:{PERCENT}))\b|[{HYPHENS}](?P<half>percent(?:age)?|point|basis[\s-]point)\b"
    rf"|[{HYPHENS}](?P<hyphened>(?i:{HYPHENED}))\b|[{HYPHENS}\s]?(?=[A-Za-z°µμ])(?P<unit>{UNIT})(?![\w²³])"
)
# The next word, and the first words of everything that BEHIND knows: most numbers need no longer look.
NEXT = re.compile(rf"\s?%|[\s{HYPHENS}]?(?P<word>[A-Za-z°µμ][\w°µμ/²³]{{0,20}})")
FIRST_WORDS = frozenset(
    (*(re.split(r"[\s-]", unit)[0] for unit in MEASURES), *word_list("percentage basis bp bps per percent pct"))
)
NUMBER = re.compile(
    rf"(?<![\w.])(?P<n>{DIGITS}|\.\d{{1,4}})(?:[\s-]?(?P<s>{SCALE}|(?<=\d)(?:{SHORT_SCALE})|[bm]n)(?![a-z]))?(?P<plus>\+|-plus\b|-odd\b)?"
)
WORDS = re.compile(rf"(?i)(?<![\w-])(?P<w>{IN_WORDS})(?![\w]|\s(?:{SCALE})s?\b)")
FOLD = re.compile(rf"(?i)(?<![\w-])(?P<w>{IN_WORDS})fold\b")
# Between the two ends of a range.
JOINT = re.compile(r"\s?[-–—]\s?(?=\d)|\s(?:to|or|and)\s")
NOT_COUNT = re.compile(r"[\w/%]|-[^\W\d]|[-–]\d|,\d|\.\d")
NAME = re.compile(r"(?:[A-Z]|i[A-Z])[A-Za-z&.’'-]*")
IN_NAMES = frozenset("&.’'-")
OPENING = "(\"'“‘[-–—/"
# Before these a number is a name, unless something is counted after it: "the 747", "group B 2".
BEFORE_NAMES = frozenset(("the", "apollo", "boeing", "airbus", "falcon", "number"))
COUNTED_NOUN = re.compile(
    r"\s(?!(?:to|is|was|and|or|in|at|has|had|will|for|on|from|with|by|who|that|which|are|were|also|as|a|the)\s)(?:[a-z][a-z’'-]{0,20}\s){0,3}?[a-z-]{2,20}"
    r"(?:s|men|women|people|children)\b|\s(?:to|or|and|of)\s\d"
)
STARTS_SENTENCE = re.compile(r"(?:^|[.!?:\n\"“]\s{0,4})[A-Z][a-z]*\s$")
BELOW_ZERO = re.compile(r"(?:\bminus\s|(?:^|[\s(])[-−])$")
DEGREES = re.compile(r"(?<![\w.])(?P<n>\d{1,2}\.\d)\s?(?P<u>[CF])\b(?![\w.’'])")
METRES = re.compile(
    r"(?<![\w.])(?P<n>\d{2,4})m(?=\s(?:race|sprint|dash|hurdles|freestyle|butterfly|backstroke|breaststroke|relay|final|heat|tall|high|wide|deep|long|away|above|below)\b)"
)
ORDINAL = re.compile(
    r"(?<![\w.,$])(?P<n>\d{1,3})(?:st|nd|rd|th)\b(?:\s(?P<u>minute)\b|(?!-cent|\s(?:century|centuries|floor|grade|graders?|hour|and\s\d{1,2}(?:st|nd|rd|th)\scentur)"
    r"|\s(?!Annual|Anniversary|Birthday|Place|Time|Edition|Minute)[A-Z]))"
)
ORDINAL_WORD = re.compile(
    rf"(?i)\b(?P<w>(?<!in\sthe\s)first(?=\s(?:place|prize)\b)|(?:{'|'.join(ORDINALS)})(?=[\s-](?:{'|'.join(ORDINAL_NOUNS)})))"
)
RANKED = re.compile(
    rf"(?i)\b(?:ranked|ranks|rank|placed|finished|finishing|came)\s(?P<w>first|{'|'.join(ORDINALS)})\b(?!\s[a-z]+ed\b)"
)


def _numbered(match: Match) -> Iterator[Found]:
    """A number in digits and what it counts."""
    text, end = match.string, match.end()
    value = decimal_of(match["n"], match["s"] or "")
    before = text[match.start() - 1] if match.start() else " "
    behind = _behind(text, end)
    if behind and _is_measure(behind, before):
        yield _signed(match, behind, value)
        return
    shared = _shared(text, match.start(), end)
    if shared and before not in "$€£,":
        scale, unit = shared
        yield match.start(), end, value if match["s"] else decimal_of(match["n"], scale), unit
    elif _counts(match, before):
        yield match.start(), end, value, ""


def _behind(text: str, end: int) -> Match | None:
    """The sign, the unit or the noun that makes the number ending here more than a count."""
    following = NEXT.match(text, end)
    if not following:
        return None
    word = following["word"]
    known = word is None or text[end] in HYPHENS or word in FIRST_WORDS or word.lower() in FIRST_WORDS
    return BEHIND.match(text, end) if known else None


def _is_measure(behind: Match, before: str) -> bool:
    if behind["hyphened"]:
        return before not in "$€£,-"
    return before not in ("," if behind["unit"] is None else "$€£,")


def _signed(match: Match, behind: Match, value: str) -> Found:
    """With its unit, and with its sign where a share or a temperature can be below zero."""
    text, start = match.string, match.start()
    unit = _unit(behind)
    sign = text[start - 1] if start else ""
    glued = start > 1 and text[start - 2].isalnum()
    if unit in TEMPERATURES and (below := BELOW_ZERO.search(text, max(0, start - 8), start)):
        return (below.start() if text[below.start()] in "-−m" else below.start() + 1), behind.end(), f"-{value}", unit
    if sign and sign in "+-−" and not glued and (behind["percent"] or behind["points"]):
        return start - 1, behind.end(), value if sign == "+" else f"-{value}", unit
    return start, behind.end(), value, unit


def _unit(behind: Match) -> str:
    if behind["percent"]:
        return "percent"
    if behind["unit"]:
        return MEASURES[behind["unit"]]
    if behind["hyphened"]:
        noun = behind["hyphened"].lower()
        return HYPHEN_ONLY.get(noun) or HYPHENED_NOUNS[noun]
    return percent_unit(behind["points"] or behind["half"])


def percent_unit(written: str) -> str:
    """A share is in percent, percentage points, basis points or points."""
    unit = " ".join(written.lower().replace("-", " ").split())
    if unit.startswith(("bp", "basis")):
        return "basis points"
    return unit if unit.endswith("points") else unit + "s" if "point" in unit else "percent"


def _shared(text: str, start: int, end: int) -> tuple[str, str] | None:
    """The scale and the unit that a number takes from the one after it: "5 to 7 percent", "5-7 million"."""
    joint = JOINT.match(text, end)
    if not joint or (joint.group() == " and " and "between " not in text[max(0, start - 9) : start].lower()):
        return None
    other = NUMBER.match(text, joint.end()) or WORDS.match(text, joint.end())
    if not other:
        return None
    behind = _behind(text, other.end())
    scale = (other["s"] or "") if "s" in other.re.groupindex else ""
    if not behind and not (scale and len(scale) > 1):
        return None
    return scale, _unit(behind) if behind else ""


def _counts(match: Match, before: str) -> bool:
    """Whether a bare number counts something, by what is glued to it; the second end of "5-7 million" does."""
    text, start, end = match.string, match.start(), match.end()
    if before in "-–" and match["s"] and text[start - 2 : start - 1].isdigit():
        return True
    if before in "$€£#/,-" or (not match["s"] and NOT_COUNT.match(text, end)):
        return False
    return bool(match["s"] or match["plus"]) or not match["n"].isdigit() or not _is_label(text, start, end)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether a whole number is part of a name, or stands for a thing: "Vostok 1", "the 747", 007, a line of its own."""
    digits = text[start:end]
    if len(digits) > 7 or (digits[0] == "0" and digits != "0") or _alone_on_line(text, start, end):
        return True
    glued = text[start - 2 : start - 1]
    if digits != "0" and not (glued.isalpha() or glued in IN_NAMES):
        return False
    lead = text[max(0, start - 30) : start]
    words = lead.split()
    last = words[-1].lstrip(OPENING) if words else ""
    named = NAME.fullmatch(last) and not STARTS_SENTENCE.search(lead)
    before_name = last.lower() in BEFORE_NAMES or (len(words) > 1 and words[-2].lower() == "group")
    if not named and digits != "0" and not before_name:
        return False
    return not COUNTED_NOUN.match(text, end, end + 60)


def _alone_on_line(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def _in_words(match: Match) -> Iterator[Found]:
    """A number in words and what it counts."""
    text, end, words = match.string, match.end(), match["w"].lower()
    behind = _behind(text, end)
    if behind:
        yield from _measured_words(match, behind, 0)
        return
    titled = _behind(text[end : end + 40].lower(), 0) if text[end + 1 : end + 2].isupper() else None
    if titled and not _is_name(text, match.start(), end):
        yield from _measured_words(match, titled, end)
        return
    shared = _shared(text, match.start(), end)
    if shared and words != "one":
        yield match.start(), end, worded(words if not shared[0] else f"{words} {shared[0]}"), shared[1]
    elif _counts_in_words(text, match.start(), end, words):
        yield match.start(), end, worded(words), ""


def _measured_words(match: Match, behind: Match, offset: int) -> Iterator[Found]:
    one = match["w"].lower() == "one"
    noun = (behind["hyphened"] or "").lower()
    if one and ((noun and noun not in HYPHEN_ONLY) or behind["unit"] in ("day", "time", "point", "night")):
        return
    yield match.start(), offset + behind.end(), worded(match["w"]), _unit(behind)


def _counts_in_words(text: str, start: int, end: int, words: str) -> bool:
    if words == "one" or (words.startswith("one") and " " not in words) or text[end : end + 1] == "-":
        return False
    if text[max(0, start - 4) : start].lower() == "day " or NOT_COUNTED_BEHIND.match(text, end, end + 20):
        return False
    return not (text[start].isupper() and _is_name(text, start, end))


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a number with a capital is part of a name: "the Big Four banks", not "Boat With Two Men Sinks"."""
    before, behind = text[max(0, start - 30) : start].split(), text[end : end + 30].split()
    if not before or text[start - 2 : start - 1] in '.!?:\n"“':
        return False
    near = [*before[-3:], *behind[:3]]
    capitals = before[-1][:1].isupper() or (bool(behind) and behind[0][:1].isupper())
    return capitals and any(word[:1].islower() and len(word) > 3 for word in near)


def _ordinal(match: Match) -> Iterator[Found]:
    yield match.start(), match.end(), match["n"], match["u"] or ""


def _ordinal_word(match: Match) -> Iterator[Found]:
    word = match["w"].lower()
    yield match.start("w"), match.end("w"), str(ORDINALS.get(word, 1)), ""


def _degrees(match: Match) -> Iterator[Found]:
    """Such as "1.5C" of warming."""
    yield match.start(), match.end(), decimal_of(match["n"]), f"°{match['u']}"


def _metres(match: Match) -> Iterator[Found]:
    """Of a race or a height; elsewhere "m" is a million."""
    yield match.start(), match.end(), decimal_of(match["n"]), "metres"


def _folded(match: Match) -> Iterator[Found]:
    yield match.start(), match.end(), worded(match["w"]), "times"


NOT_COUNTED_BEHIND = re.compile(r"(?i)\s?[\]:]|\sof\s(?:the\s)?(?:most|best)\b")
NUMBER_LETTERS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "teen", "twenty", "thirty", "forty", "fifty", "one ", "one-",
    "hundred", "thousand", "illion", "dozen", "lakh", "crore", "zero",
)  # fmt: skip
COUNTS = (
    Reading(DEGREES, _degrees, ("c", "f")),
    Reading(METRES, _metres, ("m ",)),
    Reading(NUMBER, _numbered, tuple("0123456789")),
    Reading(ORDINAL, _ordinal, ("st", "nd", "rd", "th")),
    Reading(RANKED, _ordinal_word, ("rank", "place", "finish", "came")),
    Reading(ORDINAL_WORD, _ordinal_word, (*ORDINALS, "first")),
    Reading(FOLD, _folded, ("fold",)),
    Reading(WORDS, _in_words, NUMBER_LETTERS),
)

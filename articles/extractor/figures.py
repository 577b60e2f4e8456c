"""Figures: every number that states a quantity, with its value, unit and whether it is hedged."""

import re
from collections.abc import Callable, Iterator, Sequence

from articles.extractor.findings import Figure
from articles.extractor.measures import CURRENCIES, HYPHEN_ONLY, MEASURES, MONEY_WORDS, ORDINAL_NOUNS
from articles.extractor.numbers import DIGITS, FRACTIONS, IN_WORDS, ORDINALS, SCALE, SHORT_SCALE, decimal_of, worded
from articles.text.spans import Span

Match = re.Match[str]
Found = tuple[int, int, str, str]

# What looks like a number and states no quantity.
NO_FIGURE = re.compile(
    r"""(?x) https?://\S{1,500} | \S{1,64}@\S{1,64} | \b9/11\b | \b[2468]K\b | \b24/7\b | \bS&P\s?\d+ | \b[\w.]{0,20}\#\d+
    | (?<![\w$€£.,-])\(?\+?\d{1,4}\)?[ -]\d{2,4}[ -]\d{3,5}\b                        # telephone numbers
    | \b\d{1,3}(?:\.\d{1,5}){2,6}\b                                                 # addresses, versions, section numbers
    | \b\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)? | \b\d{1,2}\s?[ap]\.m\.         # times of day
    | \b(?:[Nn]o|[Nn]os|[Pp]p|[Pp]|[Vv]ol|[Cc]h|[Ff]ig|[Ss]ec|[Ii]ssue|[Nn]umber|[Vv]olume|[Pp]ages?|[Cc]hapter|[Ss]ections?|[Aa]rticles?|[Rr]ules?
      |[Rr]oom|[Ff]ootnote|[Tt]itle|[Pp]hase|[Tt]ype|[Ll]evel|[Vv]ersion|[Pp]aragraph|H\.R|S\.J)\.?\s\(?[A-Z]?\d[\d.-]{0,12}\w?
    | \[\^?\d{1,3}\]
    | (?m:^\s{0,8}[(\[]?\d{1,2}[.)]{1,2}(?=\s))                                     # numbers of list items
    | \b[A-Z][A-Za-z]{0,15}[-–]\d[\w-]{0,8} | \b\d{1,4}[A-Z]\b(?![-\w])(?<!\d[KMB])  # Pac-12, STS-134, 39A
    """
)
SCORE = re.compile(r"(?<![\w.,–-])(?P<a>\d{1,3})(?:\s[–-]\s|[–-])(?P<b>\d{1,3})(?![\w%.,–-]\d|[\w%–-])")
MONEY = re.compile(
    rf"(?P<c>US\$|C\$|A\$|HK\$|NZ\$|[$€£¥₹])\s?(?P<n>\d{{1,9}}\.\d\d(?=\d{{1,3}}(?:\.\d{{1,4}})?%)|{DIGITS})"
    rf"(?:[\s-]?(?P<s>{SCALE}|{SHORT_SCALE})(?![a-z]))?(?P<plus>\+)?"
)
MONEY_WORD = re.compile(
    rf"(?<![\w.$€£])(?P<n>{DIGITS})(?:[\s-]?(?P<s>{SCALE}|{SHORT_SCALE}))?[\s-](?P<c>{'|'.join(MONEY_WORDS)})\b",
    re.IGNORECASE,
)
PERCENT = re.compile(
    rf"(?<![\w.,])(?P<n>[+−-]?(?:{DIGITS}))(?:\s?%|\s(?P<u>percentage[\s-]points?|basis[\s-]points?|per\s?cent|percent)\b|-(?P<h>percent|point)\b)"
)
PERCENT_WORD = re.compile(rf"(?i)\b(?P<w>{IN_WORDS})[\s-](?P<u>percentage\spoints?|per\s?cent|percent)\b")
# A cell glued to the one before or after it: "Gain8.8%Outpacing", "Equity1.2Improved", the 12 of "$7.5612%".
GLUED = re.compile(r"(?P<before>[a-z)]{3}|\$\d{1,9}\.\d\d)(?P<n>\d{1,3}\.\d{1,4}|\d{1,3}(?=%))(?P<p>%)?(?![\d.%])")
OUT_OF = re.compile(
    r"(?i)\b(?P<a>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\s(?:in|out\sof)\s(?:every\s)?(?P<b>\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|twenty|100)\b(?!\s?%|\speople)"
)
RANGE_SCALE = re.compile(
    rf"(?<![\w.$])(?P<n>{DIGITS})(?=\s(?:to|or|and)\s(?:{DIGITS})[\s-](?P<s>million|billion|trillion|thousand)\b)"
)
MEASURED = re.compile(
    rf"(?<![\w.$€£,])(?P<n>{DIGITS})(?:[\s-]?(?P<s>{SCALE}|{SHORT_SCALE}))?(?:[\s-]|(?=[a-zA-Z°]))(?P<u>{'|'.join(MEASURES)})(?![\w])"
)
MEASURED_WORD = re.compile(rf"(?i)\b(?P<w>{IN_WORDS})(?P<h>[\s-])(?P<u>{'|'.join(MEASURES)})\b")
HYPHENED = re.compile(
    rf"(?i)(?<![\w.$€£,-])(?:(?P<n>{DIGITS})|(?P<w>{IN_WORDS}))-(?P<u>{'|'.join(sorted(HYPHEN_ONLY, key=len, reverse=True))})\b"
)
ORDINAL = re.compile(
    r"(?<![\w.,$])(?P<n>\d{1,3})(?:st|nd|rd|th)\b(?:\s(?P<u>minute)\b)?(?!\s(?:century|Congress|Street|St\b|Avenue|Ave|and\s\d+(?:st|nd|rd|th)\scentur|Amendment|District|Circuit))"
)
ORDINAL_WORD = re.compile(rf"(?i)\b(?P<w>{'|'.join(ORDINALS)})[\s-](?={'|'.join(ORDINAL_NOUNS)})")
FRACTION = re.compile(
    r"(?i)\b(?:a|one|two|three)[\s-](?P<w>third|quarter|fifth|tenth)s?(?=\s(?:of|to|more|less)\b|\W{1,3}(?:of)\b)|\b(?P<half>half)(?=\s(?:of|the|its|their|all|that)\b)"
)
COUNT = re.compile(
    rf"(?<![\w.$€£#/,-])(?P<n>{DIGITS})(?:[\s-]?(?P<s>{SCALE}|{SHORT_SCALE})(?![a-z]))?(?P<plus>\+)?(?![\w/%]|-\w|,\d|\.\d)"
)
COUNT_WORD = re.compile(rf"(?i)(?<![\w-])(?P<w>{IN_WORDS})(?![\w-]|\s(?:{SCALE})s?\b)")

HEDGE = re.compile(
    r"(?i)\b(?:about|around|roughly|approximately|approx\.|nearly|almost|over|under|more\sthan|less\sthan|fewer\sthan|larger\sthan|greater\sthan|higher\sthan|at\sleast|"
    r"at\smost|up\sto|as\s(?:many|much|few|little|low|high)\sas|no\s(?:more|less|fewer)\sthan|an?\sestimated|estimated|some|close\sto|upwards?\sof|above|below|"
    r"just\s(?:over|under)|~)\s?(?:US\$|[$€£])?$"
)
OR_MORE = re.compile(r"(?i)\s?(?:or\s(?:more|so|fewer|less)\b|-plus\b)|\s[\w-]{1,20}\sor\s(?:more|so|fewer)\b")
# "two or three goals": both are hedged.
EITHER_OR = re.compile(r"(?i)\sor\s(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\b")
OR_BEFORE = re.compile(r"(?i)\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine)\sor\s$")
NAME_BEFORE = re.compile(r"\b[A-Z][A-Za-z&.’'-]*\s$")
COUNTED_NOUN = re.compile(
    r"\s(?:[a-z][a-z’'-]{0,20}\s){0,3}?[a-z’'-]{2,20}(?:s|men|women|people|children)\b|\s(?:to|or|and|of)\s\d"
)
STARTS_SENTENCE = re.compile(r"(?:^|[.!?:\n\"“]\s{0,4})[A-Z][a-z]*\s$")


def figures(text: str, taken: Sequence[Span]) -> list[Figure]:
    """The figures of a text in reading order; nothing inside the spans already taken (dates). Linear in its length."""
    mask = bytearray(len(text))
    for span in taken:
        mask[span.start : span.end] = b"\1" * (span.end - span.start)
    for match in NO_FIGURE.finditer(text):
        _occupy(mask, match.start(), match.end())
    found: list[Figure] = []
    for pattern, reading in READINGS:
        for match in pattern.finditer(text):
            for start, end, value, unit in reading(match):
                if mask.find(1, start, end) < 0:
                    _occupy(mask, start, end)
                    found.append(Figure(Span(start, end), value, unit, _is_hedged(text, start, end)))
    return sorted(found)


def _occupy(mask: bytearray, start: int, end: int) -> None:
    mask[start:end] = b"\1" * (end - start)


def _is_hedged(text: str, start: int, end: int) -> bool:
    if text[end - 1] == "+" or OR_MORE.match(text, end, end + 30) or EITHER_OR.match(text, end, end + 12):
        return True
    before = text[max(0, start - 24) : start]
    return bool(HEDGE.search(before) or OR_BEFORE.search(before))


def _money(match: Match) -> Iterator[Found]:
    code = CURRENCIES[match["c"].upper()]
    yield match.start(), match.end(), decimal_of(match["n"], match["s"] or ""), code


def _money_word(match: Match) -> Iterator[Found]:
    yield match.start(), match.end(), decimal_of(match["n"], match["s"] or ""), MONEY_WORDS[match["c"].lower()]


def _percent(match: Match) -> Iterator[Found]:
    unit = " ".join((match["u"] or match["h"] or "percent").lower().replace("-", " ").split())
    signed = match["n"].replace("−", "-")
    start = match.start()
    if signed[0] in "+-" and start and match.string[start - 1].isalnum():
        start, signed = start + 1, signed[1:]
    yield start, match.end(), decimal_of(signed), _percent_unit(unit)


def _percent_unit(unit: str) -> str:
    if "point" in unit:
        return unit if unit.endswith("s") else unit + "s"
    return "percent"


def _percent_word(match: Match) -> Iterator[Found]:
    yield match.start(), match.end(), worded(match["w"]), _percent_unit(match["u"].lower())


def _glued(match: Match) -> Iterator[Found]:
    follows = match.string[match.end() : match.end() + 1]
    if match["p"] or (follows.isupper() and "." in match["n"]):
        yield match.start("n"), match.end(), decimal_of(match["n"]), "percent" if match["p"] else ""


def _score(match: Match) -> Iterator[Found]:
    spaced = " " in match.group()
    near = match.string[max(0, match.start() - 40) : match.end() + 30]
    if spaced or re.search(
        r"\b(?:won|win|beat|lost|lead|led|defeat\w*|score\w*|vote\w*|draw|drew|tie[ds]?|ruling|ruled)\b", near
    ):
        yield match.start(), match.end(), f"{match['a']}-{match['b']}", "score"


def _out_of(match: Match) -> Iterator[Found]:
    a, b = (int(worded(match[key]) if match[key].isalpha() else match[key]) for key in "ab")
    if b and a < b:
        yield match.start(), match.end(), f"{a / b:.4f}".rstrip("0"), ""


def _range_scale(match: Match) -> Iterator[Found]:
    yield match.start("n"), match.end("n"), decimal_of(match["n"], match["s"]), ""


def _measured(match: Match) -> Iterator[Found]:
    yield match.start(), match.end(), decimal_of(match["n"], match["s"] or ""), MEASURES[match["u"]]


def _measured_word(match: Match) -> Iterator[Found]:
    if match["u"] in MEASURES and match["u"].lower() == match["u"]:
        yield match.start(), match.end(), worded(match["w"]), MEASURES[match["u"]]


def _hyphened(match: Match) -> Iterator[Found]:
    value = decimal_of(match["n"]) if match["n"] else worded(match["w"])
    yield match.start(), match.end(), value, HYPHEN_ONLY[match["u"].lower()]


def _ordinal(match: Match) -> Iterator[Found]:
    yield match.start(), match.end(), match["n"], match["u"] or ""


def _ordinal_word(match: Match) -> Iterator[Found]:
    yield match.start("w"), match.end("w"), str(ORDINALS[match["w"].lower()]), ""


def _fraction(match: Match) -> Iterator[Found]:
    if match["half"]:
        yield match.start(), match.end(), FRACTIONS["half"], ""
        return
    times = {"a": 1, "one": 1, "two": 2, "three": 3}[re.split(r"[\s-]", match.group().lower())[0]]
    part = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}[match["w"].lower()]
    yield match.start(), match.end(), f"{times / part:.4f}".rstrip("0"), ""


def _count(match: Match) -> Iterator[Found]:
    """A bare number counts something, unless it is part of a name: "Vostok 1", "the 747"."""
    before, after = (
        match.string[max(0, match.start() - 30) : match.start()],
        match.string[match.end() : match.end() + 60],
    )
    whole = not match["s"] and not match["plus"] and "," not in match["n"] and "." not in match["n"]
    if whole and NAME_BEFORE.search(before) and not STARTS_SENTENCE.search(before) and not COUNTED_NOUN.match(after):
        return
    if (
        whole
        and re.search(
            r"(?i)\b(?:the|day|group|group\s[a-z]|apollo|route|highway|channel|grade|form|number|page)\s$", before
        )
        and not COUNTED_NOUN.match(after)
    ):
        return
    if whole and (len(match["n"]) > 7 or match["n"].startswith("0")):
        return
    if whole and _alone_on_line(match):
        return
    yield match.start(), match.end(), decimal_of(match["n"], match["s"] or ""), ""


def _alone_on_line(match: Match) -> bool:
    low, high = match.start(), match.end()
    return (low == 0 or match.string[low - 1] == "\n") and (high == len(match.string) or match.string[high] == "\n")


def _count_word(match: Match) -> Iterator[Found]:
    words = match["w"].lower()
    if words in ("one", "a hundred", "zero") or (words.startswith("one") and " " not in words):
        return
    if match.string[max(0, match.start() - 4) : match.start()].lower() == "day ":
        return
    if re.match(r"(?i)\s?[\]:]|\s(?:of\s(?:the\s)?(?:most|best)\b)", match.string[match.end() : match.end() + 20]):
        return
    yield match.start(), match.end(), worded(words), ""


READINGS: tuple[tuple[re.Pattern[str], Callable[[Match], Iterator[Found]]], ...] = (
    (MONEY, _money),
    (GLUED, _glued),
    (MONEY_WORD, _money_word),
    (PERCENT, _percent),
    (PERCENT_WORD, _percent_word),
    (SCORE, _score),
    (RANGE_SCALE, _range_scale),
    (HYPHENED, _hyphened),
    (MEASURED, _measured),
    (MEASURED_WORD, _measured_word),
    (OUT_OF, _out_of),
    (ORDINAL, _ordinal),
    (FRACTION, _fraction),
    (ORDINAL_WORD, _ordinal_word),
    (COUNT, _count),
    (COUNT_WORD, _count_word),
)

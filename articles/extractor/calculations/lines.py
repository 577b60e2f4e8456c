"""A sentence as a line of marks: its figures, dates and words of movement, so that short patterns can say what belongs together.

"Sales rose by about 30% from $500 in 2019" becomes "Sales ⟨U⟩ by ⟨P0⟩ from ⟨M1⟩ in ⟨T0⟩": hedges are part of their figure,
and between the marks stand the words of the article, with single spaces.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from articles.extractor.calculations.values import Value, value_of
from articles.extractor.conflicts.topics import move
from articles.extractor.figures.numbers import ORDINALS
from articles.extractor.findings import DateMention, Figure
from articles.text.sentences import Sentence
from articles.text.spans import Span

# The brackets of a mark, from the private use area: what a text holds of them is taken out.
OPEN, CLOSE = "\ue000", "\ue001"
BRACKETS = str.maketrans({OPEN: " ", CLOSE: " "})
# Bounds that keep the work linear: characters and marks of one line, marks of all lines.
LONGEST, MOST_MARKS, MOST_IN_ALL = 700, 30, 16_000
HEDGES = re.compile(
    r"(?i)(?:\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|over|under|more than|less than|fewer than|at least|at most|up to|"
    r"as (?:many|much|few|little) as|no (?:more|less|fewer) than|an estimated|estimated|some|close to|upwards? of|above|below|only|just|exactly|"
    r"a (?:record|mere|whopping|high of|low of|record high of))\s?){1,3}$"
)
LONGEST_HEDGES = 60  # three of them, with their spaces
WORD = re.compile(r"[A-Za-z]+")
ONE = re.compile(r"\b[Oo]ne(?=\s[a-z])")
ORDINAL = re.compile(rf"(?i)\d(?:st|nd|rd|th)\b|\b(?:{'|'.join(ORDINALS)})$")
OUT_OF = re.compile(r"(?i)\b(?:in|out of)\b")
MOVES = {"up": f"{OPEN}U{CLOSE}", "down": f"{OPEN}D{CLOSE}"}
OTHERS = {"percent": "P", "percentage points": "R", "basis points": "R", "": "C"}


class Line(NamedTuple):
    """A stretch of the text with marks for what stands in it; today is the day of publication, where it is known."""

    text: str
    words: str
    values: tuple[Value, ...]
    days: tuple[DateMention, ...]
    today: date | None


class Found(NamedTuple):
    """One place where a pattern fits: the values, dates and words by the names that the pattern gives them."""

    values: dict[str, Value]
    days: dict[str, DateMention]
    words: dict[str, str]


class Lines:
    """The lines of a text: figures and dates are looked up by place, each line in time of its own length."""

    def __init__(
        self, text: str, figures: Sequence[Figure], dates: Sequence[DateMention], today: date | None = None
    ) -> None:
        self.text, self.today, self._figures, self._dates = text, today, figures, dates
        self._figure_starts = [figure.span.start for figure in figures]
        self._date_starts = [mention.span.start for mention in dates]

    def of(self, sentences: Sequence[Sentence]) -> Iterator[Line]:
        """The line of every sentence with two numbers or more; long ones only so far."""
        left = MOST_IN_ALL
        for sentence in sentences:
            end = min(sentence.end, sentence.start + LONGEST)
            marks = self.counted(sentence.start, end)
            left -= min(marks, MOST_MARKS)
            if left < 0:
                return
            if marks > 1 or (marks and ONE.search(self.text, sentence.start, end)):
                yield self.between(sentence.start, end)

    def counted(self, start: int, end: int) -> int:
        """How many figures and dates begin in a stretch of the text."""
        return sum(
            bisect_left(starts, end) - bisect_left(starts, start) for starts in (self._figure_starts, self._date_starts)
        )

    def between(self, start: int, end: int) -> Line:
        """The line of one stretch of the text."""
        first, day = bisect_left(self._figure_starts, start), bisect_left(self._date_starts, start)
        figures = [one for one in self._figures[first : first + MOST_MARKS] if one.span.end <= end]
        days = [one for one in self._dates[day : day + MOST_MARKS] if one.span.end <= end]
        values = self._values(figures, [day.span for day in days], start, end)
        marks = sorted([(value.span, mark) for value, mark in values] + [(day.span, "T") for day in days])
        words: list[str] = []
        numbers, at = {"T": 0, "V": 0}, start
        for span, mark in marks:
            between = self.text[at : span.start]
            hedge = HEDGES.search(between, max(0, len(between) - LONGEST_HEDGES))
            # In "30 % more than 500" the words are no hedge.
            if hedge and not (words and between[: hedge.start()].isspace() and words[-1].startswith(f"{OPEN}P")):
                between = between[: hedge.start()]
            words.append(_plain(between))
            counted = "T" if mark == "T" else "V"
            words.append(f"{OPEN}{mark}{numbers[counted]}{CLOSE}")
            numbers[counted] += 1
            at = span.end
        words.append(_plain(self.text[at:end]))
        return Line(self.text, "".join(words), tuple(value for value, _ in values), tuple(days), self.today)

    def _values(
        self, figures: Sequence[Figure], taken: Sequence[Span], start: int, end: int
    ) -> list[tuple[Value, str]]:
        """The values of figures and of the word one, each with the letter of its mark."""
        ones = [Figure(Span(*match.span()), "1", "", approx=False) for match in ONE.finditer(self.text, start, end)]
        taken = [*taken, *(figure.span for figure in figures)]
        ones = [one for one in ones if not any(one.span.overlaps(other) for other in taken)]
        single = [part for figure in sorted([*figures, *ones[:5]]) for part in _parts_of(self.text, figure)]
        pairs = ((value_of(self.text, figure), letter) for figure, letter in single)
        return [(value, letter) for value, letter in pairs if value]


def _parts_of(text: str, figure: Figure) -> list[tuple[Figure, str]]:
    """A figure with the letter of its mark; a score is two figures."""
    if figure.unit != "score":
        return [(figure, _letter(text, figure))]
    numbers = re.finditer(r"\d+", figure.span.quote(text))
    return [(Figure(_moved(match, figure.span.start), match.group(), "", approx=False), "S") for match in numbers]


def _moved(match: re.Match[str], start: int) -> Span:
    return Span(match.start() + start, match.end() + start)


def _letter(text: str, figure: Figure) -> str:
    """P per cent, R points of it, M money, C count, Q other unit, N ordinal, O share as "one in five"."""
    written = figure.span.quote(text)
    if ORDINAL.search(written):
        return "N"
    if not figure.unit and 0 < float(figure.value or 1) < 1 and not any(char in written for char in ".%"):
        return "O" if OUT_OF.search(written) else "F"
    if len(figure.unit) == 3 and figure.unit.isupper():
        return "M"
    return OTHERS.get(figure.unit, "Q")


def _plain(words: str) -> str:
    """Words with single spaces, and marks for the words that say up or down."""
    single = re.sub(r"\s+", " ", words.translate(BRACKETS))
    return WORD.sub(lambda match: MOVES.get(move(match.group()), match.group()), single)


GAP = rf"[^.;:{OPEN}{CLOSE}]{{0,50}}"
PARTED = re.compile(
    r"\b(?:and|but|while|whereas|who|whose|which|his|her|their|when|before|after|if|would|could)\b", re.IGNORECASE
)
BROKEN = re.compile(
    r"\b(?:and|or|but|while|whereas|as|with|which|who|than|from|to|of|per|each|every|if|would|could)\b", re.IGNORECASE
)


WORDS = {
    "MOVE": rf"(?<!annual )(?<!yearly )(?<!average )(?<!monthly )(?<!weekly ){OPEN}(?P<move>[UD]){CLOSE}",
    "FROM": r"\b(?:from|compared (?:with|to)|versus|against) "
    r"(?:(?:an?|the|its|previous|record|high|low|level|of|peak|total|revised|just|earlier|original|opening|price) ){0,4}",
    "TO": r"\bto (?:(?:an?|the|its|close|end|finish|settle|trade|stand|reach|record|day|at|high|low|current|new|of|level|total|just|now|seasonally|adjusted|annual|rate) ){0,5}",
}


@lru_cache(maxsize=256)
def template(pattern: str) -> re.Pattern[str]:
    """A pattern over lines: <x:PC> is a value of these letters, <x> of P, R, M, C or Q, <day:T> a date, MOVE up or down.

    "~" is a gap of words and at most one date, "…" one of words alone; neither holds words that part what it joins.
    """
    gaps = iter(range(len(pattern)))
    parts = re.split(r"((?<!\?P)<\w+(?::\w+)?>|~|…|MOVE|FROM|TO)", pattern)
    return re.compile("".join(_part(part, gaps) for part in parts), re.IGNORECASE)


def _part(part: str, gaps: Iterator[int]) -> str:
    if part == "~":
        return rf"(?P<gap{next(gaps)}>{GAP}(?:{OPEN}T\d+{CLOSE}{GAP})?)"
    if part == "…":
        return rf"(?P<lax{next(gaps)}>{GAP})"
    if part in WORDS:
        return WORDS[part]
    named = re.fullmatch(r"<(\w+)(?::(\w+))?>", part)
    if not named:
        return part
    return rf"{OPEN}[{named[2] or 'PRMCQ'}](?P<{named[1]}>\d+){CLOSE}"


def _is_parted(name: str, words: str) -> bool:
    return bool((name.startswith("gap") and BROKEN.search(words)) or (name.startswith("lax") and PARTED.search(words)))


def places(line: Line, pattern: str) -> Iterator[Found]:
    """The places where a template fits a line."""
    for match in template(pattern).finditer(line.words):
        named = match.groupdict()
        if any(_is_parted(name, words or "") for name, words in named.items()):
            continue
        numbers = {name: int(number) for name, number in named.items() if number and number.isdigit()}
        dated = {name: line.days[number] for name, number in numbers.items() if name.startswith("day")}
        values = {name: line.values[number] for name, number in numbers.items() if name not in dated}
        yield Found(values, dated, {name: words for name, words in named.items() if words and name not in numbers})

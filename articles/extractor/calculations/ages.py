"""Ages against the days of birth and death that the same sentence, or the one beside it, gives."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from articles.extractor.calculations.lines import Line, Lines, places
from articles.extractor.calculations.sums import Sum, told
from articles.extractor.calculations.values import Value
from articles.extractor.findings import DateMention
from articles.text.sentences import Sentence

AGED = r"(?:aged|at (?:the )?age(?: of)?|at|age) <n:CQ>"
ON = r"(?:,? ?\b(?:in|on)\b)?,? ?"
DIED = r"\b(?:died|dies|was killed|passed away|d\.)"
BORN = r"\b(?:born|b\.)…<day1:T>"
LIFE = r"\(<day1:T>\)"
DEATHS = (rf"{DIED}…<day2:T>…{AGED}", rf"{DIED}…{AGED}{ON}<day2:T>")
DEATH = rf"{DIED}…{AGED}"
AGES = (
    r"\b(?:turned|turns|turning|was|is|will be|will turn) <n:CQ>(?: years old)?,? (?:in|on) <day2:T>",
    r"\b(?:aged|at (?:the )?age(?: of)?) <n:CQ>,? (?:in|on) <day2:T>",
    r"\b(?:in|on) <day2:T>,? (?:aged|at (?:the )?age(?: of)?) <n:CQ>",
)
NOW = (
    r", <n:CQ>, (?:who )?(?:was |is )?born\b",
    r"\bborn…<day1:T>,? (?:and |who )?(?:is|is now|now|aged) <n:CQ>(?! (?:in|on|when)\b)",
)
# A second person in the sentence may be the one whose age it is.
RELATIVES = re.compile(
    r"(?i)\b(?:fathers?|mothers?|parents?|brothers?|sisters?|wife|husbands?|widow\w*|sons?|daughters?|child(?:ren)?|twins?|"
    r"uncles?|aunts?|grand\w+|cousins?|colleagues?|friends?)\b"
)
SPAN = re.compile(r"([12]\d{3})\s?[-–—]\s?([12]\d{3})")
HINT = re.compile(r"(?i)\bborn\b|\bb\.\s|\([12]\d{3}\s?[-–—]")
PRONOUN = re.compile(r"(?:He|She)\b")
LONGEST, OLDEST = 600, 125


def ages(lines: Lines, found: Sequence[Sentence]) -> Iterator[Sum]:
    """The ages of a text whose two days stand in one sentence, or in two of which the second goes on about "he" or "she"."""
    starts = [sentence.start for sentence in found]
    near = {bisect_right(starts, hint.start()) - 1 for hint in HINT.finditer(lines.text)}
    for index in sorted(near | {index - 1 for index in near}):
        if index >= 0:
            start = found[index].start
            for end in _ends(lines.text, found, index):
                if end - start <= LONGEST and lines.counted(start, end) > 1:
                    yield from _of_one_person(lines.between(start, end))


def _ends(text: str, found: Sequence[Sentence], index: int) -> Iterator[int]:
    yield found[index].end
    following = found[index + 1 : index + 2]
    if following and following[0].block == found[index].block and PRONOUN.match(text, following[0].start):
        yield following[0].end


def _of_one_person(line: Line) -> Iterator[Sum]:
    births = {one.days["day1"] for one in places(line, BORN)}
    if len(births) > 1 or RELATIVES.search(line.words):
        return
    deaths = [one for pattern in DEATHS for one in places(line, pattern)]
    if births:
        [birth] = births
        for one in [*deaths, *(one for pattern in AGES for one in places(line, pattern))]:
            yield from _age(birth, one.days["day2"], one.values["n"])
        if line.today and len(line.days) == 1:
            now = birth._replace(first=line.today, last=line.today)
            for one in (one for pattern in NOW for one in places(line, pattern)):
                yield from _age(birth, now, one.values["n"], slack=1)
        return
    lives = [SPAN.fullmatch(one.days["day1"].span.quote(line.text)) for one in places(line, LIFE)]
    dead = list(places(line, DEATH))
    if len(lives) == len(dead) == 1 and lives[0]:
        place = next(places(line, LIFE)).days["day1"].span
        birth, death = (
            DateMention(place, date(int(year), 1, 1), date(int(year), 12, 31)) for year in lives[0].groups()
        )
        yield from _age(birth, death, dead[0].values["n"])


def _age(birth: DateMention, then: DateMention, n: Value, slack: int = 0) -> Iterator[Sum]:
    """The age of somebody born on one day of birth on one day of then, in whole years; slack is for an older article."""
    if n.unit not in ("", "years") or not (birth.first and birth.last and then.first and then.last):
        return
    youngest, oldest = _years(birth.last, then.first), _years(birth.first, then.last)
    if oldest < 0 or oldest > OLDEST or oldest - youngest > 2:
        return
    youngest = max(youngest, 0)
    stated = n.reach if n.hedged else n.counted().reach
    agrees = stated.low <= oldest + slack and stated.high >= youngest - slack
    years = (
        str(oldest)
        if youngest == oldest
        else f"{youngest} or {oldest}"
        if oldest == youngest + 1
        else f"{youngest} to {oldest}"
    )
    why = told(f"From {_shown(birth)} to {_shown(then)} is an age of {years}", n.written, agrees=agrees)
    yield Sum("age", n.span, (birth.span, then.span), why, agrees)


def _years(born: date, then: date) -> int:
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def _shown(mention: DateMention) -> str:
    """The day, month or year of a mention; each is known where this is asked."""
    first, last = mention.first, mention.last
    if first is None or last is None:
        return ""
    if first == last:
        return f"{first.day} {first:%B} {first.year}"
    return f"{first:%B} {first.year}" if (last - first).days < 31 else str(first.year)

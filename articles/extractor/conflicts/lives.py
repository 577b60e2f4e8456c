"""Ages and days of birth, death and founding that one article gives differently for one name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from articles.extractor.attribution.names import OPENERS, TITLES
from articles.extractor.findings import Conflict, DateMention
from articles.text.spans import Span

NAME = r"(?:[A-Z][\w-]{1,24}\s(?:[A-Z]\.\s)?){0,2}[A-Z][\w-]{2,24}"
AGES = (
    re.compile(rf"\b(?P<name>{NAME}),\s(?:aged\s|age\s)?(?P<age>\d{{1,3}})(?=[,;)]|\sand\s)"),
    re.compile(rf"\b(?P<age>\d{{1,3}})-year-old\s(?P<name>{NAME})"),
)
BEGAN = re.compile(
    rf"\b(?P<name>{NAME})(?:,?\s(?:who\s|which\s)?(?:was|were)\s|\s\(|,\s)(?P<what>born|founded|established)\b(?:\s[\w-]{{1,20}},?){{0,4}}?(?:\s(?:in|on))?\s$"
)
DIED = re.compile(
    rf"\b(?P<name>{NAME})(?:,?\swho)?\s(?P<what>died|was killed)\b(?:\s[\w-]{{1,20}}){{0,4}}?(?:\s(?:in|on))?\s$"
)
WHAT = re.compile(r"born|founded|established|died|killed")
BEFORE, YOUNGEST, OLDEST = 120, 10, 115
# A bound that keeps the work linear: what is looked at for one name.
MOST = 12


class Told(NamedTuple):
    """What one place says of a name: an age, or the days that a date may mean."""

    name: tuple[str, ...]
    place: Span
    days: tuple[int, int]
    words: str


def lives(text: str, dates: Sequence[DateMention]) -> Iterator[Conflict]:
    """Places that give one name two ages, or two days or years on which it was born, died or was founded."""
    yield from _different(_ages(text), "aged")
    for what, told in _days(text, dates).items():
        yield from _different(told, what)


def _ages(text: str) -> Iterator[Told]:
    for pattern in AGES:
        for match in pattern.finditer(text):
            age = int(match["age"])
            if YOUNGEST <= age <= OLDEST:
                yield Told(_name(match["name"]), Span(*match.span()), (age, age), match["age"])


def _name(written: str) -> tuple[str, ...]:
    """The words of a name without titles and the words that begin a sentence."""
    words = written.split()
    while len(words) > 1 and words[0].lower().rstrip(".") in OPENERS | TITLES:
        del words[0]
    return tuple(words)


def _days(text: str, dates: Sequence[DateMention]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for mention in dates:
        if mention.first and mention.last:
            low = max(0, mention.span.start - BEFORE)
            before = text[low : mention.span.start]
            match = BEGAN.search(before) or DIED.search(before) if WHAT.search(before) else None
            if match:
                place = Span(low + match.start(), mention.span.end)
                days = (mention.first.toordinal(), mention.last.toordinal())
                found[match["what"]].append(Told(_name(match["name"]), place, days, mention.span.quote(text)))
    return found


def _different(told: Iterable[Told], what: str) -> Iterator[Conflict]:
    """Pairs of places about one name whose days do not meet; a last name alone is the one person of that name."""
    by_last: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if len(by_last[one.name[-1]]) < MOST:
            by_last[one.name[-1]].append(one)
    for group in by_last.values():
        full = {one.name for one in group if len(one.name) > 1}
        pairs = (pair for pair in combinations(sorted(group, key=lambda one: one.place), 2) if len(full) == 1)
        for one, two in islice(pairs, MOST):
            if one.days[0] > two.days[1] or two.days[0] > one.days[1]:
                yield Conflict(one.place, two.place, f"{' '.join(*full)} {what} {one.words} here, {two.words} there.")
                break

"""Possible conflicts: two places of one article that give different values for what reads as the same thing."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from articles.extractor.attribution.names import OPENERS
from articles.extractor.conflicts.denials import denials
from articles.extractor.conflicts.lives import lives
from articles.extractor.conflicts.spellings import spellings
from articles.extractor.conflicts.topics import GENERIC, direction, keys, names_measure, topic
from articles.extractor.findings import Conflict, DateMention, Figure
from articles.text.sentences import Sentence
from articles.text.spans import Span
from articles.text.words import word_set

CLAUSE_EDGE = re.compile(r"[,;:–—]\s|[.!?]\s|\s-\s|\n")
PROPER = re.compile(r"(?<=[a-z,’'\"“(] )[A-Z][\w’'-]{2,30}|\b[A-Z][\w’'-]{2,30}(?=\s[A-Z]|['’]s\s)")
HEAD = re.compile(r"[\s-]((?:[\w’'&-]{1,25}\s){0,4}?[a-z][a-z’-]{2,25}s|people|men|women|children)\b")
STOP_HEAD = re.compile(
    r"\b(?:of|in|on|to|by|for|and|or|at|from|with|that|who|which|is|was|were|are|has|had|have|as|than|since|says|this|its|his)\b"
)
CASUALTIES = re.compile(
    r"\s(?:(?:people|persons|others)\s)?(?:(?:are|were|was|have been|had been|have|had)\s)?(?P<what>killed|dead|died|injured|wounded|hurt)\b"
)
# What is wished, allowed or foreseen is no other value of what is, and "ten other miners" are not all of them.
UNREAL = re.compile(
    r"(?i)\b(?:expect\w*|should|shall|must|if|maximum|minimum|limit\w*|target|goal|planned|hoped|quorum|per|each|every)\b"
)
OTHERS = re.compile(r"(?i)\s(?:[\w-]{1,20}\s)?(?:other|more|additional|extra|further|different|new)\b")
# How far behind a figure the words that say what it counts may stand.
NEAR = 60
BULLET = re.compile(r"[•‣▪●◦⁃∙*·–—-]\s*$")
SEVERAL = re.compile(r"(?i)\b(?:two|three|four|five|both|\d{1,2})\s(?:[\w’'-]{1,20}\s){0,4}?([a-z]{3,20})s\b")
# Bounds that keep the work linear: figures looked at, values compared for one measure, and conflicts shown for one article.
HARMED = ("deaths", "injuries")
MOST_FIGURES, MOST_VALUES, MOST_SHOWN = 4000, 30, 12
DURATIONS = word_set("seconds minutes minute hours days weeks months years decades centuries score times points")


class Item(NamedTuple):
    """One figure with what its clause and sentence say it measures."""

    figure: Figure
    clause: Span
    words: str
    sentence: int
    measure: str
    direction: str
    keys: frozenset[str]
    near: frozenset[str]
    proper: frozenset[str]
    dates: tuple[DateMention, ...]
    listed: bool


def conflicts(
    text: str, found: Sequence[Sentence], figures: Sequence[Figure], dates: Sequence[DateMention]
) -> list[Conflict]:
    """Pairs of clauses that cannot both hold as they stand, or that a careful checker would put side by side."""
    items = list(_items(text, found, figures, dates))
    shown = [
        *_different_values(items),
        *_two_for_one(items),
        *lives(text, dates),
        *spellings(text),
        *denials(text, found),
    ]
    return sorted(shown, key=lambda pair: (pair.a, pair.b))[:MOST_SHOWN]


def _items(
    text: str, found: Sequence[Sentence], figures: Sequence[Figure], dates: Sequence[DateMention]
) -> Iterator[Item]:
    starts, day_starts = [s.start for s in found], [d.span.start for d in dates]
    values: Counter[str] = Counter()
    for figure in figures[:MOST_FIGURES]:
        index = bisect_right(starts, figure.span.start) - 1
        if index < 0 or figure.span.end > found[index].end or figure.unit in DURATIONS or not figure.value:
            continue
        clause = _clause(text, found[index], figure.span)
        words = text[clause.start : clause.end]
        measure = _measure(text, figure, words)
        if not measure or values[measure] >= MOST_VALUES:
            continue
        values[measure] += 1
        if not UNREAL.search(words) and not OTHERS.match(text, figure.span.end):
            times = _within(dates, day_starts, clause)
            if figure.unit == "percent":
                times = times or _within(dates, day_starts, found[index])
            yield _item(text, figure, clause, measure, found[index], index, times)


def _item(
    text: str,
    figure: Figure,
    clause: Span,
    measure: str,
    sentence: Sentence,
    index: int,
    times: tuple[DateMention, ...],
) -> Item:
    words = text[clause.start : clause.end]
    behind = text[figure.span.end : min(clause.end, figure.span.end + NEAR)]
    whole = text[max(sentence.start, clause.start - 300) : min(sentence.end, clause.end + 300)]
    listed = bool(BULLET.search(text, max(0, sentence.start - 4), sentence.start))
    return Item(
        figure,
        clause,
        words,
        index,
        measure,
        direction(words),
        keys(words),
        keys(behind),
        _proper(whole),
        times,
        listed,
    )


def _within(dates: Sequence[DateMention], starts: Sequence[int], where: Span | Sentence) -> tuple[DateMention, ...]:
    """At most eight time expressions of a clause or sentence."""
    low = bisect_left(starts, where.start)
    return tuple(dates[low : min(bisect_left(starts, where.end), low + 8)])


def _clause(text: str, sentence: Sentence, span: Span) -> Span:
    low, high = max(sentence.start, span.start - 160), min(sentence.end, span.end + 120)
    edges = [match.end() for match in CLAUSE_EDGE.finditer(text, low, span.start)]
    after = CLAUSE_EDGE.search(text, span.end, high)
    return Span(edges[-1] if edges else low, after.start() if after else high)


def _measure(text: str, figure: Figure, words: str) -> str:
    """What the figure counts: the topic of a percentage or an amount, the counted noun of a bare number."""
    if figure.unit:
        about = topic(words)
        return f"{figure.unit} {about}" if about else ""
    hurt = CASUALTIES.match(text, figure.span.end, figure.span.end + 60)
    if hurt:
        return topic(hurt["what"])
    head = HEAD.match(text, figure.span.end, figure.span.end + 90)
    if not head or STOP_HEAD.search(head[1]) or "," in head[1]:
        return ""
    noun = head[1].split()[-1].lower()
    return "" if noun in GENERIC else noun


def _proper(words: str) -> frozenset[str]:
    bare = (re.sub(r"['’]s?$", "", name) for name in PROPER.findall(words))
    return frozenset(name for name in bare if name.lower() not in OPENERS and not names_measure(name))


def _different_values(items: Sequence[Item]) -> Iterator[Conflict]:
    by_measure: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_measure[item.measure].append(item)
    for group in by_measure.values():
        said: set[frozenset[str]] = set()
        for one, two in combinations(group[:MOST_VALUES], 2):
            values = frozenset((one.figure.value, two.figure.value))
            if (
                len(values) == 2
                and values not in said
                and _comparable(one.figure, two.figure)
                and _reads_the_same(one, two)
                and not _rounded(one.figure, two.figure)
            ):
                said.add(values)
                yield Conflict(one.clause, two.clause, f"{_about(one)}: {_shown(one)} here, {_shown(two)} there.")


def _about(item: Item) -> str:
    return (
        f"Different values for what reads as the same {item.measure.removeprefix(item.figure.unit).strip() or 'figure'}"
    )


def _shown(item: Item) -> str:
    unit = {"percent": " %", "USD": " dollars", "": ""}.get(item.figure.unit, f" {item.figure.unit}")
    return f"{'about ' if item.figure.approx else ''}{_grouped(item.figure.value)}{unit}"


def _grouped(value: str) -> str:
    """A plain decimal as people write it: 6,800,000."""
    whole, dot, rest = value.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.isdecimal() else value


def _reads_the_same(one: Item, two: Item) -> bool:
    """Whether nothing tells two values apart: sentence, list, direction, names, time; and enough joins them."""
    if one.sentence == two.sentence or one.direction != two.direction or (one.listed and two.listed):
        return False
    if one.proper and two.proper and not one.proper & two.proper:
        return False
    if not _same_time(one.dates, two.dates) and not _same_event(one, two):
        return False
    return bool(one.direction) if one.figure.unit == "percent" else _share_enough(one, two)


def _share_enough(one: Item, two: Item) -> bool:
    """Whether the words of two amounts or counts are those of one thing."""
    shared = one.keys & two.keys
    if one.measure in HARMED:
        return len(shared) >= 3
    if one.figure.unit:
        # The measure is shared anyway; a name that both have weighs as much as another word.
        others = shared - {one.measure.removeprefix(one.figure.unit).strip()}
        return len(others) >= (1 if one.proper & two.proper else 2)
    return len(one.near & two.near) >= 2 and len(shared) >= 0.3 * min(len(one.keys), len(two.keys))


def _same_event(one: Item, two: Item) -> bool:
    """Whether two counts of dead or hurt, only one of them with a day, share so much that they are of one event."""
    return one.measure in HARMED and not (one.dates and two.dates) and len(one.keys & two.keys) >= 3


def _same_time(one: Sequence[DateMention], two: Sequence[DateMention]) -> bool:
    if not one or not two:
        return not one and not two
    return any(_meet(a, b) for a in one for b in two)


def _meet(a: DateMention, b: DateMention) -> bool:
    if a.first and a.last and b.first and b.last:
        return a.first <= b.last and b.first <= a.last
    return a.first is None and b.first is None


def _comparable(one: Figure, two: Figure) -> bool:
    """Whether two values may be of one thing: not ten times apart, unless a thousand or a million became another word."""
    low, high = sorted(map(float, (one.value, two.value)))
    return one.unit == "percent" or high <= 10 * low or high in (1000 * low, 1_000_000 * low)


def _rounded(one: Figure, two: Figure) -> bool:
    """Whether one value is the other one rounded, as 46 is 46.3."""
    a, b = float(one.value), float(two.value)
    rough = abs(a - b) <= 0.012 * max(abs(a), abs(b))
    return rough or ((a.is_integer() or b.is_integer()) and round(a) == round(b))


def _two_for_one(items: Sequence[Item]) -> Iterator[Conflict]:
    """The same amount given once for several things together and once for one of them."""
    amounts: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.figure.unit not in ("", "percent"):
            amounts[item.figure.unit, item.figure.value].append(item)
    for group in amounts.values():
        together = [(item, match[1].lower()) for item in group[:MOST_VALUES] if (match := SEVERAL.search(item.words))]
        for item, noun in together:
            single = re.compile(rf"(?i)\b(?:a|an|one)\s(?:\S{{1,25}}\s){{0,5}}?{noun}\b")
            others = (two for two in group[:MOST_VALUES] if two.sentence != item.sentence and single.search(two.words))
            other = next(others, None)
            if other:
                first, second = sorted((item, other), key=lambda each: each.clause)
                yield Conflict(
                    first.clause,
                    second.clause,
                    f"The same amount is given for several {noun}s together and for one {noun} alone.",
                )
                break

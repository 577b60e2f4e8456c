"""Dates: every time expression a checker would pin down, as a range of days where the text allows it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from articles.extractor.dates.calendar import Days
from articles.extractor.dates.days import DAYS, WRITTEN_IN_FULL
from articles.extractor.dates.expressions import Expression, Match
from articles.extractor.dates.narrated import NARRATED, Named
from articles.extractor.dates.periods import PERIODS
from articles.extractor.dates.relative import RELATIVES
from articles.extractor.findings import DateMention
from articles.text.blocks import Block, BlockKind
from articles.text.spans import Span

DATELINES = (BlockKind.BYLINE, BlockKind.FURNITURE)
# A dateline stands near the top: no article has more lines of menu and byline above its own.
DATELINE_BLOCKS = 60
LONGEST_DATELINE = 300
# Days between an article's own dateline and the day of publication that may be slips of the same day.
NEAR = 3
# Between a time of day and the day it belongs to when that follows: "9 a.m. on Friday".
JOINTS = frozenset((" ", " on ", ", "))
COUNTED: tuple[Expression[date | None], ...] = (*DAYS, *PERIODS, *RELATIVES)


class Told(NamedTuple):
    """A time whose days depend on what is named before it."""

    start: int
    end: int
    match: Match
    expression: Expression[Named]


def anchor_of(text: str, blocks: Sequence[Block], published_on: date | None) -> date | None:
    """The day that "yesterday" counts from: that of publication, or the article's own, which goes first where both are near.

    An article is written before or after midnight and put online later: within a few days, its own word is the better.
    """
    own = dateline(text, blocks)
    if published_on is None or (own is not None and abs((own - published_on).days) <= NEAR):
        return own
    return published_on


def dateline(text: str, blocks: Sequence[Block]) -> date | None:
    """The day the article itself says it was published: the first full date in a byline or the furniture at its top."""
    for block in blocks[:DATELINE_BLOCKS]:
        if block.kind in DATELINES and block.end - block.start < LONGEST_DATELINE:
            for expression in WRITTEN_IN_FULL:
                match = expression.pattern.search(text, block.start, block.end)
                found = expression.resolver(match, None) if match else None
                if found:
                    return found.first
    return None


def dates(text: str, anchor: date | None) -> list[DateMention]:
    """The time expressions of a text in reading order, relative to the anchor day. Linear in the length of text."""
    lowered, mask = text.lower(), bytearray(len(text))
    found: list[DateMention] = []
    for counted in COUNTED:
        for start, end, match in counted.matches(text, lowered):
            if mask.find(1, start, end) < 0:
                mask[start:end] = b"\1" * (end - start)
                days = counted.resolver(match, anchor)
                found.append(DateMention(Span(start, end), *(days or (None, None))))
    told: list[Told] = []
    for narrated in NARRATED:
        for start, end, match in narrated.matches(text, lowered):
            if mask.find(1, start, end) < 0:
                mask[start:end] = b"\1" * (end - start)
                told.append(Told(start, end, match, narrated))
    found.sort(key=lambda mention: mention.span)
    told.sort(key=lambda one: one.start)
    return _in_reading_order(text, found, told, anchor)


def _in_reading_order(
    text: str, found: Sequence[DateMention], told: Sequence[Told], anchor: date | None
) -> list[DateMention]:
    """Every time, those that depend on others resolved by what was named before them, or right after."""
    merged: list[DateMention] = []
    named, index = Named(anchor), 0
    for one in told:
        while index < len(found) and found[index].span.start < one.start:
            merged.append(found[index])
            named = named.after(_days(found[index]))
            index += 1
        known = named
        if index < len(found) and text[one.end : min(found[index].span.start, one.end + 5)] in JOINTS:
            known = named.after(_days(found[index]))
        days = one.expression.resolver(one.match, known)
        merged.append(DateMention(Span(one.start, one.end), *(days or (None, None))))
        named = named.after(days)
    return [*merged, *found[index:]]


def _days(mention: DateMention) -> Days | None:
    return Days(mention.first, mention.last) if mention.first and mention.last else None

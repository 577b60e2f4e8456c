"""Sentences taken apart where it is sure: words that somebody is quoted with, clauses that stand alone, items of a line.

A checker settles each statement by itself. Most sentences stay whole: a wrong cut costs more than a missing one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from articles.extractor.claims.clauses import (
    LONGEST,
    is_framed,
    is_main,
    is_past,
    is_statement,
    is_sure,
    says,
    tells_event,
)
from articles.extractor.claims.wordings import HARM, lowered
from articles.extractor.facets import Facets
from articles.text.blocks import BlockKind
from articles.text.spans import Span

FEWEST_QUOTED_WORDS, FEWEST_ITEM_WORDS, FEWEST_ITEMS = 5, 4, 2
JOINT = re.compile(r";\s(?:(?:and|but|while|whereas)\s)?|,\s(?:and|but|while|whereas)\s")
# What leads back to the clause before: alone such a clause says something else.
BACKWARD = re.compile(
    r"(?i)\b(?:others?|another|more(?!\sthan)|fewer(?!\sthan)|rest|remaining|same|latter|such|respectively|likewise|too|instead|so|both|neither|"
    r"this|that|these|those|them|hopefully)\b"
)
# Behind them a quotation in small letters may be a whole clause.
LEADS_IN = re.compile(r"(?:\b(?:that|said|says|added)|[,:])\s[\"“«]$")
# What is promised, or has no subject of its own, is no accusation; one that comes late is not what the clause says.
VAGUE = re.compile(r"\b(?:will|can|cannot|let|[Tt]his|[Tt]hat|[Ii]t|[Tt]here)\b|['’]ll\b|\bwon['’]t\b")
NEAR = 80
DASH = re.compile(r"\s[-–—•*·]\s+(?=[A-Z0-9$€£])")
NUMBER = re.compile(r"(?<!\S)\((?P<label>\d|[a-h])\)\s+")
TAIL = re.compile(r"[,;]\s(?:and|or|but)\s?$")
LABELS = ("123456789", "abcdefgh")


class Role(Enum):
    """What an atom is of its sentence."""

    WHOLE = auto()
    PART = auto()
    TOLD = auto()  # the whole sentence: that its quoted words were said
    QUOTED = auto()  # the quoted words alone: that they are true


class Atom(NamedTuple):
    """One statement: its span, what it is of its sentence, and the words that lead in the items of a line."""

    span: Span
    role: Role = Role.WHOLE
    lead_in: Span | None = None


class Stated(NamedTuple):
    """An atom in its article: the index of its sentence, what a checker's eye stops at in it, and who says it ("" if nobody)."""

    atom: Atom
    sentence: int
    facets: Facets
    speaker: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.atom.span


def atoms(text: str, span: Span, kind: BlockKind, facets: Facets, parts: Sequence[Span] = ()) -> list[Atom]:
    """The statements of one sentence in reading order, the whole before what lies inside it.

    facets are those inside span; parts are what a stronger judge told apart, and go before the rules of this room.
    """
    if parts:
        return _as_judged(span, facets, parts)
    quoted = [Atom(inner, Role.QUOTED) for inner in dict.fromkeys(_quoted(text, span, facets)) if inner != span]
    if quoted:
        return [Atom(span, Role.TOLD), *quoted]
    if kind is BlockKind.TABLE_ROW or span.end - span.start > LONGEST:
        return [Atom(span)]
    return _items(text, span, kind) or _clauses(text, span, facets) or [Atom(span)]


def _as_judged(span: Span, facets: Facets, parts: Sequence[Span]) -> list[Atom]:
    """The parts that lie inside the sentence; it stays whole beside them where they are all quoted words."""
    inside = sorted({part for part in parts if span.start <= part.start < part.end <= span.end} - {span})
    quoted = {part for part in inside if any(_holds(quotation.span, part) for quotation in facets.quotations)}
    kept = span in parts or len(quoted) == len(inside)
    whole = [Atom(span, Role.TOLD if quoted else Role.WHOLE)] if kept else []
    return whole + [Atom(part, Role.QUOTED if part in quoted else Role.PART) for part in inside]


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _quoted(text: str, span: Span, facets: Facets) -> Iterator[Span]:
    """Quoted words that assert something by themselves, in a sentence that also says who said them."""
    quotations = [quotation.span for quotation in facets.quotations]
    if not quotations or not says(_around(text, span, quotations)):
        return
    for quotation in quotations:
        inner = _trimmed(text, max(quotation.start, span.start), min(quotation.end, span.end))
        words = text[inner.start : min(inner.end, inner.start + LONGEST)]
        if len(words.split()) < FEWEST_QUOTED_WORDS or not is_statement(words):
            continue
        if words[0].islower() and not LEADS_IN.search(text[max(span.start, inner.start - 12) : inner.start]):
            continue
        if is_sure(words) and _is_checkable(words, inner, facets.inside(inner)):
            yield inner


def _is_checkable(words: str, span: Span, facets: Facets) -> bool:
    """Whether a quoted clause holds a figure, a day of the past, an event or an accusation; what is promised, or said for effect, does not."""
    figures = [f for f in facets.figures if f.span.start >= span.start and f.value != "100"]
    return (
        any(figure.unit or len(figure.value) > 1 for figure in figures)
        or (bool(facets.dates) and is_past(words))
        or tells_event(words)
        or (bool(HARM.search(lowered(words[:NEAR]))) and not VAGUE.search(words[:NEAR]))
    )


def _around(text: str, span: Span, quotations: Iterable[Span]) -> str:
    """The words of a sentence outside its quotations."""
    begin, outside = span.start, []
    for quotation in quotations:
        outside.append(text[begin : max(begin, quotation.start)][:LONGEST])
        begin = quotation.end
    return " ".join([*outside, text[begin : span.end][:LONGEST]])[: 4 * LONGEST]


def _items(text: str, span: Span, kind: BlockKind) -> list[Atom]:
    """The items of a list in one line, behind "-" or "(1)", if each of them is a statement; else nothing."""
    words = span.quote(text)
    numbers = list(NUMBER.finditer(words))
    counted = "".join(number["label"] for number in numbers)
    numbered = len(numbers) > 1 and any(labels.startswith(counted) for labels in LABELS)
    marks = numbers if numbered else list(DASH.finditer(words))
    if not marks:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    items = [_piece(text, span, mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
    lead = _piece(text, span, 0, marks[0].start())
    led_in = text[lead.end - 1 : lead.end] == ":"
    if not numbered and not led_in and kind is BlockKind.LIST_ITEM:
        items = [lead, *items]  # its own bullet stands before the sentence
    elif lead.end > lead.start and not led_in:
        return []
    if len(items) < FEWEST_ITEMS or not all(_is_item(item.quote(text)) for item in items):
        return []
    return [Atom(item, Role.PART, lead if led_in else None) for item in items]


def _is_item(words: str) -> bool:
    return len(words.split()) >= FEWEST_ITEM_WORDS and is_statement(words)


def _clauses(text: str, span: Span, facets: Facets) -> list[Atom]:
    """The main clauses of a sentence, if each has its subject, verb and figure or date and none leans on another; else nothing."""
    words = span.quote(text)
    if facets.quotations or facets.attributions:
        return []
    joints = [
        joint
        for joint in JOINT.finditer(words)
        if words.count("(", 0, joint.start()) == words.count(")", 0, joint.start())
        and is_statement(words[joint.end() :])
    ]
    edges = [(0, 0), *(joint.span() for joint in joints), (len(words), len(words))]
    pieces = [_piece(text, span, one[1], two[0]) for one, two in pairwise(edges)]
    return [Atom(piece, Role.PART) for piece in pieces] if len(pieces) > 1 and _are_apart(text, pieces, facets) else []


def _are_apart(text: str, pieces: Sequence[Span], facets: Facets) -> bool:
    """Whether clauses say the same each by itself as they say together."""
    words = [piece.quote(text) for piece in pieces]
    inside = [facets.inside(piece) for piece in pieces]
    dated = {bool(there.dates) for there in inside}
    return (
        all(there.figures or there.dates for there in inside)
        and len(dated) == 1  # one date may be meant for both
        and is_statement(words[0])
        and all(is_main(clause) for clause in words[:-1])
        and all(is_sure(clause) for clause in words)
        and not any(BACKWARD.search(clause) for clause in words[1:])
        and len({is_framed(clause) for clause in words}) == 1
    )


def _piece(text: str, span: Span, start: int, end: int) -> Span:
    return _trimmed(text, span.start + start, span.start + end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without white space around it, and without a comma, semicolon or "and" at its end."""
    while start < end and text[start].isspace():
        start += 1
    tail = TAIL.search(text, max(start, end - 8), end)
    end = tail.start() if tail else end
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return Span(start, end)

"""Where the words of claims stand in a newer text: placed, changed or gone, and never on look-alikes."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import Indel

from articles.text.alignment import GONE, align
from articles.text.spans import Span
from articles.text.units import WORD, Units, units


class State(StrEnum):
    """What became of a claim's words; the values stand in the API."""

    PLACED = "placed"
    CHANGED = "changed"
    GONE = "gone"


class Anchor(NamedTuple):
    """The answer for one span: a span of the new text unless its words are gone."""

    state: State
    span: Span | None


VANISHED = Anchor(State.GONE, None)
ALIKE = 0.5  # a neighbour that keeps half of its words is the same neighbour, edited
KEPT = 0.4  # a claim of which less than this share of letters stands in the new text is gone
# A sentence that opens with one of these leans on the one before it.
LEANING_WORDS = "he she it they this that these those his her its their both such there then "
LEANING = frozenset(LEANING_WORDS.split())
SENTENCE_ENDS = tuple(".!?…\"'”’»)]")


def reanchor(old: str, new: str, spans: Sequence[Span]) -> list[Anchor]:
    """One Anchor for each span of old, in the order of spans.

    placed: the quote and the sentences it stands in are unchanged, character for character and word for word, and
    what stands around them still vouches that it is this place and no look-alike.  changed: the words, or what
    vouches for them, changed; the span shows where they stand now.  gone: they are not there any more.
    ValueError for an empty span or one that leaves old.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(old):
            raise ValueError(f"no words at {start}:{end}")
    mapping = Mapping(units(old), units(new))
    return [mapping.anchor(Span(*span)) for span in spans]


class Mapping:
    """The alignment of two texts, by sentences, and by words where sentences changed."""

    def __init__(self, old: Units, new: Units) -> None:
        self._old, self._new = old, new
        self._place = align(old.keys, new.keys)
        self._matched = [index for index, place in enumerate(self._place) if place != GONE]
        self._came_from = {place: index for index, place in enumerate(self._place) if place != GONE}
        self._regions: dict[tuple[int, int], Region] = {}

    @cached_property
    def _often(self) -> tuple[Counter[str], Counter[str]]:
        return Counter(self._old.keys), Counter(self._new.keys)

    def anchor(self, span: Span) -> Anchor:
        """What became of one span."""
        first, last = self._old.at(span.start), self._old.at(span.end - 1)
        places = self._place[first : last + 1]
        if GONE in places or places[-1] - places[0] != last - first:
            return self._changed(span, first, last)
        moved = self._moved(span, places[0], places[-1])
        if moved is None:
            return self._changed(span, first, last)
        return Anchor(State.PLACED if self._vouched(first, last) else State.CHANGED, moved)

    def _moved(self, span: Span, first: int, last: int) -> Span | None:
        """The same offsets in the units first to last of the new text, if the very same characters stand there."""
        start = self._new.starts[first] + span.start - self._old.starts[self._old.at(span.start)]
        end = self._new.starts[last] + span.end - self._old.starts[self._old.at(span.end - 1)]
        moved = Span(start, end)
        return moved if start < end and moved.quote(self._new.text) == span.quote(self._old.text) else None

    def _vouched(self, first: int, last: int) -> bool:
        """Whether the neighbours still vouch for the unchanged units first to last."""
        before, behind = self._side(first, -1), self._side(last, 1)
        if all(max(counts[key] for counts in self._often) > 1 for key in self._old.keys[first : last + 1]):
            return before == "next" or (before == "near" and behind in ("next", "near"))
        if before in ("other", "cut") and (self._leans(first) or (before == "other" and self._is_title(first - 1))):
            return False
        return not (before == "other" and behind == "other")

    def _side(self, index: int, step: int) -> str:
        """What became of a neighbour.

        next: it still is the neighbour.  near: it is still there, with new text between.  cut: it was taken out and
        nothing new stands there.  other: other words stand in its place.
        """
        was, now = index + step, self._place[index] + step
        if not 0 <= was < len(self._old):
            return "near" if 0 <= now < len(self._new) else "next"
        if self._place[was] != GONE:
            return "next" if self._place[was] == now else "near"
        if not 0 <= now < len(self._new) or now in self._came_from:
            return "cut"
        alike = Indel.normalized_similarity(WORD.findall(self._old.keys[was]), WORD.findall(self._new.keys[now]))
        return "near" if alike >= ALIKE else "other"

    def _leans(self, index: int) -> bool:
        opening = WORD.search(self._old.keys[index])
        return opening is not None and opening.group().lower() in LEANING

    def _is_title(self, index: int) -> bool:
        return index >= 0 and not self._old.keys[index].endswith(SENTENCE_ENDS)

    def _between(self, first: int, last: int) -> tuple[int, int]:
        """The units around first to last that have no equal in the new text, as far as the nearest that have."""
        before = bisect_left(self._matched, first)
        behind = bisect_right(self._matched, last)
        low = self._matched[before - 1] + 1 if before else 0
        return low, self._matched[behind] if behind < len(self._matched) else len(self._place)

    def _changed(self, span: Span, first: int, last: int) -> Anchor:
        """Where the words of a changed place stand now, by the words between the nearest unchanged units."""
        low, high = self._between(first, last)
        if (low, high) not in self._regions:
            left = self._place[low - 1] + 1 if low else 0
            right = self._place[high] if high < len(self._place) else len(self._new)
            self._regions[low, high] = Region(self._old, self._new, (low, high), (left, right))
        whole = span.start <= self._old.starts[first] and not self._old.text[span.end : self._old.end(last)].strip()
        found = self._regions[low, high].find(span, whole=whole)
        return VANISHED if found is None else Anchor(State.CHANGED, found)


class Region:
    """A run of units that was replaced by another, aligned by words."""

    def __init__(self, old: Units, new: Units, was: tuple[int, int], now: tuple[int, int]) -> None:
        self._new = new
        self._a = _words(old, *was)
        self._b = _words(new, *now)
        self._starts = [start for start, _ in self._a]
        self._ends = [end for _, end in self._a]
        self._text = old.text
        a = [old.text[start:end] for start, end in self._a]
        b = [new.text[start:end] for start, end in self._b]
        self._place = align(a, b)
        self._taken = frozenset(self._place)

    def find(self, span: Span, *, whole: bool) -> Span | None:
        """Where most of the words of span stand: the whole sentence if span was one, else from its first to its last."""
        mine = range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
        weights: Counter[int] = Counter()
        for index in mine:
            if self._place[index] != GONE:
                weights[self._unit(index)] += self._weight(index)
        if not weights:
            return None
        chosen = self._around(weights)
        kept = [self._place[index] for index in mine if self._place[index] != GONE and self._unit(index) in chosen]
        if sum(weights[unit] for unit in chosen) < KEPT * sum(map(self._weight, mine)):
            return None
        if whole:
            start, end = self._new.starts[min(chosen)], self._new.end(max(chosen))
        else:
            start, end = self._b[self._reach(mine[0], kept[0], -1)][0], self._b[self._reach(mine[-1], kept[-1], 1)][1]
        words = self._new.text[start:end]
        return Span(start, start + len(words.rstrip())) if words.strip() else None

    def _unit(self, index: int) -> int:
        return self._new.at(self._b[self._place[index]][0])

    def _weight(self, index: int) -> int:
        start, end = self._a[index]
        return end - start if self._text[start].isalnum() else 0

    @staticmethod
    def _around(weights: Counter[int]) -> range:
        """The new unit with most of the words, and those beside it that hold a good part of them."""
        best, most = max(weights.items(), key=lambda pair: (pair[1], -pair[0]))
        low = high = best
        while weights[low - 1] * 2 > most:
            low -= 1
        while weights[high + 1] * 2 > most:
            high += 1
        return range(low, high + 1)

    def _reach(self, edge: int, place: int, step: int) -> int:
        """From the outermost word that stayed to the words that took the place of those that did not."""
        if self._place[edge] == place:
            return place
        unit = self._new.at(self._b[place][0])
        while 0 <= place + step < len(self._b) and place + step not in self._taken:
            if self._new.at(self._b[place + step][0]) != unit:
                break
            place += step
        return place


def _words(of: Units, low: int, high: int) -> list[tuple[int, int]]:
    if low >= high:
        return []
    return [match.span() for match in WORD.finditer(of.text, of.starts[low], of.end(high - 1))]

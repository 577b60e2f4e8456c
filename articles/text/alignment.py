"""Which parts of an old text stand where in a new one: the longest order-keeping match of two sequences."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

# The match of two runs costs one bit per pair of items: 400 million pairs are 50 MB and about 0.2 s.
MOST_PAIRS = 400_000_000
WIDTHS = (1, 2, 4, 8)  # of the groups that hold longer runs together
GONE = -1

Run = tuple[int, int, int, int]


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """For each item of old its index in new, or GONE.

    Matched items are equal and keep their order; among equal ones the earliest are matched, so that of fifty equal
    sentences the first forty-nine stay when one is taken out.  Longest common subsequence (Hyyrö's bit-parallel
    method in rapidfuzz) between common ends; runs too long for that are first cut at items that occur once in both.
    """
    numbers: dict[Hashable, int] = {}
    a = [numbers.setdefault(item, len(numbers)) for item in old]
    b = [numbers.setdefault(item, len(numbers)) for item in new]
    found = [GONE] * len(a)
    pending: list[Run] = [(0, len(a), 0, len(b))]
    while pending:
        run = _trimmed(a, b, pending.pop(), found)
        low, high, left, right = run
        if low == high or left == right:
            continue
        if (high - low) * (right - left) <= MOST_PAIRS:
            _match(a, b, run, found)
        else:
            pending.extend(_cut(a, b, run))
    _earliest(a, b, found)
    return found


def _trimmed(a: list[int], b: list[int], run: Run, found: list[int]) -> Run:
    """Match the equal items at both ends of a run; what is left between them."""
    low, high, left, right = run
    while low < high and left < right and a[low] == b[left]:
        found[low] = left
        low, left = low + 1, left + 1
    while low < high and left < right and a[high - 1] == b[right - 1]:
        high, right = high - 1, right - 1
        found[high] = right
    return low, high, left, right


def _match(a: list[int], b: list[int], run: Run, found: list[int]) -> None:
    low, high, left, right = run
    for op in Indel.opcodes(a[low:high], b[left:right]):
        if op.tag == "equal":
            for step in range(op.src_end - op.src_start):
                found[low + op.src_start + step] = left + op.dest_start + step


def _cut(a: list[int], b: list[int], run: Run) -> list[Run]:
    """The runs between items that occur once on both sides and keep their order, or else between groups that do."""
    low, high, left, right = run
    for width in WIDTHS:
        once_a, once_b = _once(a, low, high, width), _once(b, left, right, width)
        pairs = sorted((place, once_b[group]) for group, place in once_a.items() if group in once_b)
        if anchors := _rising(pairs):
            bounds = pairwise([(low, left), *anchors, (high, right)])
            return [(one[0], other[0], one[1], other[1]) for one, other in bounds]
    return []


def _once(items: list[int], low: int, high: int, width: int) -> dict[tuple[int, ...], int]:
    """Where each group of width items stands that occurs only once."""
    groups = list(zip(*(items[low + step : high] for step in range(width)), strict=False))
    counts = Counter(groups)
    return {group: low + index for index, group in enumerate(groups) if counts[group] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs whose second numbers rise, too (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(at[pile - 1] if pile else GONE)
        tops[pile : pile + 1] = [place]
        at[pile : pile + 1] = [index]
    chosen = []
    index = at[-1] if at else GONE
    while index != GONE:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _earliest(a: list[int], b: list[int], found: list[int]) -> None:
    """Slide what was only taken out or only put in as far back as equal items allow; the number of matches stays.

    Where items were replaced by others nothing slides: there the match says which one was.
    """
    low = left = 0  # what follows the match before
    for index, place in enumerate([*found]):
        if place == GONE:
            continue
        found[index] = GONE
        if place == left:  # nothing was put in
            while a[low] != a[index]:
                low += 1
        elif index == low:  # nothing was taken out
            while b[left] != b[place]:
                left += 1
        else:
            low, left = index, place
        found[low] = left
        low, left = low + 1, left + 1

"""What the scorer sees of a sentence: its own signals, its place on the page, its neighbours and the article around it."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from articles.extractor.signals import NAMES, READ_AT_MOST, signals
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence

Matrix = npt.NDArray[np.floating[Any]]

KINDS = tuple(BlockKind)
LAYOUT = (
    *(f"in {kind.value}" for kind in KINDS),
    *(f"after {kind.value}" for kind in KINDS),
    *(f"before {kind.value}" for kind in KINDS),
    "first in block",
    "last in block",
    "alone in block",
    "sentences in block",
    "place",
    "first three",
    "last three",
    "inside quotation",
    "said before",
    "after colon",
    "after question",
    "article length",
)
OPENS = frozenset("“«")
CLOSES = frozenset("”»")


class Page(NamedTuple):
    """The sentences of one text as seen by the scorer: their own signals and their layout, one row each."""

    own: Matrix
    layout: Matrix
    total: Matrix

    def __len__(self) -> int:
        return len(self.own)

    def rows(self, low: int, high: int) -> Matrix:
        """Rows low to high in full: own signals, layout, the sentence before and after, the six around, the whole article."""
        own = self.own[low:high]
        article = np.tile(self.total[-1] / max(1, len(self)), (high - low, 1))
        before, after, near = self._shifted(low, high, -1), self._shifted(low, high, 1), self._around(low, high, 3)
        return np.hstack([own, self.layout[low:high], before, after, near, article])

    def _shifted(self, low: int, high: int, by: int) -> Matrix:
        """Every row replaced by the one `by` places behind it; zeros where there is none."""
        wanted = np.arange(low, high) + by
        there = (wanted >= 0) & (wanted < len(self))
        return np.asarray(self.own[np.clip(wanted, 0, len(self) - 1)] * there[:, None])

    def _around(self, low: int, high: int, reach: int) -> Matrix:
        """The mean of up to `reach` rows on either side of each row, itself left out."""
        first = np.maximum(np.arange(low, high) - reach, 0)
        last = np.minimum(np.arange(low, high) + reach + 1, len(self))
        total = self.total[last] - self.total[first] - self.own[low:high]
        return np.asarray(total / np.maximum(last - first - 1, 1)[:, None])


def read_page(
    text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Callable[[float], None] | None = None
) -> Page:
    """The signals and the layout of every sentence; tell is called with 0..1 now and then."""
    own = np.zeros((len(found), len(NAMES)), dtype=np.float32)
    known: dict[str, list[float]] = {}
    for i, sentence in enumerate(found):
        words = text[sentence.start : min(sentence.end, sentence.start + READ_AT_MOST)]
        if words not in known:
            known[words] = signals(words)
        own[i] = known[words]
        if tell and i % 500 == 0:
            tell(i / len(found))
    total = np.vstack([np.zeros((1, len(NAMES))), np.cumsum(own, axis=0, dtype=np.float64)])
    return Page(own, _layout(text, blocks, found), total)


def _layout(text: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> Matrix:
    per_block = Counter(sentence.block for sentence in found)
    quoted = inside_quotation(text, found)
    seen: set[str] = set()
    rows = np.zeros((len(found), len(LAYOUT)), dtype=np.float32)
    for i, sentence in enumerate(found):
        kind = blocks[sentence.block].kind
        before, after = found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None
        words = " ".join(text[sentence.start : min(sentence.end, sentence.start + 300)].lower().split())
        first = before is None or before.block != sentence.block
        last = after is None or after.block != sentence.block
        tail = text[max(before.start, before.end - 3) : before.end] if before else ""
        rows[i] = [
            *(float(kind is one) for one in KINDS),
            *(float(before is not None and blocks[before.block].kind is one) for one in KINDS),
            *(float(after is not None and blocks[after.block].kind is one) for one in KINDS),
            float(first),
            float(last),
            float(first and last),
            float(np.log1p(per_block[sentence.block])),
            i / len(found),
            float(i < 3),
            float(i >= len(found) - 3),
            quoted[i],
            float(words in seen),
            float(":" in tail),
            float("?" in tail),
            float(np.log1p(len(found))),
        ]
        seen.add(words)
    return rows


def inside_quotation(text: str, found: Sequence[Sentence]) -> list[float]:
    """1 for every sentence that begins inside a quotation which an earlier sentence of its block opened."""
    flags, is_open, block = [], False, -1
    for sentence in found:
        if sentence.block != block:
            is_open, block = False, sentence.block
        words = text[sentence.start : sentence.end]
        flags.append(float(is_open))
        straight = words.count('"') % 2 == 1
        opened = sum(map(words.count, OPENS)) + words.count("``")
        closed = sum(map(words.count, CLOSES)) + words.count("''")
        is_open = (not is_open) if straight else opened > closed or (is_open and closed <= opened)
    return flags

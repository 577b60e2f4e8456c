"""What the scorer sees of a sentence: its own signals, its place on the page, its neighbours and the article around it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from articles.extractor.small.signals import NAMES, READ_AT_MOST, signals
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
    """One row for each sentence, one column for each of LAYOUT."""
    if not found:
        return np.zeros((0, len(LAYOUT)), dtype=np.float32)
    count = len(found)
    block = np.array([sentence.block for sentence in found])
    kind = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(blocks[index].kind) for index in block.tolist()]]
    nothing = np.zeros((1, len(KINDS)), dtype=np.float32)
    changes = np.concatenate([[True], block[1:] != block[:-1], [True]])
    first, last = changes[:-1], changes[1:]
    _, where, sizes = np.unique(block, return_inverse=True, return_counts=True)
    place = np.arange(count)
    tails = ["", *(text[max(one.start, one.end - 3) : one.end] for one in found[:-1])]
    columns = (
        first,
        last,
        first & last,
        np.log1p(sizes[where]),
        place / count,
        place < 3,
        place >= count - 3,
        inside_quotation(text, found),
        _said_before(text, found),
        [":" in tail for tail in tails],
        ["?" in tail for tail in tails],
        np.full(count, np.log1p(count)),
    )
    around = [kind, np.vstack([nothing, kind[:-1]]), np.vstack([kind[1:], nothing])]
    return np.hstack([*around, np.array(columns, dtype=np.float32).T])


def _said_before(text: str, found: Sequence[Sentence]) -> list[bool]:
    """For every sentence, whether one before it has the same words (of the first 300 letters)."""
    seen: set[str] = set()
    flags = []
    for sentence in found:
        words = " ".join(text[sentence.start : min(sentence.end, sentence.start + 300)].lower().split())
        flags.append(words in seen)
        seen.add(words)
    return flags


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

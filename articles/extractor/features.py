"""What the scorer sees of a sentence: its own signals, its place on the page, its neighbours and the article around it."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from articles.extractor.signals import NAMES, signals
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence

Matrix = npt.NDArray[np.float64]

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


def dense(
    text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Callable[[float], None] | None = None
) -> Matrix:
    """One row for each sentence: its signals, its layout, the sentence before and after, the six around it, the whole article.

    tell is called with 0..1 now and then.
    """
    own = np.zeros((len(found), len(NAMES)))
    for i, sentence in enumerate(found):
        own[i] = signals(text[sentence.start : sentence.end])
        if tell and i % 200 == 0:
            tell(i / len(found))
    if not found:
        return np.zeros((0, 5 * len(NAMES) + len(LAYOUT)))
    article = np.tile(own.mean(axis=0), (len(found), 1))
    return np.hstack([own, _layout(text, blocks, found), shifted(own, 1), shifted(own, -1), around(own, 3), article])


def shifted(rows: Matrix, by: int) -> Matrix:
    """Every row replaced by the one `by` places before it; zeros where there is none."""
    moved = np.zeros_like(rows)
    if by > 0:
        moved[by:] = rows[:-by]
    else:
        moved[:by] = rows[-by:]
    return moved


def around(rows: Matrix, reach: int) -> Matrix:
    """The mean of up to `reach` rows on either side of each row, itself left out."""
    padded = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])
    count = len(rows)
    low = np.maximum(np.arange(count) - reach, 0)
    high = np.minimum(np.arange(count) + reach + 1, count)
    total = padded[high] - padded[low] - rows
    return np.asarray(total / np.maximum(high - low - 1, 1)[:, None])


def _layout(text: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> Matrix:
    per_block = Counter(sentence.block for sentence in found)
    quoted = inside_quotation(text, found)
    seen: set[str] = set()
    rows = []
    for i, sentence in enumerate(found):
        kind = blocks[sentence.block].kind
        before, after = found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None
        words = " ".join(text[sentence.start : min(sentence.end, sentence.start + 300)].lower().split())
        first = before is None or before.block != sentence.block
        last = after is None or after.block != sentence.block
        tail = text[max(before.start, before.end - 3) : before.end] if before else ""
        rows.append(
            [
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
        )
        seen.add(words)
    return np.array(rows)


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

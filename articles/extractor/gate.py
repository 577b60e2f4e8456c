"""The layout gate: what stands around an article is never a claim, whatever its words say."""

import re
from collections.abc import Sequence

from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence

SHUT = frozenset({BlockKind.FURNITURE, BlockKind.BYLINE})
QUESTION = re.compile(r"\?[\"'”’)\]*]{0,3}$")
# A headline may end in a question and still assert ("Stock surges 46% – can it last?"); one that begins with the question does not.
ASKS = re.compile(
    r"(?i)\W{0,3}(?:what|why|how|when|where|who|which|is|are|do|does|did|can|could|will|would|should|has|have|was|were)\b"
)
FIGURE = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
STOP = re.compile(r"[.!?…][\"'”’)\]*]{0,4}$")
SHORTEST_HEADING = 4
# What a heading too short to assert anything keeps of its score.
LOW = 0.3


def gated(text: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> list[float]:
    """For every sentence the share of its score that it keeps: 0 for furniture, bylines and bare questions."""
    return [_share(text[s.start : s.end], blocks[s.block].kind) for s in found]


def _share(words: str, kind: BlockKind) -> float:
    if kind in SHUT or not LETTER.search(words):
        return 0.0
    tail = words[-6:]
    if QUESTION.search(tail):
        if not FIGURE.search(words):
            return 0.0
        if ASKS.match(words):
            return LOW
    if (
        kind in (BlockKind.HEADING, BlockKind.CAPTION)
        and not STOP.search(tail)
        and len(words.split()) < SHORTEST_HEADING
    ):
        return LOW
    return 1.0

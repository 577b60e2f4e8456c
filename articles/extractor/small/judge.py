"""The small judge: hashed n-grams, signals and layout in a logistic regression; numpy only, milliseconds, always there."""

from collections.abc import Sequence
from functools import cached_property

from articles.extractor.judges import Judged, Tell
from articles.extractor.small.features import read_page
from articles.extractor.small.hashing import READ_AT_MOST
from articles.extractor.small.scorer import WEIGHTS_SHA256, Weights, score, shipped
from articles.text.blocks import Block
from articles.text.sentences import Sentence


class Small:
    """Judges by the weights in the package, or by others (while they are trained or compared)."""

    name = "small"

    def __init__(self, weights: Weights | None = None, identity: str = WEIGHTS_SHA256) -> None:
        self._given = weights
        self.identity = identity

    @cached_property
    def _weights(self) -> Weights:
        return self._given or shipped()

    @property
    def tiers(self) -> tuple[float, float]:
        """The scores from which a sentence is in the first and in the second tier."""
        return self._weights.first_tier, self._weights.second_tier

    def judge(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Tell) -> Judged:
        """Judge every sentence; never unable."""
        page = read_page(text, blocks, found, lambda share: tell(0.7 * share))
        words = [text[s.start : min(s.end, s.start + READ_AT_MOST)] for s in found]
        scores = score(words, page, self._weights, lambda share: tell(0.7 + 0.3 * share))
        return Judged(scores.claim, scores.high)

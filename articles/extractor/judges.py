"""The one interface behind which sentences are judged: sentences in, probabilities and parts out.

A judge says what of a text is a claim; layout gate, facets, reasons and places are the same whoever judges. The small
scorer (small.py) needs only numpy; every other judge is stronger, costs more and falls back on it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from articles.extractor.findings import NOTHING_TOLD, Told
from articles.text.blocks import Block
from articles.text.sentences import Sentence
from articles.text.spans import Span

Vector = npt.NDArray[np.floating[Any]]
Tell = Callable[[float], None]


@dataclass(frozen=True)
class Judged:
    """What a judge says of the sentences of a text, one number each.

    claim  the probability that it holds a claim, before the layout gate
    high   the probability that a mistake in it would be grave
    parts  by the index of a sentence, the spans inside it that are claims by themselves; without an entry it is one
    reasons  by the index of a sentence, what the judge says about it, in a sentence for checkers
    """

    claim: Vector
    high: Vector
    parts: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    told: Told = NOTHING_TOLD


class Judge(Protocol):
    """Somebody who can tell claims from other sentences."""

    @property
    def name(self) -> str:
        """What people call it: "small", "language model"."""

    @property
    def identity(self) -> str:
        """Hash of the weights, or the model's own name: kept with each extraction."""

    @property
    def tiers(self) -> tuple[float, float]:
        """The scores from which a sentence is "check first" and "also a claim"."""

    def judge(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Tell) -> Judged:
        """Judge every sentence of a text; tell is called with 0..1, rising. Raises Unable when it cannot."""


class Unable(Exception):
    """A judge cannot judge this text now; what it says is for people. used is what the try has cost all the same."""

    def __init__(self, why: str, used: Mapping[str, int] | None = None) -> None:
        super().__init__(why)
        self.used = dict(used or {})

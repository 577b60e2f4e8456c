"""The shipped scorer: small weights in a file beside this one, read once; sentences in, probabilities out."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from articles.extractor.small.features import Page
from articles.extractor.small.hashing import COLUMNS, Grams, grams

WEIGHTS = Path(__file__).with_name("weights.npz")
# Empty only while the very first training has not written the file yet.
WEIGHTS_SHA256 = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest() if WEIGHTS.exists() else ""
# Standardised columns are cut here: an article unlike all others must not run away with one column.
FARTHEST = 5.0

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.floating[Any]]
HEADS = ("claim", "high")
# Sentences scored together: what bounds the memory on a text of any length.
AT_ONCE = 500


class Head(NamedTuple):
    """One question to a sentence: hashed weights in steps of one byte, dense weights whole."""

    steps: npt.NDArray[np.int8]
    step: float
    dense: Vector
    constant: float


class Weights(NamedTuple):
    """Everything that the training wrote: how dense columns are standardised, the two heads, and the thresholds."""

    mean: Vector
    deviation: Vector
    claim: Head
    high: Head
    first_tier: float
    second_tier: float


class Scores(NamedTuple):
    """For every sentence, the probability that it is a claim and that a mistake in it would be grave."""

    claim: Vector
    high: Vector


@cache
def shipped() -> Weights:
    """The weights in the package."""
    with np.load(WEIGHTS, allow_pickle=False) as file:
        heads = [
            Head(
                file[f"{name}_steps"],
                float(file[f"{name}_step"]),
                file[f"{name}_dense"].astype(float),
                float(file[f"{name}_constant"]),
            )
            for name in HEADS
        ]
        first, second = (float(threshold) for threshold in file["thresholds"])
        return Weights(file["mean"].astype(float), file["deviation"].astype(float), heads[0], heads[1], first, second)


def standardised(dense: Matrix, mean: Vector, deviation: Vector) -> Matrix:
    """Dense columns around 0 with deviation 1, cut at FARTHEST."""
    return np.asarray(np.clip((dense - mean) / deviation, -FARTHEST, FARTHEST))


def score(words: Sequence[str], page: Page, weights: Weights, tell: Callable[[float], None]) -> Scores:
    """Probabilities of both heads for every sentence of a page; tell is called with 0..1 now and then."""
    scores = np.zeros((len(HEADS), len(words)))
    for low in range(0, len(words), AT_ONCE):
        high = min(low + AT_ONCE, len(words))
        rows = standardised(page.rows(low, high), weights.mean, weights.deviation)
        known = {sentence: grams(sentence) for sentence in set(words[low:high])}
        sparse = [known[sentence] for sentence in words[low:high]]
        for i, head in enumerate((weights.claim, weights.high)):
            scores[i, low:high] = _probability(head, sparse, rows)
        tell(high / len(words))
    return Scores(*scores)


def _probability(head: Head, sparse: Sequence[Grams], rows: Matrix) -> Vector:
    hashed = np.array([float(gram.values @ head.steps[gram.columns]) for gram in sparse]) * head.step
    scores = hashed + rows @ head.dense + head.constant
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))))


def packed(weights: Vector) -> Head:
    """Trained weights (hashed, dense, constant) as a head, hashed ones rounded to one byte."""
    hashed = weights[:COLUMNS]
    step = float(np.abs(hashed).max()) / 127 or 1.0
    return Head(np.round(hashed / step).astype(np.int8), step, weights[COLUMNS:-1], float(weights[-1]))

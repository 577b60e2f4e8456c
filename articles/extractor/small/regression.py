"""Logistic regression over sparse and dense columns, by L-BFGS; numpy only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from articles.extractor.small.hashing import COLUMNS, Grams

Vector = npt.NDArray[np.float64]


class Rows:
    """Sentences as rows: hashed columns (sparse) beside standardised ones (dense)."""

    def __init__(self, sparse: Sequence[Grams], dense: npt.NDArray[np.floating[Any]]) -> None:
        self.lengths = np.array([len(row.columns) for row in sparse])
        self.columns = np.concatenate([row.columns for row in sparse])
        self.values = np.concatenate([row.values for row in sparse]).astype(np.float64)
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.dense = np.hstack([dense, np.ones((len(dense), 1))])

    def times(self, weights: Vector) -> Vector:
        """The rows times the weights: hashed columns first, then dense ones, then the constant."""
        sparse = np.add.reduceat(self.values * weights[self.columns], self.starts)
        sparse[self.lengths == 0] = 0.0
        return np.asarray(sparse + self.dense @ weights[COLUMNS:])

    def gathered(self, errors: Vector) -> Vector:
        """The errors of the rows gathered on the columns: the transpose of times."""
        sparse = np.bincount(self.columns, weights=self.values * np.repeat(errors, self.lengths), minlength=COLUMNS)
        return np.concatenate([sparse, self.dense.T @ errors])


@dataclass(frozen=True)
class Penalty:
    """Strength of the quadratic penalty on hashed and on dense columns."""

    sparse: float
    dense: float


def logistic(scores: Vector) -> Vector:
    """The probability that belongs to each score."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))))


def fit(rows: Rows, targets: Vector, importance: Vector, penalty: Penalty, steps: int = 60) -> Vector:
    """The weights that minimise the mean log loss plus the penalty; targets are 0..1."""
    size = COLUMNS + rows.dense.shape[1]
    strength = np.full(size, penalty.dense)
    strength[:COLUMNS] = penalty.sparse
    strength[-1] = 0.0
    total = float(importance.sum())

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = rows.times(weights)
        value = float((importance * (np.logaddexp(0, scores) - targets * scores)).sum()) / total
        slope = rows.gathered(importance * (logistic(scores) - targets)) / total
        return value + 0.5 * float((strength * weights * weights).sum()), slope + strength * weights

    return minimised(loss, np.zeros(size), steps)


def minimised(loss: Callable[[Vector], tuple[float, Vector]], start: Vector, steps: int, memory: int = 8) -> Vector:
    """L-BFGS with backtracking (Nocedal and Wright, Numerical Optimization, algorithm 7.4)."""
    weights = start
    value, slope = loss(weights)
    pairs: list[tuple[Vector, Vector]] = []
    for _ in range(steps):
        direction = -_inverse_hessian_times(slope, pairs)
        step, descent = 1.0, float(direction @ slope)
        while True:
            trial = weights + step * direction
            new_value, new_slope = loss(trial)
            if new_value <= value + 1e-4 * step * descent or step < 1e-6:
                break
            step *= 0.5
        if value - new_value < 1e-7:
            return trial
        moved, turned = trial - weights, new_slope - slope
        if float(moved @ turned) > 1e-12:
            pairs = [*pairs[-memory + 1 :], (moved, turned)]
        weights, value, slope = trial, new_value, new_slope
    return weights


def _inverse_hessian_times(slope: Vector, pairs: Sequence[tuple[Vector, Vector]]) -> Vector:
    result, kept = slope.copy(), []
    for moved, turned in reversed(pairs):
        share = float(moved @ result) / float(moved @ turned)
        kept.append(share)
        result -= share * turned
    if pairs:
        moved, turned = pairs[-1]
        result *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(pairs, reversed(kept), strict=True):
        result += (share - float(turned @ result) / float(moved @ turned)) * moved
    return result

"""Figures over labels and scores, in plain Python; labels say which are the ones looked for."""

from collections.abc import Sequence
from itertools import groupby


def average_precision(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Precision where each wanted one is reached, from the highest score down, as a mean; equal scores are reached together."""
    ranked = sorted(zip(scores, labels, strict=True), key=lambda pair: -pair[0])
    seen = hits = 0
    total = 0.0
    for _, equal in groupby(ranked, key=lambda pair: pair[0]):
        here = [label for _, label in equal]
        seen, hits = seen + len(here), hits + sum(here)
        total += sum(here) * hits / seen
    return total / hits


def auc(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """How often a wanted one scores higher than another one; equal scores count half (Mann and Whitney)."""
    ranked = sorted(zip(scores, labels, strict=True))
    below = won = 0.0
    for _, equal in groupby(ranked, key=lambda pair: pair[0]):
        here = [label for _, label in equal]
        others = len(here) - sum(here)
        won += sum(here) * (below + others / 2)
        below += others
    return won / (below * sum(labels))


def f1(labels: Sequence[bool], taken: Sequence[bool]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * share_of_both(labels, taken) / (sum(labels) + sum(taken))


def macro_f1(labels: Sequence[bool], taken: Sequence[bool]) -> float:
    """The mean of F1 for the wanted ones and F1 for the others."""
    return (f1(labels, taken) + f1([not one for one in labels], [not one for one in taken])) / 2


def share_of_both(labels: Sequence[bool], taken: Sequence[bool]) -> int:
    """How many are wanted and taken."""
    return sum(label and one for label, one in zip(labels, taken, strict=True))


def share(part: int, whole: int) -> float:
    """A part of a whole; 1 of nothing, as nothing is missing."""
    return part / whole if whole else 1.0

"""Train the scorer: python -m articles.extractor.small.train --data FOLDER (holds articles.jsonl); writes weights.npz, prints the scores."""

import argparse
import json
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from articles.extractor.layout.gate import gated
from articles.extractor.small.features import read_page
from articles.extractor.small.hashing import Grams, grams
from articles.extractor.small.regression import Penalty, Rows, fit, logistic
from articles.extractor.small.scorer import WEIGHTS, packed, standardised
from articles.text.recognise import recognise_blocks
from articles.text.sentences import Sentence

Vector = npt.NDArray[np.float64]

SEED = 7
FOLDS = 5
PENALTY = Penalty(sparse=1e-4, dense=3e-2)
# Shares of the claims in unseen news that the two tiers must hold. Speeches, lessons and blogs of offices teach the
# model, but the desk reads news: the operating point is set on what resembles it.
FIRST_TIER_RECALL, RECALL = 0.80, 0.96
NEWS = frozenset(("news", "voa", "newscast", "interview", "central bank"))
BORDERLINE = -1.0


class Units(NamedTuple):
    """All labelled units: hashed and dense columns, label (1 claim, 0 none, -1 borderline), priority, article, gate."""

    sparse: list[Grams]
    dense: npt.NDArray[np.float64]
    labels: Vector
    high: npt.NDArray[np.bool_]
    article: npt.NDArray[np.int64]
    gate: Vector
    news: npt.NDArray[np.bool_]


def read_units(lines: Sequence[str]) -> Units:
    """The units of articles.jsonl, one article in a line; sentences as labelled, blocks as recognised."""
    sparse: list[Grams] = []
    dense_rows, labels, high, articles, gates, news = [], [], [], [], [], []
    for number, line in enumerate(lines):
        article: dict[str, Any] = json.loads(line)
        text, units = article["text"], article["units"]
        blocks = recognise_blocks(text)
        starts = [block.start for block in blocks]
        found = [Sentence(u["start"], u["end"], max(0, bisect_right(starts, u["start"]) - 1)) for u in units]
        sparse += [grams(text[s.start : s.end]) for s in found]
        dense_rows.append(read_page(text, blocks, found).rows(0, len(found)))
        gates += gated(text, blocks, found)
        labels += [{"claim": 1.0, "none": 0.0}.get(u["label"], BORDERLINE) for u in units]
        high += [u.get("priority") == "high" for u in units]
        articles += [number] * len(units)
        news += [article["genre"] in NEWS] * len(units)
    return Units(
        sparse,
        np.vstack(dense_rows),
        np.array(labels),
        np.array(high),
        np.array(articles),
        np.array(gates),
        np.array(news),
    )


class Model(NamedTuple):
    """Trained weights of both heads and how their dense columns were standardised."""

    mean: Vector
    deviation: Vector
    claim: Vector
    high: Vector


def train(units: Units, rows: npt.NDArray[np.int64]) -> Model:
    """Both heads from the given rows; borderline units are left out, and "high" is asked of claims only."""
    clear = rows[units.labels[rows] != BORDERLINE]
    mean, deviation = units.dense[clear].mean(axis=0), units.dense[clear].std(axis=0) + 1e-6
    claims = clear[units.labels[clear] == 1]

    def head(chosen: npt.NDArray[np.int64], targets: Vector) -> Vector:
        columns = standardised(units.dense[chosen], mean, deviation)
        return fit(Rows([units.sparse[i] for i in chosen], columns), targets, np.ones(len(chosen)), PENALTY)

    return Model(mean, deviation, head(clear, units.labels[clear]), head(claims, units.high[claims].astype(float)))


def predicted(model: Model, units: Units, rows: npt.NDArray[np.int64], weights: Vector) -> Vector:
    """Logits of one head for the given rows."""
    columns = standardised(units.dense[rows], model.mean, model.deviation)
    return Rows([units.sparse[i] for i in rows], columns).times(weights)


def folds(articles: int) -> npt.NDArray[np.int64]:
    """To which fold each of so many articles belongs."""
    return np.random.default_rng(SEED).permutation(articles) % FOLDS


def cross_validated(units: Units) -> Vector:
    """For every unit, the logit of "a claim", before the gate, by a model that has not seen its article."""
    fold = folds(int(units.article.max()) + 1)
    out = np.zeros(len(units.labels))
    for number in range(FOLDS):
        unseen = np.flatnonzero(fold[units.article] == number)
        model = train(units, np.flatnonzero(fold[units.article] != number))
        out[unseen] = predicted(model, units, unseen, model.claim)
    return out


def threshold(scores: Vector, units: Units, recall: float) -> float:
    """The score that the given share of the claims in news reaches."""
    return float(np.quantile(scores[(units.labels == 1) & units.news], 1 - recall))


def report(scores: Vector, units: Units, limit: float, among: npt.NDArray[np.bool_]) -> str:
    """Recall, recall of high-priority claims and precision at a threshold, among some of the units."""
    taken = (scores >= limit) & among
    clear, claim, high = units.labels != BORDERLINE, (units.labels == 1) & among, units.high & among
    shares = {
        "recall": (taken & claim).sum() / claim.sum(),
        "high": (taken & high).sum() / high.sum(),
        "precision": (taken & claim).sum() / (taken & clear).sum(),
    }
    return " ".join([f"threshold {limit:.3f}", *(f"{name} {share:.3f}" for name, share in shares.items())])


def save(model: Model, thresholds: tuple[float, float], path: Path) -> None:
    """Write the weights file; the same data and seed give the same bytes."""
    heads = {"claim": packed(model.claim), "high": packed(model.high)}
    fields: dict[str, npt.NDArray[Any]] = {
        "mean": model.mean.astype(np.float32),
        "deviation": model.deviation.astype(np.float32),
        "thresholds": np.array(thresholds),
    }
    for name, head in heads.items():
        fields[f"{name}_steps"] = head.steps
        fields[f"{name}_step"] = np.array(head.step)
        fields[f"{name}_dense"] = head.dense.astype(np.float32)
        fields[f"{name}_constant"] = np.array(head.constant)
    np.savez_compressed(path, allow_pickle=False, **fields)


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds articles.jsonl")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    units = read_units((options.data / "articles.jsonl").read_text("utf-8").strip("\n").split("\n"))
    scores = logistic(cross_validated(units)) * units.gate
    tiers = threshold(scores, units, FIRST_TIER_RECALL), threshold(scores, units, RECALL)
    for limit in tiers:
        print("unseen news: ", report(scores, units, limit, units.news))
        print("all unseen:  ", report(scores, units, limit, np.ones_like(units.news)))
    save(train(units, np.arange(len(units.labels))), tiers, options.out)
    print("written:", options.out, options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

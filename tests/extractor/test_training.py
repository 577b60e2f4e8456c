"""The training learns what can be learnt, packs it into bytes, and comes out the same every time."""

import json
from pathlib import Path

import numpy as np

from articles.extractor.small.hashing import COLUMNS, grams
from articles.extractor.small.regression import Penalty, Rows, fit, logistic
from articles.extractor.small.scorer import packed
from articles.extractor.small.train import read_units, save, threshold, train

CLAIMS = [
    "The port opened in 2019.",
    "Sales rose 12% in May.",
    "Ada Quill won 1,200 votes.",
    "The court fined the builder.",
]
OTHERS = ["What a lovely day!", "Please subscribe now.", "I hope you like it.", "Thank you so much!"]


def test_the_regression_tells_claims_from_others_and_survives_its_packing() -> None:
    sparse = [grams(words) for words in CLAIMS + OTHERS]
    targets = np.array([1.0] * 4 + [0.0] * 4)
    rows = Rows(sparse, np.zeros((8, 1)))
    weights = fit(rows, targets, np.ones(8), Penalty(1e-4, 1e-2))
    assert ((logistic(rows.times(weights)) > 0.5) == (targets == 1)).all()
    head = packed(weights)
    assert np.abs(head.steps * head.step - weights[:COLUMNS]).max() <= head.step


def test_figures_are_all_the_same_figure_to_the_hash() -> None:
    assert (grams("It rose 12%").columns == grams("It rose 34%").columns).all()


def article(number: int) -> str:
    text = "\n".join(CLAIMS + OTHERS)
    units, start = [], 0
    for words in CLAIMS + OTHERS:
        label = (
            {"label": "claim", "priority": "high" if "0" in words else "low"} if words in CLAIMS else {"label": "none"}
        )
        units.append({"start": start, "end": start + len(words), **label})
        start += len(words) + 1
    return json.dumps({"id": str(number), "genre": "news", "text": text, "units": units})


def test_training_twice_gives_the_same_weights(tmp_path: Path) -> None:
    units = read_units([article(number) for number in range(2)])
    assert units.labels.sum() == 8
    outs = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for out in outs:
        save(train(units, np.arange(len(units.labels))), (0.7, 0.3), out)
    with np.load(outs[0]) as one, np.load(outs[1]) as two:
        assert all((one[name] == two[name]).all() for name in one.files)


def test_the_threshold_holds_the_share_of_claims_that_was_asked_for() -> None:
    units = read_units([article(number) for number in range(2)])
    scores = np.linspace(0, 1, len(units.labels))
    limit = threshold(scores, units, 0.75)
    assert (scores[units.labels == 1] >= limit).mean() == 0.75

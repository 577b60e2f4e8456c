"""Put the package's files together: python -m articles.extractor.minilm.package --data FOLDER --base FOLDER --kept FOLDER.

--kept holds what train.py left: the network trained on all articles, and the logits of each fold. Both judges' answers
for articles that neither has seen give the tiers; they are printed, and model.onnx and head.npz are written.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from articles.extractor.minilm.export import export
from articles.extractor.minilm.judge import HEAD, MODEL, probability
from articles.extractor.minilm.network import Network
from articles.extractor.small.train import FIRST_TIER_RECALL, FOLDS, Units, cross_validated, folds, read_units, report

SHARE = 0.6
"""How much MiniLM weighs beside the small judge: between .5 and .7 nothing changes, 0 and 1 are worse (docs/extractor.md)."""
RECALL = 0.96
"""The share of the claims in all unseen articles that the second tier must hold."""


def unseen_logits(units: Units, kept: Path) -> npt.NDArray[np.float64]:
    """MiniLM's logit of "a claim" for every unit, by the network that has not seen its article; NaN where none is kept."""
    logits = np.full(len(units.labels), np.nan)
    fold = folds(int(units.article.max()) + 1)
    for number in range(FOLDS):
        there = kept / f"fold{number}.npz"
        if there.exists():
            with np.load(there, allow_pickle=False) as file:
                for article in np.flatnonzero(fold == number):
                    logits[units.article == article] = file[str(article)][:, 0]
    return logits


def told(name: str, scores: npt.NDArray[np.float64], units: Units, known: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Print what scores are worth at the second tier, in all and in news; the scores where the two tiers begin."""
    claims = (units.labels == 1) & known
    second = float(np.quantile(scores[claims], 1 - RECALL))
    print(f"{name}, {known.sum()} unseen units: {report(scores, units, second, known)}")
    print(f"{name}, {(known & units.news).sum()} of them news: {report(scores, units, second, known & units.news)}")
    return float(np.quantile(scores[claims & units.news], 1 - FIRST_TIER_RECALL)), second


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds articles.jsonl")
    parser.add_argument("--base", type=Path, required=True, help="folder that holds model.safetensors")
    parser.add_argument("--kept", type=Path, required=True, help="folder of what train.py left")
    options = parser.parse_args(arguments)
    units = read_units((options.data / "articles.jsonl").read_text("utf-8").strip("\n").split("\n"))
    small, strong = cross_validated(units), unseen_logits(units, options.kept)
    known = ~np.isnan(strong)
    scores = {
        name: np.nan_to_num(probability(share * strong + (1 - share) * small) * units.gate)
        for name, share in (("small", 0.0), ("MiniLM", 1.0), ("both", SHARE))
    }
    tiers = [told(name, of, units, known) for name, of in scores.items()][-1]
    write(Network(options.base / "model.safetensors"), options.kept / "network.pt", (SHARE, *tiers))


def write(network: Network, trained: Path, share_and_tiers: tuple[float, float, float]) -> None:
    """Write model.onnx and head.npz from the trained network."""
    network.load_state_dict(torch.load(trained, weights_only=True))
    export(network.eval(), MODEL)
    fields: dict[str, Any] = {
        "weights": network.head.weight.detach().numpy(),
        "constants": network.head.bias.detach().numpy(),
        "share_and_tiers": np.array(share_and_tiers),
    }
    np.savez_compressed(HEAD, allow_pickle=False, **fields)
    print("written:", MODEL.name, MODEL.stat().st_size, "bytes;", HEAD.name, HEAD.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

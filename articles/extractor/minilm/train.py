"""Fine-tune MiniLM: python -m articles.extractor.minilm.train --data FOLDER --base FOLDER [--fold N]; needs PyTorch and onnx.

--base holds model.safetensors of all-MiniLM-L6-v2 (Apache-2.0). With --fold N the model is trained without that fold of
the articles and its logits for them are kept in FOLDS; without it, on all articles, and the package's files are written.
"""

import argparse
import json
import random
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from articles.extractor.minilm.network import Network
from articles.extractor.minilm.windows import Window, read, windows
from articles.extractor.small.train import folds
from articles.text.recognise import recognise_blocks

SEED = 0
EPOCHS, BATCH, WARM_UP = 3, 8, 60
SPEED, SPEED_OF_HEAD, DECAY = 6e-5, 1e-3, 0.01
# Borderline sentences teach a little, that they lie between; "high" is the lesser question.
TARGET = {"claim": 1.0, "none": 0.0}
BORDERLINE, WEIGHT_OF_BORDERLINE, WEIGHT_OF_HIGH = 0.5, 0.3, 0.3
TOLD_EVERY = 50


class Lesson(NamedTuple):
    """A window with what is right for each of its sentences: claim, high, and how much it counts."""

    window: Window
    right: list[tuple[float, float, float]]


class Article(NamedTuple):
    """An article's sentences as the model reads them, and their labels."""

    sentences: list[list[int]]
    labels: list[str]
    high: list[bool]

    def lessons(self) -> list[Lesson]:
        """Its windows with what is right."""
        return [
            Lesson(window, [self._right(sentence) for sentence, _, _ in window.places])
            for window in windows(self.sentences)
        ]

    def _right(self, sentence: int) -> tuple[float, float, float]:
        label = self.labels[sentence]
        weight = 1.0 if label in TARGET else WEIGHT_OF_BORDERLINE
        return TARGET.get(label, BORDERLINE), float(self.high[sentence]), weight


def read_article(line: str) -> Article:
    """One line of articles.jsonl; sentences as labelled, blocks as recognised."""
    article: dict[str, Any] = json.loads(line)
    text, units = article["text"], article["units"]
    blocks = recognise_blocks(text)
    starts = [block.start for block in blocks]
    kinds = [blocks[max(0, bisect_right(starts, unit["start"]) - 1)].kind for unit in units]
    words = [" ".join(text[unit["start"] : unit["end"]].split()) for unit in units]
    return Article(
        [read(one, kind) for one, kind in zip(words, kinds, strict=True)],
        [unit["label"] for unit in units],
        [unit.get("priority") == "high" for unit in units],
    )


def fit(articles: Sequence[Article], base: Path) -> Network:
    """A network trained on the articles; the same seed and machine give nearly the same weights."""
    torch.manual_seed(SEED)
    dice = random.Random(SEED)  # noqa: S311  # order of lessons, no secret
    network = Network(base)
    lessons = [lesson for article in articles for lesson in article.lessons()]
    steps = len(lessons) * EPOCHS // BATCH
    optimizer = _optimizer(network)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / WARM_UP, max(0.0, (steps - step) / (steps - WARM_UP)))
    )
    network.train()
    step = 0
    while step < steps:
        dice.shuffle(lessons)
        for low in range(0, len(lessons) - BATCH + 1, BATCH):
            if step == steps:
                break
            loss = _loss(network, lessons[low : low + BATCH])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % TOLD_EVERY == 0:
                print(f"step {step} of {steps}, loss {loss.item():.3f}", flush=True)
    network.eval()
    return network


def _optimizer(network: Network) -> torch.optim.Optimizer:
    body = [(name, weights) for name, weights in network.named_parameters() if not name.startswith("head")]
    wide = [weights for _, weights in body if weights.ndim > 1]
    narrow = [weights for _, weights in body if weights.ndim < 2]
    return torch.optim.AdamW(
        [
            {"params": wide, "lr": SPEED, "weight_decay": DECAY},
            {"params": narrow, "lr": SPEED, "weight_decay": 0.0},
            {"params": network.head.parameters(), "lr": SPEED_OF_HEAD},
        ]
    )


def _loss(network: Network, lessons: Sequence[Lesson]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network([lesson.window for lesson in lessons])
    right = torch.tensor([one for lesson in lessons for one in lesson.right])
    wrong = torch.nn.functional.binary_cross_entropy_with_logits
    return wrong(logits[:, 0], right[:, 0], weight=right[:, 2]) + WEIGHT_OF_HIGH * wrong(logits[:, 1], right[:, 1])


def logits(network: Network, article: Article) -> np.ndarray[Any, Any]:
    """Two logits for each sentence of an article."""
    with torch.inference_mode():
        return np.vstack([network([window]).numpy() for window in windows(article.sentences)])


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds articles.jsonl")
    parser.add_argument("--base", type=Path, required=True, help="folder that holds model.safetensors")
    parser.add_argument(
        "--fold", type=int, help="train without this fold of the articles, and keep what it says of them"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for what is kept of the training")
    options = parser.parse_args(arguments)
    lines = (options.data / "articles.jsonl").read_text("utf-8").strip("\n").split("\n")
    articles = [read_article(line) for line in lines]
    fold = folds(len(articles))
    unseen = [index for index in range(len(articles)) if fold[index] == options.fold]
    seen = [article for index, article in enumerate(articles) if index not in unseen]
    network = fit(seen, options.base / "model.safetensors")
    options.out.mkdir(parents=True, exist_ok=True)
    if unseen:
        kept = {str(index): logits(network, articles[index]) for index in unseen}
        np.savez_compressed(options.out / f"fold{options.fold}.npz", allow_pickle=False, **kept)
    torch.save(network.state_dict(), options.out / f"network{'' if options.fold is None else options.fold}.pt")


if __name__ == "__main__":
    main()

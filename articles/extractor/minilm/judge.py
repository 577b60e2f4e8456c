"""MiniLM as a judge: the fine-tuned model and the small judge give one answer together."""

import hashlib
import importlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from articles.extractor.findings import NOTHING_TOLD, Told
from articles.extractor.judges import Judged, Tell, Unable
from articles.extractor.minilm.windows import read, windows
from articles.extractor.small.judge import Small
from articles.text.blocks import Block
from articles.text.sentences import Sentence

MODEL, HEAD = Path(__file__).with_name("model.onnx"), Path(__file__).with_name("head.npz")
MOST_PIECES = 12_000
"""What is read of one text: about 9,000 words, in about a second and a half of one core. The rest is the small judge's alone."""
BOTH = "The text is longer than what the stronger model reads of one article; from “{}” on the small one judged alone."
NO_MODEL = "The sentence model cannot run on this machine ({}); the small model was used."
SURE = 15.0

Vector = npt.NDArray[np.floating[Any]]


class Head(NamedTuple):
    """From what the model makes of a sentence to two numbers, how much they weigh beside the small judge's, the tiers."""

    weights: Vector
    constants: Vector
    share: float
    first_tier: float
    second_tier: float


@cache
def head() -> Head:
    """The head in the package."""
    with np.load(HEAD, allow_pickle=False) as file:
        share, first, second = (float(number) for number in file["share_and_tiers"])
        return Head(file["weights"], file["constants"], share, first, second)


@cache
def identity() -> str:
    """SHA-256 over the SHA-256 of model and head, as hex."""
    with MODEL.open("rb") as model, HEAD.open("rb") as end:
        both = hashlib.file_digest(model, "sha256").hexdigest() + hashlib.file_digest(end, "sha256").hexdigest()
    return hashlib.sha256(both.encode()).hexdigest()


@cache
def _model() -> Any:
    runtime = importlib.import_module(
        "onnxruntime"
    )  # only when asked: the web server never judges and saves its memory
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a worker has one core
    return runtime.InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])


class MiniLM:
    """Judges by the model in the package."""

    name = "minilm"

    def __init__(self, small: Small | None = None) -> None:
        self._small = small or Small()

    @property
    def identity(self) -> str:
        """SHA-256 over model and head."""
        return identity()

    @property
    def tiers(self) -> tuple[float, float]:
        """The scores from which a sentence is in the first and in the second tier."""
        return head().first_tier, head().second_tier

    def judge(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Tell) -> Judged:
        """Judge every sentence; Unable where the machine cannot run the model at all."""
        small = self._small.judge(text, blocks, found, lambda share: tell(0.1 * share))
        sentences = _read(text, blocks, found)
        try:
            strong = scores(sentences, lambda share: tell(0.1 + 0.9 * share))
        except (ImportError, OSError, RuntimeError) as problem:
            raise Unable(NO_MODEL.format(type(problem).__name__)) from problem
        known = len(sentences)
        # Beyond what was read, the small judge's own tiers stand for ours.
        shift = _logit(np.array(self.tiers[1])) - _logit(np.array(self._small.tiers[1]))
        claim, high = _logit(small.claim) + shift, _logit(small.high)
        claim[:known] = blended(strong[:, 0], _logit(small.claim[:known]))
        high[:known] = blended(strong[:, 1], high[:known])
        told = NOTHING_TOLD if known == len(found) else Told(notes=(_note(text, found[known]),))
        return Judged(probability(claim), probability(high), told=told)


def blended(strong: Vector, small: Vector) -> Vector:
    """Both judges' logits as one."""
    return np.asarray(head().share * strong + (1 - head().share) * small)


def probability(logits: Vector) -> Vector:
    """0..1 from logits."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -SURE, SURE))))


def _logit(shares: Vector) -> Vector:
    kept = np.clip(shares, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)))


def _read(text: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> list[list[int]]:
    """The first sentences of a text as pieces, as many as the model reads of one article."""
    sentences: list[list[int]] = []
    count = 0
    for sentence in found:
        one = read(" ".join(text[sentence.start : sentence.end].split()), blocks[sentence.block].kind)
        count += len(one)
        if count > MOST_PIECES:
            break
        sentences.append(one)
    return sentences


def scores(sentences: Sequence[list[int]], tell: Tell) -> Vector:
    """For each sentence the logits of "a claim" and "a grave mistake", one row each."""
    found = np.zeros((len(sentences), 2))
    for ids, places in windows(sentences):
        [hidden] = _model().run(None, {"ids": np.array(ids), "places": np.arange(len(ids))})
        for sentence, first, last in places:
            inside = hidden[first + 1 : last].mean(axis=0) if last > first + 1 else hidden[first]
            found[sentence] = head().weights @ np.concatenate([hidden[first], inside]) + head().constants
        tell((places[-1][0] + 1) / len(sentences))
    return found


def _note(text: str, sentence: Sentence) -> str:
    return BOTH.format(" ".join(text[sentence.start : sentence.start + 40].split()))

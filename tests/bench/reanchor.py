"""How long claims take to be carried over to a newer text, beside the floor: reading both texts once."""

import random
from hashlib import sha256

from articles.text.reanchor import reanchor
from articles.text.spans import Span
from tests.bench.measure import Figure, measure

SIZES = ((1_500, 60, 30), (200_000, 5_000, 3))
"""Words, claims, runs: a long article, and more than any text that is taken."""
LENGTH = 15  # words of a sentence
EDITED = 0.2  # of the sentences are changed, taken out or follow a new one


def reanchor_scene() -> list[Figure]:
    """An edited and a wholly rewritten text of each size, and the hardest one: single words for sentences."""
    chance = random.Random(7)  # repeatable, not secret
    figures = []
    for words, claims, runs in SIZES:
        of_size = f"{words:,} words, {claims:,} claims"
        old = _sentences(chance, words // LENGTH, LENGTH)
        figures += _measured(f"carry over, {of_size}", old, _edited(chance, old), claims, runs)
        figures += _measured(f"all new, {of_size}", old, _sentences(chance, words // LENGTH, LENGTH), claims, runs)
    single = _sentences(chance, 150_000, 1)
    return [*figures, *_measured("150,000 sentences of one word", single, _edited(chance, single), 5_000, 3)]


def _sentences(chance: random.Random, count: int, length: int) -> list[str]:
    return [" ".join(f"w{chance.randrange(5_000)}" for _ in range(length)).capitalize() + ". " for _ in range(count)]


def _edited(chance: random.Random, sentences: list[str]) -> list[str]:
    new = []
    for sentence in sentences:
        act = chance.random() / EDITED
        new += ["Something new came. "] if act < 1 / 3 else []
        new += [] if 1 / 3 < act < 2 / 3 else [f"Now {sentence}" if 2 / 3 < act < 1 else sentence]
    return new


def _measured(name: str, old: list[str], new: list[str], claims: int, runs: int) -> list[Figure]:
    """The figure of one text and its floor."""
    spans, start = [], 0
    for sentence in old:
        spans.append(Span(start, start + len(sentence) - 2))
        start += len(sentence)
    chosen = spans[:: max(1, len(spans) // claims)][:claims]
    was, now = "".join(old), "".join(new)
    floor = measure("the same two texts, read once", lambda _: sha256((was + now).encode()).digest(), runs=runs, warm=1)
    return [floor, measure(name, lambda _: reanchor(was, now, chosen), runs=runs, floor=floor, warm=1)]

"""An article and the asking about it, for all tests of the language model."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from articles.extractor import Findings, find_candidates
from articles.extractor.judges import Judge, Judged, Tell
from articles.extractor.language_model import LanguageModel, Settings, Waits
from articles.text.blocks import Block
from articles.text.recognise import recognise_blocks
from articles.text.sentences import Sentence, sentences
from articles.text.spans import Span
from tests.extractor.language_model.stand_in import StandIn

KEY = "a-key-nobody-may-see"
QUICK = Waits(connect=0.5, pause=0.01, heartbeat=0.02)
OPENED, LOVE, QUILL, QUIET, NICE = "harbour of Quayton", "love the sea", "Ada Quill", "is quiet", "nice places"
ARTICLE = """The harbour of Quayton opened on Monday after three\tyears of  work and cost $200\u00a0million, the city said.
We should all love the sea a little more.
“We never close the harbour,” said port director Ada Quill, and the union’s chair agreed on 4 May.
The port is quiet, as the old port is quiet.
Harbours are nice places to work."""
LONG = "\n".join(f"Ship number {number} carried 1,200 containers into Quayton in 2024." for number in range(1, 91))


class Beside:
    """A small judge whose mind is known: what has a figure is surely a claim and grave, what is nice may be one."""

    name, identity, tiers = "beside", "", (0.7, 0.3)

    def judge(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Tell) -> Judged:
        words = [text[s.start : s.end] for s in found]
        figures = np.array([any(map(str.isdigit, each)) for each in words])
        nice = np.array(["nice" in each for each in words])
        return Judged(np.where(figures, 0.8, np.where(nice, 0.5, 0.1)), np.where(figures, 0.7, 0.1))


class Heard(NamedTuple):
    """What the judge said of a text, by the words of its sentences."""

    text: str
    judged: Judged
    small: Judged
    tiers: tuple[float, float]
    spans: list[Span]

    def index(self, words: str) -> int:
        [index] = [index for index, span in enumerate(self.spans) if words in span.quote(self.text)]
        return index

    def tier(self, words: str) -> int:
        """1 or 2, or 0 for no claim."""
        score = self.judged.claim[self.index(words)]
        first, second = self.tiers
        return 1 if score >= first else 2 if score >= second else 0

    def parts(self, words: str) -> list[str]:
        return [span.quote(self.text) for span in self.judged.parts.get(self.index(words), ())]

    def reason(self, words: str) -> str:
        return self.judged.reasons.get(self.index(words), "")

    def left_to_the_small_judge(self, words: str) -> bool:
        index = self.index(words)
        return bool(self.judged.claim[index] == self.small.claim[index]) and index not in self.judged.reasons

    @property
    def used(self) -> dict[str, int]:
        return dict(self.judged.told.used)

    @property
    def notes(self) -> tuple[str, ...]:
        return self.judged.told.notes


def model(
    server: StandIn | str, *, seconds: float = 5.0, tokens: int = 60_000, price: str = "", beside: Judge | None = None
) -> LanguageModel:
    prices = (Decimal(price), Decimal(price) * 4) if price else (None, None)
    url = server if isinstance(server, str) else server.url
    return LanguageModel(Settings(url, "some-model", KEY, seconds, tokens, *prices), QUICK, beside)


def ask(
    server: StandIn | str,
    text: str = ARTICLE,
    tell: Callable[[float], None] = lambda share: None,
    **settings: object,
) -> Heard:
    """What the model says beside a small judge whose mind is known. Raises Unable as the judge does."""
    judge = model(server, beside=Beside(), **settings)  # type: ignore[arg-type]
    blocks = recognise_blocks(text)
    found = sentences(text, blocks)
    small = Beside().judge(text, blocks, found, lambda share: None)
    judged = judge.judge(text, blocks, found, tell)
    return Heard(text, judged, small, judge.tiers, [Span(s.start, s.end) for s in found])


def extract(server: StandIn, text: str = ARTICLE, **settings: object) -> Findings:
    """Everything found in a text, with the small judge as it ships."""
    return find_candidates(text, recognise_blocks(text), judge=model(server, **settings))  # type: ignore[arg-type]

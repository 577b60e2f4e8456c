"""The language model as a judge: sentences out, verbatim quotations in, and the small judge beside it all the time."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from articles.extractor.findings import Told
from articles.extractor.judges import Judge, Judged, Tell, Unable
from articles.extractor.language_model.answers import Failed
from articles.extractor.language_model.chunks import chunks
from articles.extractor.language_model.conversation import Waits, ask
from articles.extractor.language_model.meter import Meter
from articles.extractor.language_model.settings import Settings, read
from articles.extractor.language_model.weigh import LEFT_OUT, Heard, weighed
from articles.extractor.layout.gate import gated
from articles.extractor.small.judge import Small
from articles.text.blocks import Block
from articles.text.sentences import Sentence

INVENTS = "quoted words that do not stand in the article"
SENTENCES, ANSWERS = ("sentence", "sentences"), ("answer", "answers")


class LanguageModel:
    """Judges through a model behind an address that speaks OpenAI's chat completions; sends the article's words there.

    beside judges the same sentences in the house: what it is sure of stays a claim whatever the model says.
    """

    name = "language model"

    def __init__(self, settings: Settings, waits: Waits | None = None, beside: Judge | None = None) -> None:
        self.settings, self.waits, self._small = settings, waits or Waits(), beside or Small()

    @property
    def identity(self) -> str:
        """The model's own name."""
        return self.settings.name

    @property
    def tiers(self) -> tuple[float, float]:
        """Those of the judge beside it: both speak on one scale."""
        return self._small.tiers

    def judge(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Tell) -> Judged:
        """Judge every sentence the layout leaves open; Unable when the model answered nothing that can be used."""
        began = time.monotonic()
        small = self._small.judge(text, blocks, found, lambda share: tell(0.1 * share))
        gate = np.array(gated(text, blocks, found))
        asked = list(chunks(text, found, [int(index) for index in np.flatnonzero(gate)]))
        sure = {int(index) for index in np.flatnonzero(small.claim * gate >= self.tiers[0])}
        meter, heard = Meter(self.settings.most_tokens), Heard()
        why: Counter[str] = Counter()
        if asked:
            outcomes = ask(self.settings, asked, meter, self.waits, lambda share: tell(0.1 + 0.9 * share))
            for chunk, outcome in zip(asked, outcomes, strict=True):
                if isinstance(outcome, Failed):
                    why[outcome.why] += len(chunk.lines)
                elif not heard.hear(text, found, chunk, outcome, sure):
                    why[INVENTS] += len(chunk.lines)
        used = meter.used(self.settings) | {"quotes_refused": heard.refused}
        used["milliseconds"] = round(1000 * (time.monotonic() - began))
        if why and not heard.asked:
            first = next(iter(why))
            raise Unable(f"The language model {first}; the built-in extractor was used.", used)
        judged = weighed(text, found, heard, small, self.tiers, sure)
        return replace(judged, told=Told(notes=tuple(_notes(why, judged, heard, meter)), used=used))


def _notes(why: Counter[str], judged: Judged, heard: Heard, meter: Meter) -> list[str]:
    """What people should know of the run."""
    notes = [
        f"The language model {reason}; the built-in extractor judged {_counted(number, *SENTENCES)}."
        for reason, number in why.most_common()
    ]
    if heard.silent:
        notes.append(
            "The language model was silent about most of what is surely a claim;"
            f" the built-in extractor judged {_counted(heard.silent, *SENTENCES)} that it left out."
        )
    left_out = sum(1 for reason in judged.reasons.values() if reason == LEFT_OUT)
    if left_out:
        notes.append(f"Kept as claims although the language model left them out: {_counted(left_out, *SENTENCES)}.")
    if heard.refused:
        notes.append(
            f"Refused because the words do not stand where they are said to: {_counted(heard.refused, *ANSWERS)}."
        )
    if meter.is_estimate:
        notes.append("Token counts are partly estimated: the server did not give them all.")
    return notes


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def from_settings(mapping: Mapping[str, str]) -> LanguageModel | None:
    """The language model that the names of an environment describe, or None. Raises ValueError, one line, without the key."""
    settings = read(mapping)
    return LanguageModel(settings) if settings else None

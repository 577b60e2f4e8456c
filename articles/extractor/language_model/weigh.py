"""What a model says, held against the article and the small judge: only verbatim words count, and nothing talks itself out."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from articles.extractor.judges import Judged
from articles.extractor.language_model.answers import Answer
from articles.extractor.language_model.chunks import Chunk, words_of
from articles.extractor.language_model.prompt import PRIORITIES
from articles.extractor.language_model.quotes import is_whole, place
from articles.text.sentences import Sentence
from articles.text.spans import Span

# Answers of one chunk that are read at most, for each of its lines.
MOST_FOR_EACH = 10
# What may be left out of the sentences of a chunk that are surely claims before silence means nothing any more.
MAY_LEAVE_OUT, FEWEST_SURE = 0.5, 2
# The probability that a mistake is grave, by priority: above what find.py takes for high, between, below.
GRAVE = {"high": 0.9, "middle": 0.2, "low": 0.0}
LONGEST_REASON = 240
FIGURE = re.compile(r"\d")
LEFT_OUT = "The language model left this out; the built-in extractor is sure that it is a claim."
KEPT_WHOLE = "Kept whole: the part that the language model took leaves out a figure."


@dataclass
class Heard:
    """What a model said of the sentences of an article: by index, the places it quoted, in the article, and its words.

    refused counts answers that quote what does not stand where they say. doubted are sentences with no other answer, and
    those it is silent about in a chunk where it is silent about most of what is surely a claim; silent counts these.
    """

    places: dict[int, list[tuple[Span, Answer]]] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    doubted: set[int] = field(default_factory=set)
    refused: int = 0
    silent: int = 0

    def hear(
        self, text: str, found: Sequence[Sentence], chunk: Chunk, said: Sequence[Answer], sure: Collection[int]
    ) -> bool:
        """Take in the answers to one chunk; False, and nothing of it counts, when there are answers and none is true."""
        told: list[tuple[int, Span, Answer]] = []
        doubted: set[int] = set()
        for answer in said[: MOST_FOR_EACH * len(chunk.lines)]:
            if not 1 <= answer.number <= len(chunk.lines):
                continue
            index = chunk.indices[answer.number - 1]
            words, start = words_of(text, found[index]), found[index].start
            span = place(words, answer.quote)
            if span is None:
                doubted.add(index)
            elif is_whole(words, span):
                told.append((index, Span(*found[index][:2]), answer))
            else:
                told.append((index, Span(start + span.start, start + span.end), answer))
        self.refused += len(said) - len(told)
        if said and not told:
            return False
        taken = {index for index, _, _ in told}
        surely = [index for index in chunk.indices if index in sure]
        if len(surely) >= FEWEST_SURE and len(taken.intersection(surely)) < len(surely) * (1 - MAY_LEAVE_OUT):
            doubted.update(chunk.indices)
            self.silent += len(set(chunk.indices) - taken)
        self.asked.update(chunk.indices)
        self.doubted |= doubted - taken
        for index, span, answer in told:
            self.places.setdefault(index, []).append((span, answer))
        return True


def weighed(
    text: str, found: Sequence[Sentence], heard: Heard, small: Judged, tiers: tuple[float, float], sure: Collection[int]
) -> Judged:
    """Both judges together, on the scale of the small one.

    What the model took is lifted into a tier; what it left out falls below both, unless the small judge is sure of it.
    Sentences it was not asked about, or on which it is doubted, stay as the small judge has them. A priority can only
    raise what the small judge takes for grave.
    """
    first, second = tiers
    claim, high = small.claim.copy(), small.high.copy()
    parts: dict[int, Sequence[Span]] = {}
    reasons: dict[int, str] = {}
    for index in sorted(heard.asked):
        places = heard.places.get(index)
        if places:
            best = min(places, key=lambda each: PRIORITIES.index(each[1].priority))[1]
            floor = second if best.priority == "low" else first
            claim[index] = max(claim[index], floor)
            high[index] = max(high[index], GRAVE[best.priority])
            reasons[index] = readable(best.reason)
            spans = _apart(found[index], places)
            if spans and index in sure and _leaves_out_a_figure(text, found[index], spans):
                reasons[index] = KEPT_WHOLE
            elif spans:
                parts[index] = spans
        elif index in sure:
            reasons[index] = LEFT_OUT
        elif index not in heard.doubted:
            claim[index] *= second
    return Judged(claim, high, parts, {index: reason for index, reason in reasons.items() if reason})


def _apart(sentence: Sentence, places: Sequence[tuple[Span, Answer]]) -> list[Span]:
    """The parts that are claims by themselves, in reading order and without overlap; none when the whole is one."""
    spans = sorted({span for span, _ in places}, key=lambda span: (span.start, -span.end))
    if any(span == sentence[:2] for span in spans):
        return []
    apart: list[Span] = []
    for span in spans:
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def _leaves_out_a_figure(text: str, sentence: Sentence, spans: Sequence[Span]) -> bool:
    return any(FIGURE.search(text, start, end) for start, end in _between(sentence, spans))


def _between(sentence: Sentence, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    at = sentence.start
    for span in spans:
        yield at, span.start
        at = span.end
    yield at, sentence.end


def readable(reason: str) -> str:
    """A reason as people may read it: one short line in which nothing is invisible, and by whom it is; or ""."""
    shown = "".join(each for each in reason[:1000] if each.isspace() or unicodedata.category(each)[0] != "C")
    line = " ".join(shown.split())
    if len(line) > LONGEST_REASON:
        line = line[: LONGEST_REASON - 1].rstrip() + "…"
    return f"Language model: {line}" if line else ""

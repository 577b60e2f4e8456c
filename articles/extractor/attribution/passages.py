"""Passages: sentences, and those that one pair of quotation marks holds together, with their words and cues."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.extractor.attribution.cues import Cue, cues
from articles.extractor.attribution.marks import Marks
from articles.extractor.attribution.words import QUOTED, Words, words_of
from articles.text.sentences import Sentence

MOST_SENTENCES = 40


class Passage(NamedTuple):
    """A run of sentences (found[first:last]) with its words and cues; quoted are its runs of marks, one word each."""

    first: int
    last: int
    words: Words
    cues: list[Cue]
    quoted: list[tuple[int, Marks]]


def passages(text: str, found: Sequence[Sentence], marks: Sequence[Marks]) -> Iterator[Passage]:
    """The passages of a text in reading order; every sentence is in exactly one."""
    first, at = 0, 0
    for i, sentence in enumerate(found):
        holding = at
        while holding < len(marks) and marks[holding].outer_end <= sentence.end:
            holding += 1
        following = found[i + 1] if i + 1 < len(found) else None
        if following and i - first < MOST_SENTENCES and _runs_on(text, sentence, following, marks, holding):
            continue
        start, end = found[first].start, sentence.end
        inside = [run for run in marks[at : holding + 1] if run.outer_start < end]
        words = words_of(text, start, end, [(run.outer_start, run.outer_end) for run in inside])
        places = [k for k, word in enumerate(words) if word.low == QUOTED]
        yield Passage(first, i + 1, words, cues(words), list(zip(places, inside, strict=False)))
        first, at = i + 1, holding


def _runs_on(text: str, one: Sentence, two: Sentence, marks: Sequence[Marks], holding: int) -> bool:
    """Whether a quotation goes over the end of a sentence, or ends there with a question or exclamation mark."""
    if holding < len(marks) and marks[holding].outer_start < one.end and marks[holding].outer_end > two.start:
        return True
    last = marks[holding - 1] if holding else None
    asked = last is not None and last.closed and last.outer_end == one.end and text[last.end - 1 : last.end] in "?!"
    return asked and one.block == two.block

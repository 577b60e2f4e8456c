"""Whose verb it is: the subject before it, over insertions and "and", and whether that subject can speak."""

from collections.abc import Sequence

from articles.extractor.attribution.nouns import PAPERS
from articles.extractor.attribution.people import NOBODY, PEOPLE, PEOPLE_ENDINGS
from articles.extractor.attribution.phrases import NO_SUBJECT, SUBJECTS, Run, is_verbal, phrase_before
from articles.extractor.attribution.words import (
    BE,
    CLAUSE_WORDS,
    DETERMINERS,
    HAVE,
    HELP,
    PREPOSITIONS,
    QUOTED,
    STOPS,
    Words,
)

LONGEST_INSERTION = 30
SOMEBODY, SOMETHING_WRITTEN, NOTHING = 2, 1, 0


def level(words: Words, j: int) -> int:
    """Whether the last word of a phrase can speak: SOMEBODY or a name, SOMETHING_WRITTEN or counted, NOTHING of this."""
    low, written = words[j].low, words[j].written
    if low in SUBJECTS or low in PEOPLE or low in (")", "."):
        return SOMEBODY
    if written[:1].isupper() and low not in NO_SUBJECT and not words.is_adverb(j):
        return SOMEBODY if j > 0 or low not in PAPERS else SOMETHING_WRITTEN
    if low in PAPERS or low in (QUOTED, "percent", "%"):
        return SOMETHING_WRITTEN
    return SOMEBODY if low.endswith(PEOPLE_ENDINGS) and len(low) > 4 and low not in NOBODY else NOTHING


def subject(words: Words, j: int, earlier: Sequence[Run]) -> Run | None:
    """The phrase that ends at words[j]: over an insertion back to its head, over "and" back to the subject before it.

    earlier are the subjects found so far in this sentence.
    """
    low = words.low(j)
    if low in ("and", "or", "but", "then") or (low == "," and words.low(j - 1) == QUOTED):
        return shared_subject(words, j, earlier)
    if low in ("who", "which", "that"):
        return phrase_before(words, j - 1 if words.low(j - 1) != "," else j - 2)
    if low in (",", ")", "—", "--", "–"):
        if not earlier and low == ",":
            opening = _named_opening(words, j)
            if opening:
                return opening
        k = _before_insertion(words, j)
        return _described(words, phrase_before(words, k)) if k is not None else None
    return phrase_before(words, j - 1 if low == QUOTED else j)


def _named_opening(words: Words, j: int) -> Run | None:
    """The name with which a sentence opens, if only insertions follow it: "Ada Quill, appearing in Quayton, said"."""
    comma = next((k for k in range(min(j, 8)) if words[k].low == ","), 0)
    named = comma > 0 and all(word.written[0].isupper() or word.low == "." for word in words[:comma])
    return (0, comma) if named and words[0].low not in PREPOSITIONS | CLAUSE_WORDS else None


def _described(words: Words, run: Run | None) -> Run | None:
    """The name before a phrase that only describes it: "Ada Quill, director of ports at Quayton, Oldbay," is Ada Quill."""
    if (
        run is None
        or words.low(run[0] - 1) != ","
        or words[run[0]].written[0].isupper()
        or words[run[0]].low in DETERMINERS
    ):
        return run
    name = phrase_before(words, run[0] - 2)
    return name if name and words[name[1] - 1].written[0].isupper() else run


def _before_insertion(words: Words, j: int) -> int | None:
    """The last word before the insertion that the mark words[j] ends."""
    opening = "(" if words[j].low == ")" else words[j].low
    for k in range(j - 1, max(-1, j - LONGEST_INSERTION), -1):
        if words[k].low == opening:
            return _before_insertion(words, k - 1) if words.low(k - 1) == ")" else k - 1
    return None


def shared_subject(words: Words, j: int, earlier: Sequence[Run]) -> Run | None:
    """The subject before "and": of the cue before, or the phrase with which the main clause opens."""
    return next((run for run in reversed(earlier) if run[1] <= j), None) or _opening(words, j)


def _opening(words: Words, limit: int) -> Run | None:
    """The phrase with which the main clause opens, if it can speak."""
    start = 0
    first = words.low(0)
    if first in PREPOSITIONS | CLAUSE_WORDS or first.endswith(("ed", "ing")) or words.is_adverb(0):
        start = 1 + next((k for k in range(min(limit, 40)) if words[k].low == ","), 0)
    end = start
    while end < min(limit, start + 14) and not _stops_opening(words, end):
        end += 1
    return (start, end) if end > start and level(words, end - 1) else None


def _stops_opening(words: Words, k: int) -> bool:
    low = words[k].low
    if low == ".":
        return words.ends_at(k)
    if low == "of" and k + 1 < len(words) and words[k - 1].written[0].isupper() and words[k + 1].written[0].isupper():
        return False
    if low in STOPS or low in PREPOSITIONS or low in CLAUSE_WORDS or low in BE or low in HAVE or low in HELP:
        return True
    if words.is_adverb(k) or words.low(k - 1) in SUBJECTS:
        return True
    return words[k].written[0].islower() and is_verbal(low)

"""Cues: the places in a sentence that put its words or its sense into somebody's mouth, and the words that name this somebody."""

from collections.abc import Sequence

from articles.extractor.attribution.cue import Cue
from articles.extractor.attribution.lexicon import VERBS
from articles.extractor.attribution.noun_cues import of_giver, of_maker, of_mind, of_opinion, of_owner
from articles.extractor.attribution.nouns import MINDED, OPINION, SPEECH
from articles.extractor.attribution.phrases import Run, phrase_after
from articles.extractor.attribution.verb_cues import of_verb
from articles.extractor.attribution.words import QUOTED, Words

__all__ = ["Cue", "cues"]

MOST_CUES = 24
# Whatever is no such word is the place of no cue.
KEYS = frozenset({*VERBS, "according", *MINDED, *OPINION, *SPEECH})


def cues(words: Words) -> list[Cue]:
    """The cues of one sentence in its order; no more than a sentence can have."""
    found: list[Cue] = []
    sources: list[Run] = []
    keys = [i for i, word in enumerate(words) if word.low in KEYS]
    titled = bool(keys) and _is_titled(words)
    for i in keys:
        if not titled and i and words[i].written[0].isupper() and words[i - 1].low != QUOTED:
            continue  # "States" of the United States
        cue = _cue(words, i, sources)
        if cue is None:
            continue
        found.append(cue)
        if cue.source and cue.source[1] <= cue.at:
            sources.append(cue.source)
        if len(found) == MOST_CUES:
            break
    return found


def _is_titled(words: Words) -> bool:
    """Whether nearly every long word has a capital, as in the titles of many newspapers."""
    long = [word for word in words if len(word.low) > 4]
    return len(long) > 2 and sum(word.written[0].isupper() for word in long) > 0.7 * len(long)


def _cue(words: Words, i: int, earlier: Sequence[Run]) -> Cue | None:
    low = words[i].low
    cue = of_verb(words, i, VERBS[low], earlier) if low in VERBS else None
    if cue is None and low == "according" and words.low(i + 1) == "to":
        cue = Cue(i, phrase_after(words, i + 2), strong=True)
    if cue is None and low in MINDED:
        cue = of_mind(words, i)
    if cue is None and low in OPINION:
        cue = of_opinion(words, i)
    if cue is None and low in SPEECH:
        cue = of_owner(words, i) or of_maker(words, i) or of_giver(words, i)
    return cue

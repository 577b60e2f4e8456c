"""Cues that are nouns and adjectives: "his claim that", "in her view", "made the case for", "is worried that"."""

from articles.extractor.attribution.auxiliaries import auxiliaries
from articles.extractor.attribution.cue import Cue
from articles.extractor.attribution.nouns import GIVING, MINDED_WITH, THAT_NOUNS
from articles.extractor.attribution.phrases import noun_before, phrase_after
from articles.extractor.attribution.subjects import SOMEBODY, level, subject
from articles.extractor.attribution.words import CLAUSE_WORDS, DETERMINERS, POSSESSIVE, PREPOSITIONS, Words
from articles.text.words import word_set

UTTERED = word_set(
    "statement statements speech remarks comment comments announcement testimony letter tweet apology lecture"
)
BEHIND_NOUNS = word_set("that of to about for on against with as is was") | {":"}
FEELING = word_set("feel feels felt remain remains remained seem seems seemed")


def of_mind(words: Words, i: int) -> Cue | None:
    """In "is worried that", "felt sure about"."""
    before, helped = auxiliaries(words, i - 1)
    if "be" not in helped:
        if words.low(before) not in FEELING:
            return None
        before, _ = auxiliaries(words, before - 1)
    source = subject(words, before, ())
    if source is None or level(words, source[1] - 1) < SOMEBODY or words[source[1] - 1].low in ("it", "you", "i", "we"):
        return None
    return Cue(i, source) if words.low(i + 1) in MINDED_WITH else None


def of_opinion(words: Words, i: int) -> Cue | None:
    """In "in the mayor's view", "in the words of the mayor", "by his own account": whose it is."""
    k = _before_adjectives(words, i)
    if words.low(i + 1) == "of" and words.low(k) == "the" and words.low(k - 1) in ("in", "by", "to"):
        return Cue(i, phrase_after(words, i + 2), strong=True)
    source = (k, k + 1) if words.low(k) in ("his", "her", "their") else None
    if words.low(k) in POSSESSIVE:
        source = noun_before(words, k - 1)
    led = source and words.low(source[0] - 1) in ("in", "by", "to")
    return Cue(i, source, strong=True) if led else None


def of_owner(words: Words, i: int) -> Cue | None:
    """In "the mayor's latest claim that", "his view of", and, whoever's it is, "the claim that"."""
    following, k = words.low(i + 1), _before_adjectives(words, i)
    if following not in BEHIND_NOUNS:
        return None
    if words.low(k) in ("his", "her", "their"):
        return Cue(i, (k, k + 1))
    if words.low(k) in POSSESSIVE:
        source = noun_before(words, k - 1)
        return Cue(i, source) if source and level(words, source[1] - 1) == SOMEBODY else None
    return Cue(i, None) if following == "that" and words[i].low in THAT_NOUNS else None


def _before_adjectives(words: Words, i: int) -> int:
    """The index before the adjectives of the noun words[i]."""
    k = i - 1
    while k >= 0 and i - k < 4 and words[k].written[0].islower():
        if words[k].low in PREPOSITIONS | CLAUSE_WORDS | DETERMINERS:
            break
        k -= 1
    return k


def of_maker(words: Words, i: int) -> Cue | None:
    """In "a report by the Gazette", "a statement from the mayor"."""
    if words.low(i + 1) not in ("by", "from"):
        return None
    source = phrase_after(words, i + 2)
    return Cue(i, source) if source and level(words, source[1] - 1) == SOMEBODY else None


def of_giver(words: Words, i: int) -> Cue | None:
    """In "made the case for", "has raised questions about", "issued a statement that"."""
    k = _before_adjectives(words, i)
    if words.low(k) in DETERMINERS:
        k -= 1
    if words.low(k) not in GIVING or (words.low(i + 1) not in BEHIND_NOUNS and words[i].low not in UTTERED):
        return None
    before, helped = auxiliaries(words, k - 1)
    source = subject(words, before, ())
    fits = source and "be" not in helped and level(words, source[1] - 1) == SOMEBODY
    return Cue(i, source) if fits else None

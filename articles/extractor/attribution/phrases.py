"""Where the phrase begins and ends that stands before or behind a verb."""

from articles.extractor.attribution.lexicon import VERBS
from articles.extractor.attribution.nouns import PAPERS
from articles.extractor.attribution.people import PEOPLE
from articles.extractor.attribution.words import (
    BE,
    CLAUSE_WORDS,
    DETERMINERS,
    HAVE,
    HELP,
    IRREGULAR,
    PREPOSITIONS,
    STOPS,
    Word,
    Words,
)
from articles.text.words import word_set

Run = tuple[int, int]
"""words[a:b] of one sentence."""
LONGEST_PHRASE = 24
SUBJECTS = word_set("he she they who it we i one some many others most few both several each everyone")
NO_SUBJECT = word_set(
    """this that these those there what here the a an his her their its our my your no not is are was were be been to of
    will would can could may might must should and or but i we you us me him them as when how why where if"""
)


def is_past(word: Word) -> bool:
    """Whether a word in small letters is, by its form, a verb of the past."""
    low = word.low
    if word.written[0].isupper():
        return False
    return low.endswith("ed") or low in IRREGULAR or (low in VERBS and VERBS[low].kinds <= {"past", "participle"})


def is_verbal(low: str) -> bool:
    """Whether a word, by its form, is a verb and none of the nouns of people and papers."""
    return (low.endswith("ed") or low in VERBS or low in IRREGULAR) and low not in PEOPLE and low not in PAPERS


def follows_name(words: Words, k: int) -> bool:
    """Whether words[k] is the verb of a name before it."""
    return k > 0 and words[k - 1].written[0].isupper() and words[k].written[0].islower() and is_verbal(words[k].low)


def phrase_before(words: Words, j: int) -> Run | None:
    """The phrase that ends with words[j], if a subject can end so."""
    if j < 0 or words[j].low in NO_SUBJECT or words[j].low in PREPOSITIONS or words[j].low in STOPS - {"."}:
        return None
    k = j
    while k >= 0 and j - k < LONGEST_PHRASE and not _bounds(words, k):
        k -= 1
    return (k + 1, j + 1) if k < j else None


def noun_before(words: Words, j: int) -> Run | None:
    """The phrase that ends with words[j] without what leads to it: a preposition or a verb bounds it too."""
    run = phrase_before(words, j)
    inside = [k for k in range(run[0], j) if words[k].low in PREPOSITIONS or follows_name(words, k)] if run else []
    return (inside[-1] + 1, j + 1) if inside else run


def _bounds(words: Words, k: int) -> bool:
    low = words[k].low
    if low in ("and", "or"):
        return not (0 < k < len(words) - 1 and words[k - 1].written[0].isupper() and words[k + 1].written[0].isupper())
    if is_past(words[k]) and words.low(k + 1) not in PREPOSITIONS:
        return True
    return (low in STOPS and low != ".") or low in CLAUSE_WORDS or low in BE or low in HELP


def phrase_after(words: Words, i: int) -> Run | None:
    """The phrase that begins with words[i]: up to a mark, a clause, or a preposition other than of, for, by and from."""
    k = i
    while k < len(words) and k - i < LONGEST_PHRASE and not _closes(words, i, k):
        k += 1
    return (i, k) if k > i else None


def _closes(words: Words, i: int, k: int) -> bool:
    low = words[k].low
    if low == ".":
        return words.ends_at(k)
    if k > i and low == "and":
        return k + 1 >= len(words) or not words[k + 1].written[0].isupper()
    if k > i and low in ("of", "for", "by", "from"):
        return False
    if k > i and is_past(words[k]) and words[k - 1].low not in DETERMINERS:
        return True
    return low in STOPS or low in CLAUSE_WORDS or low in PREPOSITIONS or low in BE | HAVE | HELP or words.is_adverb(k)

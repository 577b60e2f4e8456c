"""Denials: a standing that one sentence gives as fact and another denies, "is registered" against "is not registered"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from articles.extractor.findings import Conflict
from articles.text.sentences import Sentence
from articles.text.spans import Span
from articles.text.words import word_set

# Standings that records know; words for what is so today and not tomorrow ("paid", "open") would join two things.
STANDINGS = word_set("""guilty charged arrested convicted classified confidential secret licensed registered approved authorized authorised insured banned
    legal illegal contagious alive dead injured married returned vaccinated armed conscious certified confirmed fatal toxic detained infected
    accredited verified""")
BE = r"(?:\b(?:is|are|was|were|be|been|being)|[’'](?:s|re))"
WORD = r"[a-z]{4,12}"
DENIED = re.compile(
    rf"{BE}\s(?:not|never)\s(?:(?:yet|been|being|an?)\s)?(?P<a>{WORD})\b|{BE}\sneither\s(?P<b>{WORD})\snor\s(?P<c>{WORD})\b"
    rf"|\b(?:is|are|was|were)n['’`]t\s(?:(?:yet|been|being|an?)\s)?(?P<d>{WORD})\b"
)
ASSERTED = re.compile(
    rf"{BE}\s(?:[a-z]{{3,20}}ly\s)?(?P<a>{WORD})\b|\b(?:of|an?|the|as|these|those)\s(?P<b>{WORD})\s[a-z]{{3,20}}\b"
)
# What makes a sentence no plain assertion.
UNSURE = re.compile(
    r"(?i)\b(?:not|never|neither|nor|no|without|if|whether|unless|denie[sd]|could|would|should|may|might|can|will|to be|alleged\w*|former\w*)\b|n['’`]t\b|\?"
)
LONGEST, MOST = 600, 2


def denials(text: str, found: Sequence[Sentence]) -> Iterator[Conflict]:
    """Pairs of sentences, one for each standing and at most two in all: the first that asserts it, the first that denies it."""
    starts = [sentence.start for sentence in found]
    denied = _first(text, found, starts, DENIED, sure=False)
    asserted = _first(text, found, starts, ASSERTED, sure=True) if denied else {}
    for word in [word for word in denied if word in asserted][:MOST]:
        a, b = sorted((asserted[word], denied[word]))
        yield Conflict(a, b, f"One place says “{word}” as fact, the other denies it.")


def _first(
    text: str, found: Sequence[Sentence], starts: Sequence[int], pattern: re.Pattern[str], *, sure: bool
) -> dict[str, Span]:
    """The first sentence for each word; sure ones neither deny, doubt nor ask."""
    places: dict[str, Span] = {}
    for match in pattern.finditer(text):
        words = [word for word in match.groups() if word in STANDINGS and word not in places]
        index = bisect_right(starts, match.start()) - 1 if words else -1
        if index < 0 or match.end() > found[index].end or found[index].end - found[index].start > LONGEST:
            continue
        if not (sure and UNSURE.search(text, found[index].start, found[index].end)):
            places.update(dict.fromkeys(words, Span(found[index].start, found[index].end)))
    return places

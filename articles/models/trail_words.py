"""Searching the trail for words: in what its events say openly, and in the texts that it holds only sealed."""

import json
import re

from django.db.models import Q

from articles.models.claim import Claim
from articles.models.people import Person
from articles.models.sealed import SealedText

OPEN_KEYS = ("quote", "quotes", "why", "title", "byline", "name", "original", "url", "source_url", "note", "correction")
"""The keys of an event under which words for people can stand; whatever else it says is not searched."""
_RUN = re.compile(r"[ !#-\[\]-~]{2,}")
_LIST = r'\[(?:"[^"\\]*(?:\\.[^"\\]*)*",)*'
_BEFORE = rf'"(?:{"|".join(OPEN_KEYS)})":(?:{_LIST})?"[^"\\]*(?:\\.[^"\\]*)*'
MOST_PEOPLE = 50


def saying(words: str) -> Q:
    """Events in whose exact words, notes, sources or names these words stand, letter case aside.

    A number is also that of an event or of a claim.
    """
    sealed = SealedText.objects.filter(_holding("text", words))
    found = _openly(words)
    found |= Q(seq__in=sealed.filter(event__isnull=False).values("event"))
    found |= Q(actor__in=sealed.filter(person__isnull=False).values("person"))
    return found | _given_to(words) | _numbered(words)


def _openly(words: str) -> Q:
    """As a payload spells it: canonical JSON, in which only quotation marks, backslashes and control characters are escaped."""
    spelled = json.dumps(words, ensure_ascii=False)[1:-1]
    return _likely("payload", spelled) & Q(payload__iregex=_BEFORE + re.escape(spelled))


def _holding(column: str, words: str) -> Q:
    # SQLite's LIKE knows capital letters of ASCII only; its regular expressions, slower, know them all.
    if words.isascii():
        return Q(**{f"{column}__icontains": words})
    return _likely(column, words) & Q(**{f"{column}__iregex": re.escape(words)})


def _likely(column: str, words: str) -> Q:
    """Rows that hold all parts of words that any database compares without regard to letter case; quick, and never too few."""
    likely = Q()
    for run in _RUN.findall(words):
        likely &= Q(**{f"{column}__icontains": run})
    return likely


def _given_to(words: str) -> Q:
    """Assignments from or to people of this name, whom the trail knows by their numbers."""
    people = Person.objects.filter(_holding("name", words)).values_list("pk", flat=True)[:MOST_PEOPLE]
    numbers = "|".join(map(str, people))
    return Q(kind="claim.assigned", payload__regex=rf'"assignee":(?:{numbers})[,}}]') if numbers else Q()


def _numbered(words: str) -> Q:
    if not (words.isascii() and words.isdigit() and len(words) <= 9):
        return Q()
    return Q(seq=int(words)) | Q(claim__in=Claim.objects.filter(number=int(words)).values("pk"))

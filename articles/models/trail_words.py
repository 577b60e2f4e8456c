"""Searching the trail for words: in the claims that its events are about, in what it says openly, and in what it seals."""

import json
import re
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from articles.models.claim import Claim, Placement
from articles.models.people import Person
from articles.models.sealed import SealedText

OPEN_KEYS = ("title", "byline", "name", "original", "source_url", "why", "quotes")
"""The keys under which an event that is about no claim says words for people openly; whatever else it says is not searched."""
_RUN = re.compile(r"[ !#-\[\]-~]{2,}")
_LIST = r'\[(?:"[^"\\]*(?:\\.[^"\\]*)*",)*'
_BEFORE = rf'"(?:{"|".join(OPEN_KEYS)})":(?:{_LIST})?"[^"\\]*(?:\\.[^"\\]*)*'
MOST_PEOPLE = 50
MOST_LOOKED_UP = 2_000


def saying(words: str) -> Q:
    """Events on claims in whose words, in any revision, these stand, or with these words in a note, source or name.

    Letter case does not matter.  A number is also that of an event or of a claim.
    """
    sealed = SealedText.objects.filter(_holding("text", words))
    found = _among("claim", Placement.objects.filter(_holding("quote", words)), "claim")
    found |= _among("seq", sealed.filter(event__isnull=False), "event")
    return found | _openly(words) | _of_people(words, sealed) | _numbered(words)


def _among(column: str, found: QuerySet[Any], name: str) -> Q:
    """Events whose column is one of the names in found.

    A few are looked up by index; many are asked for event by event, so that a page is full long before all are found.
    """
    few = set(found.values_list(name, flat=True)[: MOST_LOOKED_UP + 1])
    if len(few) <= MOST_LOOKED_UP:
        return Q(**{f"{column}__in": few})
    return Q(Exists(found.filter(**{name: OuterRef(column)})))


def _openly(words: str) -> Q:
    """As a payload spells it: canonical JSON, in which only quotation marks, backslashes and control characters are escaped."""
    spelled = json.dumps(words, ensure_ascii=False)[1:-1]
    return Q(claim=None) & _likely("payload", spelled) & Q(payload__iregex=_BEFORE + re.escape(spelled))


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


def _of_people(words: str, sealed: QuerySet[SealedText]) -> Q:
    """What people of this name did, and assignments from or to them; they did too much to look all of it up by index."""
    doers = set(sealed.filter(person__isnull=False).values_list("person", flat=True)[:MOST_PEOPLE])
    named = set(Person.objects.filter(_holding("name", words)).values_list("pk", flat=True)[:MOST_PEOPLE])
    found = Q(In(Coalesce("actor_id", 0), doers)) if doers else Q()
    if named:
        numbers = "|".join(map(str, named))
        found |= Q(kind="claim.assigned", payload__regex=rf'"assignee":(?:{numbers})[,}}]')
    return found


def _numbered(words: str) -> Q:
    if not (words.isascii() and words.isdigit() and len(words) <= 9):
        return Q()
    return Q(seq=int(words)) | Q(claim__in=Claim.objects.filter(number=int(words)).values("pk"))

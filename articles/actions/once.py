"""Once: what a caller marked with a key is done one time, and its answer is kept for the next time it is asked for.

The key is reserved and the answer kept in the transaction of the act itself, so that neither can be there without the
other.  Two at once: the second waits at the unique key for the first and is given its answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from articles.models import FirstAnswer, Person


class KeyTaken(Exception):
    """The key was used for another request."""


@dataclass(frozen=True)
class Kept:
    """An answer: its status and its body as JSON values."""

    status: int
    body: Any


def first_answer(key: str, digest: str, *, by: Person) -> Kept | None:
    """The answer that `by` was given under key, if there is one.  Raises KeyTaken when digest is another's."""
    first = FirstAnswer.objects.filter(person=by, key=key).first()
    if first is None:
        return None
    if first.request_digest != digest:
        raise KeyTaken(key)
    return Kept(first.status, first.body)


def once(key: str, digest: str, act: Callable[[], Kept], *, by: Person) -> Kept:
    """Do act under key and keep its answer, or give the answer that another kept meanwhile.

    `digest` tells the request.  `act` catches its own refusals, having rolled back what it wrote.  It must not wait for
    anything slow: it runs inside the transaction that holds the key.  Raises KeyTaken.
    """
    try:
        with transaction.atomic():
            first = FirstAnswer.objects.create(person=by, key=key, request_digest=digest)
            answer = act()
            first.status, first.body = answer.status, answer.body
            first.save(update_fields=["status", "body"])
            return answer
    except IntegrityError:
        kept = first_answer(key, digest, by=by)
        if kept is None:  # it was not about the key
            raise
        return kept

"""The queue: a queryset of claims, narrowed by what somebody asks for, in pages that stay fast at any depth.

Pages are keyset pages: a cursor holds the sort values of the row at the edge, so that page 1,000 costs what page 1 costs.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models.claim import Claim, ClaimQuerySet, Standing, end_of_day
from articles.models.review import Decision

ORDERS: Mapping[str, tuple[str, ...]] = {
    "risk": ("-priority", "-score", "pk"),
    "deadline": ("due_at", "pk"),
    "oldest": ("pk",),
    "newest": ("-pk",),
    "article": ("article_id", "position", "pk"),
}
"""The orders a queue can be asked for, each backed by an index; the last column is unique."""

STANDINGS = ("open", *Standing.values, "all")
NOBODY = "nobody"
Row = TypeVar("Row", bound=models.Model)


class BadCursor(ValueError):
    """A cursor that this desk did not give out."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see of the queue; empty fields narrow nothing.

    status    one of STANDINGS: "open" (pending or to re-check), a standing, or "all"
    assignee  a username, or "nobody"
    article   its id; kind, priority (1..3): of the claim; q: words to search for
    due       "late" or "today"
    back_to   a username: claims that this person decided and that need a re-check now
    """

    status: str = "open"
    assignee: str = ""
    article: int | None = None
    kind: str = ""
    priority: int | None = None
    q: str = ""
    due: str = ""
    back_to: str = ""

    def claims(self, queue: ClaimQuerySet, *, leaving_out: str = "") -> ClaimQuerySet:
        """The claims of queue that answer the wish; `leaving_out` names one field that shall not narrow."""
        queue = queue.shown()
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name != leaving_out and value not in ("", None):
                queue = _NARROW[field.name](queue, value)
        return queue


def _by_status(queue: ClaimQuerySet, status: str) -> ClaimQuerySet:
    if status == "open":
        return queue.pending()
    return queue if status == "all" else queue.filter(standing=status)


def _by_assignee(queue: ClaimQuerySet, username: str) -> ClaimQuerySet:
    return queue.free() if username == NOBODY else queue.filter(assignee__username=username)


def _by_due(queue: ClaimQuerySet, due: str) -> ClaimQuerySet:
    if due == "late":
        return queue.late()
    return queue.pending().filter(due_at__lte=end_of_day(timezone.now()))


def _back_to(queue: ClaimQuerySet, username: str) -> ClaimQuerySet:
    decided = Decision.objects.filter(claim=OuterRef("pk"), by__username=username)
    return queue.filter(Exists(decided), standing=Standing.RECHECK)


_NARROW: Mapping[str, Any] = {
    "status": _by_status,
    "assignee": _by_assignee,
    "article": lambda queue, pk: queue.filter(article_id=pk),
    "kind": lambda queue, kind: queue.filter(kind=kind),
    "priority": lambda queue, priority: queue.filter(priority=priority),
    "q": lambda queue, words: queue.saying(words),
    "due": _by_due,
    "back_to": _back_to,
}


def count_by(queue: models.QuerySet[Claim], column: str) -> dict[Any, int]:
    """How many claims of queue have each value of column, in one query."""
    return dict(queue.order_by().values_list(column).annotate(models.Count("pk")))


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of rows with the cursors of its neighbours; None where there is none."""

    rows: list[Row]
    next: str | None
    previous: str | None


def page_of(rows: models.QuerySet[Row], order: tuple[str, ...], *, cursor: str = "", size: int = 50) -> Page[Row]:
    """The page of rows at cursor, in order (column names, "-" for falling; the last one unique).  Raises BadCursor."""
    back, values = _read_cursor(cursor, len(order)) if cursor else (False, [])
    try:
        beyond = _beyond(order, values, back=back) if values else Q()
        found = list(rows.filter(beyond).order_by(*(_turned(order) if back else order))[: size + 1])
    except (TypeError, ValueError, OverflowError) as error:
        raise BadCursor(cursor) from error
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    has_next, has_previous = (True, more) if back else (more, bool(values))
    return Page(
        found,
        _cursor(found[-1], order, back=False) if has_next and found else None,
        _cursor(found[0], order, back=True) if has_previous and found else None,
    )


def _turned(order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column[1:] if column.startswith("-") else f"-{column}" for column in order)


def _beyond(order: tuple[str, ...], values: list[Any], *, back: bool) -> Q:
    """Rows after values (before them with back): a < x, or a = x and b < y, and so on."""
    found, equal = Q(), Q()
    for column, value in zip(order, values, strict=True):
        name = column.removeprefix("-")
        sign = "lt" if column.startswith("-") != back else "gt"
        found |= equal & Q(**{f"{name}__{sign}": value})
        equal &= Q(**{name: value})
    first = order[0].removeprefix("-")
    edge = "lte" if order[0].startswith("-") != back else "gte"
    return Q(**{f"{first}__{edge}": values[0]}) & found  # the first part lets the database begin inside its index


def _cursor(row: models.Model, order: tuple[str, ...], *, back: bool) -> str:
    values = [getattr(row, column.removeprefix("-")) for column in order]
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps([int(back), *plain]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, length: int) -> tuple[bool, list[Any]]:
    try:
        back, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BadCursor(cursor) from error
    if back not in (0, 1) or len(values) != length or not all(isinstance(value, int | str) for value in values):
        raise BadCursor(cursor)
    return bool(back), [_moment(value) if isinstance(value, str) else value for value in values]


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise BadCursor(value) from error
    if moment.tzinfo is None:
        raise BadCursor(value)
    return moment

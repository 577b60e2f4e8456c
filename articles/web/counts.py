"""How many claims each chip of the queue would leave."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count

from articles.models import OPEN
from articles.models.claim import ClaimQuerySet
from articles.models.queue import NOBODY, Wish, count_by


@dataclass(frozen=True)
class Counts:
    """Claims by standing, by the id of who has them (None: nobody), and by priority, each without its own filter."""

    by_standing: dict[str, int]
    by_person: dict[int | None, int]
    by_priority: dict[int, int]


def counts_of(wish: Wish, claims: ClaimQuerySet) -> Counts:
    """The counts for a wish: three queries over indexes, or a single one when words must be looked for in every row."""
    if wish.q:
        return _in_one_look(wish, claims)
    return Counts(
        count_by(wish.claims(claims, leaving_out="status"), "standing"),
        count_by(wish.claims(claims, leaving_out="assignee"), "assignee_id"),
        count_by(wish.claims(claims, leaving_out="priority"), "priority"),
    )


def _in_one_look(wish: Wish, claims: ClaimQuerySet) -> Counts:
    wide = replace(wish, status="all", assignee="", priority=None).claims(claims)
    columns = ("standing", "assignee_id", "assignee__username", "priority")
    rows = list(wide.order_by().values_list(*columns).annotate(Count("pk")))

    def kept(leaving_out: str) -> Iterable[tuple[Any, ...]]:
        for row in rows:
            fits = {
                "status": _fits(wish.status, row[0]),
                "assignee": wish.assignee in ("", row[2] or NOBODY),
                "priority": wish.priority in (None, row[3]),
            }
            if all(fit for name, fit in fits.items() if name != leaving_out):
                yield row

    return Counts(_summed(kept("status"), 0), _summed(kept("assignee"), 1), _summed(kept("priority"), 3))


def _fits(status: str, standing: str) -> bool:
    return status in ("all", standing) or (status == "open" and standing in OPEN)


def _summed(rows: Iterable[tuple[Any, ...]], column: int) -> dict[Any, int]:
    sums: dict[Any, int] = {}
    for row in rows:
        sums[row[column]] = sums.get(row[column], 0) + row[-1]
    return sums

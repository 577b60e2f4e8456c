"""Pages of the trail in which one act is one line: what somebody did to many things at once is told once.

The lines of one `trail.write` bear the same time and the same name.  A page never cuts an act in two, so it begins and
ends between acts; it is found again by the number of the event at its edge, however long the trail has grown since.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from django.db.models import QuerySet

from articles.models import AuditEvent
from articles.models.queue import BadCursor

PAGE = 50
CHUNK = 2_000
MOST_COUNTED = 1_000
MOST_IN_A_NUMBER = 2**63 - 1
COLUMNS = ("seq", "at", "actor_id", "actor_name", "kind", "article_id", "claim_id")


class Glimpse(NamedTuple):
    """An event without what it says: enough to know which act it belongs to."""

    seq: int
    at: str
    actor: int | None
    name: str
    kind: str
    article: int | None
    claim: int | None

    @property
    def act(self) -> tuple[str, int | None, str]:
        """The same for all events of one act."""
        return self.at, self.actor, self.name


@dataclass(frozen=True)
class Act:
    """What one person did at once, of one kind; its events with the newest first."""

    events: tuple[Glimpse, ...]

    @property
    def top(self) -> int:
        """The number of its newest event."""
        return self.events[0].seq

    @property
    def bottom(self) -> int:
        """The number of its oldest event."""
        return self.events[-1].seq


@dataclass(frozen=True)
class ActPage:
    """A page of acts, the newest first; newer and older are the edges from which its neighbours are read, None at an end.

    count is how many events answer altogether: None when it was not counted, MOST_COUNTED + 1 for more than that.
    """

    acts: list[Act]
    newer: int | None
    older: int | None
    count: int | None


def page_of_acts(events: QuerySet[AuditEvent], *, before: str = "", after: str = "", folded: bool = True) -> ActPage:
    """The page of events older than `before`, or just newer than `after`; the first one without either.

    folded=False makes each event a line of its own.  Raises BadCursor for what is no number.
    """
    if after:
        runs, more = _runs(_read(events.filter(seq__gt=_number(after)), back=True), folded=folded)
        runs = [run[::-1] for run in runs[::-1]]
        return _page(runs, newer=more, older=True, count=None)
    if before:
        runs, more = _runs(_read(events.filter(seq__lt=_number(before))), folded=folded)
        return _page(runs, newer=True, older=more, count=None)
    glimpses = _read(events, size=MOST_COUNTED + 1)
    first = list(islice(glimpses, MOST_COUNTED + 1))
    runs, more = _runs(chain(first, glimpses), folded=folded)
    return _page(runs, newer=False, older=more, count=len(first))


def _page(runs: list[list[Glimpse]], *, newer: bool, older: bool, count: int | None) -> ActPage:
    return ActPage(
        acts=[act for run in runs for act in _by_kind(run)],
        newer=runs[0][0].seq if newer and runs else None,
        older=runs[-1][-1].seq if older and runs else None,
        count=count,
    )


def _runs(glimpses: Iterator[Glimpse], *, folded: bool) -> tuple[list[list[Glimpse]], bool]:
    """Events in a row that belong to one act, as many as make a page; and whether others follow."""
    runs: list[list[Glimpse]] = []
    shown: set[tuple[int, str]] = set()
    for glimpse in glimpses:
        if not (folded and runs and runs[-1][-1].act == glimpse.act):
            if len(shown) >= PAGE:
                return runs, True
            runs.append([])
        runs[-1].append(glimpse)
        shown.add((len(runs), glimpse.kind))
    return runs, False


def _by_kind(run: Iterable[Glimpse]) -> list[Act]:
    """A line for each kind in a run, in the order of their newest events."""
    kinds: dict[str, list[Glimpse]] = {}
    for glimpse in run:
        kinds.setdefault(glimpse.kind, []).append(glimpse)
    return [Act(tuple(events)) for events in kinds.values()]


def _read(events: QuerySet[AuditEvent], *, back: bool = False, size: int = PAGE + 1) -> Iterator[Glimpse]:
    """All events, the newest first (back: the oldest); the first `size` at once, then a chunk at a time."""
    order, beyond = ("seq", "seq__gt") if back else ("-seq", "seq__lt")
    rows = events.order_by(order).values_list(*COLUMNS)
    chunk = [Glimpse(*row) for row in rows[:size]]
    while chunk:
        yield from chunk
        if len(chunk) < size:
            return
        size = CHUNK
        chunk = [Glimpse(*row) for row in rows.filter(**{beyond: chunk[-1].seq})[:size]]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > MOST_IN_A_NUMBER:
        raise BadCursor(text)
    return int(text)

"""The lines of a page of the trail: single events in words, and acts on many things as one line that can be unfolded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlencode

from articles.models import AuditEvent
from articles.reports.trail_event import Displayed, displayed
from articles.web.acts import Act
from articles.web.folded import READ_IN_FULL, folded
from articles.web.telling import Told, told

LISTED = 20
"""How many events of an act a page lists; the others have a page of their own."""
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Folded:
    """An act on many things: its sentence, its first events, and the address of all of them."""

    is_act: ClassVar[bool] = True
    top: int
    bottom: int
    count: int
    at: datetime
    stamp: str
    who: str
    what: str
    lines: list[Told]
    query: str

    @property
    def more(self) -> int:
        """How many of its events are not listed."""
        return self.count - len(self.lines)


def lines_of(acts: Sequence[Act]) -> list[Told | Folded]:
    """The acts of a page as its lines, in a number of queries that does not grow with them."""
    found = {event.seq: event for event in _shown([seq for act in acts for seq in _wanted(act)])}
    return [_line(act, [found[seq] for seq in _wanted(act)]) for act in acts]


def _wanted(act: Act) -> list[int]:
    """The events of an act that must be read for its line."""
    events = act.events if act.events[0].kind in READ_IN_FULL else act.events[:LISTED]
    return [event.seq for event in events]


def _shown(seqs: Sequence[int]) -> Iterable[Displayed]:
    for start in range(0, len(seqs), AT_ONCE):
        yield from displayed(AuditEvent.objects.for_lists().filter(seq__in=seqs[start : start + AT_ONCE]))


def _line(act: Act, events: Sequence[Displayed]) -> Told | Folded:
    first, count = events[0], len(act.events)
    if count == 1:
        return told(first)
    articles = len({event.article for event in act.events if event.article})
    return Folded(
        top=act.top,
        bottom=act.bottom,
        count=count,
        at=first.at,
        stamp=first.stamp,
        who=first.who,
        what=folded(first.kind, count, articles, events),
        lines=[told(event) for event in events[:LISTED]],
        query=urlencode({"first": act.bottom, "last": act.top, "kind": first.kind, "each": "yes"}),
    )

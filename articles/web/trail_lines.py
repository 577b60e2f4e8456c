"""The lines of a page of the trail: single events in words, and acts on many things as one line that can be unfolded."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlencode

from articles.models import AuditEvent
from articles.reports.trail_event import name_people
from articles.web.acts import Act
from articles.web.folded import TOLD, Turned, folded
from articles.web.telling import Told, tell_lines

LISTED = 10
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
    listed = [event.seq for act in acts for event in act.events[:LISTED]]
    found = {line.seq: line for line in tell_lines(AuditEvent.objects.for_lists().filter(seq__in=listed))}
    told_more = [act for act in acts if len(act.events) > 1 and act.events[0].kind in TOLD]
    turns = _turns([event.seq for act in told_more for event in act.events])
    return [
        _line(
            act,
            [found[event.seq] for event in act.events[:LISTED]],
            [turns[event.seq] for event in act.events if event.seq in turns],
        )
        for act in acts
    ]


def _turns(seqs: Sequence[int]) -> dict[int, Turned]:
    """What these events changed, without the texts that they seal."""
    events = AuditEvent.objects.values_list("seq", "payload")
    read = {seq: json.loads(payload) for part in _in_parts(seqs) for seq, payload in events.filter(seq__in=part)}
    turns = {seq: Turned(facts["was"] or {}, facts["now"] or {}) for seq, facts in read.items()}
    name_people(state for turn in turns.values() for state in turn)
    return turns


def _in_parts(seqs: Sequence[int]) -> Iterable[Sequence[int]]:
    return (seqs[start : start + AT_ONCE] for start in range(0, len(seqs), AT_ONCE))


def _line(act: Act, lines: list[Told], turns: Sequence[Turned]) -> Told | Folded:
    first, count = lines[0], len(act.events)
    if count == 1:
        return first
    articles = len({event.article for event in act.events if event.article})
    return Folded(
        top=act.top,
        bottom=act.bottom,
        count=count,
        at=first.at,
        stamp=first.stamp,
        who=first.who,
        what=folded(first.kind, first.who, count, articles, turns),
        lines=lines,
        query=urlencode({"first": act.bottom, "last": act.top, "kind": first.kind, "each": "yes"}),
    )

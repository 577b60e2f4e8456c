"""The trail in plain words: what one line of it tells a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from articles.models import AuditEvent, Standing
from articles.reports.trail_changes import Change, changes, turn
from articles.reports.trail_event import Displayed, displayed
from articles.web.anchors import anchors
from articles.web.wording import Turn, worded


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the trail, to be shown: was and now are standings, or "" when the line is not about one.

    changes is what else changed; version the one that it gave a claim, 0 when it gave none.
    """

    seq: int
    at: datetime
    stamp: str
    who: str
    kind: str
    what: str
    note: str
    was: str
    now: str
    changes: list[Change]
    words: str
    claim: int | None
    claim_number: int | None
    article: int | None
    article_title: str
    revision: int | None
    anchor: str
    leaf: str
    version: int

    @property
    def was_words(self) -> str:
        """How it stood before, in a word."""
        return str(Standing(self.was).label).lower() if self.was else ""

    @property
    def href(self) -> str:
        """Where its words stand, in the revision that it is about; "" when it is about none."""
        if self.article is None or self.revision is None:
            return ""
        address = reverse("web:revision", args=[self.article, self.revision])
        return f"{address}#{self.anchor}" if self.anchor else address


def tell_lines(events: Iterable[AuditEvent]) -> list[Told]:
    """Each of events (`for_lists`) in words; in a number of queries that does not grow."""
    return told(displayed(events))


def told(events: Sequence[Displayed]) -> list[Told]:
    """Each of events in words."""
    places = anchors(events)
    return [_told(event, places.get(event.seq, "")) for event in events]


def _told(event: Displayed, anchor: str) -> Told:
    was, now = turn(event)
    return Told(
        seq=event.seq,
        at=event.at,
        stamp=event.stamp,
        who=event.who,
        kind=event.kind,
        what=worded(event.kind, Turn(event.was, event.now, event.quote)),
        note=event.note,
        was=was,
        now=now,
        changes=changes(event),
        words=event.quote,
        claim=event.claim,
        claim_number=event.claim_number,
        article=event.article,
        article_title=event.article_title,
        revision=event.revision,
        anchor=anchor,
        leaf=event.leaf,
        version=int(event.now.get("version") or 0),
    )

"""The one way to write an AuditEvent: lines are chained and added in the transaction of the change they tell.

Every action writes its lines as its last act, because the lock that keeps the trail in one piece is then held for the
shortest time (SAFETY T7: 129 against 27 events a second).
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.ledger.canonical import JSON
from articles.ledger.event import Event, moment
from articles.ledger.leaves import leaf_hash
from articles.models import Article, AuditEvent, Claim, Person, Placement, Revision

LOCK = 0x66616374  # "fact": the advisory lock of the trail on PostgreSQL


@dataclass(frozen=True)
class Line:
    """What one line of the trail tells, before it has a number: about whom or what, and what was and is now."""

    kind: str
    article: Article | None = None
    revision: Revision | None = None
    claim: Claim | None = None
    placement: Placement | None = None
    subject: dict[str, JSON] = field(default_factory=dict)
    was: dict[str, JSON] | None = None
    now: dict[str, JSON] | None = None


def write(lines: Sequence[Line], *, by: Person | None, name: str = "", at: datetime | None = None) -> list[AuditEvent]:
    """Add lines to the trail in their order, in the running transaction.

    `by` is who did it; for what no person did (the worker, a log-in that failed) `name` says who or what.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a line of the trail is written in the transaction of the change that it tells")
    seq, prev, origin = _head()
    stamp = moment(at or timezone.now())
    actor: dict[str, JSON] = {"id": by.pk if by else None, "name": by.name if by else name}
    events = []
    for line in lines:
        seq += 1
        payload = _payload(line, origin=origin, seq=seq, prev=prev, at=stamp, actor=actor)
        prev = leaf_hash(payload)
        events.append(
            AuditEvent(
                seq=seq,
                payload=payload.decode(),
                leaf=prev,
                at=stamp,
                kind=line.kind,
                actor=by,
                actor_name=by.name if by else name,
                article=line.article,
                claim=line.claim,
            )
        )
    return AuditEvent.objects.bulk_create(events)


def told_time(at: datetime | None) -> str | None:
    """A time that people set, as a line tells it: UTC, to the second."""
    return f"{moment(at)[:19]}Z" if at else None


def _payload(line: Line, *, origin: str, seq: int, prev: str, at: str, actor: dict[str, JSON]) -> bytes:
    subject, words = _subject(line), _words(line)
    event = Event(
        origin=origin,
        seq=seq,
        prev=prev,
        at=at,
        actor=actor,
        kind=line.kind,
        subject=subject,
        words=words,
        was=line.was,
        now=line.now,
    )
    return event.to_payload()


def _head() -> tuple[int, str, str]:
    """Number and leaf of the last line and the origin of the trail, under the lock that appending holds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = AuditEvent.objects.newest_first().values_list("seq", "leaf", "payload").first()
    if last is None:
        return 0, "", settings.TRAIL_ORIGIN or f"factcheck/{secrets.token_hex(8)}"
    return last[0], last[1], json.loads(last[2])["origin"]


def _subject(line: Line) -> dict[str, JSON]:
    ids: dict[str, JSON] = {}
    revision = line.revision or (line.placement.revision if line.placement else None)
    for name, row in (("article", line.article), ("revision", revision), ("claim", line.claim)):
        if row is not None:
            ids[name] = row.pk
    return ids | line.subject


def _words(line: Line) -> dict[str, JSON] | None:
    if line.placement is None:
        return None
    place = line.placement
    return {"revision_sha256": place.revision.sha256, "start": place.start, "end": place.end, "quote": place.quote}

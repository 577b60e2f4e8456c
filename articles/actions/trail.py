"""The one way to write an AuditEvent: lines are chained and added in the transaction of the change they tell.

Every action writes its lines as its last act, because the lock that keeps the trail in one piece is then held for the
shortest time (SAFETY T7: 129 against 27 events a second).  What people wrote freely, a FreeText in `was` or `now`, and
people's names go into the trail as seals; the words stand beside it, where they can be erased (SAFETY T11).
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias, cast

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.later import later
from articles.ledger.canonical import JSON
from articles.ledger.event import Event, moment
from articles.ledger.leaves import leaf_hash
from articles.ledger.sealed import KEY, Seal, seal, with_seals
from articles.models import Article, AuditEvent, Claim, Person, Placement, Revision, SealedText
from articles.text.spans import Span

State: TypeAlias = dict[str, JSON] | None
LOCK = 0x66616374  # "fact": the advisory lock of the trail on PostgreSQL
SIGN = "articles.sign_checkpoint"
SIGNED_EVERY = 100
"""After so many events a checkpoint is signed, however soon after the last one."""


@dataclass(frozen=True)
class Line:
    """What one line of the trail tells, before it has a number: about whom or what, and what was and is now.

    Its exact words are those of a claim's placement, or of a span of the revision.
    """

    kind: str
    article: Article | None = None
    revision: Revision | None = None
    claim: Claim | None = None
    placement: Placement | None = None
    span: Span | None = None
    subject: dict[str, JSON] = field(default_factory=dict)
    was: State = None
    now: State = None


def write(lines: Sequence[Line], *, by: Person | None, name: str = "", at: datetime | None = None) -> list[AuditEvent]:
    """Add lines to the trail in their order, in the running transaction.

    `by` is who did it; for what no person did (the worker, a log-in that failed) `name` says who or what.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a line of the trail is written in the transaction of the change that it tells")
    actor = _actor(by, name)
    seq, prev, origin = _head()
    stamp = moment(at or timezone.now())
    events, texts = [], []
    for line in lines:
        seq += 1
        seals: list[Seal] = []
        was, now = (cast(State, with_seals(state, seals)) for state in (line.was, line.now))
        event = Event(
            origin=origin,
            seq=seq,
            prev=prev,
            at=stamp,
            actor=actor,
            kind=line.kind,
            subject=_subject(line),
            words=_words(line),
            was=was,
            now=now,
        )
        payload = event.to_payload()
        prev = leaf_hash(payload)
        events.append(
            AuditEvent(
                seq=seq,
                payload=payload.decode(),
                leaf=prev,
                at=stamp,
                kind=line.kind,
                actor=by,
                actor_name="" if by else name,
                article=line.article,
                claim=line.claim,
            )
        )
        texts += [SealedText(**each._asdict(), event_id=seq) for each in seals]
    AuditEvent.objects.bulk_create(events)
    SealedText.objects.bulk_create(texts)
    if seq // SIGNED_EVERY > (seq - len(lines)) // SIGNED_EVERY:
        later(SIGN)
    return events


def told_time(at: datetime | None) -> str | None:
    """A time that people set, as a line tells it: UTC, to the second."""
    return f"{moment(at)[:19]}Z" if at else None


def _actor(by: Person | None, name: str) -> dict[str, JSON]:
    """Who did it: a person by number and the seal over their name, which is made with their first act."""
    return {"id": by.pk, "name": {KEY: name_seal(by)}} if by else {"id": None, "name": name}


def name_seal(person: Person) -> str:
    """The digest of the seal over a person's name, under which the trail knows them; made when there is none."""
    if not person.sealed_name:
        made = seal(person.name)
        SealedText.objects.create(**made._asdict(), person=person)
        Person.objects.filter(pk=person.pk).update(sealed_name=made.digest)
        person.sealed_name = made.digest
    return person.sealed_name


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
    if line.span is not None and line.revision is not None:
        start, end = line.span
        quote = line.span.quote(line.revision.text)
        return {"revision_sha256": line.revision.sha256, "start": start, "end": end, "quote": quote}
    if line.placement is None:
        return None
    place = line.placement
    return {"revision_sha256": place.revision.sha256, "start": place.start, "end": place.end, "quote": place.quote}

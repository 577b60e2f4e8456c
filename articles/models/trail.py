"""The trail as people ask for it: narrowed by who, what, when, where and words, in the same way at every door."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles.ledger.event import moment
from articles.models.audit import AuditEventQuerySet
from articles.models.queue import NOBODY
from articles.models.trail_words import saying

EARLIEST, LATEST = date(1970, 1, 1), date(2999, 12, 31)

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "decisions": ("Decisions", ("claim.decided", "claim.dismissed", "claim.reopened")),
    "checks": ("Ticks and hints", ("claim.ticked", "hint.raised", "hint.accepted", "hint.waved_away", "hint.reopened")),
    "assignments": ("Assignments and deadlines", ("claim.assigned", "claim.due_set")),
    "texts": ("Uploads and revisions", ("article.submitted", "article.retitled", "revision.added", "bundle.submitted")),
    "extractions": ("Looking for claims", ("extraction.done", "extraction.failed", "extraction.queued", "extraction.retried", "claim.found", "claim.refreshed")),
    "claims": ("Claims marked and changed", ("claim.added", "claim.span_changed", "claim.split", "claim.merged", "claim.pointed")),
    "readings": ("Passages read", ("reading.made", "reading.taken_back")),
    "carried": ("Claims in a new revision", ("claim.carried", "claim.words_changed", "claim.gone")),
    "sources": ("Sources", ("source.added",)),
    "sign_off": ("Sign-off", ("article.signed_off", "article.sign_off_withdrawn")),
    "exports": ("Reports and exports", ("report.exported", "trail.exported")),
    "keys": ("The key that signs", ("trail.key_changed",)),
    "erasures": ("Texts that were removed", ("text.erased",)),
    "people": ("People and rights", ("person.made", "person.closed", "person.opened", "person.role_changed", "token.made", "token.revoked")),
    "log_ins": ("Log-ins and passwords", ("person.logged_in", "person.logged_out", "person.logged_out_everywhere", "person.password_changed", "person.log_in_refused")),
}  # fmt: skip
"""What the trail can be narrowed to: word in the address, words on the page, kinds of events."""

KINDS = tuple(sorted({kind for _, kinds in GROUPS.values() for kind in kinds}))


@dataclass(frozen=True)
class Narrowing:
    """What somebody wants to see of the trail; empty fields narrow nothing.

    q       words in what events say, or the number of a claim or event
    actor   a username, or "nobody" for what no person did
    kind    one of GROUPS, or one kind of event
    since, until   the first and the last day, in the zone of whoever asks
    article, claim   their ids
    first, last   numbers of events
    """

    q: str = ""
    actor: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    article: int | None = None
    claim: int | None = None
    first: int | None = None
    last: int | None = None

    def events(self, events: AuditEventQuerySet) -> AuditEventQuerySet:
        """The events that answer it; what an index finds comes first, words last."""
        for name, value in reversed(self.asked.items()):
            events = events.filter(_NARROW[name](value))
        return events

    @property
    def asked(self) -> dict[str, Any]:
        """The fields that narrow."""
        told = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in told if value not in ("", None)}

    def told(self) -> dict[str, str | int]:
        """The fields that narrow, as an address and an event can say them."""
        return {name: value if isinstance(value, int) else str(value) for name, value in self.asked.items()}


def _kinds(kind: str) -> Q:
    return Q(kind__in=GROUPS[kind][1]) if kind in GROUPS else Q(kind=kind)


def _midnight(day: date) -> str:
    """When a day begins here, as events tell time."""
    return moment(timezone.make_aware(datetime.combine(min(max(day, EARLIEST), LATEST), time.min)))


_NARROW: Mapping[str, Any] = {
    "q": saying,
    "actor": lambda username: Q(actor=None) if username == NOBODY else Q(actor__username=username),
    "kind": _kinds,
    "since": lambda day: Q(at__gte=_midnight(day)),
    "until": lambda day: Q(at__lt=_midnight(min(day, LATEST - timedelta(days=1)) + timedelta(days=1))),
    "article": lambda pk: Q(article=pk),
    "claim": lambda pk: Q(claim=pk),
    "first": lambda seq: Q(seq__gte=seq),
    "last": lambda seq: Q(seq__lte=seq),
}

"""Export the trail: the events that answer a filter, as a file of any length, and the event that tells who took it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.actions import trail
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.ledger.sealed import FreeText
from articles.models import AuditEvent, Person
from articles.models.queue import NOBODY
from articles.models.trail import Narrowing
from articles.policy import Right, may
from articles.reports.trail_files import FORMS

NOT_YOURS = "The chief, auditors and admins export the trail."
TYPED = ("q",)
"""The fields of a filter that somebody typed or that name somebody: they can be erased later."""


@dataclass(frozen=True)
class ExportedTrail:
    """The trail as it is handed out: a file name of ASCII letters, digits, "-" and ".", and its bytes, made as they are read."""

    name: str
    media_type: str
    chunks: Iterator[bytes] = field(repr=False)


def export_trail(narrowing: Narrowing, format: str, *, by: Person, at: datetime | None = None) -> ExportedTrail:  # noqa: A002
    """Hand out those events that answer `narrowing` and that `by` may see, in `format`, one of FORMS, the oldest first.

    The trail tells that they did; what is handed out ends before that.  Refused (INVALID) for a format that is none.
    """
    require(may(by, Right.EXPORT_TRAIL), Code.NOT_ALLOWED, NOT_YOURS)
    form = FORMS.get(format)
    if form is None:
        raise Refused(Code.INVALID, f"The trail comes as {' or '.join(FORMS)}.", field="format")
    seen = AuditEvent.objects.visible_to(by)
    size, head = seen.newest_first().values_list("seq", "leaf").first() or (0, "")
    _record(narrowing, format, size, head, by=by, at=at)
    name = f"{file_name(narrowing, at or timezone.now())}.{form.extension}"
    return ExportedTrail(name, form.media_type, form.chunks(narrowing.events(seen), size))


def file_name(narrowing: Narrowing, at: datetime) -> str:
    """A name that is safe in a header and on every disk, and tells the day and the filter."""
    words = [f"{name}-{value}" if name != "kind" else str(value) for name, value in narrowing.told().items()]
    told = slugify("-".join(words).replace(".", "-").replace("_", "-"))[:80].strip("-_")
    return "-".join(part for part in ("trail", f"{timezone.localtime(at):%Y-%m-%d}", told) if part)


@transaction.atomic
def _record(narrowing: Narrowing, format_: str, size: int, head: str, *, by: Person, at: datetime | None) -> None:
    asked: dict[str, JSON] = {
        name: FreeText(value) if name in TYPED else value for name, value in narrowing.told().items()
    }
    if "actor" in asked and narrowing.actor != NOBODY:  # by number: an account's name may have to go one day
        asked["actor"] = Person.objects.filter(username=narrowing.actor).values_list("pk", flat=True).first()
    now: dict[str, JSON] = {"format": format_, "filter": asked, "trail_size": size, "trail_head": head}
    # Filed under no article: what an auditor looks for is no business of those whom it is about, nor of their bundles.
    trail.write([Line("trail.exported", now=now)], by=by, at=at)

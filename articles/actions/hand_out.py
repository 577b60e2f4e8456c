"""Handing a report out: the file that somebody gets, and the record that it was taken."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.text import slugify

from articles.actions import trail
from articles.actions.people import OPERATOR
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.models import LONG_FIELDS, Article, AuditEvent, Person, Report
from articles.reports.shapes import Facts


@dataclass(frozen=True)
class Exported:
    """A report as it is handed out: a file name of ASCII letters, digits, "-" and ".", and its bytes."""

    name: str
    media_type: str
    report: Report
    data: bytes = field(repr=False)


def file_name(told: Facts, extension: str) -> str:
    """A name that is safe in a header and on every disk, and tells article and revision."""
    words = slugify(told.about.title)[:60].strip("-_")
    return "-".join(part for part in ("report", str(told.about.id), words, f"r{told.about.revision}") if part) + (
        f".{extension}"
    )


def record(
    article: Article, told: Facts, format_: str, data: bytes, *, by: Person | None, proves: bool = False
) -> tuple[Report, AuditEvent]:
    """Note that data was handed out, in the running transaction, in which article is held.

    `proves`: data is the report.json of a bundle, which names its event, and which its event names.
    """
    revision = article.revisions.defer(*LONG_FIELDS).get(number=told.about.revision)
    report = Report.objects.create(
        article=article,
        revision=revision,
        format=format_,
        sha256=sha256(data).hexdigest(),
        size=len(data),
        trail_size=told.trail_size,
        trail_head=told.trail_head,
        by=by,
        created_at=told.at,
    )
    now: dict[str, JSON] = {
        "format": format_,
        "sha256": report.sha256,
        "size": report.size,
        "trail_size": report.trail_size,
        "trail_head": report.trail_head,
    }
    if proves:
        now["report_sha256"] = report.sha256
    line = Line("report.exported", article=article, revision=revision, subject={"report": report.pk}, now=now)
    [event] = trail.write([line], by=by, name=OPERATOR)
    return report, event

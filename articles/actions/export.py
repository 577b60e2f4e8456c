"""Export a report: facts of one moment, their bytes, and the record that they were handed out."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.text import slugify

from articles.actions import trail
from articles.actions.change import hold
from articles.actions.people import OPERATOR
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.models import LONG_FIELDS, Article, Person, Report
from articles.policy import Right, may
from articles.reports import FORMATS, facts
from articles.reports.shapes import Facts

NOT_YOURS = "Admins keep the desk running; they take no reports out of it."
NO_TEXT = "This article has no text yet."


@dataclass(frozen=True)
class Exported:
    """A report as it is handed out: a file name of ASCII letters, digits, "-" and ".", and its bytes."""

    name: str
    media_type: str
    report: Report
    data: bytes = field(repr=False)


def export_report(article: Article, format: str, *, by: Person | None, at: datetime | None = None) -> Exported:  # noqa: A002
    """Make the report of article in `format`, one of reports.FORMATS, and record that `by` took it.

    `by` None is the operator at the command line.  Refused (INVALID) for a format that is none.  Facts and bytes are
    made outside of the transaction, so that a long report holds nobody up.
    """
    require(by is None or may(by, Right.EXPORT), Code.NOT_ALLOWED, NOT_YOURS)
    form = FORMATS.get(format)
    if form is None:
        raise Refused(Code.INVALID, f"A report comes as {', '.join(FORMATS)}.", field="format")
    require(article.newest_id is not None, Code.INVALID, NO_TEXT)
    told = facts.build(article, at=at)
    data = form.render(told)
    report = _record(article, told, format, data, by=by)
    return Exported(file_name(told, form.extension), form.media_type, report, data)


def file_name(told: Facts, extension: str) -> str:
    """A name that is safe in a header and on every disk, and tells article and revision."""
    words = slugify(told.about.title)[:60].strip("-_")
    return "-".join(part for part in ("report", str(told.about.id), words, f"r{told.about.revision}") if part) + (
        f".{extension}"
    )


@transaction.atomic
def _record(article: Article, told: Facts, format_: str, data: bytes, *, by: Person | None) -> Report:
    hold(article)
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
    line = Line("report.exported", article=article, revision=revision, subject={"report": report.pk}, now=now)
    trail.write([line], by=by, name=OPERATOR)
    return report

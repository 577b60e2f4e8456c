"""Export a report: facts of one moment, their bytes, and the record that they were handed out."""

from datetime import datetime

from django.db import transaction

from articles.actions.change import hold
from articles.actions.export_bundle import export_bundle
from articles.actions.hand_out import Exported, file_name, record
from articles.actions.refusals import Code, Refused, require
from articles.models import Article, Person
from articles.policy import Right, may
from articles.reports import BUNDLE, FORMATS, OFFERED, facts

__all__ = ["Exported", "export_report"]
NOT_YOURS = "Admins keep the desk running; they take no reports out of it."
NO_TEXT = "This article has no text yet."


def export_report(article: Article, format: str, *, by: Person | None, at: datetime | None = None) -> Exported:  # noqa: A002
    """Make the report of article in `format`, one of reports.OFFERED, and record that `by` took it.

    `by` None is the operator at the command line.  Refused (INVALID) for a format that is none.  Facts and bytes are
    made outside of the transaction, so that a long report holds nobody up.
    """
    require(by is None or may(by, Right.EXPORT), Code.NOT_ALLOWED, NOT_YOURS)
    if format not in OFFERED:
        raise Refused(Code.INVALID, f"A report comes as {', '.join(OFFERED)}.", field="format")
    require(article.newest_id is not None, Code.INVALID, NO_TEXT)
    if format == BUNDLE:
        return export_bundle(article, by=by, at=at)
    form = FORMATS[format]
    told = facts.build(article, at=at)
    data = form.render(told)
    with transaction.atomic():
        hold(article)
        report, _ = record(article, told, format, data, by=by)
    return Exported(file_name(told, form.extension), form.media_type, report, data)

"""Retry an extraction that failed."""

from django.db import transaction
from django.db.models.functions import Now

from articles.actions import trail
from articles.actions.change import hold
from articles.actions.intake import EXTRACT
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.later import later
from articles.models import Article, Extraction, ExtractionState, Person
from articles.policy import Right, may

NOT_YOURS = "Auditors and admins change nothing."
NOT_FAILED = "There is nothing to try again: the look for claims has not failed."


@transaction.atomic
def retry_extraction(article: Article, *, by: Person) -> Extraction:
    """Queue the failed extraction of the newest revision again."""
    require(may(by, Right.RETRY), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    failed = Extraction.objects.filter(revision=article.newest, state=ExtractionState.FAILED)
    extraction = failed.first()
    if extraction is None or not failed.update(
        state=ExtractionState.QUEUED, attempts=0, error="", finished_at=None, not_before=Now(), queued_at=Now()
    ):
        raise Refused(Code.CLOSED, NOT_FAILED)
    extraction.refresh_from_db()
    later(EXTRACT, extraction.pk)
    trail.write([Line("extraction.retried", article=article, revision=article.newest)], by=by)
    return extraction

"""Mark a passage as read: somebody looked at it and found nothing to check; and take that back."""

from django.db import transaction

from articles.actions import trail
from articles.actions.change import CLOSED, NEWER, hold
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.models import Article, Person, Reading, Revision
from articles.policy import Right, may, may_check
from articles.text.reanchor import reanchor
from articles.text.spans import Span

NOT_YOURS = "Only a reviewer who did not upload this article, or the chief, marks passages as read."
NO_WORDS = "There are no words to read there. Select some words of the article."
NOT_YOUR_READING = "Only whoever read it, or the chief, takes this back."


@transaction.atomic
def read_passage(revision: Revision, span: Span, *, by: Person) -> Reading:
    """Record that `by` read the words of span in revision and found nothing to check.

    Refused NEWER_REVISION when revision is not the newest.  Marked twice by the same person, the first one is given back.
    """
    article = revision.article
    require(may_check(by, Right.READ_PASSAGE, article), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    _refuse_unless_newest(article, revision)
    there = 0 <= span.start < span.end <= len(revision.text)
    require(there and any(map(str.isalnum, span.quote(revision.text))), Code.INVALID, NO_WORDS, field="start")
    known = Reading.objects.in_force().filter(revision=revision, start=span.start, end=span.end, by=by).first()
    if known is not None:
        return known
    reading = Reading.objects.create(article=article, revision=revision, start=span.start, end=span.end, by=by)
    trail.write([_read_line(reading)], by=by)
    return reading


@transaction.atomic
def take_back_reading(reading: Reading, *, by: Person) -> None:
    """Show the passage again as one that nobody has looked at."""
    article = reading.article
    require(may_check(by, Right.READ_PASSAGE, article), Code.NOT_ALLOWED, NOT_YOURS)
    require(reading.by_id == by.pk or may(by, Right.SIGN_OFF), Code.NOT_ALLOWED, NOT_YOUR_READING)
    hold(article)
    _refuse_unless_newest(article, reading.revision)
    if Reading.objects.in_force().filter(pk=reading.pk).update(taken_back=True):
        line = Line(
            "reading.taken_back",
            article=article,
            revision=reading.revision,
            subject={"reading": reading.pk},
            span=reading.span,
            was={"taken_back": False},
            now={"taken_back": True},
        )
        trail.write([line], by=by)


def carry_readings(old: Revision, new: Revision) -> list[Line]:
    """Take along to a newer revision what was read and stands there unchanged; a line for each, in the running transaction."""
    readings = list(Reading.objects.in_force().filter(revision=old).order_by("start", "pk"))
    anchors = reanchor(old.text, new.text, [reading.span for reading in readings])
    carried = [
        Reading(
            article=new.article,
            revision=new,
            start=anchor.span.start,
            end=anchor.span.end,
            by_id=reading.by_id,
            carried_from=reading,
            created_at=reading.created_at,
        )
        for reading, anchor in zip(readings, anchors, strict=True)
        if anchor.state == "placed" and anchor.span is not None
    ]
    return [_read_line(reading) for reading in Reading.objects.bulk_create(carried)]


def _read_line(reading: Reading) -> Line:
    return Line(
        "reading.made",
        article=reading.article,
        revision=reading.revision,
        subject={"reading": reading.pk},
        span=reading.span,
        now={
            "start": reading.start,
            "end": reading.end,
            "by": reading.by_id,
            "carried_from": reading.carried_from_id,
            "taken_back": False,
        },
    )


def _refuse_unless_newest(article: Article, revision: Revision) -> None:
    if article.newest_id != revision.pk:
        raise Refused(Code.NEWER_REVISION, NEWER, article=article.pk)
    require(article.signed_off_revision_id != revision.pk, Code.CLOSED, CLOSED)

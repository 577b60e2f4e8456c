"""Mark a passage as read: somebody looked at it and found nothing to check; and take that back."""

from django.db import transaction

from articles.actions import trail
from articles.actions.change import NEWER, hold
from articles.actions.place import newest_of, refuse_unless_there
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.models import Article, Person, Reading, Revision
from articles.policy import Right, may_check
from articles.text.reanchor import reanchor
from articles.text.spans import Span

NOT_YOURS = "Only a reviewer who did not upload this article, or the chief, marks passages as read."


@transaction.atomic
def read_passage(
    article: Article, span: Span, *, by: Person, revision: int | None = None, quote: str | None = None
) -> Reading:
    """Record that `by` read the words of span in the newest revision and found nothing to check.

    `revision` is the number that the person was looking at and `quote` the words they read, when the door knows them.
    Marked twice by the same person, the first reading is given back.
    """
    require(may_check(by, Right.READ_PASSAGE, article), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    newest = newest_of(article)
    if revision is not None and revision != newest.number:
        raise Refused(Code.NEWER_REVISION, NEWER, article=article.pk)
    refuse_unless_there(newest, span, quote)
    known = Reading.objects.in_force().filter(revision=newest, start=span.start, end=span.end, by=by).first()
    if known is not None:
        return known
    reading = Reading.objects.create(article=article, revision=newest, start=span.start, end=span.end, by=by)
    trail.write([_read_line(reading)], by=by)
    return reading


@transaction.atomic
def take_back_reading(reading: Reading, *, by: Person) -> None:
    """Show the passage again as one that nobody has looked at; whoever checks may, and the trail tells who did."""
    article = reading.article
    require(may_check(by, Right.READ_PASSAGE, article), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    if newest_of(article) != reading.revision:
        raise Refused(Code.NEWER_REVISION, NEWER, article=article.pk)
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

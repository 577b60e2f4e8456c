"""Mark a passage as read: somebody looked at it and found nothing to check; and take that back."""

from collections.abc import Sequence

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


def read_passage(
    article: Article, span: Span, *, by: Person, revision: int | None = None, quote: str | None = None
) -> Reading:
    """Record that `by` read the words of span in the newest revision and found nothing to check.

    `revision` is the number that the person was looking at and `quote` the words they read, when the door knows them.
    Marked twice by the same person, the first reading is given back.
    """
    return read_passages(article, [span], by=by, revision=revision, quote=quote)[0]


@transaction.atomic
def read_passages(
    article: Article, spans: Sequence[Span], *, by: Person, revision: int | None = None, quote: str | None = None
) -> list[Reading]:
    """The same for several passages at once, in one act; the words of the first are those of `quote`, if it is given."""
    require(may_check(by, Right.READ_PASSAGE, article), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    newest = newest_of(article)
    if revision is not None and revision != newest.number:
        raise Refused(Code.NEWER_REVISION, NEWER, article=article.pk)
    for span in spans:
        refuse_unless_there(newest, span, quote if span == spans[0] else None)
    mine = Reading.objects.in_force().filter(revision=newest, by=by)
    known = {reading.span: reading for reading in mine}
    fresh = [span for span in dict.fromkeys(spans) if span not in known]
    made = [Reading(article=article, revision=newest, start=start, end=end, by=by) for start, end in fresh]
    Reading.objects.bulk_create(made)
    if made:
        trail.write([_read_line(reading) for reading in made], by=by)
    known |= {reading.span: reading for reading in made}
    return [known[span] for span in dict.fromkeys(spans)]


@transaction.atomic
def take_back_readings(article: Article, readings: Sequence[Reading], *, by: Person) -> None:
    """Show passages again as ones that nobody has looked at; whoever checks may, and the trail tells who did."""
    require(may_check(by, Right.READ_PASSAGE, article), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    newest = newest_of(article)
    if any(reading.revision_id != newest.pk for reading in readings):
        raise Refused(Code.NEWER_REVISION, NEWER, article=article.pk)
    lines = [
        Line(
            "reading.taken_back",
            article=article,
            revision=newest,
            subject={"reading": reading.pk},
            span=reading.span,
            was={"taken_back": False},
            now={"taken_back": True},
        )
        for reading in readings
        if Reading.objects.in_force().filter(pk=reading.pk).update(taken_back=True)
    ]
    if lines:
        trail.write(lines, by=by)


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

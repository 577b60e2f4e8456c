"""Marking passages as read, and taking that back: the margin, the strip and the tools are drawn anew, no field loses a letter."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from articles.actions.read_passage import read_passages, take_back_readings
from articles.actions.refusals import Code, Refused
from articles.models import Reading
from articles.policy import Right
from articles.text.spans import Span
from articles.web.bench import Bench
from articles.web.door import Visit, door, find
from articles.web.typed import number_of
from articles.web.workbench import with_text

NO_PASSAGE = "Select the words that you read, or use the button beside their line."
PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@door(right=Right.READ_PASSAGE, methods=("POST",))
def read(visit: Visit, pk: int) -> HttpResponse:
    """Mark passages as read: those that the form names as `12-40 55-80`, or the words that were selected."""
    article = find(with_text(visit), pk=pk)
    made = read_passages(article, _spans(visit), by=visit.user, revision=number_of(visit.POST.get("revision", "")))
    return _drawn(visit, pk, made, "marked as read", undo=made)


@door(right=Right.READ_PASSAGE, methods=("POST",))
def unread(visit: Visit, pk: int) -> HttpResponse:
    """Show passages again as ones that nobody has looked at."""
    article = find(with_text(visit), pk=pk)
    asked = map(number_of, visit.POST.get("readings", "").split()[:1000])
    wanted = [number for number in asked if number is not None]
    readings = list(article.readings.in_force().filter(pk__in=wanted).select_related("revision"))
    take_back_readings(article, readings, by=visit.user)
    return _drawn(visit, pk, readings, "shown as unread again")


def _spans(visit: Visit) -> list[Span]:
    """What the form names; raises Refused when it names nothing."""
    asked = visit.POST.get("passages") or f"{visit.POST.get('start')}-{visit.POST.get('end')}"
    spans = [Span(int(start), int(end)) for start, end in PLACE.findall(asked)]
    if not spans:
        raise Refused(Code.INVALID, NO_PASSAGE, field="passages")
    return spans


def _drawn(
    visit: Visit, pk: int, readings: list[Reading], done: str, undo: list[Reading] | None = None
) -> HttpResponse:
    count = len(readings)
    said = f"{'1 passage' if count == 1 else f'{count} passages'} {done}."
    bench = Bench(find(with_text(visit), pk=pk), visit.user, visit.POST.get("show", ""))
    if not visit.htmx:
        messages.success(visit, said)
        return redirect(f"{bench.address()}#l{bench.line_of(readings[0].start) if readings else ''}")
    painter = bench.painter(number_of(visit.POST.get("claim", "")))
    told = {
        "bench": bench,
        "article": bench.article,
        "revision": bench.revision,
        "lines": painter.lines_at([reading.span for reading in readings]),
        "said": said,
        "taken": " ".join(str(reading.pk) for reading in undo or ()),
    }
    return render(visit, "articles/_read_swap.html", told)

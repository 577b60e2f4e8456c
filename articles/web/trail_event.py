"""One event of the trail at its permanent address; and the trail as a file to take away."""

from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from articles.actions.export_trail import export_trail
from articles.ledger.leaves import leaf_hash
from articles.models import AuditEvent
from articles.policy import Right
from articles.reports.trail_event import displayed
from articles.web.door import Visit, door, find
from articles.web.telling import told
from articles.web.trail_wishes import asked_exactly


@door(right=Right.READ_TRAIL)
def event(visit: Visit, seq: int) -> HttpResponse:
    """All that an event says, in words and in the exact bytes that were hashed, and what holds it in the chain."""
    seen = AuditEvent.objects.visible_to(visit.user)
    row: AuditEvent = find(seen.for_lists(), seq=seq)
    shown = displayed([row])[0]
    before = AuditEvent.objects.filter(seq=seq - 1).values_list("leaf", flat=True).first() or ""
    return render(
        visit,
        "articles/trail_event.html",
        {
            "event": shown,
            "line": told([shown])[0],
            "older": seen.filter(seq__lt=seq).newest_first().values_list("seq", flat=True).first(),
            "newer": seen.filter(seq__gt=seq).oldest_first().values_list("seq", flat=True).first(),
            "is_whole": leaf_hash(row.payload.encode("utf-8", "surrogatepass")) == row.leaf,
            "follows": before == shown.prev,
        },
    )


@door(right=Right.EXPORT_TRAIL, methods=("POST",))
def export(visit: Visit) -> HttpResponse:
    """Hand out what the form's filters leave of the trail, as a file of any length."""
    made = export_trail(asked_exactly(visit.POST).narrowing, visit.POST.get("format", ""), by=visit.user)
    response = StreamingHttpResponse(made.chunks, content_type=made.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=made.name)
    return cast(HttpResponse, response)

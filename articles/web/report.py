"""The report: an article's facts of this moment as a page, and as files to take away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from articles.actions.export import export_report
from articles.models import TrailKey
from articles.policy import Right, may
from articles.reports import BUNDLE, FORMATS, facts, html
from articles.web.door import Visit, door, find
from articles.web.workbench import articles_of


@door()
def report(visit: Visit, pk: int) -> HttpResponse:
    """The report as it stands now.  To look at it changes nothing; to take it away is told in the trail."""
    article = find(articles_of(visit), pk=pk)
    told = html.context(facts.build(article)) | {
        "article": article,
        "formats": [(name, name.upper()) for name in FORMATS],
        "bundle": BUNDLE,
        "key": TrailKey.objects.order_by("-pk").values_list("public", flat=True).first() or "",
        "may_verify": may(visit.user, Right.VERIFY_TRAIL),
        "may_export": may(visit.user, Right.EXPORT),
    }
    return render(visit, "articles/report.html", told)


@door(right=Right.EXPORT, methods=("POST",))
def take(visit: Visit, pk: int) -> HttpResponse:
    """Hand the report out as a file."""
    made = export_report(find(articles_of(visit), pk=pk), visit.POST.get("format", ""), by=visit.user)
    response = HttpResponse(made.data, content_type=made.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=made.name)
    return response

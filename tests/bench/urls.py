"""The product's addresses and one more: the floor, a bare view of 50 rows on the same server."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from articles.models import Claim

ROWS = engines["django"].from_string(
    "<ul>{% for row in rows %}<li>{{ row.pk }} {{ row.standing }}</li>{% endfor %}</ul>"
)


def bare(request: HttpRequest) -> HttpResponse:
    """Fifty rows of one table through the framework, with nothing of ours."""
    return HttpResponse(ROWS.render({"rows": Claim.objects.order_by("pk")[:50]}, request))


urlpatterns = [path("bare/", bare), path("", include("factcheck.urls"))]

"""The report of an article, handed out as a file."""

from collections.abc import Iterable

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from articles.actions.export import export_report
from articles.api.fields import Choice, Form
from articles.api.operation import operation
from articles.api.resource import Resource
from articles.policy import Right
from articles.reports import OFFERED

NOT_YET = f"There are these formats: {', '.join(OFFERED)}."


class ReportForm(Form):
    """In which form."""

    format = Choice(choices=list(OFFERED), error_messages={"invalid_choice": NOT_YET, "required": NOT_YET})


class AnyAccept(BaseContentNegotiation):
    """The address says the format; whatever Accept says, the answer is that, or a refusal in JSON."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        """No body is read here."""
        return None

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """JSON, for refusals."""
        first = next(iter(renderers))
        return first, str(first.media_type)


class ArticleReport(Resource):
    """The report of an article."""

    content_negotiation_class = AnyAccept
    http_method_names = ["get"]  # a HEAD would be noted as a report that nobody was given

    @operation(
        Right.EXPORT,
        "export_report",
        asks=ReportForm,
        gives=dict.fromkeys(OFFERED.values(), OpenApiTypes.BINARY),
        problems=(409,),
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Hand out the report of the newest revision as a file.  The trail notes who took it.

        A bundle holds the events that it rests on, and proves itself: unpack it and run `python3 verify.py` in it.
        """
        made = export_report(self.article(pk), self.asked["format"], by=self.person)
        disposition = f'attachment; filename="{made.name}"'
        return HttpResponse(made.data, made.media_type, headers={"Content-Disposition": disposition})

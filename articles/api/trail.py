"""The trail, read: all of it, of an article, of a claim; oldest first, narrowed as asked; and all of that as a file."""

from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.export_trail import export_trail
from articles.api.fields import LARGEST_ID, Choice, Digits, Form, Text
from articles.api.operation import operation
from articles.api.pages import PageForm, page, page_shape
from articles.api.reports import AnyAccept
from articles.api.resource import Resource
from articles.api.shapes.trail import EventShape
from articles.models import AuditEvent
from articles.models.trail import GROUPS, KINDS, Narrowing
from articles.policy import Right
from articles.reports.trail_files import FORMS

OLDEST_FIRST = ("seq",)
NOT_A_FORM = f"The trail comes as {' or '.join(FORMS)}."


class NarrowingForm(Form):
    """Which events; what is left out narrows nothing."""

    q = Text(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="Words in exact words, notes, sources or names, letter case aside; or the number of a claim or event.",
    )
    actor = Text(
        required=False, allow_blank=True, max_length=150, help_text="A username, or `nobody`: what no person did."
    )
    kind = Choice(required=False, choices=[*GROUPS, *KINDS], help_text="A group of kinds, or one kind.")
    since = serializers.DateField(required=False, help_text="The first day, in the desk's own zone.")
    until = serializers.DateField(required=False, help_text="The last day.")
    article = Digits(required=False, min_value=1, max_value=LARGEST_ID)
    claim = Digits(required=False, min_value=1, max_value=LARGEST_ID)


class TrailForm(NarrowingForm, PageForm):
    """Which events, and which page of them."""


class TrailFileForm(NarrowingForm):
    """Which events, and in which form."""

    format = Choice(choices=list(FORMS), error_messages={"invalid_choice": NOT_A_FORM, "required": NOT_A_FORM})


class Trail(Resource):
    """The trail."""

    @operation(Right.READ_TRAIL, "list_trail", asks=TrailForm, gives=page_shape(EventShape))
    def get(self, request: Request) -> Response:
        """Read the trail, oldest first.  Editors and reviewers see what concerns articles."""
        return page(
            self, _narrowed(self.asked).events(AuditEvent.objects.visible_to(self.person)), OLDEST_FIRST, EventShape
        )


class TrailFile(Resource):
    """The trail as a file."""

    content_negotiation_class = AnyAccept
    http_method_names = ["get"]  # a HEAD would be noted as a file that nobody was given

    @operation(
        Right.EXPORT_TRAIL,
        "export_trail",
        asks=TrailFileForm,
        gives={form.media_type: OpenApiTypes.BINARY for form in FORMS.values()},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Hand out the trail as a file of any length, oldest first.  The trail notes who took it.

        In `jsonl` each line is, without its end, the exact bytes that were hashed.
        """
        made = export_trail(_narrowed(self.asked), self.asked["format"], by=self.person)
        disposition = f'attachment; filename="{made.name}"'
        return StreamingHttpResponse(
            made.chunks, content_type=made.media_type, headers={"Content-Disposition": disposition}
        )


class ArticleTrail(Resource):
    """The trail of an article."""

    @operation(Right.READ_TRAIL, "list_article_trail", asks=PageForm, gives=page_shape(EventShape))
    def get(self, request: Request, pk: int) -> Response:
        """Read what happened to an article and its claims, oldest first."""
        lines = AuditEvent.objects.visible_to(self.person).filter(article=self.article(pk))
        return page(self, lines, OLDEST_FIRST, EventShape)


class ClaimTrail(Resource):
    """The trail of a claim."""

    @operation(Right.READ_TRAIL, "list_claim_trail", asks=PageForm, gives=page_shape(EventShape))
    def get(self, request: Request, pk: int) -> Response:
        """Read what happened to a claim, oldest first."""
        lines = AuditEvent.objects.visible_to(self.person).filter(claim=self.claim(pk))
        return page(self, lines, OLDEST_FIRST, EventShape)


def _narrowed(asked: dict[str, Any]) -> Narrowing:
    return Narrowing(**{name: value for name, value in asked.items() if name in Narrowing.__dataclass_fields__})

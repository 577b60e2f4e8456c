"""The schema of this door, and a page on which to read and try it."""

from typing import Any

from csp.decorators import csp_update
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.operation import operation
from articles.api.reports import AnyAccept
from articles.api.resource import Resource
from articles.policy import Right


class Schema(Resource):
    """The description of every operation, for programs."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer]

    @operation(Right.READ, "get_schema", gives=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        """OpenAPI 3 of this version, as JSON or YAML."""
        told: dict[str, Any] = SchemaGenerator().get_schema(request=request, public=True)  # type: ignore[no-untyped-call]
        return Response(told)


class Docs(Resource):
    """The same for people."""

    content_negotiation_class = AnyAccept

    @operation(Right.READ, "get_docs", gives={"text/html": OpenApiTypes.STR})
    @method_decorator(csp_update({"img-src": ["data:"]}))  # the icons of the page's style sheet
    def get(self, request: Request) -> HttpResponse:
        """A page to read the schema and to try its operations, served from here."""
        return render(request._request, "api/docs.html")  # noqa: SLF001  # templates know plain requests

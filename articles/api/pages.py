"""Cursor pages: `{next, previous, results}` with whole addresses, over keyset pages of the models."""

from functools import cache
from typing import Any

from django.db import models
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.fields import Digits, Form, Text
from articles.api.resource import Resource
from articles.models.queue import page_of

SIZE, MOST = 50, 200


class PageForm(Form):
    """Which page of a list."""

    cursor = Text(required=False, allow_blank=True, max_length=500, help_text="From `next` or `previous` of a page.")
    page_size = Digits(required=False, default=SIZE, min_value=1, max_value=MOST)


@cache
def page_shape(shape: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of a page of shape, for the schema."""
    told = {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": shape(many=True),
        "__doc__": "A page of a list.",
    }
    return type(f"{shape.__name__.removesuffix('Shape')}PageShape", (serializers.Serializer,), told)


def page(resource: Resource, rows: models.QuerySet[Any], order: tuple[str, ...], shape: Any) -> Response:
    """The page of rows that resource was asked for, each in shape.  Raises BadCursor."""
    found = page_of(rows, order, cursor=resource.asked.get("cursor", ""), size=resource.asked["page_size"])
    links = {"next": _link(resource.request, found.next), "previous": _link(resource.request, found.previous)}
    return Response({**links, "results": resource.shown(shape, found.rows, many=True)})


def _link(request: Request, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    query = request.query_params.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

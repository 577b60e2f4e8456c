"""Every no of this door in one shape: `{code, message, …}` with the right status, never a traceback."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from articles.actions.refusals import Code, Refused
from articles.api.answers import answer
from articles.api.shapes.claims import ClaimShape
from articles.api.shapes.hints import HintShape
from articles.models import Article
from articles.models.queue import BadCursor

logger = logging.getLogger(__name__)

STATUS = {
    Code.NOT_ALLOWED: 403,
    Code.INVALID: 400,
    Code.STALE: 412,
    Code.NEWER_REVISION: 409,
    Code.CLOSED: 409,
    Code.ALREADY_HERE: 409,
    Code.DAMAGED: 409,
}
CODES = {
    400: "invalid",
    401: "unauthenticated",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    412: "stale",
    413: "too_large",
    415: "unsupported_media_type",
    428: "precondition_required",
    429: "too_fast",
    503: "busy",
}
NOT_THERE = "There is nothing here, or it is not yours to see."
BAD_CURSOR = "This cursor is none of ours. Follow next and previous, or begin without one."


class PreconditionRequired(exceptions.APIException):
    """The version that the caller looked at is missing."""

    status_code = 428


class TooLarge(exceptions.APIException):
    """The body is larger than what is taken."""

    status_code = 413


def handle(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to whatever was raised while a request was answered; None for what is a fault of ours."""
    request = context["request"]
    if isinstance(error, Refused):
        return refusal(error, request)
    known = _as_api_error(error)
    if known is None:
        return None
    if isinstance(known, exceptions.ValidationError):
        return _invalid(known)
    headers = {}
    if challenge := getattr(known, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(known, "wait", None):
        headers["Retry-After"] = f"{wait:.0f}"
    body = {"code": CODES.get(known.status_code, "refused"), "message": _printable(known.detail)}
    return answer(body, known.status_code, headers=headers)


def refusal(refused: Refused, request: Request) -> Response:
    """The answer to what an action refused, with what the caller needs to go on."""
    body: dict[str, Any] = {"code": refused.code.value, "message": refused.message}
    status = STATUS.get(refused.code) or int(refused.details.get("status", 422))
    if refused.field:
        body["fields"] = {refused.field: [refused.message]}
    if "claim" in refused.details:
        body["claim"] = ClaimShape(refused.details["claim"], context={"request": request}).data
    if "hint" in refused.details:
        body["hint"] = HintShape(refused.details["hint"], context={"request": request}).data
    if "article" in refused.details:
        body |= _newest(refused.details["article"], request)
    body |= {name: refused.details[name] for name in ("reason", "missing") if name in refused.details}
    return answer(body, status)


def _newest(pk: int, request: Request) -> dict[str, Any]:
    """Where the words stand now."""
    number = Article.objects.values_list("newest__number", flat=True).get(pk=pk)
    url = reverse("api:revision", args=[pk, number], request=request)
    return {"article": pk, "revision": number, "newest": url}


def _as_api_error(error: Exception) -> exceptions.APIException | None:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound(NOT_THERE)
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied(str(error) or None)
    if isinstance(error, RequestDataTooBig):
        return TooLarge("The body is too large.")
    if isinstance(error, BadCursor):
        return exceptions.ValidationError({"cursor": [BAD_CURSOR]})
    if isinstance(error, SuspiciousOperation | MultiPartParserError | UnreadablePostError):
        return exceptions.ParseError("This request cannot be read.")
    if isinstance(error, OperationalError):
        return _busy(error)
    return None


def _busy(error: OperationalError) -> exceptions.APIException:
    logger.error("The database did not answer.", exc_info=error)
    busy = exceptions.Throttled(wait=5, detail="The desk is busy. Nothing was changed; try again.")
    busy.status_code = 503
    return busy


def _invalid(error: exceptions.ValidationError) -> Response:
    told = dict(_by_field(error.detail, ""))
    fields = {name: messages for name, messages in told.items() if name}
    name, messages = next(iter(told.items()), ("", ["This cannot be taken."]))
    message = f"{name}: {messages[0]}" if name else messages[0]
    return answer({"code": CODES[400], "message": message} | ({"fields": fields} if fields else {}), 400)


def _by_field(detail: Any, name: str) -> Iterator[tuple[str, list[str]]]:
    """Messages under the dotted name of their field: `evidence.0.source.url`; "" for those about the whole."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            deeper = name if key == "non_field_errors" else f"{name}.{_printable(key)}".lstrip(".")
            yield from _by_field(inner, deeper)
    elif isinstance(detail, list) and any(isinstance(one, Mapping) for one in detail):
        for index, inner in enumerate(detail):
            yield from _by_field(inner, f"{name}.{index}")
    elif isinstance(detail, list):
        yield name, [_printable(one) for one in detail]
    else:
        yield name, [_printable(detail)]


def _printable(words: object) -> str:
    """Words that may echo what came in, so that half of a surrogate pair does not break the answer."""
    return str(words).encode("utf-8", "backslashreplace").decode()

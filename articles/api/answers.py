"""Answers: a body, its status, and the ETag wherever a claim with its version is in it."""

from collections.abc import Mapping
from typing import Any

from rest_framework.response import Response


def answer(body: Any, status: int = 200, *, headers: Mapping[str, str] | None = None) -> Response:
    """Body with status; a claim in it, or under `claim`, gives its version as ETag.

    The tag comes from the body alone, so that an answer given a second time carries the same one.
    """
    version = _version(body) or _version(body.get("claim") if isinstance(body, Mapping) else None)
    tag = {"ETag": f'"{version}"'} if version else {}
    return Response(body, status, headers={**tag, **(headers or {})})


def _version(body: Any) -> int | None:
    return body.get("version") if isinstance(body, Mapping) else None

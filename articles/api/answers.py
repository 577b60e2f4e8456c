"""Answers: a body, its status, and the ETag wherever a claim or a hint with its version is in it."""

from collections.abc import Mapping
from typing import Any

from rest_framework.response import Response


def answer(body: Any, status: int = 200, *, headers: Mapping[str, str] | None = None) -> Response:
    """Body with status; a claim or hint in it, or under `claim` or `hint`, gives its version as ETag.

    The tag comes from the body alone, so that an answer given a second time carries the same one.
    """
    inner = (body.get(name) for name in ("claim", "hint")) if isinstance(body, Mapping) else ()
    version = next(filter(None, map(_version, (body, *inner))), None)
    tag = {"ETag": f'"{version}"'} if version else {}
    return Response(body, status, headers={**tag, **(headers or {})})


def _version(body: Any) -> int | None:
    return body.get("version") if isinstance(body, Mapping) else None

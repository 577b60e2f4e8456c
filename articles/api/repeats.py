"""Idempotency-Key: a POST that is sent again is answered again and changes nothing."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.once import Kept, KeyTaken, first_answer, once
from articles.actions.refusals import Refused
from articles.api.answers import answer
from articles.api.errors import refusal
from articles.models import Person

HEADER = "Idempotency-Key"
NOT_A_KEY = "A key has 1 to 200 visible ASCII characters."
TAKEN = "This key was used for another request. Take a new one; nothing was changed."
_KEY = re.compile(r"[\x21-\x7e]{1,200}", re.ASCII)


def answered_once(
    request: Request, act: Callable[[], Response], *, before: Callable[[], object] | None = None
) -> Response:
    """Act and answer; with an Idempotency-Key that was used before, give the first answer again.

    `before` runs outside the transaction that holds the key, and not at all for a repeat: reading a file takes long.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return act()
    if not _KEY.fullmatch(key):
        raise ValidationError({HEADER: [NOT_A_KEY]})
    by, digest = request.user, digest_of(request)
    assert isinstance(by, Person)
    try:
        kept = first_answer(key, digest, by=by)
        if kept is None:
            if before is not None:
                before()
            kept = once(key, digest, lambda: _kept(request, act), by=by)
    except KeyTaken:
        return answer({"code": "key_taken", "message": TAKEN}, 422)
    return answer(kept.body, kept.status)


def _kept(request: Request, act: Callable[[], Response]) -> Kept:
    """What act answers, or the refusal, in a form that can be kept."""
    try:
        response = act()
    except Refused as refused:
        response = refusal(refused, request)
    return Kept(response.status_code, response.data)


def digest_of(request: Request) -> str:
    """SHA-256 over all that makes a request this one: method, address, If-Match and what the body says, hex."""
    parts = [request.method, request.get_full_path(), request.headers.get("If-Match"), _told(request.data)]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _told(data: Any) -> Any:
    """The body without the accidents of its form; a file is told by its name and the hash of its bytes."""
    if not hasattr(data, "lists"):
        return data
    return {
        name: [_file(value) if isinstance(value, UploadedFile) else value for value in values]
        for name, values in data.lists()
    }


def _file(file: "UploadedFile[Any]") -> list[str | None]:
    file.seek(0)
    hashed = sha256()
    for chunk in file.chunks():
        hashed.update(chunk)
    file.seek(0)
    return [file.name, hashed.hexdigest()]

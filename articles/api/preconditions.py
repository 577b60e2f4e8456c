"""If-Match: which version of a claim or a hint the caller was looking at."""

import re

from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from articles.actions import answer_hint, change
from articles.api.errors import PreconditionRequired
from articles.models import Claim, Hint

WHICH = 'Say which version you looked at: If-Match: "3", as its ETag says.'
ANY = f"If-Match: * would decide about whatever stands there. {WHICH}"
NOT_TAGS = f"This is not an entity tag. {WHICH}"
_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"\s*{_TAG}(?:\s*,\s*{_TAG})*\s*")
_VERSION = re.compile(r"(?<!W/)\"([1-9][0-9]{0,17})\"")


def seen_version(request: Request, row: Claim | Hint) -> int:
    """The version that If-Match names; among several the present one of row, else the highest.

    Whether it still stands is the action's question.  Raises PreconditionRequired (428) without If-Match and with `*`:
    a decision is about words that somebody saw.  Raises ParseError (400) for what is no entity tag, Refused (STALE)
    when no tag can be a version: weak ones never match.
    """
    header = request.headers.get("If-Match")
    if header is None:
        raise PreconditionRequired(WHICH)
    if header.strip() == "*":
        raise PreconditionRequired(ANY)
    if not _TAGS.fullmatch(header):
        raise ParseError(NOT_TAGS)
    versions = [int(digits) for digits in _VERSION.findall(header)]
    if not versions:
        raise change.stale(row) if isinstance(row, Claim) else answer_hint.stale(row)
    return row.version if row.version in versions else max(versions)

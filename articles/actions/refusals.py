"""How an action says no: one exception with a code for programs and a sentence for people."""

import re
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Why an action was refused; doors turn it into their own kind of answer."""

    NOT_ALLOWED = "not_allowed"
    INVALID = "invalid"
    STALE = "stale"
    NEWER_REVISION = "newer_revision"
    CLOSED = "closed"
    ALREADY_HERE = "already_here"
    CANNOT_TAKE = "cannot_take"
    DAMAGED = "damaged"


class Refused(Exception):
    """An action was refused and nothing was written.

    `message` says what is wrong and what to do, `field` names the input it is about ("" when none), `details` hold what
    a door may want to show (the present version of a claim, the status of a file refusal).
    """

    def __init__(self, code: Code, message: str, *, field: str = "", **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.details = details


UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
LONGEST = 10_000
"""Characters of a note, and of any text that has no shorter limit."""


def require_keepable(longest: int = LONGEST, **texts: str) -> None:
    """Refuse (INVALID) texts that are too long, or have a NUL or half of a surrogate pair.

    No database and no canonical JSON holds those two; SQLite alone takes more characters than a column is meant for.
    """
    for field, text in texts.items():
        message = "There are characters in this that cannot be kept: a NUL or half of a surrogate pair."
        require(not UNKEEPABLE.search(text), Code.INVALID, message, field=field)
        require(len(text) <= longest, Code.INVALID, f"This is longer than {longest:,} characters.", field=field)


def require(condition: bool, code: Code, message: str, *, field: str = "") -> None:
    """Refuse unless condition holds."""
    if not condition:
        raise Refused(code, message, field=field)

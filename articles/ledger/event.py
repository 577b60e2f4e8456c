"""The audit event: its fields, their shapes, and the exact bytes that the trail keeps of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Self, cast

from articles.ledger.canonical import JSON, LARGEST_INTEGER, canonical, parse
from articles.ledger.sealed import is_sealed

VERSION = 1
"""The version of the payload's form, kept in each payload as `version`."""

_ORIGIN = re.compile(r"[!-*,-~]{1,200}")  # C2SP key names: no spaces, no plus sign; ASCII here
_KIND = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


class BadEvent(ValueError):
    """A field of an event does not have its shape; the message names the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the trail: who, when, what, on which words, what was and what is now.

    origin   the log's name, ASCII without spaces and plus signs, the same in every event and checkpoint of the log
    seq      its number in the log, from 1 without gaps
    prev     `leaf_hash` of event seq-1 (64 hex digits), "" for the first
    at       UTC, `YYYY-MM-DDTHH:MM:SS.ffffffZ`, always six digits (see `moment`); order is by seq, time may step back
    actor    {"id": int, "name": sealed text}: the person as known at that time; {"id": null, "name": str}: the desk itself
    kind     what was done, lower case: `claim.decided`
    subject  ids only, each an integer from 1: {"article": 3, "revision": 7, "claim": 41}
    words    null, or {"revision_sha256": 64 hex digits, "start": int, "end": int, "quote": str}; start and end count
             code points of the revision's text, `len(quote) == end - start > 0`
    was, now null, or a JSON object with what changed. A decision's `now` holds its `verdict`; what people wrote freely
             stands in it as a sealed text (see `sealed`)
    """

    origin: str
    seq: int
    prev: str
    at: str
    actor: Mapping[str, JSON]
    kind: str
    subject: Mapping[str, JSON]
    words: Mapping[str, JSON] | None
    was: Mapping[str, JSON] | None
    now: Mapping[str, JSON] | None

    def __post_init__(self) -> None:
        """Raises BadEvent when a field does not have its shape. What is inside `was` and `now` is left to `to_payload`."""
        for name, has_its_shape in _SHAPES.items():
            if not has_its_shape(getattr(self, name)):
                raise BadEvent(f"{name} does not have its shape: {getattr(self, name)!r:.200}")
        if (self.prev == "") != (self.seq == 1):
            raise BadEvent("prev is empty for the first event and for no other")

    def to_payload(self) -> bytes:
        """The canonical bytes that the trail keeps. Raises NotCanonical for what JSON here cannot hold."""
        return canonical({"version": VERSION} | {field: getattr(self, field) for field in _FIELDS})

    @classmethod
    def from_payload(cls, payload: bytes) -> Self:
        """The event of exact bytes. Raises NotCanonical or BadEvent when they are not an event of this version."""
        value = parse(payload)
        if not isinstance(value, dict) or set(value) != _FIELDS | {"version"}:
            raise BadEvent("the payload does not have the fields of an event")
        if not _integer(value.pop("version"), VERSION, VERSION):
            raise BadEvent("the payload is of another version")
        return cls(**cast(dict[str, "object"], value))  # type: ignore[arg-type]  # each is checked in __post_init__


def moment(at: datetime) -> str:
    """The time as an event holds it: UTC with six digits, `2026-11-20T09:05:00.000000Z`. Raises BadEvent if naive."""
    if at.utcoffset() is None:
        raise BadEvent("a time without its zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def _integer(value: object, least: int, most: int = LARGEST_INTEGER) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_time(value: object) -> bool:
    """Whether value is a time as an event holds it."""
    if not _fits(_TIME, value):
        return False
    try:
        datetime.fromisoformat(cast(str, value))
    except ValueError:
        return False
    return True


def is_kind(value: object) -> bool:
    """Whether value can be the kind of an event."""
    return _fits(_KIND, value)


def is_hash(value: object) -> bool:
    """Whether value is a hash in 64 hex digits."""
    return _fits(_HASH, value)


def _is_actor(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"id", "name"}
        and (value["id"] is None or _integer(value["id"], 1))
        and (isinstance(value["name"], str) or is_sealed(value["name"]))
    )


def _is_subject(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) and _integer(of, 1) for key, of in value.items())


def _is_words(value: object) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict) or set(value) != {"revision_sha256", "start", "end", "quote"}:
        return False
    start, end, quote = value["start"], value["end"], value["quote"]
    return (
        is_hash(value["revision_sha256"])
        and _integer(start, 0)
        and _integer(end, start + 1)
        and isinstance(quote, str)
        and len(quote) == end - start
    )


def _is_state(value: object) -> bool:
    return value is None or isinstance(value, dict)


_FIELDS = {field.name for field in fields(Event)}
_SHAPES = {
    "origin": lambda value: _fits(_ORIGIN, value),
    "seq": lambda value: _integer(value, 1),
    "prev": lambda value: value == "" or is_hash(value),
    "at": is_time,
    "actor": _is_actor,
    "kind": is_kind,
    "subject": _is_subject,
    "words": _is_words,
    "was": _is_state,
    "now": _is_state,
}

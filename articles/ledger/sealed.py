"""Sealed texts: the trail holds a salted hash of what people wrote freely, so that the words can be taken away later."""

import hashlib
import re
import secrets
from typing import NamedTuple, TypeGuard

from articles.ledger.canonical import JSON

KEY = "sealed"
"""A sealed text stands in an event as {"sealed": 64 hex digits}."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


class FreeText(str):
    """Words that a person wrote freely (a note, a name, a source): the trail seals them when it writes the event."""

    __slots__ = ()


class Seal(NamedTuple):
    """What opens a sealed text: digest and salt (64 and 32 hex digits) and the text itself."""

    digest: str
    salt: str
    text: str


def seal(text: str) -> Seal:
    """A seal over text, with a salt of its own: equal texts cannot be told by their digests."""
    salt = secrets.token_hex(16)
    return Seal(seal_digest(salt, text), salt, str(text))


def seal_digest(salt: str, text: str) -> str:
    """SHA-256(0x02 || 16 bytes of salt || text as UTF-8), 64 hex digits; leaves and nodes begin with 0x00 and 0x01."""
    return hashlib.sha256(b"\x02" + bytes.fromhex(salt) + text.encode()).hexdigest()


def opens(digest: str, salt: object, text: object) -> bool:
    """Whether this salt and this text, as a table has them, are behind the seal; not when they were erased."""
    try:
        return bool(salt) and seal_digest(salt, text) == digest  # type: ignore[arg-type]  # a table can hold anything
    except (TypeError, ValueError, AttributeError):
        return False


def is_sealed(value: object) -> TypeGuard[dict[str, str]]:
    """Whether a value in an event is a sealed text."""
    if not isinstance(value, dict) or set(value) != {KEY}:
        return False
    digest = value[KEY]
    return isinstance(digest, str) and _DIGEST.fullmatch(digest) is not None


def with_seals(value: JSON, seals: list[Seal]) -> JSON:
    """The value with each FreeText in it sealed; their seals are added to `seals`. An empty text has nothing to seal."""
    if isinstance(value, FreeText):
        if not value:
            return ""
        seals.append(seal(value))
        return {KEY: seals[-1].digest}
    if isinstance(value, dict):
        return {name: with_seals(member, seals) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [with_seals(member, seals) for member in value]
    return value


def without_seals(value: JSON, texts: dict[str, str]) -> JSON:
    """The value with each sealed text in it opened: `texts` by their digests; one that is not there stays sealed."""
    if is_sealed(value):
        return texts.get(value[KEY], value)
    if isinstance(value, dict):
        return {name: without_seals(member, texts) for name, member in value.items()}
    if isinstance(value, list):
        return [without_seals(member, texts) for member in value]
    return value


def digests_in(value: JSON) -> list[str]:
    """The digests of the sealed texts in a value, in its order."""
    if is_sealed(value):
        return [value[KEY]]
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [digest for member in members for digest in digests_in(member)]

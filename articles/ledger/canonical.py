"""Canonical JSON: one value, one byte string. The bytes of RFC 8785 for the subset that an event may hold."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn, TypeAlias

JSON: TypeAlias = "bool | int | str | Sequence[JSON] | Mapping[str, JSON] | None"
"""What an event may hold. At run time: bool, int, str, None, list, tuple, dict and their subclasses; nothing else."""

LARGEST_INTEGER = 2**53 - 1
"""The largest integer that every JSON reader keeps exact (RFC 7493, section 2.2); the smallest is its negative."""

DEEPEST = 64
"""Levels of nesting that are taken; far more than an event needs, far less than Python's stack holds."""


class NotCanonical(ValueError):
    """The value or the bytes have no canonical form here. `path` leads to the place: `$.now.quote`, `$.was[2]`."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


def canonical(value: JSON) -> bytes:
    """The one UTF-8 byte string of value: keys sorted, no spaces, the fewest escapes (RFC 8785).

    Keys are ASCII, so that code-point order is the UTF-16 order which RFC 8785 asks for.
    Raises NotCanonical for floats, integers beyond ±(2^53−1), lone surrogates, U+0000, keys that are not ASCII
    strings, nesting deeper than 64 levels and anything that is not JSON.
    """
    _check(value, "$", 0)
    return _encode(value).encode()


def parse(data: bytes) -> JSON:
    """The value of canonical bytes. Raises NotCanonical when `canonical(value) != data` for every value.

    Hence refused: spaces, repeated or unsorted keys, needless escapes, `-0`, `1.0`, `1e3`, NaN, a byte-order mark,
    bytes that are not UTF-8, anything after the value.
    """
    try:
        text = data.decode()
        value: JSON = _read(text)[0]
        same = _encode(value) == text
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical("$", "not JSON in UTF-8") from error
    if not same:  # repeated or unsorted keys, spaces, needless escapes, something after the value
        raise NotCanonical("$", "JSON, but not in its canonical form")
    # What an equal text still leaves open is looked at where it is possible: U+0000, deep nesting, keys beyond ASCII.
    nested = text.count("{") + text.count("[") > DEEPEST
    if nested or "\\u0000" in text or not (text.isascii() or _has_ascii_keys(value)):
        _check(value, "$", 0)
    return value


def _has_ascii_keys(value: object) -> bool:
    members: Iterable[object]
    if isinstance(value, dict):
        if not "".join(value).isascii():
            return False
        members = value.values()
    elif isinstance(value, list):
        members = value
    else:
        return True
    return all(_has_ascii_keys(member) for member in members if isinstance(member, (dict, list)))


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) < 18 else LARGEST_INTEGER + 1
    if not -LARGEST_INTEGER <= number <= LARGEST_INTEGER:
        raise NotCanonical("$", "an integer beyond 2^53-1")
    return number


def _not_whole(number: str) -> NoReturn:
    raise NotCanonical("$", f"{number:.40} is not a whole number")


# Python's escapes with ensure_ascii off are those of RFC 8785 section 3.2.2.2: \" \\ \b \f \n \r \t, else \u00xx in lower case.
_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False, check_circular=False
).encode
_read = json.JSONDecoder(parse_int=_whole, parse_float=_not_whole, parse_constant=_not_whole).raw_decode


def _check(value: object, path: str, depth: int) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _check_words(value, path)
    elif isinstance(value, int):
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            raise NotCanonical(path, "an integer beyond 2^53-1")
    elif isinstance(value, float):
        raise NotCanonical(path, "a number with a fraction or an exponent; use whole parts per million")
    elif depth >= DEEPEST:
        raise NotCanonical(path, f"nested deeper than {DEEPEST} levels")
    else:
        _check_members(value, path, depth + 1)


def _check_members(value: object, path: str, depth: int) -> None:
    if isinstance(value, dict):
        for key, member in value.items():
            if not isinstance(key, str) or not key.isascii() or "\0" in key:
                raise NotCanonical(path, f"the key {key!r} is not an ASCII string")
            _check(member, f"{path}.{key}", depth)
    elif isinstance(value, (list, tuple)):
        for index, member in enumerate(value):
            _check(member, f"{path}[{index}]", depth)
    else:
        raise NotCanonical(path, f"{type(value).__name__} is not JSON")


def _check_words(value: str, path: str) -> None:
    if "\0" in value:
        raise NotCanonical(path, "U+0000 in a string")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise NotCanonical(path, "a lone surrogate in a string") from error

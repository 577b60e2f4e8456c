"""The report as JSON for programs; report.schema.json beside this file says what every field is."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from articles.reports.shapes import Facts

FORM = "factcheck-report/1"
SCHEMA = Path(__file__).with_name("report.schema.json")
"""A JSON Schema (draft 2020-12) that every report fits."""


def render(facts: Facts) -> bytes:
    """The report as bytes: UTF-8, one claim or line of the trail a line."""
    return "".join(chunks(facts)).encode()


def chunks(facts: Facts) -> Iterator[str]:
    """The report a field or a claim at a time."""
    yield f'{{\n"form": {_encode(FORM)}'
    for field in fields(facts):
        value = getattr(facts, field.name)
        yield f",\n{_encode(field.name)}: "
        yield from _list(value) if isinstance(value, tuple) else [_encode(value)]
    yield "\n}\n"


def _list(values: tuple[Any, ...]) -> Iterator[str]:
    yield "["
    for index, value in enumerate(values):
        yield f"{',' if index else ''}\n{_encode(value)}"
    yield "]"


def _plain(value: Any) -> Any:
    """What JSON has no word for: times as UTC to the microsecond, facts as objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a report does not hold {type(value).__name__}")


_encode = json.JSONEncoder(ensure_ascii=False, default=_plain).encode

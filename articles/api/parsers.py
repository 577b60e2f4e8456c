"""How a body is read: JSON as RFC 8259 has it, or the parts of a form with a file; every defect is a 400."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, JSONParser, MultiPartParser

TOO_DEEP = "The JSON is nested too deeply."


class StrictJSON(JSONParser):
    """UTF-8, every name once, no NaN, and brackets nested no deeper than a reader can follow."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """What the JSON says.  Raises ParseError."""
        try:
            return json.loads(
                stream.read().decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_without_doubles
            )
        except RecursionError as error:
            raise ParseError(TOO_DEEP) from error
        except ValueError as error:
            raise ParseError(f"This is not JSON: {error}"[:300]) from error


def _refuse_constant(name: str) -> object:
    message = f"{name} is not JSON"
    raise ValueError(message)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


class FileParts(MultiPartParser):
    """multipart/form-data, with whatever is wrong in its parts told as a 400."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> "DataAndFiles[Any, Any]":
        """Fields and files.  Raises ParseError."""
        try:
            return super().parse(stream, media_type, dict(parser_context or {}))
        except (ValueError, LookupError, RecursionError) as error:  # a part that names an unknown charset, for one
            raise ParseError("The parts of the form cannot be read.") from error

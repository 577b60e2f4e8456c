"""Fields and forms that take exactly what they say: nothing is converted, nothing unknown is passed over."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers

LARGEST_ID = 2**63 - 1
UNKNOWN = "There is no such field. Take it out, or look at its spelling."
TWICE = "This is given more than once."
MOST_TOLD = 100
_DIGITS = re.compile(r"[0-9]{1,18}", re.ASCII)


class Text(serializers.CharField):
    """A string, kept to the letter: no trimming, no numbers made into strings, no NUL, no half surrogate pairs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False} | options)

    def to_internal_value(self, data: object) -> str:
        """Raises ValidationError for anything that is no string."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Number(serializers.IntegerField):
    """A whole number of JSON: no strings, no fractions, and true is not 1."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": LARGEST_ID} | options)

    def to_internal_value(self, data: Any) -> int:
        """Raises ValidationError for anything that is no whole number."""
        if type(data) is not int:
            self.fail("invalid")
        return data


class Digits(serializers.IntegerField):
    """A whole number in an address: ASCII digits only."""

    def to_internal_value(self, data: Any) -> int:
        """Raises ValidationError for anything but digits."""
        if not isinstance(data, str) or not _DIGITS.fullmatch(data):
            self.fail("invalid")
        return int(data)


class Choice(serializers.ChoiceField):
    """One of some words; whatever else is given is not told back at length."""

    def to_internal_value(self, data: Any) -> Any:
        """Raises ValidationError for anything but one of the words."""
        if not isinstance(data, str):
            self.fail("invalid_choice", input="This")
        return (
            super().to_internal_value(data)
            if len(data) <= MOST_TOLD
            else self.fail("invalid_choice", input=data[:MOST_TOLD])
        )


class Moment(serializers.DateTimeField):
    """A time with its zone, given and shown in UTC: 2026-11-20T17:00:00Z."""

    default_error_messages = {"naive": "Say in which zone: 2026-11-20T17:00:00Z or 2026-11-20T18:00:00+01:00."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"default_timezone": UTC} | options)

    def enforce_timezone(self, value: datetime) -> datetime:
        """In UTC.  Raises ValidationError for a time without its zone: nobody knows when that is."""
        if timezone.is_naive(value):
            self.fail("naive")
        return super().enforce_timezone(value)


class Form(serializers.Serializer[Any]):
    """What comes in: each field at most once, and no field that is not asked for."""

    def to_internal_value(self, data: Any) -> Any:
        """Raises ValidationError that names what is unknown, given twice or wrong."""
        if isinstance(data, Mapping):
            wrong: dict[str, list[str]] = {str(name)[:MOST_TOLD]: [UNKNOWN] for name in data if name not in self.fields}
            if hasattr(data, "getlist"):
                wrong |= {name: [TWICE] for name in data if len(data.getlist(name)) > 1}
            if wrong:
                raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)


class Nothing(Form):
    """No field at all."""

"""The shape of a no."""

from typing import Any

from rest_framework import serializers

from articles.api.shapes.claims import ClaimShape
from articles.api.shapes.hints import HintShape


class Problem(serializers.Serializer[Any]):
    """Why something was refused, for a program and for a person."""

    code = serializers.CharField(help_text="For programs: invalid, not_found, stale, closed …")
    message = serializers.CharField(help_text="For people: what is wrong and what to do.")
    fields = serializers.DictField(  # type: ignore[assignment]  # a field of this name, not the map of fields
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="By field, dotted where they are nested: `evidence.0.source.url`.",
    )
    reason = serializers.CharField(required=False, help_text="Why a file cannot be taken: too_big, encrypted …")
    article = serializers.IntegerField(required=False, help_text="The article that stands in the way.")
    revision = serializers.IntegerField(required=False, help_text="The number of its newest revision.")
    newest = serializers.URLField(required=False, help_text="Where its newest words are.")


class StaleProblem(serializers.Serializer[Any]):
    """The claim changed since it was looked at; nothing was written.  This is how it stands now."""

    code = serializers.CharField()
    message = serializers.CharField()
    claim = ClaimShape()


class StaleHintProblem(serializers.Serializer[Any]):
    """Somebody answered the hint since it was looked at; nothing was written.  This is how it stands now."""

    code = serializers.CharField()
    message = serializers.CharField()
    hint = HintShape()

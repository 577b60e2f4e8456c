"""Hints: what the extractor noticed between places of a text, as it is shown and answered."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.actions.refusals import LONGEST
from articles.api.fields import Choice, Form, Moment, Text
from articles.api.shapes.facets import PlaceShape
from articles.models import Hint, HintAnswer, HintKind

ANSWER = "Empty: nobody answered it, or the answer was taken back."


class HintPlaceShape(PlaceShape):
    """A place that takes part, with its words."""

    text = serializers.CharField()


class HintShape(serializers.Serializer[Hint]):
    """Places of a revision that do not go together, or do, and why.  `places[i].text == revision.text[start:end]`."""

    id = serializers.IntegerField()
    article = serializers.IntegerField(source="article_id")
    revision = serializers.IntegerField(source="revision.number", help_text="Its number.")
    kind = serializers.ChoiceField(choices=HintKind.choices)
    agrees = serializers.BooleanField(help_text="The article's own figure is what comes out: nothing to answer.")
    why = serializers.CharField(help_text="What was noticed, worked out in full.")
    places = serializers.SerializerMethodField()
    answer = serializers.ChoiceField(choices=HintAnswer.choices, help_text=ANSWER)
    note = serializers.CharField()
    answered_by = serializers.CharField(source="answered_by.username", default=None, allow_null=True)
    answered_at = Moment(allow_null=True)
    version = serializers.IntegerField(help_text="Counts its changes; the ETag.")
    created_at = Moment()

    @extend_schema_field(HintPlaceShape(many=True))
    def get_places(self, hint: Hint) -> list[dict[str, Any]]:
        """In reading order."""
        return [
            {"start": span.start, "end": span.end, "text": words}
            for span, words in zip(hint.spans, hint.quotes, strict=True)
        ]


class AnswerForm(Form):
    """What a person says of a hint."""

    answer = Choice(choices=HintAnswer.choices, help_text=ANSWER)
    note = Text(required=False, allow_blank=True, max_length=LONGEST, default="")

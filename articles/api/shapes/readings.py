"""Passages: what was read and found nothing to check in, and what nobody has looked at."""

from typing import Any

from rest_framework import serializers

from articles.api.fields import Moment
from articles.models import Reading
from articles.reports.looked import Looked
from articles.text.spans import Span


class ReadingShape(serializers.Serializer[Reading]):
    """A passage that somebody read.  `quote == revision.text[start:end]`, in code points."""

    id = serializers.IntegerField()
    article = serializers.IntegerField(source="article_id")
    revision = serializers.IntegerField(source="revision.number", help_text="Its number.")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    quote = serializers.SerializerMethodField()
    by = serializers.CharField(source="by.username")
    taken_back = serializers.BooleanField()
    created_at = Moment()

    def get_quote(self, reading: Reading) -> str:
        """The words."""
        return reading.span.quote(reading.revision.text)


class UnreadShape(serializers.Serializer[Span]):
    """A passage nobody has looked at."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    quote = serializers.CharField()


class LookedShape(serializers.Serializer[Looked]):
    """How much of the newest revision people have looked at, and which passages nobody has."""

    revision = serializers.IntegerField(source="revision.number", help_text="Its number.")
    percent = serializers.IntegerField(help_text="Of its letters, furniture aside; rounded down.")
    unread = UnreadShape(many=True)
    read = ReadingShape(many=True)

    def to_representation(self, instance: Looked) -> dict[str, Any]:
        """The passages in reading order."""
        read = Reading.objects.in_force().filter(revision=instance.revision).select_related("by", "revision")
        text = instance.revision.text
        return {
            "revision": instance.revision.number,
            "percent": instance.percent,
            "unread": [{"start": one.start, "end": one.end, "quote": one.quote(text)} for one in instance.unread],
            "read": [ReadingShape(one).data for one in read],
        }

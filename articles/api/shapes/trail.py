"""Lines of the trail."""

from collections.abc import Iterable
from typing import Any, cast

from django.urls import get_script_prefix
from rest_framework import serializers

from articles.models import AuditEvent
from articles.reports.opened import Facts, opened


class ActorShape(serializers.Serializer[Any]):
    """Who did it, with the name of that time; id is null for the desk's own acts."""

    id = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()


class WordsShape(serializers.Serializer[Any]):
    """The exact words it was about."""

    revision_sha256 = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    quote = serializers.CharField()


class EventsShape(serializers.ListSerializer[AuditEvent]):
    """Lines of the trail: their sealed texts are looked up together."""

    def to_representation(self, data: Iterable[AuditEvent]) -> list[dict[str, Any]]:  # type: ignore[override]  # as DRF
        """What the payloads say, their seals opened."""
        events = list(data)
        child = cast("EventShape", self.child)
        return [child.shown(event, facts) for event, facts in zip(events, opened(events), strict=True)]


class EventShape(serializers.Serializer[AuditEvent]):
    """One line of the trail.

    `payload` is the exact text that was hashed: leaf = SHA-256(0x00 ‖ payload as UTF-8).  What people wrote freely, and
    their names, stand in it as seals; `actor`, `was` and `now` show the texts behind them, or that they were removed.
    """

    seq = serializers.IntegerField()
    at = serializers.CharField(help_text="UTC, six digits.")
    kind = serializers.CharField()
    actor = ActorShape()
    subject = serializers.DictField(child=serializers.IntegerField(), help_text="Ids: article, revision, claim …")
    words = WordsShape(allow_null=True)
    was = serializers.DictField(allow_null=True)
    now = serializers.DictField(allow_null=True)
    prev = serializers.CharField(allow_blank=True, help_text="The leaf of the line before.")
    leaf = serializers.CharField()
    payload = serializers.CharField()
    url = serializers.URLField(allow_null=True, help_text="The words in the article, for a browser.")

    class Meta:
        list_serializer_class = EventsShape

    def to_representation(self, instance: AuditEvent) -> dict[str, Any]:
        """One line by itself."""
        return self.shown(instance, opened([instance])[0])

    def shown(self, instance: AuditEvent, told: Facts) -> dict[str, Any]:
        """What the payload says, beside its exact text: nothing is told from columns that were not hashed."""
        names = ("seq", "at", "kind", "actor", "subject", "words", "was", "now", "prev")
        shown = {name: told[name] for name in names}
        return shown | {"leaf": instance.leaf, "payload": instance.payload, "url": self._url(told["subject"])}

    def _url(self, subject: dict[str, int]) -> str | None:
        for name in ("claim", "article"):
            if name in subject:
                address = f"{get_script_prefix()}{name}s/{subject[name]}/"
                return str(self.context["request"].build_absolute_uri(address))
        return None

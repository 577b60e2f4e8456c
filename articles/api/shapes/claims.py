"""Claims, their decisions and evidence, as they are shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import get_script_prefix
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.api.fields import Moment
from articles.api.shapes.facets import AsStored, CheckpointShape, ContextShape
from articles.models import DECIDED, Claim, Decision, Origin, Priority, SourceKind, Stance, Verdict

MOST_ALIKE = 200
ALIKE = f"The ids of the article's other claims that say the same, in reading order, at most {MOST_ALIKE}."
Groups = Mapping[tuple[int, str], list[int]]


def groups_of(claims: Iterable[Claim]) -> Groups:
    """The ids of all claims that say the same as one of these, by article and likeness; one query at most."""
    wanted = {(claim.article_id, claim.likeness) for claim in claims if claim.likeness}
    groups: dict[tuple[int, str], list[int]] = {pair: [] for pair in wanted}
    if wanted:
        articles, likenesses = zip(*wanted, strict=True)
        found = Claim.objects.filter(article__in=articles, likeness__in=likenesses, gone=False, dismissal="")
        for pk, article, likeness in found.in_reading_order().values_list("pk", "article_id", "likeness"):
            groups.setdefault((article, likeness), []).append(pk)
    return groups


class ClaimsShape(serializers.ListSerializer[Any]):
    """Many claims."""

    groups: Groups

    def to_representation(self, data: Any) -> Any:
        """Each in its shape, with those that say the same."""
        claims = list(data)
        self.groups = groups_of(claims)
        return super().to_representation(claims)


class ClaimShape(serializers.Serializer[Claim]):
    """A claim: exact words of a revision, and how they stand.  `text == revision.text[start:end]`, always."""

    id = serializers.IntegerField()
    article = serializers.IntegerField(source="article_id")
    revision = serializers.IntegerField(source="words.revision.number", help_text="Its number.")
    text = serializers.CharField(source="words.quote")
    start = serializers.IntegerField(source="words.start", help_text="In Unicode code points of the revision's text.")
    end = serializers.IntegerField(source="words.end")
    start_utf16 = serializers.IntegerField(source="words.start_utf16", help_text="In UTF-16 code units, for browsers.")
    end_utf16 = serializers.IntegerField(source="words.end_utf16")
    prefix = serializers.CharField(source="words.prefix")
    suffix = serializers.CharField(source="words.suffix")
    status = serializers.ChoiceField(
        source="verdict", choices=Verdict.choices, help_text="The verdict on the words as they stand."
    )
    flags = serializers.SerializerMethodField(help_text="The extractor's, and recheck, gone, dismissed.")
    kinds = serializers.ListField(child=serializers.CharField())
    score = serializers.IntegerField(help_text="How much it is worth checking, in parts per million.")
    reasons = serializers.ListField(child=serializers.CharField())
    priority = serializers.ChoiceField(choices=Priority.choices, help_text="1 low, 2 middle, 3 high.")
    priority_reason = serializers.CharField(help_text="Why that priority, in words.")
    facets = AsStored()
    context = ContextShape()  # type: ignore[assignment]  # a field of this name
    checkpoints = serializers.SerializerMethodField()
    alike = serializers.SerializerMethodField(help_text=ALIKE)
    speaker = serializers.CharField()
    assignee = serializers.CharField(source="assignee.username", default=None, allow_null=True)
    origin = serializers.ChoiceField(choices=Origin.choices)
    extractor = serializers.CharField(source="extraction.extractor", default=None, allow_null=True)
    judge = serializers.CharField(source="extraction.judge", default=None, allow_null=True)
    version = serializers.IntegerField(help_text="Counts its changes; the ETag.")
    created_at = Moment()
    decided_at = Moment(allow_null=True)
    decided_by = serializers.CharField(source="decided_by.username", default=None, allow_null=True)
    url = serializers.SerializerMethodField(help_text="Its words in the article, for a browser.")

    class Meta:
        list_serializer_class = ClaimsShape

    def get_flags(self, claim: Claim) -> list[str]:
        """What is to be known besides the verdict."""
        more = {"recheck": claim.recheck, "gone": claim.gone, "dismissed": bool(claim.dismissal)}
        return [*claim.flags, *(name for name, holds in more.items() if holds)]

    @extend_schema_field(CheckpointShape(many=True))
    def get_checkpoints(self, claim: Claim) -> list[dict[str, Any]]:
        """In reading order."""
        return [
            CheckpointShape(one | {"ticked": [one["start"], one["end"]] in claim.ticks}).data
            for one in claim.checkpoints
        ]

    def get_alike(self, claim: Claim) -> list[int]:
        """Of a list all are looked up at once."""
        groups = self.parent.groups if isinstance(self.parent, ClaimsShape) else groups_of([claim])
        return [pk for pk in groups.get((claim.article_id, claim.likeness), []) if pk != claim.pk][:MOST_ALIKE]

    def get_url(self, claim: Claim) -> str:
        """The permanent link of the claim."""
        address: str = self.context["request"].build_absolute_uri(f"{get_script_prefix()}claims/{claim.pk}/")
        return address


class SourceShape(serializers.Serializer[Any]):
    """Where facts come from."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=SourceKind.choices)
    title = serializers.CharField()
    url = serializers.CharField()


class EvidenceShape(serializers.Serializer[Any]):
    """What a decision rests on: a source, where in it, what it says, and for which side it speaks."""

    id = serializers.IntegerField()
    source = SourceShape()  # type: ignore[assignment]  # a field of this name
    locator = serializers.CharField()
    quote = serializers.CharField()
    stance = serializers.ChoiceField(choices=Stance.choices)


class DecisionShape(serializers.Serializer[Decision]):
    """A decision on the exact words it was about.  The one with the highest number holds, if one holds at all."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    verdict = serializers.ChoiceField(choices=[(verdict.value, verdict.label) for verdict in DECIDED])
    note = serializers.CharField()
    correction = serializers.CharField()
    evidence = EvidenceShape(many=True, source="evidence.all")
    by = serializers.CharField(source="by.username")
    created_at = Moment()
    revision = serializers.IntegerField(source="placement.revision.number")
    text = serializers.CharField(source="placement.quote")
    start = serializers.IntegerField(source="placement.start")
    end = serializers.IntegerField(source="placement.end")


class LeftShape(serializers.Serializer[Any]):
    """A claim that was left as it is, with the reason."""

    claim = serializers.IntegerField()
    code = serializers.CharField()
    message = serializers.CharField()


class AlsoDecidedShape(serializers.Serializer[Any]):
    """Another claim that the same was recorded for, and its version now."""

    claim = serializers.IntegerField(source="pk")
    version = serializers.IntegerField()


class AlsoShape(serializers.Serializer[Any]):
    """What became of the other claims that were named."""

    decided = AlsoDecidedShape(many=True)
    refused = LeftShape(many=True)


class DecisionWithClaimShape(DecisionShape):
    """A decision with the claim as it stands after it."""

    claim = ClaimShape()


class DecidedShape(DecisionWithClaimShape):
    """A decision with the claim as it stands after it, and what became of the others that were named with it."""

    also = AlsoShape()


class SplitShape(serializers.Serializer[Any]):
    """A claim that was split: its first part, which it still is, and the second, which is a claim of its own."""

    claim = ClaimShape()
    other = ClaimShape()


class ClaimWithDecisionsShape(ClaimShape):
    """A claim with all its decisions, the first one first."""

    decisions = DecisionShape(many=True, source="decisions.all")

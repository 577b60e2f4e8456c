"""Claims, their decisions and evidence: as they are shown, and what may be said of them."""

from typing import Any

from django.urls import get_script_prefix
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.actions.cite import Citation
from articles.actions.decide import Ruling
from articles.actions.refusals import LONGEST
from articles.api.fields import Choice, Form, Moment, Number, Text
from articles.models import DECIDED, Claim, Decision, Dismissal, Origin, Priority, SourceKind, Stance, Verdict
from articles.text.spans import Span

FACETS = ("figures", "dates", "quotations", "names")
MOST_EVIDENCE = 100


class PlaceShape(serializers.Serializer[Any]):
    """A run of the text: `text[start:end]`, in code points."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()


class FigureShape(PlaceShape):
    """A figure in the claim."""

    value = serializers.CharField(help_text="A plain decimal, a score such as 1-0, or empty where it is not sure.")
    unit = serializers.CharField()
    approx = serializers.BooleanField()


class DateShape(PlaceShape):
    """A time expression and the days it means, both included; null where the text does not say."""

    from_ = serializers.DateField(allow_null=True)
    to = serializers.DateField(allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With its name as printed, which Python keeps for itself."""
        return {name.rstrip("_"): field for name, field in super().get_fields().items()}


class QuotationShape(PlaceShape):
    """The words inside one pair of quotation marks."""

    speaker = serializers.CharField()


class NameShape(PlaceShape):
    """A name with the role written beside it."""

    name = serializers.CharField()
    role = serializers.CharField()


class FacetsShape(serializers.Serializer[Any]):
    """What the extractor saw in the claim, shaped as it prints it."""

    figures = FigureShape(many=True)
    dates = DateShape(many=True)
    quotations = QuotationShape(many=True)
    names = NameShape(many=True)


@extend_schema_field(FacetsShape)
class AsStored(serializers.Field[Any, Any, Any, Any]):
    """Facets as the extractor stored them; the four lists are always there."""

    def to_representation(self, value: dict[str, Any]) -> dict[str, Any]:
        """The stored JSON."""
        return {name: value.get(name, []) for name in FACETS}


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
    facets = AsStored()
    speaker = serializers.CharField()
    assignee = serializers.CharField(source="assignee.username", default=None, allow_null=True)
    origin = serializers.ChoiceField(choices=Origin.choices)
    extractor = serializers.CharField(source="extraction.extractor", default=None, allow_null=True)
    version = serializers.IntegerField(help_text="Counts its changes; the ETag.")
    created_at = Moment()
    decided_at = Moment(allow_null=True)
    decided_by = serializers.CharField(source="decided_by.username", default=None, allow_null=True)
    url = serializers.SerializerMethodField(help_text="Its words in the article, for a browser.")

    def get_flags(self, claim: Claim) -> list[str]:
        """What is to be known besides the verdict."""
        more = {"recheck": claim.recheck, "gone": claim.gone, "dismissed": bool(claim.dismissal)}
        return [*claim.flags, *(name for name, holds in more.items() if holds)]

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


class DecidedShape(DecisionShape):
    """A decision with the claim as it stands after it."""

    claim = ClaimShape()


class ClaimWithDecisionsShape(ClaimShape):
    """A claim with all its decisions, the first one first."""

    decisions = DecisionShape(many=True, source="decisions.all")


class SourceForm(Form):
    """A source by its address, its title, or both; one that the desk knows is used again."""

    url = Text(required=False, allow_blank=True, max_length=2000, default="")
    title = Text(required=False, allow_blank=True, max_length=500, default="")
    kind = Choice(choices=SourceKind.choices, required=False)


class EvidenceForm(Form):
    """One piece of evidence."""

    source = SourceForm()  # type: ignore[assignment]  # a field of this name
    locator = Text(required=False, allow_blank=True, max_length=300, default="", help_text="Page, paragraph or time.")
    quote = Text(required=False, allow_blank=True, max_length=LONGEST, default="")
    stance = Choice(choices=Stance.choices, required=False, default=Stance.SUPPORTS)


class DecisionForm(Form):
    """What a reviewer says of a claim."""

    verdict = Choice(choices=[(verdict.value, verdict.label) for verdict in DECIDED])
    note = Text(required=False, allow_blank=True, max_length=LONGEST, default="")
    correction = Text(required=False, allow_blank=True, max_length=LONGEST, default="")
    evidence = EvidenceForm(many=True, required=False, max_length=MOST_EVIDENCE)  # type: ignore[call-arg]  # of its list

    def ruling(self) -> Ruling:
        """As the action takes it."""
        told = self.validated_data
        evidence = [Citation(**one.pop("source"), **one) for one in told.get("evidence", [])]
        return Ruling(told["verdict"], told["note"], told["correction"], evidence)


class DismissalForm(Form):
    """Why a claim is none."""

    reason = Choice(choices=Dismissal.choices)
    note = Text(required=False, allow_blank=True, max_length=LONGEST, default="")


class ReopeningForm(Form):
    """Why a claim is opened again: `note`, or `reason` in words."""

    note = Text(required=False, allow_blank=True, max_length=LONGEST, default="")
    reason = Text(required=False, allow_blank=True, max_length=LONGEST, default="")

    def words(self) -> str:
        """What is given, in one."""
        told = self.validated_data
        return "\n".join(part for part in (told["reason"], told["note"]) if part.strip())


class SpanForm(Form):
    """A run of the newest revision's text, in code points; `quote`, when given, must be the words that stand there."""

    start = Number()
    end = Number()
    quote = Text(required=False, max_length=5_000)

    def span(self) -> Span:
        """As the action takes it."""
        return Span(self.validated_data["start"], self.validated_data["end"])


class NewClaimForm(SpanForm):
    """A claim marked by hand; `revision`, when given, must be the number of the newest."""

    revision = Number(required=False)

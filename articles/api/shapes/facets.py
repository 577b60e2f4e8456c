"""What the extractor saw in a claim: facets, checkpoints, and the words that it needs to be understood alone."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

FACETS = ("figures", "dates", "quotations", "names")


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


class ContextShape(serializers.Serializer[Any]):
    """Words of the article that a claim needs to be understood alone; empty where it needs none."""

    lead_in = serializers.CharField(default="", help_text="The line that leads in the list in which it stands.")
    antecedent = serializers.CharField(default="", help_text="The sentence that says what its “he” or “this” means.")


class CheckpointShape(serializers.Serializer[Any]):
    """One thing inside a claim that is checked by itself: `claim.text[start:end] == words`."""

    start = serializers.IntegerField(help_text="In code points of the claim's own text.")
    end = serializers.IntegerField()
    words = serializers.CharField()
    kind = serializers.CharField(help_text="A kind of claim: number, money, date, name …")
    ticked = serializers.BooleanField(help_text="Whether a person checked it.")

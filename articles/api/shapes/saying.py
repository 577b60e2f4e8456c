"""What may be said of claims: a decision with its evidence, a dismissal, ticks, other words."""

from typing import Any

from rest_framework import serializers

from articles.actions.cite import Citation
from articles.actions.decide import Ruling
from articles.actions.refusals import LONGEST
from articles.api.fields import Choice, Form, Number, Text
from articles.api.shapes.claims import MOST_ALIKE
from articles.models import DECIDED, REASONS, SourceKind, Stance
from articles.text.spans import Span

MOST_EVIDENCE = 100
MOST_TICKS = 1_000
TWICE = "A claim stands twice in this."


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


class AlsoForm(Form):
    """Another claim that says the same, in the version that was looked at."""

    claim = Number(min_value=1)
    version = Number(min_value=1)


class DecisionForm(Form):
    """What a reviewer says of a claim, and of those in `also`, each for itself."""

    verdict = Choice(choices=[(verdict.value, verdict.label) for verdict in DECIDED])
    note = Text(required=False, allow_blank=True, max_length=LONGEST, default="")
    correction = Text(required=False, allow_blank=True, max_length=LONGEST, default="")
    evidence = EvidenceForm(many=True, required=False, max_length=MOST_EVIDENCE)  # type: ignore[call-arg]  # of its list
    also = AlsoForm(many=True, required=False, max_length=MOST_ALIKE)  # type: ignore[call-arg]  # of its list

    def validate_also(self, also: Any) -> Any:
        """Each at most once."""
        if len({one["claim"] for one in also}) < len(also):
            raise serializers.ValidationError(TWICE)
        return also

    def others(self) -> dict[int, int]:
        """The version seen of each of the others, by its id."""
        return {one["claim"]: one["version"] for one in self.validated_data.get("also", [])}

    def ruling(self) -> Ruling:
        """As the action takes it."""
        told = self.validated_data
        evidence = [Citation(**one.pop("source"), **one) for one in told.get("evidence", [])]
        return Ruling(told["verdict"], told["note"], told["correction"], evidence)


class DismissalForm(Form):
    """Why a claim is none."""

    reason = Choice(choices=REASONS)
    note = Text(required=False, allow_blank=True, max_length=LONGEST, default="")


class ReopeningForm(Form):
    """Why a claim is opened again: `note`, or `reason` in words."""

    note = Text(required=False, allow_blank=True, max_length=LONGEST, default="")
    reason = Text(required=False, allow_blank=True, max_length=LONGEST, default="")

    def words(self) -> str:
        """What is given, in one."""
        told = self.validated_data
        return "\n".join(part for part in (told["reason"], told["note"]) if part.strip())


class PartForm(Form):
    """A checkpoint, by its place in the claim's own text."""

    start = Number()
    end = Number()


class TicksForm(Form):
    """The checkpoints that are checked: all of these and no others."""

    ticked = PartForm(many=True, max_length=MOST_TICKS)  # type: ignore[call-arg]  # of its list

    def spans(self) -> list[Span]:
        """As the action takes them."""
        return [Span(one["start"], one["end"]) for one in self.validated_data["ticked"]]


class SpanForm(Form):
    """A run of the newest revision's text, in code points; `quote`, when given, must be the words that stand there."""

    start = Number()
    end = Number()
    quote = Text(required=False, max_length=5_000)

    def span(self) -> Span:
        """As the action takes it."""
        return Span(self.validated_data["start"], self.validated_data["end"])


class SplitForm(Form):
    """Where a claim is cut in two: before this code point of the newest revision's text."""

    at = Number()


class MergeForm(Form):
    """The claim that is merged into this one, in the version that was looked at."""

    other = Number(min_value=1)
    other_version = Number(min_value=1)


class SeenSpanForm(SpanForm):
    """A span as somebody saw it; `revision`, when given, must be the number of the newest."""

    revision = Number(required=False)

    def seen(self) -> dict[str, Any]:
        """What was seen, as the actions take it: the revision and the words."""
        return {name: self.validated_data.get(name) for name in ("revision", "quote")}


class NewClaimForm(SeenSpanForm):
    """A claim marked by hand."""


class PointForm(SeenSpanForm):
    """Where the words of a claim went that are gone from the text."""

"""Hints: what the extractor noticed between places of one text, for a person to accept or to wave away."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.article import Article, Extraction, Revision
from articles.models.people import Person
from articles.text.spans import Span


class HintKind(models.TextChoices):
    """What was noticed: two places that disagree, or a sum worked out (see articles.extractor.findings)."""

    CONFLICT = "conflict", "Possible conflict"
    PERCENT_CHANGE = "percent_change", "Change in per cent"
    SUM = "sum", "Sum"
    AGE = "age", "Age"
    WEEKDAY = "weekday", "Day of the week"
    SHARE_PRICE = "share_price", "Share price"
    CONVERSION = "conversion", "Conversion"
    DURATION = "duration", "Length of time"


class HintAnswer(models.TextChoices):
    """What a person said of a hint."""

    OPEN = "", "Not answered"
    ACCEPTED = "accepted", "Accepted"
    WAVED_AWAY = "waved_away", "Waved away"


class HintQuerySet(models.QuerySet["Hint"]):
    """Hints, as sentences."""

    def visible_to(self, person: Person) -> "HintQuerySet":
        """Those of the articles that this person may know of."""
        return self if person.is_active and person.role else self.none()

    def to_answer(self) -> "HintQuerySet":
        """Those that say something is wrong and that nobody has answered."""
        return self.filter(agrees=False, answer="")


class Hint(models.Model):
    """Places of one revision that do not go together, or do, and why; `version` counts its changes, for compare-and-set."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="hints")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="hints")
    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="hints")
    kind = models.CharField(max_length=16, choices=HintKind.choices)
    agrees = models.BooleanField(default=False, help_text="The article's own figure is what comes out.")
    places = models.JSONField(help_text="Start and end of each place, in code points of the revision.")
    quotes = models.JSONField(help_text="The words at each place.")
    why = models.CharField(max_length=500)
    answer = models.CharField(max_length=10, choices=HintAnswer.choices, blank=True)
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    objects = HintQuerySet.as_manager()

    class Meta:
        ordering = ("revision_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answer_to_a_hint_has_a_person_and_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"hint {self.pk} on revision {self.revision_id}"

    @property
    def spans(self) -> list[Span]:
        """Its places in code points."""
        return [Span(start, end) for start, end in self.places]

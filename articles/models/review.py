"""The work of review: decisions, the evidence they rest on, and where it comes from."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.claim import Claim, Placement, Verdict
from articles.models.people import Person

DECIDED = (Verdict.VERIFIED, Verdict.DISPUTED, Verdict.UNSOURCED)
"""The verdicts that a person gives."""


class Decision(models.Model):
    """The act of deciding a claim, on its exact words.  Never edited: a later one supersedes it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(help_text="Counts the decisions of the claim; the highest holds.")
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=9, choices=[(v.value, v.label) for v in DECIDED])
    note = models.TextField(blank=True)
    correction = models.TextField(blank=True, help_text="The words that should stand instead.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("claim_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("claim", "number"), name="decisions_of_a_claim_are_numbered_once"),
            models.CheckConstraint(condition=Q(verdict__in=DECIDED), name="a_decision_decides"),
        )

    def __str__(self) -> str:
        return f"{self.verdict} on claim {self.claim_id}"


class SourceKind(models.TextChoices):
    """What a source is."""

    WEB_PAGE = "web_page", "Web page"
    DOCUMENT = "document", "Document"
    PERSON = "person", "Person"
    RECORDING = "recording", "Recording"
    DATA_SET = "data_set", "Data set"
    ARCHIVE = "archive", "Archive"


class Source(models.Model):
    """A reusable record of where facts come from."""

    kind = models.CharField(max_length=9, choices=SourceKind.choices, default=SourceKind.DOCUMENT)
    title = models.CharField(max_length=500)
    url = models.CharField(max_length=2000, blank=True, db_index=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("title", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in SourceKind]), name="a_source_is_of_a_known_kind"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Stance(models.TextChoices):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports", "Speaks for"
    REFUTES = "refutes", "Speaks against"
    CONTEXT = "context", "Context"


class Evidence(models.Model):
    """The link from a decision to a source: where in it, what it says, and for which side it speaks."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="evidence")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    locator = models.CharField(max_length=300, blank=True)
    quote = models.TextField(blank=True)
    stance = models.CharField(max_length=8, choices=Stance.choices, default=Stance.SUPPORTS)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(stance__in=[str(stance) for stance in Stance]), name="a_stance_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stance}: {self.source_id}"

"""Claims: the things to check, each on exact words of a revision."""

import re
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from articles.models.article import LONG_FIELDS, NEVER_DUE, Article, Extraction, Revision, long_fields
from articles.models.people import Person
from articles.text.spans import Span


class Verdict(models.TextChoices):
    """What holds of the words; pending until a person decided."""

    PENDING = "pending", "Open"
    VERIFIED = "verified", "Verified"
    DISPUTED = "disputed", "Disputed"
    UNSOURCED = "unsourced", "Unsourced"


class Standing(models.TextChoices):
    """How a claim stands, the verdict and what goes before it: one of these, worked out by the database."""

    PENDING = "pending", "Open"
    RECHECK = "recheck", "Needs re-check"
    VERIFIED = "verified", "Verified"
    DISPUTED = "disputed", "Disputed"
    UNSOURCED = "unsourced", "Unsourced"
    DISMISSED = "dismissed", "Dismissed"
    GONE = "gone", "Gone"


class Dismissal(models.TextChoices):
    """Why a claim is not one."""

    OPINION = "opinion", "Opinion"
    PREDICTION = "prediction", "Prediction"
    HYPOTHETICAL = "hypothetical", "Hypothetical"
    DUPLICATE = "duplicate", "Said elsewhere in the article"
    FURNITURE = "furniture", "Page furniture"
    MERGED = "merged", "Merged with another claim"
    UNDONE = "undone", "Part of a split that was taken back"
    NOT_CHECKABLE = "not_checkable", "Nothing to check"
    OTHER = "other", "Another reason"


REASONS = tuple(
    (value, label) for value, label in Dismissal.choices if value not in (Dismissal.MERGED, Dismissal.UNDONE)
)
"""What a person may say of a claim that is none; to merge claims, and to take a split back, are verbs of their own."""


class Priority(models.IntegerChoices):
    """How much harm a mistake would do."""

    LOW = 1, "low"
    MIDDLE = 2, "middle"
    HIGH = 3, "high"


class Origin(models.TextChoices):
    """Who found the claim."""

    MACHINE = "machine", "Found by the extractor"
    PERSON = "person", "Marked by a person"


OPEN = (Standing.PENDING, Standing.RECHECK)
"""The standings in which a claim waits for a person."""


def end_of_day(at: datetime) -> datetime:
    """The last moment of the day of `at`, in the zone of whoever asks."""
    return timezone.localtime(at).replace(hour=23, minute=59, second=59, microsecond=999_999)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, as sentences; each word builds on the one before."""

    def visible_to(self, person: Person) -> "ClaimQuerySet":
        """Those of the articles that this person may know of."""
        return self if person.is_active and person.role else self.none()

    def shown(self) -> "ClaimQuerySet":
        """Those that people meet in texts, lists and counts: what a split left that was taken back is in the trail alone."""
        return self.exclude(dismissal=Dismissal.UNDONE)

    def pending(self) -> "ClaimQuerySet":
        """Those that wait for a person."""
        return self.filter(waiting=True)

    def assigned_to(self, person: Person) -> "ClaimQuerySet":
        """Those that this person must check."""
        return self.filter(assignee=person)

    def free(self) -> "ClaimQuerySet":
        """Those that nobody must check yet."""
        return self.filter(assignee=None)

    def late(self, at: datetime | None = None) -> "ClaimQuerySet":
        """Those that wait beyond their time."""
        return self.pending().filter(due_at__lt=at or timezone.now())

    def like(self, claim: "Claim") -> "ClaimQuerySet":
        """Those of the same article that say the same, itself left out; nothing that is gone or was dismissed."""
        if not claim.likeness:
            return self.none()
        twins = self.filter(article=claim.article_id, likeness=claim.likeness, gone=False, dismissal="")
        return twins.exclude(pk=claim.pk)

    def saying(self, words: str) -> "ClaimQuerySet":
        """Those in whose words, speaker or article title these words stand, letter case aside."""
        # SQLite's LIKE knows capital letters of ASCII only; its regular expressions, slower, know them all.
        how, sought = ("icontains", words) if words.isascii() else ("iregex", re.escape(words))
        places = ("placement__quote", "speaker", "article__title")
        return self.filter(reduce(or_, (Q(**{f"{place}__{how}": sought}) for place in places)))

    def in_reading_order(self) -> "ClaimQuerySet":
        """As they stand in the article."""
        return self.order_by("article_id", "position", "pk")

    def for_lists(self) -> "ClaimQuerySet":
        """With everything that a row of a list shows, in one query; whole texts stay where they are."""
        shown = self.select_related("article", "assignee", "placement__revision", "decided_by", "extraction")
        return shown.defer(*long_fields("placement__revision"))

    def with_decisions(self) -> "ClaimQuerySet":
        """For a list, and with all decisions and their evidence, in a number of queries that does not grow."""
        there = "decisions__placement__revision"
        return self.for_lists().prefetch_related(
            "decisions__by",
            "decisions__evidence__source",
            models.Prefetch(there, Revision.objects.defer(*LONG_FIELDS)),
        )


class Claim(models.Model):
    """The thing to check: one identity across revisions.  `version` counts its changes, for compare-and-set."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    placement = models.OneToOneField("Placement", on_delete=models.PROTECT, null=True, related_name="+")
    placed_version = models.PositiveIntegerField(
        default=1, help_text="The version with which it came into the newest revision: who saw less saw an older text."
    )
    position = models.PositiveIntegerField(help_text="Where it starts in the newest revision: reading order by index.")

    verdict = models.CharField(max_length=9, choices=Verdict.choices, default=Verdict.PENDING)
    recheck = models.BooleanField(default=False)
    gone = models.BooleanField(default=False)
    dismissal = models.CharField(max_length=13, choices=Dismissal.choices, blank=True)
    standing = models.GeneratedField(
        expression=Case(
            When(gone=True, then=Value(Standing.GONE.value)),
            When(~Q(dismissal=""), then=Value(Standing.DISMISSED.value)),
            When(recheck=True, then=Value(Standing.RECHECK.value)),
            default=F("verdict"),
        ),
        output_field=models.CharField(max_length=9, choices=Standing.choices),
        db_persist=True,
    )
    waiting = models.GeneratedField(
        expression=Case(When(gone=False, dismissal="", verdict="pending", then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
        help_text="Whether it waits for a person: standing is pending or recheck.",
    )
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="decided_claims")
    decided_at = models.DateTimeField(null=True)

    assignee = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="assigned_claims")
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=NEVER_DUE)

    origin = models.CharField(max_length=7, choices=Origin.choices)
    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, null=True, related_name="claims")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    score = models.PositiveIntegerField(default=0, help_text="Check-worthiness in parts per million.")
    tier = models.PositiveSmallIntegerField(default=1, help_text="1: check first, 2: also a claim.")
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.MIDDLE)
    kind = models.CharField(max_length=20, blank=True, help_text="The first of its kinds.")
    kinds = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    facets = models.JSONField(default=dict)
    speaker = models.CharField(max_length=200, blank=True)
    priority_reason = models.CharField(max_length=300, blank=True)
    context = models.JSONField(default=dict, help_text="Words that it needs to be understood alone, by what they are.")
    checkpoints = models.JSONField(
        default=list, help_text="What a checker ticks: start and end inside its words, the words, and their kind."
    )
    ticks = models.JSONField(default=list, help_text="Start and end of each checkpoint that was ticked.")
    likeness = models.CharField(
        max_length=16, blank=True, help_text="Claims of one article with the same likeness say the same."
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("article_id", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="claims_of_an_article_are_numbered_once"),
            models.CheckConstraint(condition=Q(verdict__in=[str(v) for v in Verdict]), name="a_verdict_is_a_known_one"),
            models.CheckConstraint(
                condition=Q(verdict="pending", decided_by=None, decided_at=None)
                | (~Q(verdict="pending") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_verdict_has_a_person_and_a_time",
            ),
            models.CheckConstraint(condition=Q(recheck=False) | Q(verdict="pending"), name="a_recheck_is_open_again"),
            models.CheckConstraint(condition=Q(priority__in=(1, 2, 3)), name="a_priority_is_low_middle_or_high"),
        )
        indexes = (
            models.Index(fields=("waiting", "-priority", "-score", "id"), name="queue_by_risk"),
            models.Index(fields=("waiting", "due_at", "id"), name="queue_by_deadline"),
            models.Index(fields=("-priority", "-score", "id"), name="claims_by_risk"),
            models.Index(fields=("standing", "-priority", "-score", "id"), name="claims_by_standing"),
            models.Index(fields=("assignee", "waiting", "-priority", "-score", "id"), name="queue_of_a_person"),
            models.Index(fields=("article", "standing"), name="progress_of_an_article"),
            models.Index(fields=("article", "position", "id"), name="claims_in_reading_order"),
            models.Index(fields=("kind", "standing"), name="claims_by_kind"),
            models.Index(fields=("article", "likeness"), name="claims_that_say_the_same"),
        )

    def __str__(self) -> str:
        return f"claim {self.number} of article {self.article_id}"

    @property
    def due(self) -> datetime | None:
        """When it must be decided, if there is such a time."""
        return None if self.due_at == NEVER_DUE else self.due_at

    @property
    def words(self) -> "Placement":
        """Where it stands now, or stood last when its words are gone."""
        if self.placement is None:
            raise LookupError(f"{self} stands nowhere")
        return self.placement

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person."""
        return bool(self.waiting)

    @property
    def is_late(self) -> bool:
        """Whether it waits beyond its time."""
        return self.is_open and self.due_at < timezone.now()


class PlacementState(models.TextChoices):
    """What became of a claim's words in a revision; where they are gone it has no placement there."""

    PLACED = "placed", "Placed"
    CHANGED = "changed", "Changed"


class Placement(models.Model):
    """Where a claim stands in one revision: `revision.text[start:end] == quote`, in code points, always."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="placements")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="placements")
    state = models.CharField(max_length=7, choices=PlacementState.choices, default=PlacementState.PLACED)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    start_utf16 = models.PositiveIntegerField()
    end_utf16 = models.PositiveIntegerField()
    quote = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("revision_id", "start", "pk")
        constraints = (models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_span_is_not_empty"),)
        indexes = (
            models.Index(fields=("revision", "start"), name="placements_in_reading_order"),
            models.Index(fields=("claim", "revision"), name="placements_of_a_claim"),
        )

    def __str__(self) -> str:
        return f"{self.start}–{self.end} of {self.revision_id}"

    @property
    def span(self) -> Span:
        """The place in code points."""
        return Span(self.start, self.end)

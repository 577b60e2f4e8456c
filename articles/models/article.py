"""Articles and their exact texts: what the desk works on."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from articles.models.people import Person
from articles.text.blocks import Block, BlockKind

NEVER_DUE = datetime(9000, 1, 1, tzinfo=timezone.get_fixed_timezone(0))
"""Stands for "no deadline", so that ordering by time needs no NULL and can use an index."""

SILENT = timedelta(seconds=30)
"""How long a process may show no sign of life before the desk says that it is not there."""


class ArticleState(models.TextChoices):
    """Where an article stands; derived, never stored."""

    EXTRACTING = "extracting", "Looking for claims"
    FAILED = "failed", "Claims could not be looked for"
    IN_REVIEW = "in_review", "In review"
    READY = "ready", "Ready for sign-off"
    SIGNED_OFF = "signed_off", "Signed off"


EXTRACTING, FAILED, IN_REVIEW, READY, SIGNED_OFF = (Value(state.value) for state in ArticleState)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, as sentences."""

    def visible_to(self, person: Person) -> "ArticleQuerySet":
        """What this person may know of: everything for those with a role, nothing for others."""
        return self if person.is_active and person.role else self.none()

    def with_state(self) -> "ArticleQuerySet":
        """Each with its state (see ArticleState), worked out by the database."""
        this = self.model.objects.filter(pk=OuterRef("pk"))
        return self.annotate(
            state=Case(
                When(Exists(this.filter(newest__extractions__state__in=("queued", "running"))), then=EXTRACTING),
                When(Exists(this.filter(newest__extractions__state="failed")), then=FAILED),
                When(signed_off_revision=F("newest"), then=SIGNED_OFF),
                When(Exists(this.filter(claims__waiting=True)), then=IN_REVIEW),
                default=READY,
                output_field=models.CharField(),
            )
        )

    def with_progress(self) -> "ArticleQuerySet":
        """Each with the number of its claims by standing, as pending_count, verified_count and so on.

        Counted for the rows that are shown, by an index; one join over all claims costs ten times as much on a page.
        """
        standings = ("pending", "verified", "disputed", "unsourced", "recheck", "dismissed", "gone")
        return self.annotate(**{f"{standing}_count": self._number_of(standing) for standing in standings})

    def _number_of(self, standing: str) -> Coalesce:
        mine = self.model.objects.filter(pk=OuterRef("pk"), claims__standing=standing).order_by().values("pk")
        shown = models.Count("claims", filter=~Q(claims__dismissal="undone"))  # see ClaimQuerySet.shown
        return Coalesce(Subquery(mine.annotate(number=shown).values("number")), 0)


class Article(models.Model):
    """What the desk works on: one piece, through all its revisions."""

    title = models.CharField(max_length=500)
    byline = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True)
    source_url = models.URLField(max_length=2000, blank=True)
    deadline = models.DateTimeField(null=True)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="articles")
    created_at = models.DateTimeField(default=timezone.now)
    newest = models.OneToOneField("Revision", on_delete=models.PROTECT, null=True, related_name="+")
    last_claim_number = models.PositiveIntegerField(default=0)
    signed_off_revision = models.OneToOneField("Revision", on_delete=models.PROTECT, null=True, related_name="+")
    signed_off_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_off_at = models.DateTimeField(null=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_off_revision=None, signed_off_by=None, signed_off_at=None)
                | Q(signed_off_revision__isnull=False, signed_off_by__isnull=False, signed_off_at__isnull=False),
                name="a_sign_off_names_revision_person_and_time",
            ),
        )

    def __str__(self) -> str:
        return self.title


LONG_FIELDS = ("text", "block_rows", "notes", "proposals")


def long_fields(path: str) -> list[str]:
    """The fields of a revision that may be megabytes, for `defer`; path leads to it."""
    return [f"{path}__{name}" for name in LONG_FIELDS]


class Revision(models.Model):
    """One exact text of an article, numbered from 1.  Immutable: a guard in the database refuses every change."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    length = models.PositiveIntegerField()
    block_rows = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    proposals = models.JSONField(
        default=list, help_text="Footnotes, comments and links of the file: [at, kind, words, url, by] each."
    )
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("article_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="revisions_of_an_article_are_numbered_once"),
        )

    def __str__(self) -> str:
        return f"revision {self.number} of article {self.article_id}"

    @property
    def blocks(self) -> list[Block]:
        """The blocks of the text, in reading order."""
        return [Block(BlockKind(kind), start, end) for kind, start, end in self.block_rows]


class Original(models.Model):
    """The bytes as they were uploaded; in the database, so that they are stored in the upload's own transaction."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="original")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    charset = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class ExtractionState(models.TextChoices):
    """Where one run of the extractor stands."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Looking for claims"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Extraction(models.Model):
    """One run of the extractor over a revision; the queue of record for the background work."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="extractions")
    extractor = models.CharField(max_length=40)
    judge = models.CharField(max_length=40, default="small", help_text="Who was asked to tell claims from sentences.")
    identity = models.CharField(
        max_length=100, blank=True, help_text="Hash of the judge's weights, or its model's name."
    )
    state = models.CharField(max_length=8, choices=ExtractionState.choices, default=ExtractionState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent of the text looked at.")
    error = models.CharField(max_length=500, blank=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    notes = models.JSONField(default=list, help_text="What people should know of the run, in sentences.")
    used = models.JSONField(default=dict, help_text="What the run cost: requests, tokens, millionths of the currency.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("revision", "extractor", "judge", "identity"),
                name="one_extraction_of_a_revision_by_an_extractor",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in ExtractionState]),
                name="an_extraction_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=(Q(state="running") & Q(lease__isnull=False) & Q(lease_until__isnull=False))
                | (~Q(state="running") & Q(lease=None) & Q(lease_until=None)),
                name="only_a_running_extraction_holds_a_lease",
            ),
        )
        indexes = (models.Index(fields=("state", "not_before"), name="extractions_by_state"),)

    def __str__(self) -> str:
        return f"extraction {self.pk} ({self.state})"

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or runs, so that more will happen by itself."""
        return self.state in (ExtractionState.QUEUED, ExtractionState.RUNNING)


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    """Signs of life, as sentences."""

    def alive(self, name: str) -> bool:
        """Whether this kind of process showed itself lately, by the database's clock."""
        return self.filter(name=name, at__gte=Now() - SILENT).exists()


class Heartbeat(models.Model):
    """When a worker last showed that it is alive; one row a name."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} at {self.at}"

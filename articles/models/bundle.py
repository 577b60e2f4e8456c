"""Zips of articles on their way in: the queue of record for taking their files one by one, and what became of each."""

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from articles.models.article import Article
from articles.models.people import Person


class BundleState(models.TextChoices):
    """Where a zip stands on its way in."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Being read"
    DONE = "done", "Done"


class MemberState(models.TextChoices):
    """What became of one file of a zip."""

    WAITING = "waiting", "Waiting"
    STORED = "stored", "Stored"
    REFUSED = "refused", "Refused"


class BundleQuerySet(models.QuerySet["Bundle"]):
    """Zips, as sentences."""

    def visible_to(self, person: Person) -> "BundleQuerySet":
        """What this person may know of: everything for those with a role, nothing for others."""
        return self if person.is_active and person.role else self.none()

    def with_counts(self) -> "BundleQuerySet":
        """Each with how many of its files there are in each state, as waiting_count and so on, and without its bytes."""
        counts = {f"{state}_count": Count("members", filter=Q(members__state=state)) for state in MemberState.values}
        return self.defer("data").select_related("uploaded_by").annotate(**counts)


class Bundle(models.Model):
    """A zip as it was uploaded, and what its uploader says of every article in it."""

    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField(null=True, help_text="None once each of its files is an article or refused.")
    left_out = models.JSONField(default=list, help_text="Names of hidden files and of what systems add.")
    byline = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True)
    source_url = models.URLField(max_length=2000, blank=True)
    deadline = models.DateTimeField(null=True)
    twin_ok = models.BooleanField(default=False, help_text="Whether a text is taken that the desk has already.")
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bundles")
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=BundleState.choices, default=BundleState.QUEUED)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(default=timezone.now)

    objects = BundleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="done", data=None) | Q(state__in=("queued", "running"), data__isnull=False),
                name="a_zip_is_kept_until_its_files_are_settled",
            ),
            models.CheckConstraint(
                condition=(Q(state="running") & Q(lease__isnull=False) & Q(lease_until__isnull=False))
                | (~Q(state="running") & Q(lease=None) & Q(lease_until=None)),
                name="only_a_zip_that_is_read_holds_a_lease",
            ),
        )
        indexes = (models.Index(fields=("state", "not_before"), name="bundles_by_state"),)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """One file of a zip, numbered from 1 as they lie in it; they are settled in this order."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="members")
    number = models.PositiveIntegerField()
    name = models.TextField(help_text="With its folders in the zip.")
    size = models.PositiveIntegerField(default=0, help_text="In bytes, once it was unpacked.")
    state = models.CharField(max_length=8, choices=MemberState.choices, default=MemberState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    article = models.OneToOneField(Article, on_delete=models.PROTECT, null=True, related_name="+")
    refusal = models.JSONField(default=dict, help_text="Why it was not taken: code, message and details.")

    class Meta:
        ordering = ("bundle_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("bundle", "number"), name="files_of_a_zip_are_numbered_once"),
            models.CheckConstraint(
                condition=Q(state="stored", article__isnull=False) | Q(state__in=("waiting", "refused"), article=None),
                name="a_file_that_is_stored_is_an_article",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

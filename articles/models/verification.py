"""Verifications of the trail as rows: who asked, how far it is, up to which event it is whole, and what was found."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from articles.models.people import Person


class VerificationState(models.TextChoices):
    """Where one walk over the trail stands."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Verifying"
    DONE = "done", "Done"
    FAILED = "failed", "Not finished"


UNDER_WAY = (VerificationState.QUEUED, VerificationState.RUNNING)


class VerificationQuerySet(models.QuerySet["Verification"]):
    """Verifications, as sentences."""

    def under_way(self) -> "VerificationQuerySet":
        """Those that wait or run: at most one."""
        return self.filter(state__in=UNDER_WAY)

    def ended(self) -> "VerificationQuerySet":
        """Those that will not change any more, the latest first."""
        return self.exclude(state__in=UNDER_WAY).order_by("-pk")

    def latest_word(self) -> "Verification | None":
        """What holds until another one ends: the last that ended; None before the first."""
        return self.ended().first()


class Verification(models.Model):
    """One walk over the whole trail; the queue of record for it, as an Extraction is for the look for claims.

    night      the night that it is for, in the desk's time zone; None when somebody, or an alarm, asked for it
    asked_by   None when nobody did
    given      the exact note of a checkpoint that somebody kept elsewhere, to be compared with; "" without one
    progress   millionths of the way
    size, head, root   of the events that are whole, from the first on; size None until it is done
    found      findings [{damage, seq, why}] (the first of all `count`), unguarded (guards missing), compared (rows, by
               kind), against [{where, count, size, note, outside}] (checkpoints), covered (up to which event one of
               them agrees), key, warnings, and refusal {damage, seq, why}: why the desk did not sign the next one
    """

    night = models.DateField(null=True, unique=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    given = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=VerificationState.choices, default=VerificationState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(default=timezone.now)
    progress = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    size = models.BigIntegerField(null=True)
    head = models.CharField(max_length=64, blank=True)
    root = models.CharField(max_length=64, blank=True)
    exit_code = models.PositiveSmallIntegerField(null=True)
    found = models.JSONField(default=dict)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in VerificationState]),
                name="a_verification_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=(Q(state="running") & Q(lease__isnull=False) & Q(lease_until__isnull=False))
                | (~Q(state="running") & Q(lease=None) & Q(lease_until=None)),
                name="only_a_running_verification_holds_a_lease",
            ),
            models.CheckConstraint(
                condition=(Q(state="done") & Q(size__isnull=False) & Q(exit_code__isnull=False))
                | (~Q(state="done") & Q(size=None) & Q(exit_code=None)),
                name="a_verification_says_what_it_found_when_it_is_done",
            ),
            models.UniqueConstraint(
                Case(
                    When(state__in=[str(state) for state in UNDER_WAY], then=Value(1)),
                    output_field=models.SmallIntegerField(),
                ),
                name="one_verification_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"verification {self.pk} ({self.state})"

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or runs, so that more will happen by itself."""
        return self.state in UNDER_WAY

    @property
    def is_clean(self) -> bool:
        """Whether it came to its end and found nothing, and the desk did not refuse to sign."""
        return self.state == VerificationState.DONE and not self.exit_code and not self.refusal

    @property
    def finding(self) -> dict[str, Any] | None:
        """The first damage: {damage, seq, why}."""
        findings: list[dict[str, Any]] = self.found.get("findings", [])
        return findings[0] if findings else None

    @property
    def refusal(self) -> dict[str, Any] | None:
        """Why the desk refused to sign the next checkpoint: {damage, seq, why}."""
        refusal: dict[str, Any] | None = self.found.get("refusal")
        return refusal

    @property
    def took(self) -> timedelta | None:
        """How long the walk took; None until it has ended."""
        return self.done_at - self.started_at if self.done_at and self.started_at else None

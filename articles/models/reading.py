"""Readings: passages that somebody read and found nothing to check in, so that what nobody has looked at stays in sight."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.article import Article, Revision
from articles.models.people import Person
from articles.text.spans import Span


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings, as sentences."""

    def visible_to(self, person: Person) -> "ReadingQuerySet":
        """Those of the articles that this person may know of."""
        return self if person.is_active and person.role else self.none()

    def in_force(self) -> "ReadingQuerySet":
        """Those that nobody took back."""
        return self.filter(taken_back=False)

    def spans(self) -> list[Span]:
        """Where they stand, in reading order."""
        return [Span(*place) for place in self.order_by("start", "end").values_list("start", "end")]


class Reading(models.Model):
    """The act of reading a passage of one revision without finding anything to check.

    A newer revision takes it along only where passage and context stand unchanged: then `carried_from` is the older one.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="readings")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="readings")
    start = models.PositiveIntegerField(help_text="In code points of the revision.")
    end = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="readings")
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    taken_back = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ("revision_id", "start", "pk")
        constraints = (models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_reading_is_of_words"),)

    def __str__(self) -> str:
        return f"{self.start}–{self.end} of revision {self.revision_id}"

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

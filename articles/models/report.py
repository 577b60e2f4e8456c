"""Reports that were handed out."""

from django.db import models
from django.utils import timezone

from articles.models.article import Article, Revision
from articles.models.people import Person


class Report(models.Model):
    """An export that was handed out: of which text, in which form, and where the trail stood then.

    sha256 and size are those of the file; of a bundle those of its report.json, because a bundle holds the event that
    tells them.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="reports")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reports")
    format = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    trail_size = models.BigIntegerField(help_text="How many events the trail had when the facts were taken.")
    trail_head = models.CharField(max_length=64)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="reports", help_text="Null: the operator, by command."
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.format} of {self.revision_id}"

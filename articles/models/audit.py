"""The trail as rows: one line a change, in the exact bytes that were hashed."""

from django.db import models

from articles.models.article import Article
from articles.models.claim import Claim
from articles.models.people import Person, Role

SHOWN = ("payload", "leaf", "at", "kind", "actor", "actor_name", "article", "claim")
"""The columns of an event that a line of a list is made of, beside its number."""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Lines of the trail, as sentences."""

    def visible_to(self, person: Person) -> "AuditEventQuerySet":
        """Everything for those who answer for the desk; what concerns articles for those who work on them."""
        if not person.is_active or not person.role:
            return self.none()
        if person.role in (Role.CHIEF, Role.AUDITOR, Role.ADMIN):
            return self
        return self.filter(article__isnull=False)

    def oldest_first(self) -> "AuditEventQuerySet":
        """In the order in which things happened."""
        return self.order_by("seq")

    def newest_first(self) -> "AuditEventQuerySet":
        """The latest on top."""
        return self.order_by("-seq")

    def for_lists(self) -> "AuditEventQuerySet":
        """With the number of the claim and the title of the article, which a line shows, in one query."""
        return self.select_related("claim", "article").only(*SHOWN, "claim__number", "article__title")


class AuditEvent(models.Model):
    """One line of the trail.  `payload` is the truth; the columns beside it only find it again.

    Append-only in the database itself (see guards.py); written by actions/trail.py alone.
    """

    seq = models.BigIntegerField(primary_key=True)
    payload = models.TextField(help_text="Canonical JSON, as it was hashed.")
    leaf = models.CharField(max_length=64, unique=True, help_text="SHA-256(0x00 ‖ payload), hex.")
    at = models.CharField(max_length=27)
    kind = models.CharField(max_length=40)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="events")
    actor_name = models.CharField(max_length=150)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, related_name="events")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="events")

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ("seq",)
        indexes = (
            models.Index(fields=("article", "seq"), name="trail_of_an_article"),
            models.Index(fields=("claim", "seq"), name="trail_of_a_claim"),
            models.Index(fields=("actor", "seq"), name="trail_of_a_person"),
            models.Index(fields=("kind", "seq"), name="trail_by_kind"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

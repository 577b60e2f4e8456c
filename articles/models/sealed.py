"""What people wrote freely, beside the trail that holds only its salted hash: so it can be taken away (SAFETY T11)."""

from django.db import models
from django.db.models import Q

from articles.models.audit import AuditEvent
from articles.models.people import Person


class SealedText(models.Model):
    """The words behind a seal of the trail.

    Kept as they were written, until they are erased: then the salt is gone, `text` says by whom and when, and `erased`
    is the event that tells it.  The database itself lets nothing else be changed (see guards.py).
    """

    digest = models.CharField(max_length=64, primary_key=True, help_text="SHA-256(0x02 ‖ salt ‖ text), hex.")
    salt = models.CharField(max_length=32, blank=True, help_text="16 random bytes, hex; empty once erased.")
    text = models.TextField()
    event = models.ForeignKey(
        AuditEvent, on_delete=models.PROTECT, null=True, related_name="texts", help_text="The event that says it."
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Whose name it is, in all their events.",
    )
    erased = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(event=None, person__isnull=False) | Q(event__isnull=False, person=None),
                name="a_sealed_text_is_of_an_event_or_a_name",
            ),
            models.CheckConstraint(
                condition=(Q(salt="") & Q(erased__isnull=False)) | (~Q(salt="") & Q(erased=None)),
                name="an_erased_text_has_no_salt",
            ),
        )

    def __str__(self) -> str:
        return self.digest

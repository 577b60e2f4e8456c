"""Checkpoints as rows: what the desk has signed of its trail, and the keys with which it did."""

from django.db import models
from django.utils import timezone

from articles.ledger.chain import Start


class TrailKey(models.Model):
    """A public key of the desk.  Its private half lies in a file outside of the database.

    public      the line that people compare: `origin+id+base64`
    handover    the note that its predecessor and it signed, exact text; "" for the first one
    since_size  how many events the trail had when it came into use
    """

    public = models.CharField(max_length=300, unique=True)
    handover = models.TextField(blank=True)
    since_size = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.public


class CheckpointQuerySet(models.QuerySet["Checkpoint"]):
    """Checkpoints, as sentences."""

    def newest_first(self) -> "CheckpointQuerySet":
        """The one that saw most on top; of two that saw the same, the one that was signed last."""
        return self.order_by("-size", "-pk")

    def covering(self, seq: int) -> "CheckpointQuerySet":
        """Those that saw event seq."""
        return self.filter(size__gte=seq)


class Checkpoint(models.Model):
    """Size and root of the trail under a signature.  `note` is the truth; the columns beside it only find it again.

    root, head  64 hex digits; head is the leaf of event number size
    peaks       the roots of the tree's full subtrees (`Tree.peaks`), so that the next one reads only what came since
    note        the signed note, exact text
    """

    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    peaks = models.JSONField()
    note = models.TextField()
    key = models.ForeignKey(TrailKey, on_delete=models.PROTECT, related_name="checkpoints")
    at = models.DateTimeField(default=timezone.now)

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("size", "key"), name="one_checkpoint_of_a_size_with_a_key"),
            models.CheckConstraint(condition=models.Q(size__gte=1), name="a_checkpoint_has_seen_an_event"),
        )

    def __str__(self) -> str:
        return f"checkpoint of {self.size} events"

    @property
    def start(self) -> Start:
        """Where a walk over the events after it begins."""
        return Start(self.size, self.head, self.peaks)

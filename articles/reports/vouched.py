"""What the desk's keys vouch for: its own checkpoints as rows, and notes that were kept elsewhere."""

import json
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings

from articles.ledger import checkpoint as ledger
from articles.ledger.handover import Handover, Keyring
from articles.ledger.key_file import read_secret
from articles.ledger.keys import BadCheckpoint, public_of
from articles.ledger.tree import Tree
from articles.models import AuditEvent, Checkpoint, TrailKey


@dataclass(frozen=True)
class Ends:
    """The ends of the trail: its name as its first event says it, and the number of its last one; "" and 0 without."""

    origin: str
    size: int


def ends() -> Ends:
    """The ends of the trail as it stands."""
    last = AuditEvent.objects.newest_first().values_list("seq", flat=True).first()
    return Ends(trail_origin(), last or 0)


def trail_origin() -> str:
    """The name of the trail, as its first event says it; "" when there is none, or when it cannot be read."""
    first = AuditEvent.objects.oldest_first().values_list("payload", flat=True).first()
    try:
        return str(json.loads(first)["origin"]) if first else ""
    except (ValueError, KeyError, TypeError):
        return ""


def own_keyring() -> Keyring | None:
    """The desk's keys, from the private one that lies here; None when none does.  Raises BadCheckpoint, OSError."""
    secret = read_secret(settings.TRAIL_KEY_FILE)
    return keyring(public_of(secret)) if secret else None


def keyring(public: str) -> Keyring:
    """The desk's keys: the public one that is known, and those to which handovers lead.  Raises BadCheckpoint.

    A key that came after another without a handover took the place of one that was lost.
    """
    rows = list(TrailKey.objects.order_by("pk"))
    lost = [Handover(old.public, new.public, new.since_size) for old, new in pairwise(rows) if not new.handover]
    return Keyring(public, [exact(row.handover) for row in rows if row.handover], lost)


def handovers(ring: Keyring) -> list[str]:
    """The notes by which the keys on this ring were handed over, the oldest first: exact texts."""
    rows = TrailKey.objects.order_by("pk").filter(public__in=ring.lasts).exclude(handover="")
    return list(rows.values_list("handover", flat=True))


def exact(stored: str | bytes) -> bytes:
    """The bytes of a text as it is stored: SQLite keeps bytes in a column of text, if somebody puts them there."""
    return stored if isinstance(stored, bytes) else stored.encode("utf-8", "surrogatepass")


def checked(row: Checkpoint, ring: Keyring) -> ledger.Checkpoint:
    """What the note of a row says, proved to be signed by the desk, and to be what the columns beside it say.

    Raises BadCheckpoint.
    """
    seen = ring.verify(exact(row.note))
    if (seen.size, seen.root) != (row.size, row.root):
        raise BadCheckpoint("it is filed under another size or root than its note says")
    try:
        tree = Tree.grown(row.size, row.peaks)
    except (ValueError, TypeError) as error:
        raise BadCheckpoint("what it kept of the tree cannot be") from error
    if tree.root() != seen.root:
        raise BadCheckpoint("what it kept of the tree leads to another root than it signed")
    return seen

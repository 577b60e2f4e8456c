"""Sign a checkpoint: size and root of the trail, never one that does not extend what was signed before (SAFETY T5).

A refusal is an alarm: somebody restored an older database, or wrote in the trail past its guards.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.actions.trail_key import Alarm, TheKey, distrusted, the_key
from articles.ledger import checkpoint as ledger
from articles.ledger.chain import NOTHING, ChainResult, Damage, Finding, Row, Start, compare, walk
from articles.ledger.handover import Keyring
from articles.ledger.kept import keep, newest
from articles.ledger.keys import BadCheckpoint
from articles.models import AuditEvent, Checkpoint
from articles.reports.stored import Stored
from articles.reports.vouched import checked, ends, keyring

LOCK = 0x7369676E  # "sign": the advisory lock of signing on PostgreSQL, another than the trail's
AT_ONCE = 1_000


@transaction.atomic
def sign_checkpoint(*, at: datetime | None = None) -> Checkpoint | None:
    """Sign the trail as it stands; the newest checkpoint when nothing came since, None when the trail is empty.

    Reads the events after the newest checkpoint only.  After the commit the note is kept in the folder of checkpoints.
    Raises Alarm, and signs nothing, when the trail does not extend the newest checkpoint here and the one in the
    folder, when an event since is damaged, or when key and checkpoints are not the desk's; OSError when the folder or
    the key cannot be read.
    """
    alone()
    at = at or timezone.now()
    there, outside = ends(), newest(settings.CHECKPOINT_FOLDER)
    last = Checkpoint.objects.newest_first().select_related("key").first()
    if not (there.size or last or outside):
        return None
    key = the_key(there, at=at, first=last is None and outside is None)
    try:
        ring = keyring(key.public)
    except BadCheckpoint as error:
        raise distrusted(f"The handovers of keys in the database are not what they should be: {error}.") from error
    start, seen = _vouched(last, outside, ring)
    result = _walked(start, seen, there.size, ring.origin)
    if last is None or (last.size, last.key_id) != (result.size, key.row.pk):
        last = _signed(result, ring.origin, key, at)
    transaction.on_commit(
        partial(keep, settings.CHECKPOINT_FOLDER, last.note.encode(), at.astimezone(UTC).date()), robust=True
    )
    return last


def alone() -> None:
    """Wait until nobody else signs, until the end of the transaction.  On SQLite every transaction is alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _signed(result: ChainResult, origin: str, key: TheKey, at: datetime) -> Checkpoint:
    note = ledger.sign(ledger.Checkpoint(origin, result.size, result.root), key.secret)
    return Checkpoint.objects.create(
        size=result.size,
        root=result.root,
        head=result.head,
        peaks=list(result.peaks),
        note=note.decode(),
        key=key.row,
        at=at,
    )


def _vouched(last: Checkpoint | None, outside: bytes | None, ring: Keyring) -> tuple[Start, list[ledger.Checkpoint]]:
    """Where the walk begins, and what the newest checkpoint here and the newest note outside saw.

    It begins at the newest checkpoint that both have in common.  Raises Alarm when one is not the desk's.
    """
    seen = []
    try:
        if outside:
            seen.append(ring.verify(outside))
    except BadCheckpoint as error:
        raise distrusted(f"The newest note in the folder of checkpoints is not the desk's: {error}.") from error
    row = last
    while row:
        try:
            seen.append(checked(row, ring))
        except BadCheckpoint as error:
            why = f"The checkpoint of {row.size} events in the database is not the desk's: {error}."
            raise Alarm(Finding(Damage.SIGNATURE, row.size, why)) from error
        if seen[0].size >= row.size:
            break
        # The folder lags behind, because a note could not be kept there.
        row = Checkpoint.objects.filter(size__lte=seen[0].size).newest_first().first()
    return row.start if row else NOTHING, seen


def _walked(start: Start, seen: list[ledger.Checkpoint], size: int, origin: str) -> ChainResult:
    """The trail after start, walked, and compared with what was seen.  Raises Alarm."""
    if start.size > size:
        why = f"A checkpoint saw {start.size} events; the trail ends after {size}."
        raise Alarm(Finding(Damage.TRUNCATED, size + 1, why))
    if start.size and not AuditEvent.objects.filter(seq=start.size, leaf=start.head).exists():
        agreed = _last_agreed()
        why = (
            f"An event from {agreed + 1} to {start.size} is not the one that the checkpoint of {start.size} events saw."
        )
        raise Alarm(Finding(Damage.INCONSISTENT, agreed + 1, why))
    result = walk(_rows(start.size), origin=origin, roots_at={one.size for one in seen}, start=start)
    finding = compare(result, seen)
    if finding:
        raise Alarm(finding)
    return result


def _last_agreed() -> int:
    """How many events the newest checkpoint saw whose last event is still the one it saw."""
    same = AuditEvent.objects.filter(seq=OuterRef("size"), leaf=OuterRef("head"))
    return Checkpoint.objects.filter(Exists(same)).newest_first().values_list("size", flat=True).first() or 0


def _rows(after: int) -> Iterator[Row]:
    rows = AuditEvent.objects.filter(seq__gt=after).oldest_first().values_list(*Stored._fields)
    for stored in map(Stored._make, rows.iterator(chunk_size=AT_ONCE)):
        yield stored.seq, stored.data, stored.leaf

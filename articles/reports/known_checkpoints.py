"""Every checkpoint that there is to hold the trail against: in the database, in the folder, and given by somebody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from articles.ledger import checkpoint as ledger
from articles.ledger.chain import Damage, Finding
from articles.ledger.handover import Keyring
from articles.ledger.kept import kept
from articles.ledger.key_file import read_secret
from articles.ledger.keys import BadCheckpoint, public_of
from articles.models import AuditEvent, Checkpoint, TrailKey
from articles.reports.vouched import checked, exact, keyring

DATABASE, FOLDER, GIVEN = "database", "folder", "given"
NO_OUTSIDE = (
    "No outside checkpoint is known: that nobody who can write in this database, and beside it, cut events off at the "
    "end or wrote the trail anew is not proved. Compare with a checkpoint that was kept elsewhere."
)
KEY_OF_DATABASE = (
    "There is no key file here, so the key was taken from the database: who signed is not proved. Give the key that "
    "you wrote down."
)
LOST_KEY = (
    "The desk lost a key and went on with another: that {} was its own is proved only by whoever knew it before "
    "event {:,}."
)
UNREADABLE = "The folder of checkpoints cannot be read ({}); nothing was compared with what is kept there."
AT_ONCE = 500


@dataclass(frozen=True)
class Against:
    """The good checkpoints of one place: how many, and size and exact note of the newest.

    outside  whether the place is out of reach for somebody who can write in the database and the data folder
    """

    where: str
    count: int
    size: int
    note: str
    outside: bool


@dataclass
class Known:
    """What the trail is held against.

    key          the public key line that all of it rests on; "" when there is none
    checkpoints  what good ones saw, by size; findings: what is wrong with the others
    against      the good ones by place; warnings: what this does not prove, in sentences
    """

    key: str = ""
    checkpoints: dict[tuple[int, str], ledger.Checkpoint] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    against: list[Against] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def distrust(self, size: int, why: str) -> None:
        """Something that should be signed by the desk's key is not."""
        self.findings.append(Finding(Damage.SIGNATURE, size, why))

    def take(self, where: str, notes: Iterable[tuple[bytes, ledger.Checkpoint]], *, outside: bool) -> None:
        """Add the good ones of a place."""
        count, newest = 0, (b"", -1)
        for note, seen in notes:
            count += 1
            newest = max(newest, (note, seen.size), key=lambda one: one[1])
            self.checkpoints[seen.size, seen.root] = seen
        if count:
            self.against.append(Against(where, count, newest[1], newest[0].decode(), outside))


def folder_notes() -> tuple[dict[str, bytes], list[str]]:
    """What lies in the folder, and a warning when it cannot be read.

    Look there before looking into the database: whatever is kept was committed before.
    """
    try:
        return kept(settings.CHECKPOINT_FOLDER), []
    except OSError as error:
        return {}, [UNREADABLE.format(error.strerror)]


def known_checkpoints(in_folder: Mapping[str, bytes], given: Sequence[bytes], key: str | None) -> Known:
    """All checkpoints, each proved to be signed by the desk, and what is wrong with the others.

    key is the desk's public key as somebody knows it; None: the one whose private half lies here.
    """
    known = Known()
    known.key = key or _own_key(known)
    ring = _keyring(known)
    if ring is None:
        for note in (*in_folder.values(), *given):
            known.distrust(_size(note), "There is no key here to prove a checkpoint with.")
    else:
        away = not settings.CHECKPOINT_FOLDER.is_relative_to(settings.DATA_FOLDER)
        named = [(f"The note {name!r} in the folder of checkpoints", note) for name, note in in_folder.items()]
        known.take(DATABASE, _rows(known, ring), outside=False)
        known.take(FOLDER, _notes(known, ring, named), outside=away)
        known.take(
            GIVEN, _notes(known, ring, [("The checkpoint that was given", note) for note in given]), outside=True
        )
        known.warnings += [LOST_KEY.format(key, (ring.lasts[key] or 0) + 1) for key in sorted(ring.lost)]
    if not any(one.outside for one in known.against):
        known.warnings.append(NO_OUTSIDE)
    return known


def _own_key(known: Known) -> str:
    try:
        secret = read_secret(settings.TRAIL_KEY_FILE)
    except (BadCheckpoint, OSError) as error:
        known.distrust(0, f"The file of the desk's key does not hold one: {error}.")
        secret = None
    if secret:
        return public_of(secret)
    newest = TrailKey.objects.order_by("pk").last()
    if newest:
        known.warnings.append(KEY_OF_DATABASE)
    return newest.public if newest else ""


def _keyring(known: Known) -> Keyring | None:
    if not known.key:
        return None
    try:
        return keyring(known.key)
    except BadCheckpoint as error:
        known.distrust(0, f"The keys in the database, or their handovers, are not what they should be: {error}.")
    try:
        return Keyring(known.key)
    except BadCheckpoint:  # the key itself came from there
        return None


def _rows(known: Known, ring: Keyring) -> Iterator[tuple[bytes, ledger.Checkpoint]]:
    """The good ones among the rows.  The head, which is not signed, must be the leaf of the last event seen."""
    rows: list[Checkpoint] = []
    for row in Checkpoint.objects.order_by("size", "pk").iterator(chunk_size=AT_ONCE):
        rows.append(row)
        if len(rows) == AT_ONCE:
            yield from _good(known, ring, rows)
            rows = []
    yield from _good(known, ring, rows)


def _good(known: Known, ring: Keyring, rows: Sequence[Checkpoint]) -> Iterator[tuple[bytes, ledger.Checkpoint]]:
    leaves = dict(AuditEvent.objects.filter(seq__in=[row.size for row in rows]).values_list("seq", "leaf"))
    for row in rows:
        try:
            seen = checked(row, ring)
        except BadCheckpoint as error:
            known.distrust(row.size, f"The checkpoint of {row.size} events in the database is not the desk's: {error}.")
            continue
        yield exact(row.note), seen
        if leaves.get(row.size, row.head) != row.head:
            known.distrust(row.size, f"The checkpoint of {row.size} events names another last event than the trail.")


def _notes(
    known: Known, ring: Keyring, notes: Iterable[tuple[str, bytes]]
) -> Iterator[tuple[bytes, ledger.Checkpoint]]:
    for name, note in notes:
        try:
            yield note, ring.verify(note)
        except BadCheckpoint as error:
            known.distrust(_size(note), f"{name} is not the desk's: {error}.")


def _size(note: bytes) -> int:
    """The size that a note names, for a finding; 0 when it names none."""
    try:
        return ledger.parse(note).size
    except BadCheckpoint:
        return 0

"""The desk's key: read from its file, made at first need, and never another than the one that the desk signs with."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from articles.ledger.chain import Damage, Finding
from articles.ledger.key_file import own_secret, put_secret, read_secret, remove_secret
from articles.ledger.keys import BadCheckpoint, origin_of, public_of
from articles.models import TrailKey
from articles.reports.vouched import Ends

GONE = (
    "The desk's key is gone: there is no file {}. Put it back from a copy. If there is none, "
    "`manage.py audit key --lost` goes on with another."
)


class Alarm(Exception):
    """The desk refuses to sign: what it sees does not fit to what it signed before.  `finding` says what."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.why)
        self.finding = finding


@dataclass(frozen=True)
class TheKey:
    """The key in use: its private line, which is never shown, and its row."""

    secret: str = field(repr=False)
    row: TrailKey

    @property
    def public(self) -> str:
        """The line that people compare."""
        return self.row.public


def the_key(there: Ends, *, at: datetime, first: bool) -> TheKey:
    """The key that signs, in the running transaction; `first`: nothing was signed yet, so one may be made.

    Raises Alarm when the file holds no key, another one than was signed with, or one of another trail; OSError.
    """
    file: Path = settings.TRAIL_KEY_FILE
    row = TrailKey.objects.order_by("pk").last()
    try:
        secret = read_secret(file)
        if row and (secret is None or public_of(secret) != row.public):
            secret = take_over(file, row) or secret
        if secret is None and first and row is None and there.origin:
            secret = own_secret(file, there.origin)
    except BadCheckpoint as error:
        raise distrusted(f"The file of the desk's key, {file.name}, does not hold one: {error}.") from error
    if secret is None and not there.origin and there.size:
        raise Alarm(Finding(Damage.ALTERED, 1, "Event 1 does not tell the name of the trail."))
    if secret is None:
        raise distrusted(GONE.format(file.name))
    public = public_of(secret)
    if there.origin and origin_of(public) != there.origin:
        raise Alarm(Finding(Damage.INCONSISTENT, 1, _another_trail(there.origin, origin_of(public))))
    if row and row.public != public:
        raise distrusted(
            f"The key in {file.name} is not the one that the desk signs with since event {row.since_size}."
        )
    return TheKey(secret, row or TrailKey.objects.create(public=public, since_size=there.size, created_at=at))


def next_file(file: Path) -> Path:
    """Where a new key waits until it was handed over."""
    return file.with_name(f"{file.name}.next")


def take_over(file: Path, row: TrailKey) -> str | None:
    """Put the waiting key of row in its place, and the old one is gone; None when it is not this one that waits."""
    waiting = read_secret(next_file(file))
    if waiting is None or public_of(waiting) != row.public:
        return None
    put_secret(file, waiting)
    remove_secret(next_file(file))
    return waiting


def distrusted(why: str) -> Alarm:
    """The alarm for what should be signed, or is to sign, and is not the desk's."""
    return Alarm(Finding(Damage.SIGNATURE, 0, why))


def _another_trail(here: str, signed: str) -> str:
    return (
        f"This trail is called {here}, and the desk signed for {signed}: another database is in the place of the one that "
        "belongs to the key. If that was meant, move the key and the folder of checkpoints to another place."
    )

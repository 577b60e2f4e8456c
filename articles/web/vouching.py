"""What vouches for the trail outside of its rows: the desk's keys, its newest checkpoints, and where these are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from articles.actions.sinks import switched_on
from articles.ledger.checkpoint import parse
from articles.ledger.kept import newest
from articles.ledger.keys import BadCheckpoint
from articles.models import Checkpoint, Sink, SinkName, TrailKey

SHOWN = 5


@dataclass(frozen=True)
class Place:
    """A place where checkpoints (or alarms) go: what it is, and what arrived there last."""

    name: str
    where: str
    arrived: str
    at: datetime | None = None
    error: str = ""
    tries: int = 0
    again_at: datetime | None = None


def vouching() -> dict[str, Any]:
    """What the page shows of it."""
    signed = list(Checkpoint.objects.newest_first().select_related("key")[:SHOWN])
    return {
        "keys": list(TrailKey.objects.order_by("-pk")),
        "checkpoints": signed,
        "places": [_folder(signed[0] if signed else None), *_sinks()],
        "leaves_house": bool({SinkName.WEBHOOK, SinkName.MAIL} & {*switched_on()}) or _folder_is_away(),
        "letters_are_files": bool({SinkName.ALARM, SinkName.MAIL} & {*switched_on()}) and not settings.EMAIL_HOST,
        "alarms_go_nowhere": SinkName.ALARM not in switched_on(),
    }


def _folder_is_away() -> bool:
    return not settings.CHECKPOINT_FOLDER.is_relative_to(settings.DATA_FOLDER)


def _folder(last: Checkpoint | None) -> Place:
    where = str(settings.CHECKPOINT_FOLDER) if _folder_is_away() else "beside the database, in the data folder"
    try:
        note = newest(settings.CHECKPOINT_FOLDER)
        size = parse(note).size if note else 0
    except BadCheckpoint:
        return Place("Folder", where, "", error="Its newest note is not a checkpoint.")
    except OSError as error:
        return Place("Folder", where, "", error=f"It cannot be read ({error.strerror}).")
    is_behind = last is not None and size < last.size
    return Place("Folder", where, _events(size), error="It lags behind what was signed." if is_behind else "")


def _sinks() -> list[Place]:
    rows = {row.name: row for row in Sink.objects.all()}
    return [_sink(name, rows.get(name) or Sink(name=name)) for name in switched_on()]


def _sink(name: SinkName, row: Sink) -> Place:
    where = {
        SinkName.WEBHOOK: urlsplit(settings.CHECKPOINT_WEBHOOK).netloc,  # its path may be a secret
        SinkName.MAIL: ", ".join(settings.CHECKPOINT_MAIL),
        SinkName.ALARM: ", ".join(settings.ALARM_MAIL),
    }[name]
    arrived = _events(row.arrived) if name != SinkName.ALARM else "an alarm" if row.arrived else ""
    again_at = row.not_before if row.error else None
    return Place(name.label, where, arrived, row.arrived_at, row.error, row.tries, again_at)


def _events(size: int) -> str:
    return f"{size} event{'' if size == 1 else 's'}" if size else ""

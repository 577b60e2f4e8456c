"""The folder of checkpoints: notes kept beside the database, so that an older database does not go unnoticed.

`newest` holds the newest note, and a file for each UTC day (`2026-11-20`) that day's last one. Each is an exact note.
"""

import contextlib
import fcntl
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from articles.ledger.checkpoint import parse
from articles.ledger.keys import BadCheckpoint

NEWEST = "newest"
_NAME = re.compile(rf"{NEWEST}|\d{{4}}-\d\d-\d\d", re.ASCII)
LONGEST_NOTE = 2_000
"""Bytes of a file that are read; a note has at most some 560."""


def keep(folder: Path, note: bytes, day: date) -> None:
    """Keep note in folder, unless a newer one is kept there already. Raises OSError.

    A newer one: of a larger size, so that of two that are kept at once the larger stays.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder) as number:
        for name in (NEWEST, day.isoformat()):
            if _size(folder / name) <= parse(note).size:
                _replace(folder / name, note)
        os.fsync(number)


def kept(folder: Path) -> dict[str, bytes]:
    """What the files of notes in folder hold, by name; empty when there is no folder. Raises OSError."""
    try:
        names = sorted(each.name for each in folder.iterdir() if _NAME.fullmatch(each.name))
    except FileNotFoundError:
        return {}
    return {name: _read(folder / name) for name in names}


def newest(folder: Path) -> bytes | None:
    """What the newest note in folder is, as it lies there; None when there is none. Raises OSError."""
    try:
        return _read(folder / NEWEST)
    except FileNotFoundError:
        return None


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LONGEST_NOTE)


def _size(file: Path) -> int:
    """The size that the note in file saw; 0 when there is none. What is no note gives way to one."""
    try:
        return parse(file.read_bytes()).size
    except (FileNotFoundError, BadCheckpoint):
        return 0


def _replace(file: Path, note: bytes) -> None:
    draft = file.with_name(f".{file.name}.draft")
    with draft.open("wb") as out:
        out.write(note)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[int]:
    """Hold folder, so that nobody else keeps a note in it meanwhile."""
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield number
    finally:
        os.close(number)

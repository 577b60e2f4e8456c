"""Notes kept in a folder: the newest one, and the last of each day; an older one never takes a newer one's place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from articles.ledger.checkpoint import Checkpoint, parse, sign
from articles.ledger.kept import keep, kept, newest
from articles.ledger.keys import secret_of

ORIGIN = "desk.example/trail"
SECRET = secret_of(ORIGIN, bytes(32))
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


def note(size: int) -> bytes:
    return sign(Checkpoint(ORIGIN, size, f"{size:064x}"), SECRET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "new" / "checkpoints"


def test_the_newest_is_kept_and_the_last_of_each_day(folder: Path) -> None:
    for size, day in ((1, FRIDAY), (5, FRIDAY), (9, SATURDAY)):
        keep(folder, note(size), day)
    assert kept(folder) == {"2026-11-20": note(5), "2026-11-21": note(9), "newest": note(9)}
    assert newest(folder) == note(9)
    assert sorted(each.name for each in folder.iterdir()) == sorted(kept(folder))


def test_an_older_note_does_not_take_a_newer_ones_place(folder: Path) -> None:
    keep(folder, note(5), FRIDAY)
    keep(folder, note(4), FRIDAY)
    keep(folder, note(3), SATURDAY)
    assert kept(folder) == {"2026-11-20": note(5), "2026-11-21": note(3), "newest": note(5)}


def test_of_many_that_are_kept_at_once_the_largest_stays(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda size: keep(folder, note(size), FRIDAY), [*range(1, 40), *range(20, 0, -1)]))
    found = newest(folder)
    assert found is not None
    assert parse(found).size == 39


def test_without_a_folder_nothing_is_kept(folder: Path) -> None:
    assert (kept(folder), newest(folder)) == ({}, None)


def test_what_else_lies_there_is_left_alone_and_what_is_no_note_is_given_as_it_is(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, data in (("notes.txt", b"mine"), ("2026-11-2", b"x"), ("newest", b"x" * 9_000)):
        (folder / name).write_bytes(data)
    assert kept(folder) == {"newest": b"x" * 2_000}
    keep(folder, note(1), FRIDAY)
    assert newest(folder) == note(1)
    assert (folder / "notes.txt").read_bytes() == b"mine"

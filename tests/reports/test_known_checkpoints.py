"""The trail is held against checkpoints in the database, in the folder, and given by whoever kept one elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import (
    connection,  # noqa: F401  # named in a condition below
    transaction,
)
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.actions import trail
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.trail import Line
from articles.ledger import checkpoint as ledger
from articles.ledger.chain import Damage
from articles.ledger.key_file import read_secret
from articles.ledger.keys import new_secret, public_of
from articles.ledger.tree import Tree
from articles.models import Checkpoint, Person, TrailKey
from articles.reports.known_checkpoints import KEY_OF_DATABASE, NO_OUTSIDE
from articles.reports.verification import Verified, verify_trail
from tests.reports.tampering import cut, drop_guards, rewrite_all, sql

SIZES = (1, 4, 8)


@pytest.fixture
def notes(rita: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> dict[int, bytes]:
    """Ten events, and a checkpoint each of 1, 4 and 8 of them: in the database, in the folder, and here."""
    kept = {}
    for size, more in zip(SIZES, (3, 4, 2), strict=True):
        with django_capture_on_commit_callbacks(execute=True):
            row = sign_checkpoint()
            assert row is not None
        kept[row.size] = row.note.encode()
        with transaction.atomic():
            trail.write([Line("person.logged_in")] * more, by=None, name="test")
        assert row.size == size
    return kept


def found(verified: Verified) -> tuple[str, int] | None:
    return (verified.finding.damage, verified.finding.seq) if verified.finding else None


def test_it_is_told_against_what_the_trail_was_held(notes: dict[int, bytes]) -> None:
    verified = verify_trail(given=[notes[4], notes[1]])
    assert verified.is_clean
    assert [(one.where, one.count, one.size, one.outside) for one in verified.against] == [
        ("database", 3, 8, False),
        ("folder", 2, 8, False),
        ("given", 2, 4, True),
    ]
    assert [one.note.encode() for one in verified.against] == [notes[8], notes[8], notes[4]]
    assert verified.covered == 8 < verified.size == 10
    assert verified.key == TrailKey.objects.get().public
    assert verified.warnings == ()


def test_without_anything_from_outside_there_is_a_warning(notes: dict[int, bytes]) -> None:
    assert verify_trail().warnings == (NO_OUTSIDE,)


def test_a_folder_in_another_place_is_outside(notes: dict[int, bytes], settings: Settings, tmp_path: Path) -> None:
    settings.CHECKPOINT_FOLDER = settings.CHECKPOINT_FOLDER.rename(tmp_path / "mounted")
    assert verify_trail().warnings == ()


def test_a_desk_that_has_signed_nothing_is_whole(rita: Person) -> None:
    verified = verify_trail()
    assert (verified.is_clean, verified.against, verified.key, verified.covered) == (True, (), "", 0)
    assert verified.warnings == (NO_OUTSIDE,)


class TestTampered:
    @pytest.fixture(autouse=True)
    def unguarded(self, notes: dict[int, bytes]) -> None:
        drop_guards()

    @pytest.mark.parametrize("left", [0, 3, 7])
    def test_a_tail_that_was_cut_is_told_by_the_databases_own_checkpoints(self, left: int) -> None:
        cut(left)
        assert found(verify_trail()) == (Damage.TRUNCATED, left + 1)

    def test_a_tail_that_was_cut_behind_all_checkpoints_shows_nothing(self) -> None:
        cut(9)
        assert found(verify_trail()) is None

    def test_an_older_database_is_told_by_the_folder(self) -> None:
        cut(4)
        sql("DELETE FROM articles_checkpoint WHERE size > 4")
        assert found(verify_trail()) == (Damage.TRUNCATED, 5)

    def test_an_older_database_with_an_older_folder_is_told_by_what_is_given(
        self, notes: dict[int, bytes], settings: Settings
    ) -> None:
        cut(4)
        sql("DELETE FROM articles_checkpoint WHERE size > 4")
        for file in settings.CHECKPOINT_FOLDER.iterdir():
            file.write_bytes(notes[4])
        assert found(verify_trail()) is None
        assert found(verify_trail(given=[notes[8]])) == (Damage.TRUNCATED, 5)

    @pytest.mark.parametrize(("seq", "first"), [(1, 1), (2, 2), (4, 2), (5, 5), (8, 5)])
    def test_a_trail_written_anew_is_told_after_the_last_checkpoint_that_agrees(self, seq: int, first: int) -> None:
        rewrite_all(seq, lambda event: event.update(at="2020-01-01T00:00:00.000000Z"), last=10)
        assert found(verify_trail()) == (Damage.INCONSISTENT, first)

    def test_a_checkpoint_signed_with_another_key_is_told(self, notes: dict[int, bytes]) -> None:
        origin = TrailKey.objects.get().public.split("+")[0]
        seen = ledger.parse(notes[4])
        forged = ledger.sign(ledger.Checkpoint(origin, 4, seen.root), new_secret(origin)).decode()
        sql("UPDATE articles_checkpoint SET note = %s WHERE size = 4", forged)
        verified = verify_trail(given=[forged.encode()])
        assert [(one.damage, one.seq) for one in verified.findings] == [(Damage.SIGNATURE, 4)] * 2
        assert verified.exit_code == 16
        assert [one.count for one in verified.against] == [2, 2], "the good ones are used all the same"

    @pytest.mark.parametrize("column", ["root", "head", "peaks"])
    def test_a_checkpoint_filed_under_something_else_than_it_says_is_told(self, column: str) -> None:
        value = {"root": "0" * 64, "head": "0" * 64, "peaks": "[]"}[column]
        sql(f"UPDATE articles_checkpoint SET {column} = %s WHERE size = 4", value)
        assert found(verify_trail()) == (Damage.SIGNATURE, 4)

    def test_a_key_that_is_none_is_told(self, settings: Settings) -> None:
        settings.TRAIL_KEY_FILE.unlink()
        sql("UPDATE articles_trailkey SET public = 'mine now'")
        verified = verify_trail()
        assert {(one.damage, one.seq) for one in verified.findings} == {(Damage.SIGNATURE, 0), (Damage.SIGNATURE, 8)}
        assert verified.against == ()

    @pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only: it keeps bytes in a column of text")
    def test_bytes_that_are_no_text_are_a_finding_and_no_crash(self) -> None:
        sql("UPDATE articles_checkpoint SET note = %s WHERE size = 4", b"\xff\x00")
        sql("UPDATE articles_trailkey SET handover = %s", b"\xff\x00")
        damages = [(one.damage, one.seq) for one in verify_trail().findings]
        assert sorted(damages) == [(Damage.SIGNATURE, 0), (Damage.SIGNATURE, 4)]

    def test_a_handover_that_is_none_is_told(self) -> None:
        sql("UPDATE articles_trailkey SET handover = 'mine now'")
        assert found(verify_trail()) == (Damage.SIGNATURE, 0)


def test_what_is_no_checkpoint_is_told_and_no_crash(notes: dict[int, bytes], settings: Settings) -> None:
    (settings.CHECKPOINT_FOLDER / "2026-01-01").write_bytes(b"\xff\x00")
    verified = verify_trail(given=[b"", b"\xff" * 5_000])
    assert [(one.damage, one.seq) for one in verified.findings] == [(Damage.SIGNATURE, 0)] * 3
    assert "2026-01-01" in " ".join(one.why for one in verified.findings)


def test_a_folder_that_cannot_be_read_is_a_warning(notes: dict[int, bytes], settings: Settings) -> None:
    settings.CHECKPOINT_FOLDER = settings.TRAIL_KEY_FILE
    verified = verify_trail()
    assert verified.is_clean
    assert any("cannot be read" in warning for warning in verified.warnings)


class TestKeys:
    def test_whoever_knows_the_key_need_not_trust_the_file(self, notes: dict[int, bytes], settings: Settings) -> None:
        public = TrailKey.objects.get().public
        settings.TRAIL_KEY_FILE.unlink()
        verified = verify_trail(given=[notes[4]], key=public)
        assert (verified.exit_code, verified.warnings, verified.key) == (0, (), public)

    def test_another_key_than_the_one_that_signed_is_told(self, notes: dict[int, bytes]) -> None:
        other = public_of(new_secret(TrailKey.objects.get().public.split("+")[0]))
        verified = verify_trail(given=[notes[4]], key=other)
        assert (verified.exit_code, verified.against, verified.count) == (16, (), 6)

    def test_a_key_that_is_found_in_the_database_alone_proves_little(
        self, notes: dict[int, bytes], settings: Settings
    ) -> None:
        settings.TRAIL_KEY_FILE.unlink()
        verified = verify_trail(given=[notes[4]])
        assert verified.is_clean
        assert verified.warnings == (KEY_OF_DATABASE,)

    def test_without_any_key_a_checkpoint_proves_nothing(self, rita: Person) -> None:
        origin = "desk.example/trail"
        note = ledger.sign(ledger.Checkpoint(origin, 1, "ab" * 32), new_secret(origin))
        assert found(verify_trail(given=[note])) == (Damage.SIGNATURE, 1)

    def test_a_file_that_holds_no_key_is_told(self, notes: dict[int, bytes], settings: Settings) -> None:
        settings.TRAIL_KEY_FILE.write_text("nothing")
        verified = verify_trail()
        assert found(verified) == (Damage.SIGNATURE, 0)
        assert len(verified.against) == 2


def test_a_thousand_checkpoints_are_looked_at_without_a_query_each(
    rita: Person, django_assert_max_num_queries: Callable[..., object], settings: Settings
) -> None:
    sign_checkpoint()
    with transaction.atomic():
        events = trail.write([Line("person.logged_in")] * 1100, by=None, name="test")
    secret, first = read_secret(settings.TRAIL_KEY_FILE), Checkpoint.objects.get()
    assert secret is not None
    tree = first.start
    rows = []
    grown = Tree.grown(tree.size, tree.peaks)
    for event in events:
        grown.append(bytes.fromhex(event.leaf))
        seen = ledger.Checkpoint(first.key.public.split("+")[0], grown.size, grown.root())
        rows.append(
            Checkpoint(
                size=grown.size,
                root=grown.root(),
                head=event.leaf,
                peaks=grown.peaks(),
                note=ledger.sign(seen, secret).decode(),
                key=first.key,
            )
        )
    Checkpoint.objects.bulk_create(rows)
    with django_assert_max_num_queries(60):  # type: ignore[attr-defined]
        verified = verify_trail()
    assert (verified.is_clean, verified.against[0].count) == (True, 1101)

"""The desk signs what its trail is, and never what does not extend the last that it signed."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.actions import trail
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.people import set_active
from articles.actions.trail import Line
from articles.actions.trail_key import Alarm
from articles.ledger import checkpoint as ledger
from articles.ledger.chain import Damage
from articles.ledger.kept import kept, newest
from articles.ledger.keys import new_secret, public_of
from articles.ledger.leaves import leaf_digest
from articles.ledger.proofs import check_consistency
from articles.ledger.tree import consistency_proof, root_of
from articles.models import AuditEvent, Checkpoint, Person, TrailKey
from tests.reports.tampering import TRAIL, cut, drop_guards, rewrite, rewrite_all, sql


def more(count: int = 1) -> None:
    """Add events to the trail."""
    with transaction.atomic():
        trail.write([Line("person.logged_in")] * count, by=None, name="test")


def signed() -> Checkpoint:
    found = sign_checkpoint()
    assert found is not None
    return found


def leaves() -> list[bytes]:
    payloads = AuditEvent.objects.oldest_first().values_list("payload", flat=True)
    return [leaf_digest(payload.encode()) for payload in payloads]


@pytest.fixture
def keep(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[[], Checkpoint]:
    """Sign, and let happen what happens after the commit."""

    def sign_and_keep() -> Checkpoint:
        with django_capture_on_commit_callbacks(execute=True):
            return signed()

    return sign_and_keep


def refused() -> tuple[Damage, int]:
    """What the desk gives as its reason not to sign; nothing is written."""
    before = list(Checkpoint.objects.values_list("pk", flat=True)), TrailKey.objects.count()
    with pytest.raises(Alarm) as alarm:
        sign_checkpoint()
    assert (list(Checkpoint.objects.values_list("pk", flat=True)), TrailKey.objects.count()) == before
    assert alarm.value.finding.why == str(alarm.value)
    return alarm.value.finding.damage, alarm.value.finding.seq


def test_an_empty_trail_is_not_signed_and_makes_no_key(db: None, settings: Settings) -> None:
    assert sign_checkpoint() is None
    assert not settings.TRAIL_KEY_FILE.exists()


def test_a_checkpoint_says_how_long_the_trail_is_and_its_root(rita: Person) -> None:
    more(6)
    row = signed()
    seen = ledger.verify(row.note.encode(), row.key.public)
    assert (seen.size, seen.root) == (row.size, row.root) == (7, root_of(leaves()))
    assert row.head == AuditEvent.objects.newest_first()[0].leaf
    assert seen.origin == row.key.public.split("+")[0]


def test_the_private_key_is_in_its_file_and_nowhere_in_the_database(rita: Person, settings: Settings) -> None:
    row = signed()
    secret = settings.TRAIL_KEY_FILE.read_text("ascii").strip()
    assert public_of(secret) == row.key.public
    seed = secret.split("+", 5)[-1]
    values = [*TrailKey.objects.values(), *Checkpoint.objects.values(), *AuditEvent.objects.values()]
    assert not any(seed in str(value) for row in values for value in row.values())


def test_each_extends_the_one_before(rita: Person) -> None:
    rows = [signed()]
    for count in (1, 1, 5, 100, 3):
        more(count)
        rows.append(signed())
    assert [row.size for row in rows] == [1, 2, 3, 8, 108, 111]
    for old, new in pairwise(rows):
        proof = consistency_proof(leaves(), old.size, new.size)
        check_consistency(old.size, old.root, new.size, new.root, proof)


def test_without_a_new_event_the_last_one_is_given_back(rita: Person) -> None:
    assert signed() == signed()
    assert Checkpoint.objects.count() == 1


def test_only_what_came_since_is_read(rita: Person) -> None:
    more(20)
    first = signed()
    drop_guards()
    rewrite(5, lambda event: event.update(kind="person.made"), leaf=True)
    more(2)
    assert signed().size == first.size + 2, "what lies before the last checkpoint is for `audit verify`"


def test_the_newest_and_the_days_last_are_kept_in_the_folder(
    rita: Person, keep: Callable[[], Checkpoint], settings: Settings
) -> None:
    keep()
    more()
    row = keep()
    assert kept(settings.CHECKPOINT_FOLDER) == {"newest": row.note.encode(), f"{row.at:%Y-%m-%d}": row.note.encode()}
    assert date.fromisoformat(f"{row.at:%Y-%m-%d}")


def test_what_was_rolled_back_is_not_kept(rita: Person, settings: Settings) -> None:
    with transaction.atomic():
        more()
        signed()
        transaction.set_rollback(True)
    assert newest(settings.CHECKPOINT_FOLDER) is None
    assert not Checkpoint.objects.exists()


def test_a_note_that_was_not_kept_is_kept_the_next_time(
    rita: Person, keep: Callable[[], Checkpoint], settings: Settings
) -> None:
    keep()
    more(3)
    signed()
    more(3)
    signed()
    row = keep()
    assert newest(settings.CHECKPOINT_FOLDER) == row.note.encode()
    assert row.size == 7


class TestRefusals:
    @pytest.fixture(autouse=True)
    def ten_signed(self, rita: Person, keep: Callable[[], Checkpoint]) -> None:
        """Ten events; checkpoints of four and eight."""
        more(3)
        keep()
        more(4)
        keep()
        more(2)
        drop_guards()

    def test_a_whole_trail_is_signed(self) -> None:
        assert signed().size == 10

    def test_an_altered_event(self) -> None:
        rewrite(9, lambda event: event.update(kind="person.made"), leaf=False)
        assert refused() == (Damage.ALTERED, 9)

    def test_a_removed_event(self) -> None:
        sql(f"DELETE FROM {TRAIL} WHERE seq = 9")
        assert refused() == (Damage.GAP, 9)

    def test_an_event_that_does_not_follow(self) -> None:
        rewrite(9, lambda event: event.update(prev="0" * 64), leaf=True)
        assert refused() == (Damage.FORK, 9)

    @pytest.mark.parametrize("left", [0, 1, 6, 7])
    def test_a_tail_that_was_cut(self, left: int) -> None:
        cut(left)
        assert refused() == (Damage.TRUNCATED, left + 1)

    @pytest.mark.parametrize("seq", [6, 8])
    def test_a_trail_written_anew(self, seq: int) -> None:
        rewrite_all(seq, lambda event: event.update(at="2020-01-01T00:00:00.000000Z"), last=10)
        assert refused() == (Damage.INCONSISTENT, 5)

    def test_an_older_database_that_went_on(self) -> None:
        sql("DELETE FROM articles_checkpoint WHERE size = 8")
        cut(6)
        assert refused() == (Damage.TRUNCATED, 7)
        more(9)
        assert refused() == (Damage.INCONSISTENT, 5)

    def test_checkpoints_taken_out_of_the_database_do_not_help(self) -> None:
        sql("DELETE FROM articles_checkpoint")
        cut(7)
        assert refused() == (Damage.TRUNCATED, 8)

    def test_notes_taken_out_of_the_folder_do_not_help(self, settings: Settings) -> None:
        (settings.CHECKPOINT_FOLDER / "newest").unlink()
        cut(7)
        assert refused() == (Damage.TRUNCATED, 8)

    @pytest.mark.parametrize("column", ["size", "root", "note"])
    def test_a_checkpoint_changed_in_its_table(self, column: str) -> None:
        value = {"size": "9", "root": f"'{'0' * 64}'", "note": "REPLACE(note, '8', '9')"}[column]
        sql(f"UPDATE articles_checkpoint SET {column} = {value} WHERE size = 8")
        assert refused()[0] == Damage.SIGNATURE

    @pytest.mark.parametrize("peaks", ["[]", '["x"]', "null", "7", '{"a": 1}'])
    def test_peaks_that_cannot_be(self, peaks: str) -> None:
        sql("UPDATE articles_checkpoint SET peaks = %s WHERE size = 8", peaks)
        assert refused() == (Damage.SIGNATURE, 8)

    def test_peaks_of_another_tree(self) -> None:
        sql("UPDATE articles_checkpoint SET peaks = %s WHERE size = 8", f'["{"0" * 64}"]')
        assert refused() == (Damage.SIGNATURE, 8)

    def test_a_note_in_the_folder_that_is_no_note(self, settings: Settings) -> None:
        (settings.CHECKPOINT_FOLDER / "newest").write_bytes(b"nothing")
        assert refused() == (Damage.SIGNATURE, 0)

    def test_a_key_that_is_gone(self, settings: Settings) -> None:
        settings.TRAIL_KEY_FILE.unlink()
        assert refused() == (Damage.SIGNATURE, 0)
        assert not settings.TRAIL_KEY_FILE.exists()

    def test_a_key_that_is_gone_with_all_that_it_signed_here(self, settings: Settings) -> None:
        settings.TRAIL_KEY_FILE.unlink()
        sql("DELETE FROM articles_checkpoint")
        sql("DELETE FROM articles_trailkey")
        assert refused() == (Damage.SIGNATURE, 0)

    def test_a_handover_that_is_none(self) -> None:
        sql("UPDATE articles_trailkey SET handover = 'mine now'")
        assert refused() == (Damage.SIGNATURE, 0)

    def test_another_key_in_the_file(self, settings: Settings) -> None:
        origin = TrailKey.objects.get().public.split("+")[0]
        settings.TRAIL_KEY_FILE.write_text(new_secret(origin) + "\n")
        assert refused() == (Damage.SIGNATURE, 0)

    def test_a_file_that_holds_no_key(self, settings: Settings) -> None:
        settings.TRAIL_KEY_FILE.write_text("nothing")
        assert refused() == (Damage.SIGNATURE, 0)

    def test_another_database_in_the_place_of_the_one_that_was_signed(self, settings: Settings) -> None:
        for table in ("articles_checkpoint", "articles_trailkey"):
            sql(f"DELETE FROM {table}")
        rewrite_all(1, lambda event: event.update(origin="another/trail"), last=10)
        assert refused() == (Damage.INCONSISTENT, 1)


def test_a_folder_that_cannot_be_read_is_no_reason_to_go_without_it(
    rita: Person, keep: Callable[[], Checkpoint], settings: Settings, tmp_path: Path
) -> None:
    settings.CHECKPOINT_FOLDER = tmp_path / "file"
    settings.CHECKPOINT_FOLDER.write_text("not a folder")
    with pytest.raises(OSError, match="Not a directory"):
        sign_checkpoint()
    assert not Checkpoint.objects.exists()


def test_signing_costs_the_same_however_long_the_trail_is(
    rita: Person, root: Person, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    more(300)
    signed()
    set_active(rita, False, by=root)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        signed()

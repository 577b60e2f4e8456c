"""`manage.py audit`: comparing with a checkpoint kept elsewhere, signing one by hand, showing and changing the key."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from articles.actions.checkpoint import sign_checkpoint
from articles.actions.rotate_key import NO_KEY
from articles.ledger import checkpoint as ledger
from articles.ledger.handover import Keyring
from articles.ledger.keys import new_secret, public_of
from articles.models import Article, AuditEvent, Checkpoint, Person
from articles.reports.known_checkpoints import NO_OUTSIDE
from tests.reports.tampering import cut, drop_guards


def said(*arguments: str) -> str:
    """What the command printed."""
    out = io.StringIO()
    call_command("audit", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def note(article: Article, tmp_path: Path) -> Path:
    """A file with a checkpoint, as somebody keeps it."""
    file = tmp_path / "kept"
    file.write_text(said("checkpoint"), "utf-8")
    return file


class TestCheckpoint:
    def test_it_prints_the_exact_note_and_nothing_else(self, article: Article) -> None:
        printed = said("checkpoint")
        row = Checkpoint.objects.get()
        assert printed == row.note
        assert ledger.verify(printed.encode(), row.key.public).size == AuditEvent.objects.count()

    def test_an_empty_trail_is_not_signed(self, db: None) -> None:
        with pytest.raises(CommandError, match="the trail is empty"):
            said("checkpoint")

    def test_a_refusal_says_why_and_has_the_exit_code_of_the_damage(
        self, note: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        drop_guards()
        cut(3)
        with pytest.raises(SystemExit) as end:
            said("checkpoint")
        assert end.value.code == 13
        assert "NOTHING WAS SIGNED (truncated, event 4): A checkpoint saw" in capsys.readouterr().err


class TestVerify:
    def test_a_checkpoint_from_elsewhere_is_compared_with_and_no_warning_is_left(self, note: Path) -> None:
        printed = said("verify", "--checkpoint", str(note))
        size = AuditEvent.objects.count()
        assert f"Held against 1 checkpoint given here, the newest of {size} events." in printed
        assert f"Up to event {size} it is the trail that was signed." in printed
        assert "Warning" not in printed

    def test_without_one_it_says_what_is_not_proved(self, note: Path, rita: Person) -> None:
        printed = said("verify")
        assert "Held against 1 checkpoint in the database" in printed
        assert "the 1 after it are covered by no checkpoint yet" in printed
        assert f"Warning: {NO_OUTSIDE}" in printed

    def test_several_can_be_given_and_programs_are_told_of_each_place(self, note: Path, rita: Person) -> None:
        newer = note.with_name("newer")
        newer.write_text(said("checkpoint"), "utf-8")
        told = json.loads(said("verify", "--json", "--checkpoint", str(note), "--checkpoint", str(newer)))
        assert [(one["where"], one["count"]) for one in told["against"]] == [("database", 2), ("given", 2)]
        assert told["against"][1]["note"] == newer.read_text("utf-8")
        assert (told["covered"], told["warnings"], told["ok"]) == (told["size"], [], True)

    def test_a_tail_that_was_cut_with_all_that_is_kept_here_is_told_by_it(self, note: Path) -> None:
        drop_guards()
        cut(3)
        Checkpoint.objects.all()._raw_delete("default")
        with pytest.raises(SystemExit) as end:
            said("verify", "--checkpoint", str(note))
        assert end.value.code == 13

    def test_the_key_can_be_given_as_its_line_or_in_a_file(self, note: Path, settings: Settings) -> None:
        public = said("key").strip()
        file = note.with_name("desk.pub")
        file.write_text(public + "\n", "utf-8")
        settings.TRAIL_KEY_FILE.unlink()
        for key in (public, str(file)):
            assert f"Key   {public}" in said("verify", "--key", key, "--checkpoint", str(note))

    def test_a_checkpoint_that_another_key_signed_has_exit_code_16(self, note: Path) -> None:
        seen = ledger.parse(note.read_bytes())
        note.write_bytes(ledger.sign(seen, new_secret(seen.origin)))
        with pytest.raises(SystemExit) as end:
            said("verify", "--checkpoint", str(note))
        assert end.value.code == 16

    @pytest.mark.parametrize("arguments", [("--checkpoint", "no such file"), ("--key", "no such file")])
    def test_what_is_not_there_is_one_clear_line(self, article: Article, arguments: tuple[str, ...]) -> None:
        with pytest.raises(CommandError, match="no such file"):
            said("verify", *arguments)


class TestKey:
    def test_there_is_none_before_the_first_checkpoint(self, article: Article) -> None:
        with pytest.raises(CommandError, match=NO_KEY):
            said("key")

    def test_an_empty_desk_has_none_to_change(self, db: None) -> None:
        with pytest.raises(CommandError, match=NO_KEY):
            said("key", "--rotate")

    def test_the_public_key_is_printed_and_never_the_private_one(self, note: Path, settings: Settings) -> None:
        secret = settings.TRAIL_KEY_FILE.read_text("ascii").strip()
        printed = said("key")
        assert printed == public_of(secret) + "\n"
        assert secret.rpartition("+")[2] not in printed + said("verify") + said("verify", "--json")

    def test_a_new_key_is_printed_with_what_leads_to_it(self, note: Path, rita: Person) -> None:
        old = said("key").strip()
        printed = said("key", "--rotate")
        new, _, handover = printed.partition("\n\n")
        assert Keyring(old, [handover.encode()]).lasts[new] is None
        assert said("key") == printed
        assert said("verify", "--key", old, "--checkpoint", str(note)).count("Warning") == 0

    def test_a_key_that_is_lost_is_replaced_and_the_warning_stays(self, note: Path, settings: Settings) -> None:
        old = said("key").strip()
        with pytest.raises(CommandError, match="The desk's key is in its place"):
            said("key", "--lost")
        settings.TRAIL_KEY_FILE.unlink()
        with pytest.raises(CommandError, match="The desk's key is gone"):
            said("key")
        said("key", "--lost")
        said("checkpoint")  # with which the new key takes its place, in a test that never commits
        assert said("key").strip() != old
        assert f"that {old} was its own is proved only by whoever knew it" in said("verify")

    def test_a_file_that_holds_no_key_is_one_clear_line(self, note: Path, settings: Settings) -> None:
        settings.TRAIL_KEY_FILE.write_text("nothing")
        with pytest.raises(CommandError, match="is not what it should be"):
            said("key")


def test_every_act_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for act in ("verify", "checkpoint", "key"):
        with pytest.raises(SystemExit):
            call_command("audit", act, "--help")
        assert len(capsys.readouterr().out) > 200


def test_signing_by_hand_sees_what_signing_in_passing_does_not(article: Article) -> None:
    sign_checkpoint()
    article.claims.update(priority=1)
    assert sign_checkpoint() is not None
    with pytest.raises(SystemExit) as end:
        said("checkpoint")
    assert end.value.code == 15

"""A new key is vouched for by the old one, whose private half is gone; killed at any point, the desk can sign."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.actions import rotate_key as act
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.people import set_active, set_role
from articles.actions.refusals import Refused
from articles.actions.rotate_key import replace_lost_key, rotate_key
from articles.actions.trail_key import Alarm, next_file
from articles.ledger.handover import Handover, verify_handover
from articles.ledger.key_file import read_secret
from articles.ledger.keys import public_of
from articles.models import AuditEvent, Checkpoint, Person, TrailKey
from articles.reports.verification import verify_trail
from tests.reports.tampering import cut, drop_guards

Rotate = Callable[[], TrailKey]


@pytest.fixture
def rotate(rita: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Rotate:
    """Rotate the key, with what happens after the commit."""

    def rotate_and_commit() -> TrailKey:
        with django_capture_on_commit_callbacks(execute=True):
            return rotate_key()

    return rotate_and_commit


def public(settings: Settings) -> str:
    secret = read_secret(settings.TRAIL_KEY_FILE)
    assert secret is not None
    return public_of(secret)


def test_both_keys_sign_the_handover_at_the_last_event_that_the_old_one_signed(
    rotate: Rotate, settings: Settings
) -> None:
    sign_checkpoint()
    old = public(settings)
    row = rotate()
    last = Checkpoint.objects.newest_first()[0]
    assert verify_handover(row.handover.encode()) == Handover(old, row.public, last.size)
    assert (row.since_size, last.key.public) == (last.size, old)
    assert public(settings) == row.public != old
    assert not next_file(settings.TRAIL_KEY_FILE).exists()


def test_the_old_private_key_is_nowhere(rotate: Rotate, settings: Settings) -> None:
    sign_checkpoint()
    old = settings.TRAIL_KEY_FILE.read_text("ascii")
    rotate()
    assert all(
        old not in file.read_text("utf-8") for file in settings.TRAIL_KEY_FILE.parent.rglob("*") if file.is_file()
    )


def test_the_trail_tells_of_it_with_both_public_keys(rotate: Rotate, settings: Settings) -> None:
    sign_checkpoint()
    old = public(settings)
    row = rotate()
    line = AuditEvent.objects.newest_first()[0]
    assert (line.kind, line.actor) == ("trail.key_changed", None)
    assert old in line.payload
    assert row.public in line.payload


def test_the_next_checkpoint_is_signed_with_the_new_key_and_all_of_them_verify(rotate: Rotate, root: Person) -> None:
    sign_checkpoint()
    rotate()
    second = sign_checkpoint()
    rotate()
    third = sign_checkpoint()
    assert second is not None
    assert third is not None
    assert len({row.key_id for row in Checkpoint.objects.all()}) == 3
    verified = verify_trail()
    assert verified.is_clean, verified.findings
    assert verified.key == third.key.public
    assert verified.against[0].count == Checkpoint.objects.count()
    assert verify_trail(key=TrailKey.objects.order_by("pk")[0].public).is_clean, "the first key leads to the last"


def test_without_a_trail_there_is_no_key_to_change(db: None) -> None:
    with pytest.raises(Refused, match="no key yet"):
        rotate_key()


def test_a_trail_that_cannot_be_signed_keeps_its_key(rotate: Rotate, settings: Settings, root: Person) -> None:
    sign_checkpoint()
    old = public(settings)
    drop_guards()
    cut(1)
    with pytest.raises(Alarm):
        rotate_key()
    assert (public(settings), TrailKey.objects.count()) == (old, 1)


class TestKilled:
    def test_before_the_database_has_it_the_old_key_signs_on(
        self, rita: Person, root: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sign_checkpoint()
        old = public(settings)

        def killed(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(act.trail, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            rotate_key()
        monkeypatch.undo()
        set_active(rita, False, by=root)
        assert next_file(settings.TRAIL_KEY_FILE).exists()
        signed = sign_checkpoint()
        assert signed is not None
        assert signed.key.public == old == public(settings)

    def test_after_the_database_has_it_the_new_key_takes_over_with_the_next_signature(
        self, rita: Person, settings: Settings
    ) -> None:
        sign_checkpoint()
        row = rotate_key()  # nothing is done after the commit
        assert public(settings) != row.public
        assert verify_trail().is_clean
        signed = sign_checkpoint()
        assert signed is not None
        assert signed.key == row
        assert public(settings) == row.public
        assert not next_file(settings.TRAIL_KEY_FILE).exists()

    def test_a_new_key_that_is_lost_before_it_took_over_is_an_alarm(self, rita: Person, settings: Settings) -> None:
        sign_checkpoint()
        rotate_key()
        next_file(settings.TRAIL_KEY_FILE).unlink()
        with pytest.raises(Alarm, match="not the one that the desk signs with"):
            sign_checkpoint()


class TestLost:
    @pytest.fixture
    def lost(self, rita: Person, settings: Settings) -> str:
        """The public half of a key that is gone, with two checkpoints that it signed."""
        sign_checkpoint()
        set_role(rita, "chief", by=None)
        sign_checkpoint()
        known = public(settings)
        settings.TRAIL_KEY_FILE.unlink()
        return known

    def test_the_desk_goes_on_with_another_and_says_that_nobody_vouches_for_it(
        self, lost: str, settings: Settings
    ) -> None:
        row = replace_lost_key()
        signed = sign_checkpoint()
        assert signed is not None
        assert (signed.key, row.handover, row.since_size, public(settings)) == (row, "", 2, row.public)
        verified = verify_trail()
        assert (verified.exit_code, verified.against[0].count) == (0, 3)
        assert any(lost in warning and "before event 3" in warning for warning in verified.warnings)

    def test_whoever_knew_the_old_key_is_told_that_the_new_one_is_another(self, lost: str) -> None:
        replace_lost_key()
        sign_checkpoint()
        verified = verify_trail(key=lost)
        assert [(one.damage, one.seq) for one in verified.findings] == [("signature", 3)]

    def test_keys_from_before_the_lost_one_are_known_too(self, rotate: Rotate, settings: Settings) -> None:
        sign_checkpoint()
        rotate()
        sign_checkpoint()
        settings.TRAIL_KEY_FILE.unlink()
        replace_lost_key()
        sign_checkpoint()
        verified = verify_trail()
        assert (verified.exit_code, verified.against[0].count) == (0, 3)

    def test_the_trail_tells_of_it(self, lost: str) -> None:
        replace_lost_key()
        line = AuditEvent.objects.newest_first()[0]
        assert line.kind == "trail.key_changed"
        assert '"lost":true' in line.payload

    def test_a_key_that_is_there_is_not_lost(self, rita: Person) -> None:
        with pytest.raises(Refused, match="no key yet"):
            replace_lost_key()
        sign_checkpoint()
        with pytest.raises(Refused, match="in its place"):
            replace_lost_key()

    def test_a_key_that_waits_for_its_turn_is_not_lost(self, rita: Person, settings: Settings) -> None:
        sign_checkpoint()
        row = rotate_key()  # nothing is done after the commit
        settings.TRAIL_KEY_FILE.unlink()
        with pytest.raises(Refused, match="in its place"):
            replace_lost_key()
        assert public(settings) == row.public

    def test_of_a_damaged_trail_nobody_goes_on_with_another_key(self, lost: str, settings: Settings) -> None:
        drop_guards()
        cut(1)
        with pytest.raises(Alarm, match="A checkpoint saw 2 events"):
            replace_lost_key()
        assert not next_file(settings.TRAIL_KEY_FILE).exists()

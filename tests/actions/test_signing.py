"""Checkpoints are signed every hundred events and within a minute of activity; a refusal is told loudly."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.actions import signing, trail
from articles.actions.signing import PAUSE, sign_if_due, sign_or_tell
from articles.actions.sweep import sweep
from articles.actions.trail import SIGN, SIGNED_EVERY, Line
from articles.models import AuditEvent, Checkpoint, Person
from articles.tasks import sign_checkpoint as task
from tests.reports.tampering import cut, drop_guards


@pytest.fixture(autouse=True)
def nothing_refused_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "_refused_until", 0.0)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The tasks that are rung for."""
    tasks: list[str] = []
    monkeypatch.setattr("articles.later.ring", lambda name, *ids: tasks.append(name))
    return tasks


def more(count: int) -> None:
    with transaction.atomic():
        trail.write([Line("person.logged_in")] * count, by=None, name="test")


@pytest.mark.parametrize(
    ("steps", "rings"),
    [([98], 0), ([99], 1), ([98, 1], 1), ([98, 2, 98], 1), ([98, 2, 99], 2), ([350], 1), ([1] * 198, 1), ([], 0)],
)
def test_at_every_hundredth_event_it_is_rung_for_a_signature(
    rita: Person,
    rung: list[str],
    steps: list[int],
    rings: int,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Rita's account is the first event."""
    assert SIGNED_EVERY == 100
    with django_capture_on_commit_callbacks(execute=True):
        for step in steps:
            more(step)
    assert rung == [SIGN] * rings


def test_the_task_signs_and_is_safe_to_run_twice(rita: Person) -> None:
    task()
    task()
    assert [row.size for row in Checkpoint.objects.all()] == [1]


def test_the_first_events_are_signed_at_once(rita: Person) -> None:
    assert sign_if_due() is not None


def test_after_that_a_minute_of_activity_goes_by(rita: Person) -> None:
    start = timezone.now()
    sign_if_due(start)
    more(1)
    assert sign_if_due(start + PAUSE - timedelta(seconds=1)) is None
    row = sign_if_due(start + PAUSE)
    assert row is not None
    assert (row.size, row.at) == (2, start + PAUSE)


def test_a_desk_at_rest_signs_nothing(rita: Person) -> None:
    start = timezone.now()
    sign_if_due(start)
    assert sign_if_due(start + timedelta(days=1)) is None
    assert Checkpoint.objects.count() == 1


def test_a_clock_that_was_set_back_does_not_stop_it(rita: Person) -> None:
    start = timezone.now()
    sign_if_due(start + timedelta(days=300))
    more(1)
    assert sign_if_due(start) is not None


def test_the_sweep_signs(rita: Person) -> None:
    sweep()
    assert Checkpoint.objects.get().size == AuditEvent.objects.count()


def test_an_empty_desk_has_nothing_to_sign(db: None) -> None:
    assert sign_if_due() is None
    sweep()
    assert not Checkpoint.objects.exists()


class TestRefused:
    @pytest.fixture(autouse=True)
    def cut_off(self, rita: Person) -> None:
        more(9)
        sign_or_tell()
        drop_guards()
        cut(4)

    def test_it_is_told_as_loud_as_can_be_and_at_once(self, caplog: pytest.LogCaptureFixture) -> None:
        assert sign_if_due() is None
        (record,) = (record for record in caplog.records if record.name == signing.logger.name)
        assert record.levelno == logging.ERROR
        assert "NO CHECKPOINT WAS SIGNED: A checkpoint saw 10 events; the trail ends after 4." in record.getMessage()

    def test_it_is_told_again_but_not_with_every_round(
        self, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(3):
            sweep()
        assert caplog.text.count("NO CHECKPOINT") == 1
        monkeypatch.setattr(signing, "_refused_until", 0.0)
        sweep()
        assert caplog.text.count("NO CHECKPOINT") == 2

    def test_a_trail_of_which_nothing_is_left_is_told_too(self, caplog: pytest.LogCaptureFixture) -> None:
        cut(0)
        sign_if_due()
        assert "A checkpoint saw 10 events; the trail ends after 0." in caplog.text


def test_a_folder_that_cannot_be_read_does_not_stop_the_sweep(
    rita: Person, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CHECKPOINT_FOLDER.parent.mkdir()
    settings.CHECKPOINT_FOLDER.write_text("not a folder")
    assert sweep() == 0
    assert "No checkpoint could be signed." in caplog.text

"""Verifications as rows: one at a time, exactly once in effect, every night, and honest when they do not end."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from articles.actions import verify_trail as act
from articles.actions.ask_verification import ask_after_refusal, ask_for_night, ask_verification, night_of
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.refusals import Code, Refused
from articles.actions.signing import sign_or_tell
from articles.actions.verify_trail import MOST_ATTEMPTS, verify_queued
from articles.actions.watch_trail import watch_trail
from articles.models import Article, AuditEvent, Checkpoint, Person, Verification
from tests.reports.tampering import drop_guards, rewrite

NIGHT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def queued(article: Article, ada: Person) -> Verification:
    return ask_verification(by=ada)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the sweep rang for."""
    rings: list[int] = []
    monkeypatch.setattr("articles.actions.watch_trail.ring", lambda _task, pk: rings.append(pk))
    return rings


def run(verification: Verification) -> Verification:
    assert verify_queued(verification.pk)
    verification.refresh_from_db()
    return verification


def end(**fields: Any) -> None:
    """Let the runs that are under way be over."""
    Verification.objects.under_way().update(state="failed", done_at=Now(), lease=None, lease_until=None, **fields)


def test_a_verification_says_up_to_which_event_the_trail_is_whole(queued: Verification) -> None:
    found = run(queued)
    last = AuditEvent.objects.newest_first()[0]
    assert (found.state, found.exit_code, found.size, found.head) == ("done", 0, last.seq, last.leaf)
    assert found.progress == 1_000_000
    assert found.is_clean
    assert found.found["compared"]["article"] == 1
    assert found.took is not None


def test_looking_writes_no_history(queued: Verification) -> None:
    before = AuditEvent.objects.count()
    run(queued)
    assert AuditEvent.objects.count() == before


def test_damage_is_kept_with_its_event_and_its_sentence(queued: Verification, caplog: pytest.LogCaptureFixture) -> None:
    drop_guards()
    rewrite(5, lambda event: event.update(kind="claim.lost"), leaf=False)
    found = run(queued)
    assert (found.exit_code, found.size, found.is_clean) == (10, 4, False)
    assert found.finding == {"damage": "altered", "seq": 5, "why": "Event 5 is not the one that was hashed."}
    assert "articles_auditevent_no_update" in found.found["unguarded"]
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert errors[0] == "The trail does not verify (exit code 10): Event 5 is not the one that was hashed."


def test_a_refusal_to_sign_is_kept_and_is_no_clean_verification(
    queued: Verification, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    assert sign_checkpoint()
    settings.TRAIL_KEY_FILE.unlink()
    found = run(queued)
    assert (found.exit_code, found.is_clean) == (0, False)
    assert found.refusal is not None
    assert found.refusal["why"].startswith(
        "The desk's key is gone: there is no file trail-key. Put it back from a copy."
    )
    assert "The desk refuses to sign a checkpoint: The desk's key is gone" in caplog.text


def test_who_verifies_signs_what_was_looked_at(queued: Verification) -> None:
    found = run(queued)
    assert Checkpoint.objects.get().size == found.size


def test_a_refusal_in_the_sweep_has_the_trail_verified(
    article: Article, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.actions.signing._refused_until", 0.0)
    assert sign_checkpoint()
    settings.TRAIL_KEY_FILE.unlink()
    assert sign_or_tell() is None
    assert Verification.objects.under_way().exists()


def test_a_missing_guard_alone_is_no_clean_verification(queued: Verification) -> None:
    drop_guards()
    found = run(queued)
    assert (found.exit_code, found.finding, found.is_clean) == (20, None, False)


def test_a_second_bell_changes_nothing(queued: Verification) -> None:
    first = run(queued)
    assert not verify_queued(queued.pk)
    queued.refresh_from_db()
    assert queued.done_at == first.done_at


def test_who_asks_while_one_is_under_way_is_given_that_one(queued: Verification, carl: Person) -> None:
    assert ask_verification(by=carl) == queued
    assert Verification.objects.count() == 1


def test_the_database_holds_one_verification_under_way_at_most(queued: Verification) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.create()


def test_a_checkpoint_given_while_one_is_under_way_is_refused_and_not_lost_in_it(
    queued: Verification, carl: Person
) -> None:
    signed = sign_checkpoint()
    assert signed is not None
    with pytest.raises(Refused) as refused:
        ask_verification(by=carl, given=signed.note.encode())
    assert refused.value.code == Code.CLOSED
    assert Verification.objects.get().given == ""


def test_only_those_who_answer_for_the_desk_ask(rita: Person, edith: Person, root: Person) -> None:
    for person in (rita, edith):
        with pytest.raises(Refused) as refused:
            ask_verification(by=person)
        assert refused.value.code == Code.NOT_ALLOWED
    assert ask_verification(by=root).asked_by == root


def test_a_run_that_lost_its_lease_writes_nothing(queued: Verification, monkeypatch: pytest.MonkeyPatch) -> None:
    def another_takes_over(*args: Any, **kwargs: Any) -> object:
        Verification.objects.update(lease=uuid4())
        return verify(*args, **kwargs)

    verify = act.verify_trail
    monkeypatch.setattr(act, "verify_trail", another_takes_over)
    assert not verify_queued(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.size) == ("running", None)


def test_a_run_whose_worker_died_is_queued_again_and_ends_well(queued: Verification, rung: list[int]) -> None:
    assert act._lease(queued.pk, uuid4())
    Verification.objects.update(lease_until=Now() - timedelta(seconds=1))
    watch_trail()
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == ("queued", 1)
    Verification.objects.update(not_before=Now())
    watch_trail()
    assert rung == [queued.pk]
    assert run(queued).is_clean


def test_a_verification_that_kills_every_run_fails_and_is_no_clean_one(
    queued: Verification, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(MOST_ATTEMPTS):
        Verification.objects.update(not_before=Now())
        assert act._lease(queued.pk, uuid4())
        Verification.objects.update(lease_until=Now() - timedelta(seconds=1))
        watch_trail()
    queued.refresh_from_db()
    assert (queued.state, queued.is_clean) == ("failed", False)
    assert queued.done_at is not None
    assert "could not be verified" in caplog.text


def test_a_walk_that_breaks_leaves_the_row_queued(queued: Verification, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(act, "verify_trail", break_down)
    assert not verify_queued(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts, queued.lease) == ("queued", 1, None)


def test_a_bell_that_nobody_heard_is_rung_again(queued: Verification, rung: list[int]) -> None:
    watch_trail()
    assert rung == []
    Verification.objects.update(asked_at=Now() - timedelta(seconds=16))
    watch_trail()
    assert rung == [queued.pk]


@pytest.mark.parametrize(
    ("zone", "moment", "night"),
    [
        ("UTC", NIGHT, date(2026, 11, 20)),
        ("UTC", NIGHT - timedelta(seconds=1), date(2026, 11, 19)),
        ("Europe/Rome", NIGHT - timedelta(hours=1), date(2026, 11, 20)),
        ("America/New_York", NIGHT, date(2026, 11, 19)),
    ],
)
def test_a_night_begins_at_its_hour_where_the_desk_is(zone: str, moment: datetime, night: date) -> None:
    with timezone.override(zone):
        assert night_of(moment) == night


def test_the_hour_can_be_chosen(settings: Settings) -> None:
    settings.VERIFY_HOUR = 4
    assert night_of(NIGHT) == date(2026, 11, 19)


def test_every_night_has_one_verification_and_missed_nights_have_one_together(db: None) -> None:
    first = ask_for_night(NIGHT)
    assert first is not None
    assert first.asked_by is None
    end()
    assert ask_for_night(NIGHT + timedelta(hours=23)) is None
    later = ask_for_night(NIGHT + timedelta(days=5))
    assert later is not None
    assert [one.night for one in Verification.objects.order_by("pk")] == [date(2026, 11, 20), date(2026, 11, 25)]


def test_the_night_waits_for_the_one_that_somebody_asked_for(queued: Verification) -> None:
    assert ask_for_night() is None
    run(queued)
    assert ask_for_night() is not None


def test_the_sweep_asks_for_the_night(db: None) -> None:
    watch_trail()
    watch_trail()
    assert Verification.objects.exclude(night=None).count() == 1


def test_a_refusal_to_sign_asks_for_a_verification_once_an_hour(db: None) -> None:
    assert ask_after_refusal()
    end()
    assert ask_after_refusal() is None
    Verification.objects.update(asked_at=timezone.now() - timedelta(minutes=61))
    assert ask_after_refusal()


def test_the_newest_are_kept_and_those_with_a_checkpoint(
    queued: Verification, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(act, "MOST_KEPT", 2)
    run(queued)
    signed = Checkpoint.objects.get()
    Verification.objects.update(given=signed.note)
    runs = [run(ask_verification(by=ada)) for _ in range(3)]
    assert [one.pk for one in Verification.objects.order_by("pk")] == [queued.pk, runs[1].pk, runs[2].pk]

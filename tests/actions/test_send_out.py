"""Sinks: the newest checkpoint goes out, what does not arrive is tried again, and alarms reach those who get them."""

import email
import email.policy
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core import mail
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from articles.actions import sinks as act
from articles.actions.ask_verification import ask_for_night
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.send_out import SEND, send_out
from articles.actions.sinks import sinks
from articles.actions.watch_trail import watch_trail
from articles.models import Article, Checkpoint, Sink, Verification
from tests.desk import free_port
from tests.listeners import Hook, Postbox, listening

BROKEN = {"damage": "altered", "seq": 17, "why": "Event 17 is not the one that was hashed."}
More = Callable[[str], Article]


@pytest.fixture
def signed(article: Article) -> Checkpoint:
    checkpoint = sign_checkpoint()
    assert checkpoint is not None
    return checkpoint


@pytest.fixture
def hook(settings: Settings) -> Iterator[Hook]:
    server = Hook()
    settings.CHECKPOINT_WEBHOOK = server.url
    with listening(server):
        yield server


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    server = Postbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
    settings.CHECKPOINT_MAIL = ["ada@example.org", "lawyer@example.org"]
    with listening(server):
        yield server


def sent(name: str) -> bool:
    """One try at a sink, now."""
    row = next(sink for sink in sinks() if sink.name == name)
    Sink.objects.filter(pk=row.pk).update(not_before=Now())
    return send_out(row.pk)


def state(name: str) -> Sink:
    return Sink.objects.get(name=name)


def ended(**fields: object) -> Verification:
    """A verification that has ended as the fields say."""
    told = {"state": "done", "done_at": timezone.now(), "size": 16, "exit_code": 0, "found": {}} | fields
    return Verification.objects.create(**told)


def broken() -> Verification:
    return ended(exit_code=10, found={"findings": [BROKEN], "count": 1, "unguarded": ["a_guard"]})


def test_a_webhook_takes_the_exact_note(signed: Checkpoint, hook: Hook) -> None:
    assert sent("webhook")
    assert hook.taken == [("/checkpoints?desk=1", "text/plain; charset=utf-8", signed.note.encode())]
    row = state("webhook")
    assert (row.arrived, row.tries, row.error) == (signed.size, 0, "")
    assert row.arrived_at is not None


def test_what_arrived_is_not_sent_again(signed: Checkpoint, hook: Hook) -> None:
    assert sent("webhook")
    assert not sent("webhook")
    assert len(hook.taken) == 1


def test_only_the_newest_is_sent(signed: Checkpoint, hook: Hook, submit: More) -> None:
    submit("It cost $4 million in 2019.")
    newest = sign_checkpoint()
    assert newest is not None
    assert sent("webhook")
    assert [body for _, _, body in hook.taken] == [newest.note.encode()]


def test_an_older_trail_never_takes_the_place_of_what_arrived(signed: Checkpoint, hook: Hook) -> None:
    Sink.objects.create(name="webhook", arrived=signed.size + 1)
    assert not sent("webhook")
    assert hook.taken == []


def test_what_does_not_arrive_is_tried_again_after_pauses_that_grow(signed: Checkpoint, hook: Hook) -> None:
    hook.mood = 500
    pauses = []
    for tries in range(1, 7):
        assert not sent("webhook")
        row = state("webhook")
        assert (row.tries, row.arrived, row.error) == (tries, 0, "It answered with status 500.")
        pauses.append(round((row.not_before - timezone.now()).total_seconds(), -1))
    assert pauses == [30, 120, 480, 1920, 3600, 3600]
    hook.mood = 200
    assert sent("webhook")
    assert (state("webhook").tries, state("webhook").error) == (0, "")


def test_nobody_tries_before_the_pause_is_over(signed: Checkpoint, hook: Hook) -> None:
    hook.mood = 500
    assert not sent("webhook")
    hook.mood = 200
    assert not send_out(state("webhook").pk)
    assert len(hook.taken) == 1


def test_a_redirect_is_not_followed(signed: Checkpoint, hook: Hook) -> None:
    hook.mood = 302
    assert not sent("webhook")
    assert [path for path, _, _ in hook.taken] == ["/checkpoints?desk=1"]
    assert state("webhook").error == "It answered with a redirect, which is not followed."


def test_a_late_webhook_keeps_nobody(signed: Checkpoint, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(act, "MOST_SECONDS", 0.3)
    hook.mood = "late"
    assert not sent("webhook")
    assert state("webhook").error == "It did not answer in time."


def letter(postbox: Postbox) -> tuple[list[str], EmailMessage]:
    people, data = postbox.letters[-1]
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return people, message


def test_a_letter_carries_the_exact_note_and_the_key(signed: Checkpoint, postbox: Postbox) -> None:
    assert sent("mail")
    people, message = letter(postbox)
    assert people == ["ada@example.org", "lawyer@example.org"]
    assert message["Subject"] == f"[factcheck] Checkpoint of {signed.size} events"
    body = message.get_body()
    assert body is not None
    assert signed.key.public in body.get_content()
    attached = next(message.iter_attachments())
    assert attached.get_filename() == f"checkpoint-{signed.size}.txt"
    assert attached.get_content() == signed.note.encode()


def test_there_is_one_letter_a_day(signed: Checkpoint, postbox: Postbox, submit: More) -> None:
    assert sent("mail")
    submit("It cost $4 million in 2019.")
    sign_checkpoint()
    assert not sent("mail")
    Sink.objects.update(arrived_at=Now() - timedelta(days=1))
    assert sent("mail")
    assert not sent("mail")
    assert len(postbox.letters) == 2


def test_after_a_verification_that_failed_there_is_one_more(signed: Checkpoint, postbox: Postbox) -> None:
    assert sent("mail")
    broken()
    assert sent("mail")
    assert not sent("mail")
    assert len(postbox.letters) == 2


@pytest.mark.parametrize(
    ("mood", "why"),
    [
        ("late", "The mail server did not answer in time, or broke off."),
        ("closing", "The mail server did not answer in time, or broke off."),
        ("full", "The mail server refused the addresses."),
    ],
)
def test_a_mail_server_that_misbehaves_has_a_reason(signed: Checkpoint, postbox: Postbox, mood: str, why: str) -> None:
    postbox.mood = mood
    assert not sent("mail")
    assert (state("mail").tries, state("mail").error) == (1, why)
    assert postbox.letters == []


def test_no_mail_server_is_a_reason(signed: Checkpoint, postbox: Postbox, settings: Settings) -> None:
    settings.EMAIL_PORT = free_port()
    assert not sent("mail")
    assert state("mail").error == "The mail server could not be reached (ConnectionRefusedError)."


def test_without_a_mail_server_letters_are_files(signed: Checkpoint, settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.CHECKPOINT_MAIL = tmp_path / "mail", ["ada@example.org"]
    assert sent("mail")
    (file,) = (tmp_path / "mail").iterdir()
    assert f"Subject: [factcheck] Checkpoint of {signed.size} events" in file.read_text()


def test_an_alarm_says_what_is_wrong_and_what_to_do(signed: Checkpoint, settings: Settings) -> None:
    settings.ALARM_MAIL = ["carl@example.org"]
    broken()
    assert sent("alarm")
    (message,) = mail.outbox
    assert message.to == ["carl@example.org"]
    assert message.subject == "[factcheck] ALARM: The chain is broken at event 17."
    assert "Nothing before it is affected." in message.body
    assert "1. Keep a copy of the database" in message.body
    assert "a_guard" in message.body
    assert [name for name, _, _ in message.attachments] == [f"checkpoint-{signed.size}.txt"]


def test_each_bad_verification_is_told_once_and_the_first_good_one_after_it(
    article: Article, settings: Settings
) -> None:
    settings.ALARM_MAIL = ["carl@example.org"]
    ended()
    assert not sent("alarm")
    broken()
    assert [sent("alarm"), sent("alarm")] == [True, False]
    ended(state="failed", size=None, exit_code=None)
    assert [sent("alarm"), sent("alarm")] == [True, False]
    ended()
    assert [sent("alarm"), sent("alarm")] == [True, False]
    ended()
    assert not sent("alarm")
    assert [message.subject for message in mail.outbox] == [
        "[factcheck] ALARM: The chain is broken at event 17.",
        "[factcheck] ALARM: The trail could not be verified.",
        "[factcheck] The trail verifies again",
    ]


def test_nothing_is_sent_anywhere_unless_somebody_switched_it_on(signed: Checkpoint) -> None:
    broken()
    watch_trail()
    assert not Sink.objects.exists()
    assert mail.outbox == []


def test_the_sweep_rings_for_what_has_to_go_out(
    signed: Checkpoint, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    rings: list[tuple[str, int]] = []
    monkeypatch.setattr("articles.actions.watch_trail.ring", lambda task, pk: rings.append((task, pk)))
    ask_for_night()
    watch_trail()
    row = state("webhook")
    assert rings == [(SEND, row.pk)]
    assert send_out(row.pk)
    watch_trail()
    assert len(rings) == 1

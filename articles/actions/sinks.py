"""Sinks: where checkpoints and alarms go, and what each of them does not have yet."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from articles.models import Checkpoint, Sink, SinkName, Verification
from articles.reports.letters import Letter, alarm_letter, all_clear_letter, checkpoint_letter
from articles.running.post import post

MOST_SECONDS = 10.0
"""So long the webhook may take to answer."""


@dataclass(frozen=True)
class Due:
    """Something that a sink does not have yet: its number there (Sink.arrived), and how it is sent."""

    number: int
    send: Callable[[], None]


def sinks() -> list[Sink]:
    """The sinks that are switched on, each with its row."""
    return [Sink.objects.get_or_create(name=name)[0] for name in switched_on()]


def switched_on() -> list[SinkName]:
    """The names of the sinks that the settings name an address for."""
    told = {
        SinkName.WEBHOOK: settings.CHECKPOINT_WEBHOOK,
        SinkName.MAIL: settings.CHECKPOINT_MAIL,
        SinkName.ALARM: settings.ALARM_MAIL,
    }
    return [name for name, address in told.items() if address]


def due_for(sink: Sink) -> Due | None:
    """What has to be sent to sink now; None when it has everything."""
    return _DUE[SinkName(sink.name)](sink) if sink.name in switched_on() else None


def _newest() -> Checkpoint | None:
    return Checkpoint.objects.newest_first().select_related("key").first()


def _for_webhook(sink: Sink) -> Due | None:
    newest = _newest()
    if newest is None or newest.size <= sink.arrived:
        return None
    note, address = newest.note.encode(), settings.CHECKPOINT_WEBHOOK
    return Due(newest.size, lambda: post(address, note, "text/plain; charset=utf-8", seconds=MOST_SECONDS))


def _for_mail(sink: Sink) -> Due | None:
    """One a day at most, and one after a verification that was not clean."""
    newest = _newest()
    if newest is None or newest.size < sink.arrived:
        return None
    run = Verification.objects.latest_word()
    is_news = newest.size > sink.arrived and (
        sink.arrived_at is None or timezone.localdate(sink.arrived_at) < timezone.localdate()
    )
    is_alarm = run and not run.is_clean and run.done_at and (sink.arrived_at is None or sink.arrived_at < run.done_at)
    if not is_news and not is_alarm:
        return None
    return Due(newest.size, lambda: _mail(checkpoint_letter(newest), settings.CHECKPOINT_MAIL))


def _for_alarm(sink: Sink) -> Due | None:
    """Each verification that was not clean, and the first clean one after it."""
    run = Verification.objects.latest_word()
    if run is None or run.pk <= sink.arrived:
        return None
    if not run.is_clean:
        return Due(run.pk, lambda: _mail(alarm_letter(run, _newest()), settings.ALARM_MAIL))
    told = Verification.objects.filter(pk=sink.arrived).first()
    if told is None or told.is_clean:
        return None
    return Due(run.pk, lambda: _mail(all_clear_letter(run), settings.ALARM_MAIL))


_DUE: dict[SinkName, Callable[[Sink], Due | None]] = {
    SinkName.WEBHOOK: _for_webhook,
    SinkName.MAIL: _for_mail,
    SinkName.ALARM: _for_alarm,
}


def _mail(letter: Letter, addresses: list[str]) -> None:
    message = EmailMessage(letter.subject, letter.text, to=addresses)
    for name, data in letter.files:
        message.attach(name, data, "application/octet-stream")  # as text it would get other line ends on its way
    message.send()

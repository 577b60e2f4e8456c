"""For machines that watch the desk: whether its trail was verified, up to where, and what left the house."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from articles.models import AuditEvent, Checkpoint, Sink, Verification
from articles.reports.damage import outcome_of


class Gauge(NamedTuple):
    """One figure: its name, what it is, the name of its label, and its values by label ("" without one)."""

    name: str
    about: str
    label: str
    values: Mapping[str, float]


def trail_check() -> str:
    """What the last verification that ended says: "ok", or what is wrong."""
    run = Verification.objects.latest_word()
    wrong = outcome_of(run) if run else None
    return wrong.title if wrong else "ok"


def trail_gauges() -> list[Gauge]:
    """The figures of the trail."""
    events = AuditEvent.objects.newest_first().values_list("seq", flat=True).first() or 0
    size, signed_at = Checkpoint.objects.newest_first().values_list("size", "at").first() or (0, None)
    run = Verification.objects.latest_word()
    sinks = list(Sink.objects.order_by("name"))
    told = [
        Gauge("factcheck_trail_events", "Events in the trail.", "", {"": events}),
        Gauge("factcheck_checkpoint_events", "Events that the newest checkpoint saw.", "", {"": size}),
        Gauge("factcheck_sink_arrived", "What arrived at a sink last: the size of a checkpoint.", "name", {one.name: one.arrived for one in sinks}),
        Gauge("factcheck_sink_tries", "Tries at a sink without success.", "name", {one.name: one.tries for one in sinks}),
    ]  # fmt: skip
    if signed_at:
        told.append(_age("factcheck_checkpoint_age_seconds", "Since when nothing was signed.", signed_at))
    if run and run.done_at:
        told += [
            Gauge("factcheck_trail_clean", "1 when the last verification found nothing, else 0.", "", {"": int(run.is_clean)}),
            Gauge("factcheck_trail_verified_events", "Events that it found whole.", "", {"": run.size or 0}),
            _age("factcheck_trail_verified_age_seconds", "Since when the trail was not verified.", run.done_at),
        ]  # fmt: skip
    return told


def _age(name: str, about: str, moment: datetime) -> Gauge:
    return Gauge(name, about, "", {"": round(max(0.0, (timezone.now() - moment).total_seconds()), 1)})

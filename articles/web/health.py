"""For machines that watch the desk: is it alive, is it ready, how much waits."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from celery import current_app
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from kombu.exceptions import KombuError

from articles.models import Claim, Extraction, ExtractionState, Heartbeat, Standing
from articles.models.guards import missing_guards
from articles.models.queue import count_by
from articles.web.trail_health import trail_check, trail_gauges

SECONDS_TO_ANSWER = 1
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Say that the process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Whether everything this desk needs is there; 503 with the reasons when something is not."""
    checks = {name: _tried(check) for name, check in CHECKS.items()}
    ready = all(told == "ok" for told in checks.values())
    oldest = _oldest_waiting() if checks["database"] == checks["migrations"] == "ok" else None
    told = {"status": "ok" if ready else "not ready", "checks": checks, "oldest_waiting_seconds": oldest}
    return JsonResponse(told, status=200 if ready else 503)


@require_safe
def metrics(_request: HttpRequest) -> HttpResponse:
    """The figures of the desk in Prometheus' text format; 503 when the database does not answer."""
    try:
        return HttpResponse("\n".join(_figures()) + "\n", content_type=PROMETHEUS)
    except DatabaseError:
        return HttpResponse("# the database does not answer\n", content_type=PROMETHEUS, status=503)


def _tried(check: Callable[[], str]) -> str:
    """What check says; a check that breaks says so by name only: the address is open, and errors hold addresses."""
    try:
        return check()
    except (DatabaseError, KombuError, OSError, LookupError, ValueError) as error:
        return f"failed: {type(error).__name__}"


def _database() -> str:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} to be made" if waiting else "ok"


def _guards() -> str:
    missing = missing_guards(connection)
    return f"missing: {', '.join(missing)}" if missing else "ok"


def _broker() -> str:
    with current_app.connection_for_write() as line:
        line.ensure_connection(max_retries=1, interval_start=0, timeout=SECONDS_TO_ANSWER)
    return "ok"


def _worker() -> str:
    return "ok" if Heartbeat.objects.alive("worker") else "no worker is alive"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "trail_guards": _guards,
    "broker": _broker,
    "worker": _worker,
    "trail": trail_check,
}


def _oldest_waiting() -> float:
    """For how many seconds the oldest extraction has waited; 0 when none waits."""
    queued = Extraction.objects.filter(state=ExtractionState.QUEUED).order_by("queued_at")
    return _age(queued.values_list("queued_at", flat=True).first()) or 0.0


def _age(moment: datetime | None) -> float | None:
    return None if moment is None else round(max(0.0, (timezone.now() - moment).total_seconds()), 1)


def _figures() -> Iterator[str]:
    standing = count_by(Claim.objects.all(), "standing")
    states = dict(Extraction.objects.values_list("state").annotate(Count("pk")))
    yield from _gauge(
        "factcheck_claims", "Claims by standing.", "standing", {one: standing.get(one, 0) for one in Standing.values}
    )
    counted = {one: states.get(one, 0) for one in ExtractionState.values}
    yield from _gauge("factcheck_extractions", "Extractions by state.", "state", counted)
    yield from _gauge(
        "factcheck_oldest_waiting_seconds", "How long the oldest queued extraction waits.", "", {"": _oldest_waiting()}
    )
    beats = {beat.name: _age(beat.at) or 0.0 for beat in Heartbeat.objects.order_by("name")}
    yield from _gauge("factcheck_heartbeat_age_seconds", "Since when a process has not shown itself.", "name", beats)
    for gauge in trail_gauges():
        yield from _gauge(*gauge)


def _gauge(name: str, about: str, label: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} gauge"
    for key, value in values.items():
        escaped = key.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
        yield f'{name}{{{label}="{escaped}"}} {value}' if label else f"{name} {value}"

"""What machines are told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.actions.ask_verification import ask_verification
from articles.actions.sweep import beat
from articles.actions.verify_trail import verify_queued
from articles.models import Article, AuditEvent, Extraction, ExtractionState, Heartbeat, Person, Sink, Verification
from articles.web import health


@pytest.fixture
def broker_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broker that answers: real ones are tried with a whole desk."""
    monkeypatch.setitem(health.CHECKS, "broker", lambda: "ok")


def test_the_process_says_that_it_is_alive_without_the_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_desk_with_everything_in_place_is_ready(client: Client, article: Article, broker_answers: None) -> None:
    beat("worker")
    response = client.get("/readyz")
    assert response.status_code == 200
    assert set(response.json()["checks"]) == {"database", "migrations", "trail_guards", "broker", "worker", "trail"}
    assert response.json()["oldest_waiting_seconds"] == 0


def test_without_a_worker_the_desk_is_not_ready(client: Client, db: None, broker_answers: None) -> None:
    beat("worker")
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=31))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] == "no worker is alive"


def test_without_a_guard_of_the_trail_the_desk_is_not_ready(client: Client, db: None, broker_answers: None) -> None:
    beat("worker")
    with connection.cursor() as cursor:
        table = "ON articles_auditevent" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER articles_auditevent_no_delete {table}")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "articles_auditevent_no_delete" in response.json()["checks"]["trail_guards"]


def test_a_broker_that_is_down_is_told_soon_and_without_its_address(client: Client, db: None) -> None:
    response = client.get("/readyz")
    told = response.json()["checks"]["broker"]
    assert response.status_code == 503
    assert told.startswith("failed: ")
    assert "/" not in told


def test_what_waits_is_told_with_its_age(client: Client, article: Article) -> None:
    Extraction.objects.update(state=ExtractionState.QUEUED, queued_at=timezone.now() - timedelta(seconds=90))
    beat("worker")
    lines = client.get("/metrics").content.decode().splitlines()
    figures = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert figures['factcheck_extractions{state="queued"}'] == "1"
    assert float(figures["factcheck_oldest_waiting_seconds"]) >= 90
    assert float(figures['factcheck_claims{standing="pending"}']) == article.claims.count()
    assert 'factcheck_heartbeat_age_seconds{name="worker"}' in figures


def test_figures_have_their_meaning_and_type(client: Client, db: None) -> None:
    response = client.get("/metrics")
    names = {line.split()[2] for line in response.content.decode().splitlines() if line.startswith("# TYPE")}
    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    assert {"factcheck_claims", "factcheck_extractions", "factcheck_oldest_waiting_seconds"} <= names


def test_a_trail_that_does_not_verify_makes_the_desk_not_ready(
    client: Client, article: Article, broker_answers: None
) -> None:
    beat("worker")
    finding = {"damage": "altered", "seq": 17, "why": "Event 17 is not the one that was hashed."}
    Verification.objects.create(
        state="done", done_at=timezone.now(), size=16, exit_code=10, found={"findings": [finding]}
    )
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["trail"] == "The chain is broken at event 17."
    assert "factcheck_trail_clean 0" in client.get("/metrics").content.decode().splitlines()


def test_how_far_the_trail_was_verified_and_signed_is_told(client: Client, article: Article, ada: Person) -> None:
    assert "factcheck_trail_clean" not in client.get("/metrics").content.decode()
    verify_queued(ask_verification(by=ada).pk)
    Sink.objects.create(name="webhook", arrived=7, tries=3)
    lines = client.get("/metrics").content.decode().splitlines()
    figures = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    events = str(AuditEvent.objects.count())
    names = ("factcheck_trail_events", "factcheck_trail_verified_events", "factcheck_checkpoint_events")
    assert [figures[name] for name in names] == [events] * 3
    assert figures["factcheck_trail_clean"] == "1"
    assert float(figures["factcheck_trail_verified_age_seconds"]) >= 0
    assert (figures['factcheck_sink_arrived{name="webhook"}'], figures['factcheck_sink_tries{name="webhook"}']) == (
        "7",
        "3",
    )

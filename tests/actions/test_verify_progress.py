"""A long verification shows how far it is while it runs, and one whose lease was taken notices it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import outside
from tests.desk import ROOT, bare_environment, new_database

SCRIPT = """
import threading, time
import django
django.setup()
from uuid import uuid4
from django.core.management import call_command
from django.db import connection
from articles.actions import pulse, verify_trail as act
from articles.actions.ask_verification import ask_for_night
from articles.actions.people import make_person
from articles.models import Person, Verification
from articles.reports.snapshot import one_moment

pulse.BEAT_SECONDS = 0.05
verify = act.verify_trail

def outside(look, found):
    # asked from a connection of its own, until it answers what is looked for
    def ask():
        while time.monotonic() < end and not found(answer := look()):
            time.sleep(0.02)
        seen.append(answer)
        connection.close()
    seen, end = [], time.monotonic() + 20
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return seen[0]

def progress():
    return Verification.objects.values_list("progress", flat=True).get()

def slow(told, **given):
    told(0.25)
    with one_moment():  # as the walk is
        print(outside(progress, lambda share: share == 250_000))
        told(0.5)
        print(outside(progress, lambda share: share == 500_000))
        print(Person.objects.count())
    return verify(told, **given)

def overtaken(told, **given):
    outside(lambda: Verification.objects.update(lease=uuid4()), bool)
    while True:
        told(0.75)
        time.sleep(0.02)

call_command("migrate", verbosity=0)
make_person("rita", "reviewer", by=None)
row = ask_for_night()
act.verify_trail = overtaken
print(act.verify_queued(row.pk), Verification.objects.get().state)
Verification.objects.update(state="queued", lease=None, lease_until=None)
act.verify_trail = slow
print(act.verify_queued(row.pk), Verification.objects.get().state, threading.active_count())
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def env(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    if request.param == "postgresql" and os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("these tests look for PostgreSQL by themselves")
    with ExitStack() as stack:
        url = stack.enter_context(new_database(outside.postgres())) if request.param == "postgresql" else ""
        yield bare_environment() | {
            "FACTCHECK_DATA": str(tmp_path / "data"),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "PYTHONPATH": str(ROOT),
        }


def test_progress_is_seen_from_outside_of_the_walk_and_a_lost_lease_ends_it(env: dict[str, str]) -> None:
    argv = [sys.executable, "-W", "error", "-c", SCRIPT]
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["False running", "250000", "500000", "1", "True done 1"]

"""Two processes that verify: they see the same moment, find what one alone finds, and one goes on when the other is gone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import outside
from tests.desk import ROOT, bare_environment, new_database

SCRIPT = """
import json, sys, threading
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from articles.models import Claim
from articles.reports import replay_beside, replay_ranges
from articles.reports.replay_beside import Beside
from articles.reports.verification import verify_trail
from tests.bench.trail.building import build
from tests.desk import wait_until
from tests.reports.tampering import drop_guards, sql

replay_ranges.AT_ONCE = 50
begin, finish = Beside.begin, Beside.finish

def told(verified):
    return [verified.size, verified.count, [str(one) for one in verified.findings], verified.compared]

def alone():
    replay_beside.WORTH = 10**9
    return told(verify_trail())

def in_two():
    replay_beside.WORTH = 0
    return told(verify_trail())

def begin_while_somebody_writes(self):
    other = threading.Thread(target=write)
    other.start()
    other.join(20)
    begin(self)

def write():
    Claim.objects.update(version=99)
    connection.close()

def finish_after_the_other(self, tick):
    wait_until(lambda: self._looked, "the other process to look at claims")
    return finish(self, tick)

def finish_without_the_other(self, tick):
    self._process.kill()
    return finish(self, tick)

call_command("migrate", verbosity=0)
build(900)
answers = {"clean": alone()}
Beside.finish = finish_after_the_other
Beside.begin = begin_while_somebody_writes
answers["while somebody writes"] = in_two()
Beside.begin = begin
drop_guards()
sql("UPDATE articles_evidence SET locator = 'page 0' WHERE id < 9")
sql("UPDATE articles_decision SET verdict = 'disputed' WHERE id > 20")
answers["tampered"] = in_two()
Beside.finish = finish_without_the_other
answers["tampered, and the other is gone"] = in_two()
Beside.finish = finish
replay_beside.START = "raise SystemExit(1)"
answers["tampered, and the other never comes"] = in_two()
answers["tampered, alone"] = alone()
sql("UPDATE articles_auditevent SET leaf = 'x' WHERE seq = 30")
answers["broken"] = in_two()
print(json.dumps(answers))
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def answers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list]]:
    """What verifications found, by what was done meanwhile or before."""
    if request.param == "postgresql" and os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("these tests look for PostgreSQL by themselves")
    with ExitStack() as stack:
        url = stack.enter_context(new_database(outside.postgres())) if request.param == "postgresql" else ""
        env = bare_environment() | {
            "FACTCHECK_DATA": str(tmp_path_factory.mktemp("data")),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "PYTHONPATH": str(ROOT),
        }
        argv = [sys.executable, "-c", SCRIPT]
        done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        yield json.loads(done.stdout.splitlines()[-1]) | {"said": done.stderr}


def test_neither_sees_what_is_written_after_both_began(answers: dict[str, list]) -> None:
    size, count, findings, compared = answers["while somebody writes"]
    assert (count, findings) == (0, [])
    assert [size, count, findings, compared] == answers["clean"]
    assert compared["claim"] > 300
    assert size >= 900


def test_two_find_what_one_alone_finds(answers: dict[str, list]) -> None:
    assert answers["tampered"] == answers["tampered, alone"]
    assert answers["tampered"][1] > 100


@pytest.mark.parametrize("what", ["is gone", "never comes"])
def test_one_goes_on_when_the_other(answers: dict[str, list], what: str) -> None:
    assert answers[f"tampered, and the other {what}"] == answers["tampered, alone"]
    assert "in one process" in answers["said"]


def test_a_broken_chain_ends_both(answers: dict[str, list]) -> None:
    size, count, findings, compared = answers["broken"]
    assert (size, count, compared) == (29, 1, {})
    assert "Event 30" in findings[0]

"""One moment: what is read inside does not see what others write meanwhile, and keeps nobody from writing."""

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
import threading
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from articles.actions.people import make_person
from articles.models import Person
from articles.reports.snapshot import one_moment

def write():
    make_person("bob", "reviewer", by=None)
    connection.close()

call_command("migrate", verbosity=0)
make_person("rita", "reviewer", by=None)
counts = []
with one_moment():
    counts.append(Person.objects.count())
    other = threading.Thread(target=write)
    other.start()
    other.join(20)
    counts.append(Person.objects.count())
counts.append(Person.objects.count())
print(counts)
make_person("carl", "chief", by=None)  # and the connection is as it was
print(Person.objects.count())
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


def test_a_reader_sees_one_moment_and_a_writer_does_not_wait(env: dict[str, str]) -> None:
    argv = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["[1, 1, 2]", "3"]

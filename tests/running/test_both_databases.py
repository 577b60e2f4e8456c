"""What holds on SQLite holds on PostgreSQL: the tests of the rooms that write or ask run once more there."""

import os
import subprocess
import sys

import pytest

from tests.desk import ROOT

ROOMS = ("tests/actions", "tests/api", "tests/management", "tests/models", "tests/reports")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("room", ROOMS)
def test_what_holds_on_sqlite_holds_on_postgresql(postgres_url: str, room: str) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    argv = [sys.executable, "-m", "pytest", room, "-q", "-p", "no:cacheprovider"]
    again = subprocess.run(
        argv, cwd=ROOT, env=env | {"TEST_DATABASE_URL": postgres_url}, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stdout + again.stderr
    assert " passed" in again.stdout

"""Guards survive every migration of a database with rows in it, and hold against other programs."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from articles.models.guards import APPEND_ONLY, TRAIL
from tests import outside
from tests.desk import ROOT, bare_environment, new_database

Manage = Callable[..., "subprocess.CompletedProcess[str]"]
SEVERAL = """
import sys
import django
django.setup()
from django.core.management import call_command
for words in sys.argv[1:]:
    print("manage.py", words, flush=True)
    call_command(*words.split())
"""
GUARDED_SINCE = "0002"


@pytest.fixture(params=["sqlite", "postgresql"])
def manage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Manage]:
    """Commands of manage.py, one after the other, on a database of its own."""
    if request.param == "postgresql" and os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("these tests look for PostgreSQL by themselves")
    with ExitStack() as stack:
        url = stack.enter_context(new_database(outside.postgres())) if request.param == "postgresql" else ""
        env = bare_environment() | {"FACTCHECK_DATA": str(tmp_path / "data"), "DATABASE_URL": url}
        env |= {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "PYTHONPATH": str(ROOT)}

        def run(*commands: str) -> "subprocess.CompletedProcess[str]":
            argv = [sys.executable, "-c", SEVERAL, *commands]
            return subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

        yield run


def test_no_migration_of_a_filled_database_loses_a_guard(manage: Manage) -> None:
    done = manage(
        "migrate -v0",
        "sample_desk",
        f"report 1 --format csv --output {os.devnull} --as ada",
        f"migrate -v0 articles {GUARDED_SINCE}",
        "migrate -v0",
        "check --database default",  # not `audit verify`: going back took away tables that came later, with their rows
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("manage", ["sqlite"], indirect=True)
def test_another_program_cannot_forge_the_trail(manage: Manage, tmp_path: Path) -> None:
    assert manage("migrate -v0", "sample_desk").returncode == 0
    with closing(sqlite3.connect(tmp_path / "data" / "factcheck.sqlite3")) as line:
        for statement in (
            f"INSERT OR REPLACE INTO {TRAIL} SELECT * FROM {TRAIL} WHERE seq = 3",
            f"REPLACE INTO {TRAIL} SELECT * FROM {TRAIL} WHERE seq = 3",
            f"UPDATE OR IGNORE {TRAIL} SET kind = 'x'",
            *(f"DELETE FROM {table}" for table in APPEND_ONLY if table not in EMPTY),
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                line.execute(statement)
    assert manage("audit verify").returncode == 0


EMPTY = (  # no worker ran here
    *("articles_placement", "articles_decision", "articles_evidence"),
    *("articles_trailkey", "articles_checkpoint"),
)

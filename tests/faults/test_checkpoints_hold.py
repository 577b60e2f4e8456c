"""Checkpoints in real processes: signed by many at once, in the middle of a kill, and against an older backup."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from articles.ledger.checkpoint import parse
from articles.ledger.kept import newest
from tests import outside
from tests.desk import ROOT, bare_environment, new_database

Ended = subprocess.CompletedProcess[str]


@dataclass
class Store:
    """A desk without a server: a data folder and a database, worked on by commands."""

    folder: Path
    database_url: str

    @property
    def env(self) -> dict[str, str]:
        settings = {"FACTCHECK_DATA": str(self.folder / "data"), "DATABASE_URL": self.database_url}
        return bare_environment() | settings | {"PYTHONPATH": str(ROOT)}

    def manage(self, *words: str) -> Ended:
        argv = [sys.executable, "manage.py", *words]
        return subprocess.run(argv, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)

    def signer(self, count: int) -> subprocess.Popen[bytes]:
        argv = [sys.executable, "-m", "tests.faults.signer", str(count)]
        return subprocess.Popen(argv, cwd=ROOT, env=self.env, stderr=subprocess.PIPE)

    def verified(self) -> tuple[int, dict[str, object]]:
        ended = self.manage("audit", "verify", "--json")
        assert ended.stdout, ended.stderr
        return ended.returncode, json.loads(ended.stdout)

    def back_up(self) -> Callable[[], None]:
        """Copy the database, as a backup does; gives what puts the copy in its place."""
        if self.database_url:
            return self._back_up_postgresql()
        file = self.folder / "data" / "factcheck.sqlite3"
        copy = shutil.copy(file, self.folder / "backup")
        return lambda: Path(shutil.copy(copy, file)).touch()

    def _back_up_postgresql(self) -> Callable[[], None]:
        name = self.database_url.rpartition("/")[2]
        copy = f"{name}_copy"
        self._run("CREATE DATABASE {0} TEMPLATE {1}", copy, name)

        def put_back() -> None:
            self._run("DROP DATABASE {0}", name)
            self._run("ALTER DATABASE {0} RENAME TO {1}", copy, name)

        return put_back

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(outside.postgres(), autocommit=True) as line:
            line.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with ExitStack() as stack:
        url = stack.enter_context(new_database(outside.postgres())) if request.param == "postgresql" else ""
        made = Store(tmp_path, url)
        for words in (("migrate", "-v0"), ("sample_desk",)):
            ended = made.manage(*words)
            assert ended.returncode == 0, ended.stderr
        yield made


def kept_size(store: Store) -> int:
    """How many events the newest note in the folder saw; 0 before the first."""
    note = newest(store.folder / "data" / "checkpoints")
    return parse(note).size if note else 0


def test_of_many_who_sign_at_once_each_extends_the_one_before(store: Store) -> None:
    signers = [store.signer(10) for _ in range(4)]
    for one in signers:
        _, trouble = one.communicate(timeout=100)
        assert one.returncode == 0, trouble.decode()

    code, told = store.verified()
    assert code == 0, told
    database, folder = told["against"]  # type: ignore[misc]
    assert told["covered"] == told["size"] == database["size"] == folder["size"]
    assert 10 <= database["count"] <= 40


def test_a_signer_that_is_killed_leaves_nothing_half_signed(store: Store) -> None:
    for _ in range(2):
        before = kept_size(store)
        signer = store.signer(10_000)
        end = time.monotonic() + 60
        while kept_size(store) < before + 5:
            assert time.monotonic() < end
            time.sleep(0.001)
        os.kill(signer.pid, signal.SIGKILL)
        signer.communicate()
        code, told = store.verified()
        assert code == 0, told
    assert store.manage("audit", "checkpoint").returncode == 0
    code, told = store.verified()
    assert (code, told["covered"]) == (0, told["size"])
    assert kept_size(store) == told["size"]


def test_an_older_backup_is_told_by_the_folder_that_was_not_in_it(store: Store, tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.write_text(store.manage("audit", "checkpoint").stdout, "utf-8")
    put_back = store.back_up()
    assert store.manage("person", "zoe", "--role", "reviewer").returncode == 0
    assert store.manage("audit", "checkpoint").returncode == 0
    put_back()

    code, told = store.verified()
    size = parse(first.read_bytes()).size
    assert (code, told["finding"]["seq"]) == (13, size + 1)  # type: ignore[index]
    refused = store.manage("audit", "checkpoint")
    assert refused.returncode == 13
    assert "NOTHING WAS SIGNED (truncated" in refused.stderr

    (store.folder / "data" / "checkpoints").rename(tmp_path / "what was lost")  # the operator means it
    assert store.manage("audit", "checkpoint").stdout == first.read_text("utf-8")
    again = store.manage("audit", "verify", "--checkpoint", str(tmp_path / "what was lost" / "newest"))
    assert again.returncode == 13, "whoever kept the newer one can still tell"

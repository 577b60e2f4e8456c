"""A real desk for tests: `manage.py run` in a folder of its own, on a free port, with all its processes."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Self

import psycopg
import redis
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from tests import processes

ROOT = Path(__file__).resolve().parent.parent
OPEN_LINE = "The desk is open: "
PATIENCE = 90.0  # seconds; far above what it takes, so that only a desk that hangs fails


class RunningDesk:
    """One desk.  A context manager: opened on entering; on leaving it is stopped and must leave nothing running."""

    def __init__(self, folder: Path, *, database_url: str = "", redis_url: str = "", **env: str) -> None:
        """Folder is where it lives (its data folder is made inside); env are further settings."""
        self.data = folder / "desk"
        self.output = folder / "output.txt"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.sample_password = secrets.token_urlsafe(16)
        self.env = bare_environment() | {
            "FACTCHECK_DATA": str(self.data),
            "PORT": str(self.port),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "FACTCHECK_SAMPLE_PASSWORD": self.sample_password,
            **env,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def open(self) -> Self:
        """Start it and wait until it says that it is open."""
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "run"],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until(lambda: OPEN_LINE in self.said() or self.process.poll() is not None, "the desk to open")
        assert self.process.poll() is None, f"The desk did not open:\n{self.said()}"
        return self

    def said(self) -> str:
        """Return what the desk printed so far."""
        return self.output.read_text("utf-8")

    def log(self, kind: str) -> str:
        """Return what a process of this kind wrote so far."""
        return (self.data / "logs" / f"{kind}.log").read_text("utf-8", "replace")

    def password(self, username: str) -> str:
        """Return the password of a sample account: all have the same here."""
        assert username.isalpha(), "a sample account has a plain name"
        return self.sample_password

    def process_ids(self, kind: str) -> list[int]:
        """Return the ids of the processes of a kind: run, web, worker (parent first, then its pool), scheduler, broker."""
        found = [
            process for process, words in processes.of_folder(self.data).items() if processes.KINDS[kind].search(words)
        ]
        return sorted(found)

    def kill(self, kind: str) -> list[int]:
        """Kill all processes of a kind with -9, as the kernel does when memory runs out.  Returns their ids."""
        killed = self.process_ids(kind)
        for process in killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return killed

    def manage(self, *argv: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of manage.py on this desk."""
        return subprocess.run(
            [sys.executable, "manage.py", *argv], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Stop it as an operator does, and return its exit code."""
        assert self.process is not None, "the desk was not opened"
        self.process.send_signal(how)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()

    def assert_nothing_runs(self) -> None:
        """Fail when a process of this desk is left; what the kernel is still taking down is waited for."""
        with contextlib.suppress(TimeoutError):
            wait_until(lambda: not processes.of_folder(self.data), "its processes to end", patience=10)
        left = processes.of_folder(self.data)
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        assert not left, f"The desk left behind: {left}"

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, *_: object) -> None:
        try:
            if self.process is not None and self.process.poll() is None:
                assert self.stop() == 0, self.said()
        finally:
            self.assert_nothing_runs()


@contextlib.contextmanager
def new_database(server: str) -> Iterator[str]:
    """Make a database of its own on a PostgreSQL server, and yield its address; it is dropped at the end."""
    name = f"factcheck_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as line:
        line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    where = conninfo_to_dict(server)
    login = f"{where.get('user', 'postgres')}:{where.get('password', '')}"
    try:
        yield f"postgres://{login}@{where.get('host', '127.0.0.1')}:{where.get('port', 5432)}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as line:
            line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def own_keys(server: str) -> Iterator[Mapping[str, str]]:
    """Yield the settings of a desk that shares a Redis server with others; its keys are removed at the end."""
    prefix = f"factcheck-{secrets.token_hex(6)}:"
    try:
        yield {"redis_url": server, "BROKER_KEY_PREFIX": prefix}
    finally:
        with redis.from_url(server) as line:
            for key in line.scan_iter(f"{prefix}*"):
                line.delete(key)


def bare_environment() -> dict[str, str]:
    """Return this process's environment without the settings of tests."""
    ours = ("DJANGO_SETTINGS_MODULE", "FACTCHECK_", "PYTEST_", "TEST_", "CELERY_", "SECRET_KEY", "HOST", "DEBUG")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait_until(is_so: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until is_so(); raises TimeoutError, naming what was waited for."""
    end = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"Waited in vain for {what}.")
        time.sleep(0.05)

"""Which processes make up a desk, and how each is run."""

import os
import signal
import sys

from celery import current_app
from django.conf import settings
from django.core.management.base import CommandError

from articles.running.broker import broker_role, find_server
from articles.running.child import Role

NO_SERVER = (
    "There is no broker for this machine: install valkey-server or redis-server, or set REDIS_URL to a Redis you have."
)
LARGEST_REQUEST = 256 * 1024 * 1024  # bytes: several files of 20 MB at once; beyond it the door shuts at once
SOFT_SHUTDOWN = 5.0  # seconds that a stopping worker gives to what it is doing


def broker() -> Role:
    """The embedded broker.  Raises CommandError when this machine has none."""
    server = find_server()
    if server is None:
        raise CommandError(NO_SERVER)
    data = settings.DATA_FOLDER
    try:
        return broker_role(server, settings.BROKER_SOCKET, data / "broker", data / "logs" / "broker.log")
    except OSError as error:
        raise CommandError(f"The broker cannot be started ({error}).") from error


def worker() -> Role:
    """The Celery worker.  Asked to stop, it finishes what is short and hands the rest back."""
    return _celery("worker", "--without-mingle", "--without-gossip", "--without-heartbeat", patience=SOFT_SHUTDOWN + 5)


def scheduler() -> Role:
    """The Celery beat that rings for the sweep."""
    return _celery("beat", "--pidfile=", name="scheduler", patience=3)


def web() -> Role:
    """The web server.  waitress ends gracefully on SIGINT only."""
    module, _, name = settings.WSGI_APPLICATION.rpartition(".")
    host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    argv = [
        *(sys.executable, "-m", "waitress", f"--listen={host}:{settings.PORT}", "--threads=8", "--ident="),
        *(f"--max-request-body-size={LARGEST_REQUEST}", f"{module}:{name}"),
    ]
    return _role("web", argv, stop=signal.SIGINT)


def _celery(command: str, *options: str, name: str = "", patience: float) -> Role:
    argv = [sys.executable, "-m", "celery", "-A", current_app.main, command, "--loglevel=INFO", *options]
    return _role(name or command, argv, patience=patience)


def _role(name: str, argv: list[str], *, stop: signal.Signals = signal.SIGTERM, patience: float = 5.0) -> Role:
    env = os.environ | {
        "TMPDIR": str(settings.DATA_FOLDER / "tmp"),  # nothing outside the data folder is written
        "PYTHONUNBUFFERED": "1",
        "REMAP_SIGTERM": "SIGQUIT",  # Celery: a soft shutdown with an end, not a wait for the longest task
    }
    return Role(name, argv, env, settings.BASE_DIR, settings.DATA_FOLDER / "logs" / f"{name}.log", stop, patience)

"""Which database, and how it is opened so that nothing is lost and nobody waits for ever."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# SAFETY T6: FULL, because a decision that was answered must survive a power cut.  recursive_triggers, because
# INSERT OR REPLACE passes the trail's delete guard without it.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA recursive_triggers=ON"
POSTGRESQL = ("postgres", "postgresql", "psql")
SECONDS_TO_CONNECT = 5
READ_COMMITTED = 2  # psycopg.IsolationLevel; SAFETY T7: the trail's lock needs it, whatever the server's default is


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's settings for url, or for the SQLite file in data when url is empty.

    Raises ImproperlyConfigured when url names neither SQLite nor PostgreSQL.
    """
    url = url or f"sqlite:///{data / 'factcheck.sqlite3'}"
    scheme = url.partition(":")[0]
    if scheme not in ("sqlite", *POSTGRESQL):
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://user:password@host:5432/name or sqlite:////absolute/path."
        )
    try:
        config = dict(environ.Env.db_url_config(url))
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read ({error}).") from error
    return config | (_postgresql(config.get("OPTIONS", {})) if scheme in POSTGRESQL else _sqlite())


def _sqlite() -> dict[str, Any]:
    """IMMEDIATE: a transaction that reads and then writes must queue at its start, or it fails half way through."""
    return {"OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}}


def _postgresql(options: dict[str, Any]) -> dict[str, Any]:
    """One connection kept per thread and checked before use: no pool threads that a fork would leave behind."""
    return {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": SECONDS_TO_CONNECT, "isolation_level": READ_COMMITTED} | options,
    }

"""What the tests use of the machine: PostgreSQL, Redis, Chromium.  Missing: left out at home, a failure in CI."""

import os
import shutil
from typing import NoReturn

import psycopg
import pytest
import redis

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
REDIS_URL = os.environ.get("TEST_REDIS_URL") or "redis://127.0.0.1:6379/9"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def postgres() -> str:
    """Return the address of a PostgreSQL in which databases can be made."""
    try:
        psycopg.connect(POSTGRES_URL, connect_timeout=3).close()
    except psycopg.Error as error:
        left_out(f"PostgreSQL does not answer ({str(error).splitlines()[0]}); TEST_POSTGRES_URL names another")
    return POSTGRES_URL


def redis_server() -> str:
    """Return the address of a Redis database in which keys of ours are welcome."""
    try:
        with redis.from_url(REDIS_URL, socket_timeout=3, socket_connect_timeout=3) as server:
            server.ping()
    except redis.RedisError as error:
        left_out(f"Redis does not answer ({error}); TEST_REDIS_URL names another")
    return REDIS_URL


def chromium() -> str:
    """Return the path of a Chromium."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        left_out("there is no Chromium: apt install chromium")
    return path


def left_out(why: str) -> NoReturn:
    """Skip the test, loudly; in CI, where everything must be there, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"In CI this must not be missing: {why}", pytrace=False)
    pytest.skip(why)

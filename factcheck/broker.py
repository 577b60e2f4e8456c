"""How Celery reaches its broker: transport only, quick to give up, and safe when a process dies (SAFETY B1, B6)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

HARD_LIMIT, SOFT_LIMIT, VISIBILITY = 120, 100, 300  # seconds; a message reappears only after its task must be dead
SECONDS_TO_ANSWER = 1  # a frozen broker may hold up an upload for no longer than this
SWEEP_SECONDS = 5
REDIS_SCHEMES = ("redis", "rediss", "redis+socket", "unix")


def broker_url(celery_url: str, redis_url: str, socket: Path) -> str:
    """Return the broker to use: Celery's own setting, else Redis, else the embedded one on socket.

    Raises ImproperlyConfigured for an address that names no broker.
    """
    if celery_url:
        if not urlsplit(celery_url).scheme:
            raise ImproperlyConfigured("CELERY_BROKER_URL must look like redis://host:6379/0.")
        return celery_url
    if not redis_url:
        return f"redis+socket://{socket}"
    if urlsplit(redis_url).scheme not in REDIS_SCHEMES:
        raise ImproperlyConfigured("REDIS_URL must look like redis://:password@host:6379/0.")
    return redis_url.replace("unix://", "redis+socket://", 1)


def transport_options(key_prefix: str) -> dict[str, Any]:
    """Return the Redis transport's options; key_prefix sets this desk apart in a Redis that others use too."""
    return {
        "visibility_timeout": VISIBILITY,
        # kombu looks for lost messages about every 100 s by default; so it is every 5.
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": SECONDS_TO_ANSWER,
        "socket_connect_timeout": SECONDS_TO_ANSWER,
        "socket_keepalive": True,
        "health_check_interval": 25,
        "retry_on_timeout": False,
        # One attempt to connect; the sweep rings again, so a request must not wait for a broker that is down.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
        "interval_max": 0.1,
        "connect_retries_timeout": SECONDS_TO_ANSWER,
        "global_keyprefix": key_prefix,
    }

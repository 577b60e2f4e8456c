"""Do this after commit, by name: the bell that wakes a worker.

The database is the queue of record, so a bell that nobody hears is no loss: the sweep rings again.  A broker that is
down or frozen must not hold up the answer either; after one failed ring the bell stays silent for a while.
"""

import logging
import time

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

SILENCE_SECONDS = 5.0
_silent_until = 0.0


def later(task: str, *ids: int) -> None:
    """Ring for task with ids once the transaction has been committed."""
    transaction.on_commit(lambda: ring(task, *ids), robust=True)


def ring(task: str, *ids: int) -> bool:
    """Ring now; whether the broker took it."""
    global _silent_until  # noqa: PLW0603  # one bell for each process
    if time.monotonic() < _silent_until:
        return False
    try:
        current_app.tasks[task].apply_async(ids, retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("The broker does not answer (%s); the sweep will ring again.", error)
        _silent_until = time.monotonic() + SILENCE_SECONDS
        return False
    return True

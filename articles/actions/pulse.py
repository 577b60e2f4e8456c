"""The pulse of a long run: beside the work, outside of its transaction, it tells how far the run is and holds its lease."""

import logging
from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)
BEAT_SECONDS = 1.0


class LeaseLost(Exception):
    """Another run has taken over; this one writes nothing."""


class Pulse:
    """Calls `beat(share)` once a second in a thread with a database connection of its own, with the share told last.

    beat says whether the lease is still held; when it is not, the next `told` raises LeaseLost.  Inside a transaction
    of the caller there is no pulse: nobody outside would see what it is about.
    """

    def __init__(self, beat: Callable[[float], bool]) -> None:
        self._beat = beat
        self._share = 0.0
        self._lost = False
        self._ended = Event()
        self._thread = Thread(target=self._run, name="pulse", daemon=True)

    def told(self, share: float) -> None:
        """Keep how far the work is (0..1).  Raises LeaseLost when the run is another's now."""
        if self._lost:
            raise LeaseLost
        self._share = share

    def __enter__(self) -> Self:
        if not connection.in_atomic_block:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        if self._thread.ident:
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._ended.wait(BEAT_SECONDS) and not self._lost:
                try:
                    self._lost = not self._beat(self._share)
                except DatabaseError:  # a missed beat is no end: the lease is longer than many of them
                    logger.warning("A run could not show how far it is.", exc_info=True)
        finally:
            connection.close()

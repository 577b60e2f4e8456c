"""Running a desk's processes until somebody says stop."""

import signal
import time
from collections.abc import Callable
from types import FrameType

from django.core.management.base import CommandError

from articles.running.supervisor import Supervisor

LOOK_EVERY = 0.25  # seconds
PATIENCE = 60.0  # seconds that a process may take to come up
TOO_OFTEN = 3  # deaths before the first sign of life


class StopRequest:
    """Ctrl-C, SIGTERM or a closed terminal: once to stop in order, twice to stop at once."""

    def __init__(self) -> None:
        self.times = 0
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._heard)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.times += 1

    def __bool__(self) -> bool:
        return self.times > 0

    def is_urgent(self) -> bool:
        """Whether it was said twice."""
        return self.times > 1


def wait_for(name: str, supervisor: Supervisor, stop: StopRequest, is_up: Callable[[], bool]) -> None:
    """Wait until is_up; raises CommandError with the process's own words when it does not come up."""
    end = time.monotonic() + PATIENCE
    while not stop and not is_up():
        supervisor.look()
        if supervisor.watched[name].deaths >= TOO_OFTEN or time.monotonic() > end:
            raise CommandError(f"The {name} does not come up: {supervisor.watched[name].child.last_words()}")
        time.sleep(0.05)


def run_until(stop: StopRequest, supervisor: Supervisor) -> None:
    """Keep the processes running until stop is heard."""
    while not stop:
        supervisor.look()
        time.sleep(LOOK_EVERY)

"""Replaying claims in two processes: this one, once it has walked the trail, and another beside it from the start.

Both take ranges of claims from one list until it is empty, and read the database as of the same moment.  Where a second
process is of no use (a short trail, one core, a transaction of the caller) or does not come about, this one does it all.
"""

import json
import logging
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TypeAlias

from django.conf import settings
from django.db import DatabaseError, connection

from articles.models import AuditEvent
from articles.reports.replay_ranges import Looked, Range, all_ranges, look_at
from articles.reports.snapshot import one_moment, shared_moment

Process: TypeAlias = subprocess.Popen[str]
ROOT = Path(__file__).resolve().parents[2]
WORTH = 50_000
"""Events from which on a second process saves more than its start costs."""
PATIENCE_SECONDS = 0.2
CACHE_KB = 8_000
"""Of pages that SQLite keeps: the events of claims lie scattered over a stretch of the trail, and are come by again."""
START = """
import gc, json, sys
from django.conf import settings
settings.configure(**json.loads(sys.stdin.readline()))
import django
django.setup()
from articles.reports.replay_beside import answer
gc.disable()  # a process of one task: looking for rings among what it reads takes a fifth of the time
answer()
"""
DATABASE = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
logger = logging.getLogger(__name__)


class Beside:
    """The ranges that are to be looked at, and the process beside this one, if there is one."""

    def __init__(self, process: Process | None) -> None:
        self._process = process
        self._rest: deque[Range] = deque()
        self._looked: dict[int, Looked] = {}
        self._count = 0
        self._thread = Thread(target=self._hand_over, name="replay", daemon=True)

    @property
    def read(self) -> int:
        """How many events of claims were read so far."""
        return sum(looked.read for looked in tuple(self._looked.values()))

    def begin(self) -> None:
        """List the ranges; the other process begins with them at once."""
        self._rest.extend(all_ranges())
        self._count = len(self._rest)
        self._thread.start()

    def stop(self) -> None:
        """Leave what is not yet done: nobody asks for it any more."""
        self._rest.clear()
        self._process = None

    def finish(self, tick: Callable[[], object]) -> list[Looked]:
        """Take part until all is done: what was found, in the order of claims.  tick is called again and again."""
        while len(self._looked) < self._count:
            with suppress(IndexError):
                one = self._rest.popleft()
                self._looked[one.number] = look_at(one)
            if not self._rest:
                self._thread.join(PATIENCE_SECONDS)
            tick()
        return [self._looked[number] for number in range(self._count)]

    def _hand_over(self) -> None:
        """Hand ranges to the other process, one after the other; what it does not answer goes back on the list."""
        while process := self._process:
            try:
                one = self._rest.popleft()
            except IndexError:
                return
            try:
                self._looked[one.number] = Looked.from_json(_asked(process, [one.after, one.upto, one.number]))
            except (OSError, ValueError, TypeError):
                self._rest.append(one)
                if self._process:
                    logger.warning("The second process of a verification ended early; the first one does its part.")
                return


@contextmanager
def one_moment_for_two() -> Iterator[Beside]:
    """One moment for this process and, where it is worth it, one beside it, which is gone at the end."""
    with ExitStack() as stack:
        process = None
        try:
            if _is_worth_it():
                process = stack.enter_context(_another())
                stack.enter_context(shared_moment(partial(_asked, process)))
        except (DatabaseError, OSError, ValueError):
            logger.warning("A verification goes on in one process: a second one did not come about.", exc_info=True)
            process = None
        if process is None:
            stack.enter_context(one_moment())
        beside = Beside(process)
        try:
            yield beside
        finally:
            beside.stop()


def answer() -> None:
    """What the process beside does: begin its moment, then look at one range after the other."""
    questions = map(json.loads, sys.stdin)
    print(json.dumps("ready"), flush=True)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    with one_moment(next(questions)):
        AuditEvent.objects.exists()  # a moment begins with the first look
        print(json.dumps("begun"), flush=True)
        for after, upto, number in questions:
            print(look_at(Range(number, after, upto)).to_json(), flush=True)


def _is_worth_it() -> bool:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return not connection.in_atomic_block and (cores or 1) > 1 and AuditEvent.objects.count() >= WORTH


@contextmanager
def _another() -> Iterator[Process]:
    """A process that is ready to begin its moment."""
    given = {
        "DATABASES": {"default": {name: connection.settings_dict[name] for name in DATABASE}},
        "INSTALLED_APPS": ["articles.apps.RowsOnly"],
        "AUTH_USER_MODEL": settings.AUTH_USER_MODEL,
        "USE_TZ": True,
    }
    argv = [sys.executable, "-c", START]
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, start_new_session=True) as process:
        assert process.stdin is not None
        try:
            _asked(process, given)
            yield process
        finally:
            process.kill()
            with suppress(OSError):  # what it did not read any more
                process.stdin.close()


def _asked(process: Process, question: object) -> str:
    """The line with which process answers.  Raises OSError when it is gone, ValueError when it says nothing."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(question, default=os.fspath) + "\n")
    process.stdin.flush()
    if not (line := process.stdout.readline()):
        raise ValueError("no answer")
    return line

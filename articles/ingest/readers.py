"""Reads many uploads quickly: a warm process that never looks at an upload itself forks for each, behind the same wall.

Starting Python and a parser takes ten times as long as reading most articles; forking takes a few milliseconds.
"""

import gc
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import IO, NoReturn, Self

from articles.ingest.child import answer, environment, limit_this_process, read_in_child, too_slow
from articles.ingest.document import Document
from articles.ingest.limits import LIMITS
from articles.ingest.reading import reader_of
from articles.ingest.sniff import Kind

PROGRAM = ["-m", "articles.ingest.readers"]
SLOW = "slow"
GONE = -1
"""The status of a reading whose warm process is gone: it was killed, as one that crashed would be."""


class Readers:
    """Some warm readers, each started when it is first needed.  A context manager; its threads read side by side."""

    def __init__(self, count: int = 2) -> None:
        self.threads = ThreadPoolExecutor(count, "reader")
        self._all = [_Warm() for _ in range(count)]
        self._free: SimpleQueue[_Warm] = SimpleQueue()
        for one in self._all:
            self._free.put(one)

    def read(self, name: str, data: bytes, charset: str | None) -> Document:
        """What read_in_child reads and refuses.  Safe from threads; it waits for a reader that is free."""
        return read_in_child(name, data, charset=charset, run=self._run)

    def _run(self, folder: Path) -> int:
        one = self._free.get()
        try:
            return one.run(folder)
        finally:
            self._free.put(one)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.threads.shutdown(wait=False, cancel_futures=True)
        for one in self._all:
            one.stop()
        self.threads.shutdown()
        for one in self._all:
            one.end()


class _Warm:
    """One warm process, asked for one reading at a time; one that is gone is started anew for the next."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def run(self, folder: Path) -> int:
        """The exit status of the process that read what lies in folder; raises too_slow."""
        try:
            given, taken = self._pipes()
            given.write(json.dumps(str(folder)).encode() + b"\n")
            given.flush()
            said = json.loads(taken.readline())
        except (OSError, ValueError):  # it ended in the middle of its work
            self.end()
            return GONE
        if said == SLOW:
            raise too_slow()
        return int(said)

    def stop(self) -> None:
        """Ask the process to end, and to kill what it forked; whoever waits for it is told that it is gone."""
        if self._process is not None:
            self._process.terminate()

    def end(self) -> None:
        """Make sure that the process has ended, and clear up behind it."""
        if self._process is not None:
            self.stop()
            try:
                self._process.communicate(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.communicate()
        if self._folder is not None:
            self._folder.cleanup()
        self._process = self._folder = None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._folder = tempfile.TemporaryDirectory(prefix="factcheck-readers-")
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-s", *PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder.name,
                env=environment(Path(self._folder.name)),
                start_new_session=True,  # Ctrl-C is heard by the program that reads, which ends this in order
            )
        given, taken = self._process.stdin, self._process.stdout
        assert given is not None
        assert taken is not None
        return given, taken


def serve() -> None:
    """Fork for each folder that a line names, and say in a line how that ended, until there are no more lines."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    gc.disable()
    for line in sys.stdin.buffer:
        folder = Path(json.loads(line))
        with (folder / "question").open("rb") as question:
            reader_of(Kind(json.loads(question.readline())["kind"]))  # the line above the upload: our own words
        gc.freeze()
        status = _fork(folder)
        sys.stdout.buffer.write(json.dumps(SLOW if status is None else status).encode() + b"\n")
        sys.stdout.buffer.flush()


def _fork(folder: Path) -> int | None:
    """The exit status of a process that read what lies in folder; None when it took too long."""
    ending, held = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(ending)
        _read_here(folder)
    os.close(held)
    try:
        return _wait(process, ending, time.monotonic() + LIMITS.wall_seconds)
    finally:
        os.close(ending)
        with suppress(ProcessLookupError, PermissionError):  # it, if it still runs, and whatever it started
            os.killpg(process, signal.SIGKILL)


def _wait(process: int, ending: int, until: float) -> int | None:
    """Wait for process, which holds the other end of `ending`."""
    select.select([ending], [], [], LIMITS.wall_seconds)
    while time.monotonic() < until:
        done, code = os.waitpid(process, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(code)
        time.sleep(0.001)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


def _read_here(folder: Path) -> NoReturn:
    """In the fork: take the place of a child that was started for this one upload, and end."""
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()
        os.chdir(folder)
        os.environ |= {"TMPDIR": str(folder), "HOME": str(folder)}
        given, taken = os.open("question", os.O_RDONLY), os.open("answer", os.O_WRONLY | os.O_TRUNC)
        os.dup2(given, 0)
        os.dup2(taken, 1)
        limit_this_process()
        said = answer(sys.stdin.buffer.read())
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    serve()

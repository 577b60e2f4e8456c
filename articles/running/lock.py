"""One desk at a time in a data folder."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class TakenError(Exception):
    """Another process holds the folder; its id is the message."""


@contextlib.contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold file for as long as the block runs; the kernel lets go of it when the process dies, however it dies.

    Raises TakenError when another process holds it.
    """
    with file.open("a+", encoding="ascii") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.seek(0)
            raise TakenError(held.read().strip()) from None
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield

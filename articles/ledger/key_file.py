"""The file with the desk's private key: outside the database, for its owner's eyes only, never half written."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from articles.ledger.keys import new_secret, public_of


def read_secret(file: Path) -> str | None:
    """The private key line in file, None when there is no file. Raises BadCheckpoint when it holds anything else."""
    try:
        secret = file.read_text("ascii", "replace").removesuffix("\n")
    except FileNotFoundError:
        return None
    public_of(secret)
    return secret


def own_secret(file: Path, origin: str) -> str:
    """The private key line in file; made for the log origin when there is none. Raises BadCheckpoint, OSError."""
    secret = read_secret(file)
    if secret is None:
        with _written_beside(file, new_secret(origin)) as draft, contextlib.suppress(FileExistsError):
            os.link(draft, file)  # of two processes that begin at once, both get the same key
        _settle(file.parent)
        secret = read_secret(file)
        assert secret is not None
    return secret


def put_secret(file: Path, secret: str) -> None:
    """Put a private key line into file, in place of the one there. Raises OSError."""
    with _written_beside(file, secret) as draft:
        draft.replace(file)
        _settle(file.parent)


def remove_secret(file: Path) -> None:
    """Remove file, if it is there. Raises OSError."""
    file.unlink(missing_ok=True)
    _settle(file.parent)


@contextlib.contextmanager
def _written_beside(file: Path, secret: str) -> Iterator[Path]:
    """A file of mode 0600 beside file with the key in it, safe on disk; gone at the end unless it was moved."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)  # makes it 0600
    draft = Path(name)
    try:
        with open(number, "w", encoding="ascii") as out:  # noqa: PTH123  # a file that is open already
            out.write(secret + "\n")
            out.flush()
            os.fsync(number)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Make sure that the names in folder survive a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

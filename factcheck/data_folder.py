"""The data folder: the only place on disk that is written, private to its owner."""

import contextlib
import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PRIVATE_FOLDERS = ("broker", "logs", "mail", "static", "tmp")
SHORT_FOLDER = Path("/tmp")  # noqa: S108  the broker makes a private folder in it, and checks that it is its own
LONGEST_SOCKET_PATH = 100  # sun_path is 108 bytes on Linux and 104 on macOS; valkey adds a temporary ending


def open_data_folder(folder: Path) -> Path:
    """Make folder (mode 0700) and its rooms, and return its absolute path.

    Raises ImproperlyConfigured in one sentence when it cannot be made or written.
    """
    folder = folder.expanduser().absolute()
    try:
        for room in (folder, *(folder / name for name in PRIVATE_FOLDERS)):
            room.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be written ({error.strerror}); set FACTCHECK_DATA to a folder that can."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """Return the key of this installation: 384 random bits, made on the first call, kept in folder with mode 0600."""
    file = folder / "secret-key"
    if not file.exists():
        # Written aside and linked into place: of two processes that start at once, both get the same key.
        with tempfile.NamedTemporaryFile("w", dir=folder, encoding="ascii") as draft:  # mkstemp makes it 0600
            draft.write(secrets.token_urlsafe(48))
            draft.flush()
            with contextlib.suppress(FileExistsError):
                os.link(draft.name, file)
    return file.read_text("ascii").strip()


def broker_socket(folder: Path) -> Path:
    """Return where the embedded broker listens: in folder, or in a short private temporary folder if that is too long.

    The path is a function of folder alone (not of TMPDIR), so that web, worker and scheduler agree without being told.
    """
    socket = folder / "broker" / "broker.sock"
    if len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH:
        return socket
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return SHORT_FOLDER / f"factcheck-{os.getuid()}-{name}" / "broker.sock"

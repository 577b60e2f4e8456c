"""Files on a disk, on their way in: found in a stable order, opened one at a time, zips unpacked."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.submit_many import Incoming, cannot_take, unpack
from articles.ingest.limits import LIMITS
from articles.ingest.reading import too_big
from articles.ingest.refusal import NOTHING_STORED


def files_in(folder: Path, *, recursive: bool) -> Iterator[Path]:
    """The files of a folder by name, those of its folders after them; links to folders are not followed."""
    for where, folders, names in os.walk(folder):
        yield from (path for name in sorted(names) if (path := Path(where, name)).is_file())
        folders[:] = sorted(folders) if recursive else []


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether a file of folder, or a folder above it, has a name that begins with a dot."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


class Files:
    """What is in some files, each zip with all of its own; an iterator that knows better and better how many there are."""

    def __init__(self, paths: Iterable[Path], folder: Path = Path()) -> None:
        self._paths = list(paths)
        self._folder = folder
        self.count = len(self._paths)
        self.left_out: list[str] = []

    def __iter__(self) -> Iterator[Incoming]:
        for path in self._paths:
            name = str(path.relative_to(self._folder) if path.is_relative_to(self._folder) else path)
            try:
                unpacked = unpack(Upload(name=path.name, data=_bytes(path)))
            except Refused as no:
                yield Incoming(name, refused=no)
                continue
            self.count += unpacked.count - 1
            self.left_out += (f"{name}/{inner}" for inner in unpacked.left_out)
            yield from (replace(one, name=f"{name}/{one.name}" if unpacked.is_zip else name) for one in unpacked.files)


def _bytes(path: Path) -> bytes:
    """What a file holds.  Raises Refused, before anything is read, for one that is too large."""
    most = LIMITS.bundle_bytes if path.suffix.lower() == ".zip" else LIMITS.file_bytes
    try:
        if (size := path.stat().st_size) > most:
            raise cannot_take(too_big(size, most))
        return path.read_bytes()
    except OSError as error:
        message = f"This file cannot be read from the disk ({error.strerror}). {NOTHING_STORED}"
        raise Refused(Code.CANNOT_TAKE, message, reason="not_readable") from error

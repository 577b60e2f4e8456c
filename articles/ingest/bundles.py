"""A zip of articles: its files one by one, each in memory only; what cannot be taken is said and holds up none of the others."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from articles.ingest.archive import CHUNK, DAMAGE, SMALL, STORED_OR_DEFLATED
from articles.ingest.limits import LIMITS, Limits, megabytes
from articles.ingest.reading import too_big
from articles.ingest.refusal import CannotTake

WHAT = "This zip"
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
END, END_64 = b"PK\x05\x06", b"PK\x06\x07"
END_BYTES = 22
ENTRY_BYTES = 46 + 1_024
"""What one file may take in the directory: its fixed part, and a name as long as any that is in use."""
DOCUMENTS = {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "mimetype"}
"""A zip with one of these is itself a document, whatever it is called."""
OF_SYSTEMS = {"__macosx", "thumbs.db", "desktop.ini"}
UTF8_NAMES = 0x800
LOCKED = 0x1


class Member(NamedTuple):
    """One file of a zip: its name with its folders, and its bytes or why they cannot be taken."""

    name: str
    data: bytes
    refused: CannotTake | None = None


def is_bundle(name: str, data: bytes) -> bool:
    """Whether an upload is a zip of files and not a Word file, a spreadsheet or another document that is packed as one.

    A .zip that is damaged counts as one, so that its refusal speaks of a zip.
    """
    if not name.lower().endswith(".zip") or not data.startswith(ZIP_STARTS):
        return False
    with suppress(*DAMAGE, CannotTake):
        return DOCUMENTS.isdisjoint(_directory(data, LIMITS).namelist())
    return True


class Bundle:
    """A zip of articles whose directory was looked at.  CannotTake when the zip as a whole cannot be taken."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._unpacked = 0
        if len(data) > limits.bundle_bytes:
            raise too_big(len(data), limits.bundle_bytes)
        try:
            self._zip = _directory(data, limits)
        except DAMAGE as error:
            raise _damaged() from error
        named = [(_name(part), part) for part in self._zip.infolist() if not part.is_dir()]
        self._files = [(name, part) for name, part in named if not _is_of_a_system(name)]
        self.left_out = tuple(name for name, _ in named if _is_of_a_system(name))
        """Hidden files and what systems add of their own: nobody means to upload them."""
        if len(self._files) > limits.bundle_members:
            raise _too_many(len(self._files), limits)
        if not self._files:
            raise CannotTake(
                "no_text", f"{WHAT} has no files in it. Put the articles into it and upload it again.", 422
            )

    def __len__(self) -> int:
        return len(self._files)

    @property
    def names(self) -> list[str]:
        """The name of every file, with its folders, in the order of the directory."""
        return [name for name, _ in self._files]

    def members(self, after: int = 0) -> Iterator[Member]:
        """Every file in the order of the directory, unpacked when it is asked for; the first `after` were taken before."""
        taken = self._files[:after]
        seen = {name.casefold() for name, _ in taken}
        self._unpacked = sum(part.file_size for _, part in taken if part.file_size <= self._limits.file_bytes)
        for name, part in self._files[after:]:
            try:
                self._check(part, name, is_double=name.casefold() in seen)
                yield Member(name, self._read(part))
            except CannotTake as refused:
                yield Member(name, b"", refused)
            seen.add(name.casefold())

    def _check(self, part: zipfile.ZipInfo, name: str, *, is_double: bool) -> None:
        if part.flag_bits & LOCKED:
            raise CannotTake("encrypted", "This file is locked with a password. Pack it without one.", 422)
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
            message = "The name of this file points to a place outside of the zip. Pack it again with a plain name."
            raise CannotTake("unsafe_name", message, 422)
        if stat.S_ISLNK(part.external_attr >> 16):
            raise CannotTake("unsafe_name", "This is no file but a link to one. Pack the file itself.", 422)
        if is_double:
            message = "Another file of this zip has the same name; the first one was taken. Give them different names."
            raise CannotTake("same_name", message, 422)
        if part.compress_type not in STORED_OR_DEFLATED:
            raise CannotTake("strange_packing", "This file is packed in a way that is not read. Pack it again.", 422)
        if part.file_size > self._limits.file_bytes:  # before a byte of it is unpacked
            raise too_big(part.file_size)

    def _read(self, part: zipfile.ZipInfo) -> bytes:
        """The bytes of one file, counted while they are unpacked, whatever size it claims."""
        pieces, size = [], 0
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(CHUNK):
                    size += len(piece)
                    self._count(len(piece), size, part.compress_size)
                    pieces.append(piece)
        except DAMAGE as error:
            raise _damaged("This file of the zip") from error
        data = b"".join(pieces)
        if size != part.file_size:
            raise _damaged("This file of the zip")
        if is_bundle(part.filename, data):
            raise CannotTake("nested_zip", "This is a zip inside of a zip. Upload it by itself.", 422)
        return data

    def _count(self, more: int, size: int, packed: int) -> None:
        self._unpacked += more
        if self._unpacked > self._limits.bundle_unpacked_bytes:
            limit = megabytes(self._limits.bundle_unpacked_bytes)
            message = f"With this file the zip unpacks to more than {limit}, which is the limit. Upload the rest in another one."
            raise CannotTake("unpacks_too_big", message, 413)
        if size > SMALL and size > self._limits.ratio * max(1, packed):
            message = f"This file unpacks to more than {self._limits.ratio} times its packed size, which is the limit."
            raise CannotTake("unpacks_too_big", message, 422)


def _directory(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The opened zip, once its directory is known to be of a sensible size; one of DAMAGE, or CannotTake."""
    end = data.rfind(END, max(0, len(data) - END_BYTES - 65_535))
    if end < 0 or end + END_BYTES + int.from_bytes(data[end + 20 : end + 22], "little") != len(data):
        raise zipfile.BadZipFile("something stands behind the end")
    if data[max(0, end - 20) : end].startswith(END_64):
        raise zipfile.BadZipFile("a form for archives that are larger than any that is taken")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    most = limits.members + limits.bundle_members
    if size > most * ENTRY_BYTES or data.count(b"PK\x01\x02", max(0, end - size), end) > most:
        raise _too_many(data.count(b"PK\x01\x02", max(0, end - size), end), limits)
    if int.from_bytes(data[end + 16 : end + 20], "little") + size != end:
        raise zipfile.BadZipFile("something stands before the beginning")
    return zipfile.ZipFile(BytesIO(data))


def _name(part: zipfile.ZipInfo) -> str:
    """The name with forward slashes.  Most programs write UTF-8 without saying so; else it is what zip always meant."""
    name = part.filename
    if not part.flag_bits & UTF8_NAMES:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _is_of_a_system(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any((part.startswith(".") and part != "..") or part.lower() in OF_SYSTEMS for part in parts)


def _too_many(found: int, limits: Limits) -> CannotTake:
    message = f"{WHAT} has {found:,} files or more. The limit is {limits.bundle_members:,}. Upload it in parts, or let the operator import the folder."
    return CannotTake("too_many_parts", message, 422)


def _damaged(what: str = WHAT) -> CannotTake:
    return CannotTake("broken_file", f"{what} is damaged or incomplete. Pack it again and upload the new one.", 422)

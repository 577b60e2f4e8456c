"""The one safe way into files that are zip archives: Word and OpenDocument.  Nothing is ever unpacked to disk."""

import stat
import zipfile
import zlib
from io import BytesIO
from types import TracebackType
from typing import Self

from lxml import etree

from articles.ingest.limits import LIMITS, Limits, megabytes
from articles.ingest.refusal import CannotTake, broken

CHUNK = 64 * 1024
# Below this size the ratio says nothing: a page of spaces packs a thousandfold and harms nobody.
SMALL = 1024 * 1024
AGAIN = "Copy the text into a new file and upload that, or paste it."
STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


class Archive:
    """A zip file whose directory was checked and whose parts are counted while they are read.

    CannotTake for duplicate, absolute or climbing names, links, encrypted parts, too many parts, and for parts that
    unpack to more than the limits, whatever size they claim.
    """

    def __init__(self, data: bytes, what: str, limits: Limits = LIMITS) -> None:
        self._what = what
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except DAMAGE as error:
            raise broken(what) from error
        self._check_directory()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the directory."""
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """One part, unpacked in steps and counted in each; CannotTake when it is missing, damaged or too large."""
        part = self._parts.get(name)
        if part is None:
            raise broken(self._what)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(CHUNK):
                    size += len(piece)
                    self._count(len(piece), size, part.compress_size)
                    pieces.append(piece)
        except DAMAGE as error:
            raise broken(self._what) from error
        return b"".join(pieces)

    def xml(self, name: str) -> etree._Element:
        """One part as XML; a DTD, an entity or an error in it is a refusal."""
        return parse_xml(self.read(name), self._what)

    def _count(self, more: int, size: int, packed: int) -> None:
        self._unpacked += more
        if self._unpacked > self._limits.unpacked_bytes:
            limit = megabytes(self._limits.unpacked_bytes)
            raise CannotTake(
                "unpacks_too_big", f"{self._what} unpacks to more than {limit}, which is the limit. {AGAIN}", 422
            )
        if size > SMALL and size > self._limits.ratio * max(1, packed):
            message = f"A part of this file unpacks to more than {self._limits.ratio} times its packed size, which is the limit. {AGAIN}"
            raise CannotTake("unpacks_too_big", message, 422)

    def _check_directory(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > self._limits.members:
            message = f"{self._what} has {len(parts):,} parts. The limit is {self._limits.members:,}. {AGAIN}"
            raise CannotTake("too_many_parts", message, 422)
        self._parts: dict[str, zipfile.ZipInfo] = {}
        seen: set[str] = set()
        for part in parts:
            name = part.filename.replace("\\", "/")
            self._check(part, name, double=name.casefold() in seen)
            seen.add(name.casefold())
            self._parts[part.filename] = part

    def _check(self, part: zipfile.ZipInfo, name: str, *, double: bool) -> None:
        if part.flag_bits & 0x1:
            message = f"{self._what} is locked with a password. Save it without a password and upload it again."
            raise CannotTake("encrypted", message, 422)
        climbs = name.startswith("/") or ":" in name or ".." in name.split("/")
        link = stat.S_ISLNK(part.external_attr >> 16)
        if climbs or link or double or part.compress_type not in STORED_OR_DEFLATED:
            why = (
                "two parts with one name"
                if double
                else "a part that points outside of it or is packed in a strange way"
            )
            message = f"{self._what} holds {why}. Open it, save it again and upload the new copy."
            raise CannotTake("unsafe_archive", message, 422)


def parse_xml(data: bytes, what: str) -> etree._Element:
    """The root of an XML text.  No DTD, no entities, no network, at most 256 elements deep; CannotTake otherwise."""
    head = data[:4096].replace(b"\x00", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise _with_dtd(what)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(what) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_dtd(what)
    return root


def _with_dtd(what: str) -> CannotTake:
    message = (
        f"{what} holds a list of abbreviations (a DTD), which can hide anything. Save it again in Word or LibreOffice."
    )
    return CannotTake("xml_with_dtd", message, 422)

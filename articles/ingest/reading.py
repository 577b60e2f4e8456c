"""The way from an upload to its one reader; a reader is imported only when it is needed."""

import importlib
from typing import Protocol, cast

from articles.ingest.charset import chosen_name
from articles.ingest.document import Document
from articles.ingest.limits import LIMITS, megabytes
from articles.ingest.plain import read_text
from articles.ingest.refusal import CannotTake, no_text
from articles.ingest.sniff import NAMES, Kind, sniff

OWN_LETTERS = frozenset({Kind.DOCX, Kind.ODT, Kind.RTF, Kind.PDF})


class Reader(Protocol):
    """A module of this room with one format: bytes and the editor's choice of charset in, a Document out."""

    def read(self, data: bytes, charset: str | None, /) -> Document:
        """The document; CannotTake when it cannot be read."""


def read_upload(name: str, data: bytes, *, charset: str | None = None) -> Document:
    """Read one uploaded file, here and now.  charset overrides what a text file says or what would be guessed.

    CannotTake for everything that cannot be read.  Use read_in_child for files from outside: a hostile one may eat
    all memory here.
    """
    return read_as(kind_of(name, data), data, charset)


def read_as(kind: Kind, data: bytes, charset: str | None) -> Document:
    """What the reader of kind makes of data.  A charset for a format that names its own is of no use, which is told."""
    known = None if charset is None else chosen_name(charset)
    document = reader_of(kind).read(data, known)
    if known is None or kind not in OWN_LETTERS:
        return document
    return document.noting(
        f"The chosen character set, {known}, was not used: {NAMES[kind]} says itself how its letters are coded."
    )


def read_pasted(text: str) -> Document:
    """Read pasted text.  Linear and without a parser, so it needs no child process."""
    return read_text(text)


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of an upload, once its size is known to be within the limit."""
    if len(data) > LIMITS.file_bytes:
        raise too_big(len(data))
    if not data.strip(b"\x00\t\n\r "):
        raise no_text("This file is empty.")
    return sniff(name, data)


def too_big(size: int, limit: int = LIMITS.file_bytes) -> CannotTake:
    """The refusal of a file over the limit; both in bytes."""
    message = (
        f"This file is {megabytes(size)}. The limit is {megabytes(limit)}. Upload it in parts, or without its pictures."
    )
    return CannotTake("too_big", message, 413)


def reader_of(kind: Kind) -> Reader:
    """The module that reads kind.  Imported here, by name, so that the child starts with one parser and not with six."""
    return cast(Reader, importlib.import_module(f"articles.ingest.{kind.value}"))

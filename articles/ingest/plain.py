"""Reads plain text, from a file or pasted."""

import re
from datetime import date

from articles.ingest.assembly import one_line, text_too_long
from articles.ingest.charset import decode
from articles.ingest.document import Document
from articles.ingest.limits import LIMITS
from articles.ingest.refusal import no_text
from articles.text.blocks import Block, BlockKind
from articles.text.furniture import BYLINE_LABEL
from articles.text.normalise import is_visible, normalise
from articles.text.recognise import recognise_blocks

MEDIA_TYPE = "text/plain"
DATE = re.compile(r"\b[12]\d{3}-\d\d-\d\d\b", re.ASCII)


def read(data: bytes, charset: str | None = None) -> Document:
    """The text as it is, line for line; blocks are recognised, nothing is left out."""
    decoded = decode(data, charset)
    return read_text(decoded.text, charset=decoded.charset, notes=(decoded.note,))


def read_text(raw: str, *, charset: str = "", notes: tuple[str, ...] = (), media_type: str = MEDIA_TYPE) -> Document:
    """A document from characters.  CannotTake when there is not a word in it or too many."""
    text, removed = normalise(raw)
    if not is_visible(text):
        raise no_text("There are no words in this text.")
    size = len(text.encode("utf-8"))
    if size > LIMITS.text_bytes:
        raise text_too_long(size)
    blocks = recognise_blocks(text)
    bylines = [text[block.start : block.end] for block in blocks if block.kind is BlockKind.BYLINE]
    return Document(
        text=text,
        blocks=blocks,
        title=one_line(_title(text, blocks)),
        byline=one_line(next((line for line in bylines if not BYLINE_LABEL.match(line) and not DATE.search(line)), "")),
        published_on=next((day for day in map(_day, bylines) if day), None),
        charset=charset,
        media_type=media_type,
        notes=tuple(note for note in (*notes, *removed) if note),
    )


def _title(text: str, blocks: tuple[Block, ...]) -> str:
    """The first heading, if nothing but furniture and bylines stands before it."""
    for kind, start, end in blocks:
        if kind is BlockKind.HEADING:
            return text[start:end]
        if kind not in (BlockKind.FURNITURE, BlockKind.BYLINE):
            return ""
    return ""


def _day(line: str) -> date | None:
    """The day that a line of the byline gives as 2026-01-19; other ways of writing it are for people to read."""
    found = DATE.search(line)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:  # 2026-02-31
        return None

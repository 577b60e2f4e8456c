"""What kind of file an upload is: by its content and by its name, and both must agree."""

import re
import struct
import zipfile
import zlib
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from articles.ingest.limits import LIMITS
from articles.ingest.refusal import CannotTake


class Kind(StrEnum):
    """A format that is read; the value is the name of its reader in this room."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    EML = "eml"


NAMES = {
    Kind.PLAIN: "a plain text",
    Kind.MARKDOWN: "a Markdown text",
    Kind.HTML: "a web page",
    Kind.DOCX: "a Word file",
    Kind.ODT: "an OpenDocument text",
    Kind.RTF: "an RTF file",
    Kind.PDF: "a PDF",
    Kind.EML: "a mail",
}
ENDINGS = {
    "txt": Kind.PLAIN, "text": Kind.PLAIN, "md": Kind.MARKDOWN, "markdown": Kind.MARKDOWN,
    "html": Kind.HTML, "htm": Kind.HTML, "xhtml": Kind.HTML, "docx": Kind.DOCX, "odt": Kind.ODT,
    "rtf": Kind.RTF, "pdf": Kind.PDF, "eml": Kind.EML,
}  # fmt: skip
TAKEN = "Text (.txt), Markdown (.md), web pages (.html), Word (.docx), OpenDocument (.odt), RTF, PDF and mail (.eml) are read."
FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file (.doc) or a file locked with a password. Save it as .docx without a password"),
    (b"\x89PNG", "a picture. Upload the text itself"),
    (b"\xff\xd8\xff", "a picture. Upload the text itself"),
    (b"GIF8", "a picture. Upload the text itself"),
    (b"II*\x00", "a picture. Upload the text itself"),
    (b"MM\x00*", "a picture. Upload the text itself"),
    (b"\x7fELF", "a program. Upload the text itself"),
    (b"MZ\x90", "a program. Upload the text itself"),
    (b"\x1f\x8b", "a packed archive. Unpack it and upload what is in it"),
    (b"7z\xbc\xaf", "a packed archive. Unpack it and upload what is in it"),
    (b"Rar!", "a packed archive. Unpack it and upload what is in it"),
    (b"BZh", "a packed archive. Unpack it and upload what is in it"),
    (b"\xfd7zXZ", "a packed archive. Unpack it and upload what is in it"),
    (b"SQLite format 3", "a database. Upload the text itself"),
)  # fmt: skip
PDF_MARK = re.compile(rb"(?:\A|[\r\n])[ \t]*%PDF-\d")
BEGINNING = re.compile(
    rb"\s*(?:(?P<comment><!--)|(?P<instruction><\?)|(?P<page><(?:!doctype\s+html|html|head|body)\b))", re.IGNORECASE
)
TAG = re.compile(
    rb"<(?:p|div|h[1-6]|article|section|span|a|br|table|ul|ol|title|main|header|img|b|i|em|strong)\b[^<>]*>",
    re.IGNORECASE,
)
MAIL_START = re.compile(
    rb"\A(?:From [^\r\n]*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n"
)
MAIL_FIELD = re.compile(rb"^(?:From|Message-ID|MIME-Version|Received|Content-Type):", re.IGNORECASE | re.MULTILINE)
FAR_AWAY = 0xFFFFFFFF  # the 64-bit form of the directory says it elsewhere
CHANCE = 50  # the mark of a part may stand in a packed picture, too
HEAD = 262_144  # mails have long heads
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))


def sniff(name: str, data: bytes) -> Kind:
    """The kind of an upload.

    CannotTake (415) for a kind that is not read, for a name that says something else than the content, and for a
    file that is two kinds at once.
    """
    ending = PurePath(name.replace("\\", "/")).suffix.lower().removeprefix(".")
    packed = _packed(data)
    kind = packed or _unpacked(data)
    if kind is None:
        return _text(name, ending, data)
    named = ENDINGS.get(ending)
    if ending and named is not kind:
        raise _mismatch(name, ending, f"{NAMES[kind]}. Give it the right ending and upload it again")
    return kind


def _packed(data: bytes) -> Kind | None:
    """The kind of a zip-based file; a zip that begins or ends with something else is refused."""
    if not data.startswith(b"PK\x03\x04"):
        if zipfile.is_zipfile(BytesIO(data)):
            raise _two_kinds("a packed file with something before it")
        return None
    if PDF_MARK.search(data[:1024]):
        raise _two_kinds("a packed file and a PDF")
    parts = data.count(b"PK\x01\x02")  # before the directory is read: a long one alone takes seconds
    if parts > LIMITS.members + CHANCE:
        message = f"This packed file has {parts:,} parts. The limit is {LIMITS.members:,}. Upload its text alone."
        raise CannotTake("too_many_parts", message, 422)
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = set(packed.namelist())
            kind = _said_inside(packed) if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        message = "This packed file is damaged or incomplete. Save it again and upload the new copy."
        raise CannotTake("broken_file", message, 422) from error
    if not _is_one_archive(data):
        raise _two_kinds("a packed file with something before or behind it")
    is_word = "[Content_Types].xml" in names and "word/document.xml" in names
    is_open = kind.strip().startswith(b"application/vnd.oasis.opendocument.text")
    if is_word and is_open:
        raise _two_kinds("a Word file and an OpenDocument text")
    if is_word or is_open:
        return Kind.DOCX if is_word else Kind.ODT
    raise CannotTake("unknown_type", f"This is a packed file, but no Word file and no OpenDocument text. {TAKEN}", 415)


def _said_inside(packed: zipfile.ZipFile) -> bytes:
    """What an OpenDocument file says it is; other ways of packing may ask for gigabytes before the first byte."""
    part = packed.getinfo("mimetype")
    short = part.file_size < 100 and part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return packed.read(part) if short else b""


def _is_one_archive(data: bytes) -> bool:
    """Whether the directory and its end record are the end of the file, and it begins where they say."""
    end = data.rfind(b"PK\x05\x06")
    size, begin, comment = struct.unpack_from("<IIH", data, end + 12) if 0 <= end <= len(data) - 22 else (0, 0, -1)
    return end + 22 + comment == len(data) and begin in (end - size, FAR_AWAY)


def _unpacked(data: bytes) -> Kind | None:
    if data.startswith(b"%PDF-"):
        return Kind.PDF
    if data.startswith(b"{\\rtf"):
        if PDF_MARK.search(data[:1024]):
            raise _two_kinds("an RTF file and a PDF")
        return Kind.RTF
    for mark, what in FOREIGN:
        if data.startswith(mark):
            raise CannotTake("unknown_type", f"This is {what}. {TAKEN}", 415)
    return None


def _text(name: str, ending: str, data: bytes) -> Kind:
    """The kind among those that are characters from the first to the last byte."""
    named = ENDINGS.get(ending)
    if ending and named is None and _looks_like_ending(ending):
        raise CannotTake("unknown_type", f"Files that end in .{ending[:20]} are not read. {TAKEN}", 415)
    if named in (Kind.DOCX, Kind.ODT, Kind.PDF, Kind.RTF):
        raise _mismatch(
            name, ending, f"not {NAMES[named]}. Open it where it came from, save it again and upload the new copy"
        )
    if PDF_MARK.search(data[:1024]):
        raise _two_kinds("a text and a PDF")
    head = _readable(data)
    if named is Kind.EML or (named is None and MAIL_START.match(head) and MAIL_FIELD.search(head)):
        if not MAIL_START.match(head):
            raise _mismatch(name, ending, "not a mail. Save the mail again, or upload its text as .txt")
        return Kind.EML
    page = _begins_a_page(head)
    if page and named in (Kind.PLAIN, Kind.MARKDOWN):
        raise _mismatch(name, ending, "a web page. Give it the ending .html and upload it again")
    if named is Kind.HTML and not page and not TAG.search(_readable(data, len(data))):
        raise _mismatch(name, ending, "not a web page. Give it the ending .txt and upload it again")
    return Kind.HTML if page else named or Kind.PLAIN


def _begins_a_page(head: bytes) -> bool:
    """Whether the first thing that is no white space, comment or instruction is the beginning of a page."""
    place = 0
    while found := BEGINNING.match(head, place):
        if found["page"] is not None:
            return True
        closing = b"-->" if found["comment"] is not None else b"?>"
        end = head.find(closing, found.end() - 2)  # <!--> closes itself
        if end < 0:
            return False
        place = end + len(closing)
    return False


def _looks_like_ending(ending: str) -> bool:
    """Whether the last part of a name is an ending, as in table.csv, and not a word, as in Budget 2026.final draft."""
    return ending.isalnum() and len(ending) <= 5 and not ending.isdigit()


def _readable(data: bytes, length: int = HEAD) -> bytes:
    """The beginning as ASCII-compatible bytes, whatever the width of its characters; refused when it is no text at all."""
    head = data[:length]
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or head.count(0) > len(head) // 8
    if not wide and len(head) - len(head.translate(None, CONTROLS)) > 8 + len(head) // 50:
        message = f"This file is not a text: it holds bytes that no text has. {TAKEN}"
        raise CannotTake("unknown_type", message, 415)
    return head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")


def _mismatch(name: str, ending: str, what: str) -> CannotTake:
    shown = "".join(filter(str.isprintable, PurePath(name.replace("\\", "/")).name))[-80:]
    return CannotTake("wrong_type", f"The name “{shown}” ends in .{ending[:20]}, but the file is {what}.", 415)


def _two_kinds(what: str) -> CannotTake:
    message = (
        f"This file is {what} at once, which no newsroom program makes. Open it, save it again and upload the new copy."
    )
    return CannotTake("two_kinds", message, 415)

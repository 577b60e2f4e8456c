"""Reads mails: the words of the message; subject, sender and what was attached are told."""

from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import EmailPolicy, Policy
from typing import Any, cast

from articles.ingest.assembly import one_line
from articles.ingest.charset import decode
from articles.ingest.document import Document
from articles.ingest.html import read as read_page
from articles.ingest.plain import read_text
from articles.ingest.refusal import CannotTake, broken, no_text

MEDIA_TYPE = "message/rfc822"
WHAT = "This mail"
MOST_PARTS = 500
SHOWN = 20  # attachments
LONGEST_FIELD = 2_000  # characters: the parser's time for a field grows with the square of its length
BROKEN_MAIL = (
    MessageError, LookupError, ValueError, AttributeError, TypeError, KeyError, IndexError, OverflowError,
)  # fmt: skip


class Fields(EmailPolicy):
    """The usual policy, which looks at the beginning of a field only."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The field, parsed."""
        return super().header_fetch_parse(name, value[:LONGEST_FIELD])


class Parts:
    """Counts the parts of a mail while they are found."""

    def __init__(self) -> None:
        self._count = 0

    def another(self, policy: Policy) -> EmailMessage:
        """One part more; CannotTake when there were enough."""
        self._count += 1
        if self._count > MOST_PARTS:
            message = f"{WHAT} has more than {MOST_PARTS} parts, which is the limit. Paste its text."
            raise CannotTake("too_many_parts", message, 422)
        return EmailMessage(policy=policy)


def read(data: bytes, charset: str | None = None) -> Document:
    """The plain text of the mail, or its page when it has none; attachments stay out and are named.

    The date of a mail is when it was sent and not when the article appeared, so it is told and not taken.
    """
    try:
        mail = BytesParser(policy=Fields(message_factory=Parts().another)).parsebytes(data)
        return _read(cast(EmailMessage, mail), charset)
    except RecursionError as error:
        raise CannotTake(
            "too_deep", f"The parts of {WHAT.lower()} are nested too deeply. Paste its text.", 422
        ) from error
    except BROKEN_MAIL as error:
        raise broken(WHAT, "Save it again from the mail program, or paste its text.") from error


def _read(mail: EmailMessage, charset: str | None) -> Document:
    if any(part.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime") for part in mail.walk()):
        raise CannotTake("encrypted", f"{WHAT} is encrypted. Open it in the mail program and paste its text.", 422)
    bodies = [body for kind in ("plain", "html") if (body := mail.get_body((kind,))) is not None]
    body = next((body for body in bodies if _bytes(body).strip()), None)
    if body is None:
        raise no_text("There is no text in this mail.")
    read = _page(body, charset) if body.get_content_type() == "text/html" else _plain(body, charset)
    attached = [one_line(part.get_filename() or "a file without a name") for part in mail.iter_attachments()]
    more = f" and {len(attached) - SHOWN:,} more" if len(attached) > SHOWN else ""
    notes = [f"Attached and left out: {', '.join(attached[:SHOWN])}{more}."] if attached else []
    if sent := _field(mail, "Date"):
        notes.append(f"The mail was sent on {sent}.")
    return Document(
        text=read.text,
        blocks=read.blocks,
        title=_field(mail, "Subject") or read.title,
        byline=_field(mail, "From") or read.byline,
        charset=read.charset,
        media_type=MEDIA_TYPE,
        notes=(*read.notes, *notes),
        proposals=read.proposals,
    )


def _field(mail: EmailMessage, name: str) -> str:
    """A field of the head in one line; nothing when it is missing or makes no sense: the words of the mail do without."""
    try:
        return one_line(str(mail.get(name) or ""))
    except (*BROKEN_MAIL, RecursionError):
        return ""


def _plain(body: MIMEPart, charset: str | None) -> Document:
    data = _bytes(body)
    decoded = decode(data, charset, declared=body.get_content_charset())
    text = decoded.text
    if body.get_param("format") == "flowed":
        text = flowed(text, glue=body.get_param("delsp") == "yes")
    return read_text(text, charset=decoded.charset, notes=(decoded.note,))


def _page(body: MIMEPart, charset: str | None) -> Document:
    data = _bytes(body)
    named = body.get_content_charset()
    if charset is not None or not named:
        return read_page(data, charset)
    decoded = decode(data, declared=named)
    page = read_page(decoded.text.encode("utf-8"), "utf-8")
    return replace(page.noting(*filter(None, [decoded.note])), charset=decoded.charset)


def _bytes(body: MIMEPart) -> bytes:
    held = body.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def flowed(text: str, *, glue: bool = False) -> str:
    """Join the soft line ends of a text that its mail program wrapped (RFC 3676); glue drops the space at the line end."""
    lines: list[str] = []
    open_line = False
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw.removeprefix(" ") if raw.startswith(" ") else raw
        soft = line.endswith(" ") and line != "-- "
        kept = line[:-1] if soft and glue else line
        if open_line and not line.startswith(">"):
            lines[-1] += kept
        else:
            lines.append(kept)
        open_line = soft
    return "\n".join(lines)

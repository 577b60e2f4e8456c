"""Reads mails: the words of the message; subject, sender and what was attached are told."""

from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from articles.ingest.assembly import one_line
from articles.ingest.charset import decode
from articles.ingest.document import Document
from articles.ingest.html import read as read_page
from articles.ingest.plain import read_text
from articles.ingest.refusal import CannotTake, broken, no_text

MEDIA_TYPE = "message/rfc822"
WHAT = "This mail"
MOST_PARTS = 500
BROKEN_MAIL = (MessageError, LookupError, ValueError, AttributeError, TypeError, KeyError, IndexError)


def read(data: bytes, charset: str | None = None) -> Document:
    """The plain text of the mail, or its page when it has none; attachments stay out and are named.

    The date of a mail is when it was sent and not when the article appeared, so it is told and not taken.
    """
    try:
        mail = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        return _read(mail, charset)
    except BROKEN_MAIL as error:
        raise broken(WHAT, "Save it again from the mail program, or paste its text.") from error


def _read(mail: EmailMessage, charset: str | None) -> Document:
    parts = [part for part, _ in zip(mail.walk(), range(MOST_PARTS + 1), strict=False)]
    if len(parts) > MOST_PARTS:
        raise CannotTake(
            "too_many_parts", f"{WHAT} has more than {MOST_PARTS} parts, which is the limit. Paste its text.", 422
        )
    if any(part.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime") for part in parts):
        raise CannotTake("encrypted", f"{WHAT} is encrypted. Open it in the mail program and paste its text.", 422)
    body = mail.get_body(("plain", "html"))
    if body is None:
        raise no_text("There is no text in this mail.")
    read = _page(body, charset) if body.get_content_type() == "text/html" else _plain(body, charset)
    attached = [one_line(part.get_filename() or "a file without a name") for part in mail.iter_attachments()]
    notes = [f"Attached and left out: {', '.join(attached[:20])}."] if attached else []
    if sent := one_line(str(mail.get("Date") or "")):
        notes.append(f"The mail was sent on {sent}.")
    return Document(
        text=read.text,
        blocks=read.blocks,
        title=one_line(str(mail.get("Subject") or "")) or read.title,
        byline=one_line(str(mail.get("From") or "")) or read.byline,
        charset=read.charset,
        media_type=MEDIA_TYPE,
        notes=(*read.notes, *notes),
    )


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
    if charset is None and named:
        data = decode(data, declared=named).text.encode("utf-8")
        return read_page(data, "utf-8")
    return read_page(data, charset)


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

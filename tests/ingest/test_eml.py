"""Mails: the words of the message."""

from email.message import EmailMessage

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.eml import flowed


def mail(text: str = "", **more: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Edith Marlow <edith@desk.example>"
    message["Subject"] = "Lumen rises – Genève 🚀"
    message["Date"] = "Mon, 19 Jan 2026 02:13:01 +0000"
    if text:
        message.set_content(text, **more)
    return message


def test_the_text_is_read_and_the_fields_are_told() -> None:
    document = read_upload("a.eml", mail("Shares rose 46.3% in Genève 🚀.\n").as_bytes())
    assert document.text.strip() == "Shares rose 46.3% in Genève 🚀."
    assert (document.title, document.byline) == ("Lumen rises – Genève 🚀", "Edith Marlow <edith@desk.example>")
    assert document.published_on is None
    assert document.notes == ("The mail was sent on Mon, 19 Jan 2026 02:13:01 +0000.",)


def test_attachments_are_left_out_and_named() -> None:
    message = mail("Words.\n")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="report.pdf")
    document = read_upload("a.eml", message.as_bytes())
    assert "Attached and left out: report.pdf." in document.notes


def test_plain_text_is_taken_before_the_page() -> None:
    message = mail("Plain words.\n")
    message.add_alternative("<p>Page words.</p>", subtype="html")
    assert read_upload("a.eml", message.as_bytes()).text.strip() == "Plain words."


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_mail_that_is_only_a_page_is_read_as_one(charset: str) -> None:
    message = mail()
    message.set_content("<html><body><h1>Head</h1><p>Genève</p></body></html>", subtype="html", charset=charset)
    assert read_upload("a.eml", message.as_bytes()).text == "Head\n\nGenève"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_every_way_of_packing_letters_is_read(encoding: str) -> None:
    message = mail("Où est l’été ? " * 9, cte=encoding)
    assert read_upload("a.eml", message.as_bytes()).text.strip() == ("Où est l’été ? " * 9).strip()


@pytest.mark.parametrize(
    ("raw", "glue", "text"),
    [
        ("One \ntwo.\nThree.", False, "One two.\nThree."),
        ("One \r\ntwo.", True, "Onetwo."),
        ("-- \nName", False, "-- \nName"),
        (" >no quote", False, ">no quote"),
        ("> quoted \n> more", False, "> quoted \n> more"),
    ],
)
def test_lines_that_the_mail_program_wrapped_are_joined(raw: str, glue: bool, text: str) -> None:
    assert flowed(raw, glue=glue) == text


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("Content-Type: multipart/encrypted; boundary=x\r\n\r\n--x\r\n\r\nsecret\r\n--x--\r\n", "encrypted"),
        ("Content-Type: image/png\r\n\r\n\x01", "no_text"),
        ("Content-Type: text/plain\r\n\r\n", "no_text"),
    ],
)
def test_a_mail_without_words_is_refused(head: str, code: str) -> None:
    with pytest.raises(CannotTake) as caught:
        read_upload("a.eml", f"From: a@b.c\r\nMIME-Version: 1.0\r\n{head}".encode())
    assert caught.value.code == code


@pytest.mark.parametrize("part", ["multipart/mixed; boundary=b{}\r\n\r\n--b{}", "message/rfc822\r\n"])
def test_a_mail_of_mails_of_mails_is_refused_in_words(part: str) -> None:
    head = "".join(f"Content-Type: {part}\r\n".replace("{}", str(number)) for number in range(900))
    with pytest.raises(CannotTake) as caught:
        read_upload("a.eml", f"From: a@b.c\r\nMIME-Version: 1.0\r\n{head}\r\nwords".encode())
    assert caught.value.code in ("too_deep", "too_many_parts")


@pytest.mark.parametrize(
    "field",
    [
        "Date: Mon, 99999999999999999999 Jan 2026 02:13:01 +0000",
        "Date: Mon, 19 Jan 2026 99999999999:13:01 +99999999999",
        f"Subject: {'(' * 5_000}",
        f"From: {'(' * 5_000}",
        f"From: {'a ' * 100_000}",
        f"Subject: {'=?utf-8?q?a?= ' * 10_000}",
    ],
)
def test_a_field_that_makes_no_sense_does_not_keep_the_words_out(field: str) -> None:
    document = read_upload("a.eml", f"MIME-Version: 1.0\r\n{field}\r\n\r\nThe words.".encode())
    assert document.text == "The words."
    assert len(document.title) <= 300


def test_a_page_is_read_where_the_plain_text_beside_it_is_empty() -> None:
    message = mail(" \n")
    message.add_alternative("<p>Page words.</p>", subtype="html")
    assert read_upload("a.eml", message.as_bytes()).text == "Page words."


def test_more_attachments_than_anybody_reads_are_counted() -> None:
    message = mail("Words.\n")
    for number in range(23):
        message.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert read_upload("a.eml", message.as_bytes()).notes[0].endswith("19.pdf and 3 more.")

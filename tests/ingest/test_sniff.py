"""What an upload is: its content and its name must agree."""

import zipfile

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.reading import kind_of
from tests.ingest.files import column, opened, p, pdf, word, zipped

WORD, PDF, ODT = word(p("Words.")), pdf(column(["Words."])), opened(text="<text:p>Words.</text:p>")
PAGE, TEXT, RTF = b"<!DOCTYPE html><p>Words.", b"Just words.", b"{\\rtf1 Words.}"
MAIL = b"From: edith@desk.example\r\nSubject: Words\r\n\r\nWords.\r\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", WORD, "docx"), ("A.DOCX", WORD, "docx"), ("a", WORD, "docx"), ("a.odt", ODT, "odt"), ("a.pdf", PDF, "pdf"),
        ("a.rtf", RTF, "rtf"), ("a.html", PAGE, "html"), ("a.htm", b"<p>x", "html"), ("a", PAGE, "html"), ("a.txt", TEXT, "plain"),
        ("a.md", TEXT, "markdown"), ("a", TEXT, "plain"), ("a.eml", MAIL, "eml"), ("", TEXT, "plain"),
        ("Budget 2026.final draft", TEXT, "plain"), ("C:\\texts\\a.txt", TEXT, "plain"), ("v1.2", TEXT, "plain"),
        ("a.txt", "Words".encode("utf-16"), "plain"), ("a.html", PAGE.decode().encode("utf-16"), "html"),
        ("a.txt", b"a < b and <p> is a tag", "plain"), ("a.xhtml", b"<?xml version='1.0'?><!-- x --><html><p>x</p></html>", "html"),
    ],
)  # fmt: skip
def test_the_kind_is_known(name: str, data: bytes, kind: str) -> None:
    assert kind_of(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", WORD, "ends in .txt, but the file is a Word file"),
        ("a.docx", PDF, "but the file is a PDF"),
        ("a.docx", TEXT, "but the file is not a Word file"),
        ("a.pdf", TEXT, "not a PDF"),
        ("a.rtf", TEXT, "not an RTF file"),
        ("a.doc", RTF, "an RTF file"),
        ("a.txt", PAGE, "a web page. Give it the ending .html"),
        ("a.md", PAGE, "a web page"),
        ("a.html", TEXT, "not a web page"),
        ("a.eml", TEXT, "not a mail"),
        ("a.odt", WORD, "a Word file"),
    ],
)
def test_a_name_that_says_something_else_is_refused(name: str, data: bytes, words: str) -> None:
    refused = refusal(name, data)
    assert (refused.code, refused.status) == ("wrong_type", 415)
    assert words in refused.message


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "an old Word file (.doc) or a file locked with a password",
        ),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked with a password"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(99), "a picture"),
        ("a.gz", b"\x1f\x8b\x08", "a packed archive"),
        ("a.csv", b"a,b\n", "Files that end in .csv are not read"),
        ("a.exe", b"MZ\x90\x00", "a program"),
        ("a.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "no Word file and no OpenDocument text"),
        ("a.zip", zipped({"a.txt": "x"}), "no Word file and no OpenDocument text"),
        ("a.txt", bytes(range(256)) * 40, "holds bytes that no text has"),
    ],
)
def test_what_is_not_read_is_refused_by_name(name: str, data: bytes, words: str) -> None:
    refused = refusal(name, data)
    assert (refused.code, refused.status) == ("unknown_type", 415)
    assert words in refused.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", PDF + WORD),
        ("a.docx", WORD + PDF),
        ("a.docx", WORD + b"\n<script>x</script>"),
        ("a.docx", zipped({"%PDF-1.4": ""}, method=0)[:30] + b"\n%PDF-1.4\n" + WORD),
        ("a.html", b"<html><p>x</p>\n%PDF-1.4\n"),
        ("a.txt", b"words\n%PDF-1.4\n"),
        ("a.rtf", b"{\\rtf1 words\n%PDF-1.4\n}"),
        ("a.html", b"<html><p>words</p></html>" * 20_000 + WORD),
        ("a.docx", WORD + WORD),
    ],
)
def test_a_file_that_is_two_kinds_at_once_is_refused(name: str, data: bytes) -> None:
    assert refusal(name, data).code == "two_kinds"


def test_a_part_packed_in_a_way_that_asks_for_gigabytes_is_not_unpacked() -> None:
    packed = bytearray(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, method=zipfile.ZIP_LZMA))
    place = packed.index(b"mimetype") + len(b"mimetype") + 5
    packed[place : place + 4] = b"\xff\xff\xff\xff"  # the size of its dictionary
    assert refusal("a.odt", bytes(packed)).code == "unknown_type"


def test_a_broken_part_that_should_say_the_kind_is_refused() -> None:
    packed = bytearray(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}))
    place = packed.index(b"mimetype") + len(b"mimetype")
    packed[place : place + 9] = b"\xff" * 9
    assert refusal("a.odt", bytes(packed)).code == "broken_file"


def test_a_name_is_shown_without_what_turns_or_hides_letters() -> None:
    assert "“articlefdp.docx”" in refusal("article\u202efdp\u200b\x00.docx", b"words").message


@pytest.mark.parametrize("data", [b"", b" \n\t\r ", b"\x00" * 50])
def test_an_empty_file_is_refused(data: bytes) -> None:
    refused = refusal("a.txt", data)
    assert (refused.code, refused.status) == ("no_text", 422)


def refusal(name: str, data: bytes) -> CannotTake:
    with pytest.raises(CannotTake) as caught:
        read_upload(name, data)
    assert caught.value.message.endswith("Nothing was stored.")
    assert str(caught.value) == caught.value.message
    return caught.value

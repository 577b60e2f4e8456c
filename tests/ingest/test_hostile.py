"""Files that mean harm, and files that are broken: each gives its text or a refusal in words, nothing else."""

import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest

from articles.ingest import CannotTake, read_upload
from articles.ingest.child import read_in_child
from articles.ingest.document import Document
from articles.ingest.limits import LIMITS, MB
from articles.ingest.reading import reader_of
from articles.ingest.sniff import Kind
from tests.ingest.files import W, column, opened, p, pdf, r, row, word, zipped

# ruff: noqa: PLW0108 - every file is made only in its own test
SENTENCE = "Shares rose 46.3% 🚀 to $9.12 on Monday. "
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def outcome(name: str, data: bytes) -> str:
    """What became of a file: "text", or the code of its refusal, which must be in plain words."""
    try:
        document = read_in_child(name, data)
    except CannotTake as refused:
        return told(refused)
    sound(document)
    return "text"


def told(refused: CannotTake) -> str:
    """The code of a refusal whose words are for people."""
    assert refused.message.endswith("Nothing was stored.")
    assert refused.status in (413, 415, 422)
    assert not any(word in refused.message for word in ("Error", "Exception", "Traceback", "None", "\n"))
    return refused.code


def sound(document: Document) -> None:
    """Whether a document keeps the promises of every document."""
    text = document.text
    assert text.encode("utf-8").decode("utf-8") == text
    assert not set(text) & set("\r\x00\x1b")
    assert Document.from_json(document.to_json()) == document
    assert all(text[start:end].strip() for _, start, end in document.blocks)


@pytest.mark.parametrize(
    ("name", "make", "wanted"),
    [
        ("line.txt", lambda: (SENTENCE * 25_000).encode(), "text"),
        ("long.txt", lambda: b"a" * (2 * MB + 1), "text_too_long"),
        ("wide.txt", lambda: ("é" * (MB + 1)).encode(), "text_too_long"),
        ("big.txt", lambda: b"a" * (LIMITS.file_bytes + 1), "too_big"),
        ("feeds.txt", lambda: b"a\x0cb\x1bc\x00d", "text"),
        ("separators.txt", lambda: "a\u2028b\u2029c\x85d\u200bs\u202ee".encode(), "text"),
        ("surrogate.txt", lambda: b"caf\xed\xa0\x80 and \xe9", "text"),
        ("half16.txt", lambda: "odd".encode("utf-16") + b"x", "wrong_charset"),
        ("marks.md", lambda: b"[" * 9_000, "text"),
        ("stars.md", lambda: b"*a _b " * 5_000, "text"),
        ("ticks.md", lambda: b" ".join(b"`" * n for n in range(300)), "text"),
        ("quotes.md", lambda: b">" * 9_000 + b"x", "too_deep"),
        ("lists.md", lambda: "".join(" " * 2 * n + "- a\n" for n in range(200)).encode(), "too_deep"),
        ("page.html", lambda: b"<p>" + b"<b>" * 30_000 + b"x", "too_deep"),
        ("comments.html", lambda: b"<!--x-->" * 9_000 + b"<html><p>x", "text"),
        ("open.html", lambda: b"<html><p>x<!--" * 9_000, "text"),
        ("attributes.html", lambda: b"<p " + b"a=b " * 50_000 + b">x</p>", "text"),
        ("entities.html", f"{DTD}<html><p>&b;".encode, "xml_with_dtd"),
        ("refs.html", lambda: b"<p>&#0;&#xD800;&#x110000;&#x1F680;&nosuch; x</p>", "text"),
        ("script.html", lambda: b"<html><body><script>" + b"x" * 90_000 + b"</script></body>", "no_text"),
        ("bomb.docx", lambda: word(p("x" * (30 * MB))), "unpacks_too_big"),
        ("entities.docx", lambda: zipped({"[Content_Types].xml": "", "word/document.xml": f"{DTD}<x>&b;</x>"}), "xml_with_dtd"),
        ("deep.docx", lambda: word("<w:sdt>" * 9_000), "broken_file"),
        ("boxes.docx", lambda: word("<w:p><w:r><w:txbxContent>" * 60 + p("x") + "</w:txbxContent></w:r></w:p>" * 60), "text"),
        ("cells.docx", lambda: word(f"<w:tbl>{row(*['x'] * 5_000)}</w:tbl>"), "text"),
        ("nobody.docx", lambda: zipped({"[Content_Types].xml": "", "word/document.xml": "<x/>"}), "no_text"),
        ("notxml.docx", lambda: zipped({"[Content_Types].xml": "", "word/document.xml": b"\x89PNG"}), "broken_file"),
        ("noids.docx", lambda: word(p("x") + p("<w:r><w:footnoteReference/></w:r>"), footnotes=f"<w:footnotes {W}/>"), "text"),
        ("repeat.odt", lambda: opened(text='<text:p>a<text:s text:c="99999999999"/>b</text:p>'), "text"),
        ("bomb.odt", lambda: opened(text=f"<text:p>{'x' * (30 * MB)}</text:p>"), "unpacks_too_big"),
        ("bin.rtf", lambda: rb"{\rtf1 a\bin99999999999 b}", "text"),
        ("number.rtf", lambda: rb"{\rtf1 a\u99999999999 b\uc-5 c}", "text"),
        ("braces.rtf", lambda: b"{\\rtf1 " + b"{" * 90_000, "too_deep"),
        ("head.eml", lambda: b"From: a@b.c\r\nX: " + b"x" * 90_000 + b"\r\n\r\nwords", "wrong_type"),
        ("parts.eml", lambda: b"From: a@b.c\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 900, "too_many_parts"),
        ("words.eml", lambda: b"From: =?utf-8?b?////?=\r\nSubject: =?nosuch?q?x?=\r\nDate: never\r\n\r\nwords", "text"),
        ("pages.pdf", lambda: pdf(*[[] for _ in range(600)]), "too_many_pages"),
        ("far.pdf", lambda: pdf([(9e30, -9e30, 9e9, "far away"), (72, 700, 10, "near")]), "text"),
        ("kids.pdf", lambda: pdf(column(["x"])).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "broken_file"),
        ("cut.pdf", lambda: b"%PDF-1.7\n", "broken_file"),
    ],
)  # fmt: skip
def test_a_file_that_means_harm_gives_its_text_or_a_refusal(name: str, make: Callable[[], bytes], wanted: str) -> None:
    assert outcome(name, make()) == wanted


@pytest.mark.parametrize("place", range(1, 12))
def test_an_emoji_at_any_boundary_moves_nothing(place: int) -> None:
    words = f"{'a' * place}🚀"
    documents = [
        read_upload("a.txt", words.encode("utf-16")),
        read_upload("a.html", f"<p>{words}</p>".encode()),
        read_upload("a.md", words.encode()),
        read_upload("a.docx", word(p(*(r(char) for char in words)))),
        read_upload("a.rtf", (r"{\rtf1 " + "a" * place + r"\u-10179?\u-8576?}").encode()),
    ]
    assert {document.text for document in documents} == {words}
    assert {document.blocks[0].end for document in documents} == {place + 1}


def test_fifty_equal_sentences_stay_fifty() -> None:
    equal = "He said no. " * 50
    for name, data in (("a.txt", equal.encode()), ("a.docx", word(p(equal))), ("a.html", f"<p>{equal}</p>".encode())):
        assert read_in_child(name, data).text.strip() == equal.strip()


SEEDS: dict[str, bytes] = {
    "plain": "Lumen rises\n\n“Shares” rose 46.3%.\nTable\tA\n\n- item é 🚀\n".encode(),
    "markdown": b"---\ntitle: x\ndate: 2020-01-01\n---\n# H\n\n> q\n> > r\n\n* a\n  1. b\n\n|a|b|\n|-|-|\n|c|d|\n\nx[^1] {{ y }}\n\n[^1]: n\n\n<div>x</div>\n",
    "html": b"<!DOCTYPE html><html><head><title>T</title><meta charset=utf-8></head><body><nav>n</nav><h1>H</h1><article><p class=byline>By"
    b"<table><tr><td>a<td>b</table><ul><li>x</ul><blockquote>q</blockquote><aside>z</aside></article></body>",
    "docx": word(
        p("Rose ", f"<w:ins>{r('46')}</w:ins>", '<w:r><w:footnoteReference w:id="2"/></w:r>') + f"<w:tbl>{row('a', 'b')}</w:tbl>",
        footnotes=f'<w:footnotes {W}><w:footnote w:id="2">{p("Note.")}</w:footnote></w:footnotes>',
    ),
    "odt": opened(text='<text:h>Head</text:h><text:p>Two<text:s text:c="2"/>x<text:note><text:note-body><text:p>R</text:p></text:note-body></text:note></text:p>'),
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f1\fcharset204 T;}}\pard\outlinelevel0 L\par {\f1\'cf}\u8364? {\footnote x}\trowd\intbl a\cell b\cell\row \bin3 abc}",
    "eml": b"From: a@b.c\r\nSubject: =?utf-8?b?w6k=?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+w6k8L3A+\r\n--b--\r\n",
    "pdf": pdf(column(["One two-", "three four"]), column(["five"])),
}  # fmt: skip
SPICE = [
    b"<",
    b">",
    b"&",
    b"\x00",
    b"\xff",
    b"{",
    b"}",
    b"\\",
    b'"',
    b"9" * 30,
    b"-1",
    b"\xed\xa0\x80",
    b"[",
    b"<<",
    b">>",
    b"\r\n",
    b"=?",
    b"</w:p>",
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(held) + 1)
        act = chance.randrange(4)
        if act == 0:
            del held[place : place + chance.randint(1, 30)]
        elif act == 1:
            held[place:place] = chance.choice(SPICE) * chance.randint(1, 4)
        elif act == 2:
            held[place:place] = held[: chance.randint(0, 150)]
        else:
            held[place : place + 1] = chance.randbytes(2)
    return bytes(held)


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """A packed file with one of its parts mutated."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name.endswith(".xml")])
    parts[name] = mutated(archive_part(parts[name]), chance)
    return zipped(parts)


def archive_part(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode()


@pytest.mark.parametrize("kind", SEEDS)
def test_no_mutation_breaks_a_reader(kind: str) -> None:
    chance = random.Random(f"factcheck {kind}")
    reader = reader_of(Kind(kind))
    for _ in range(150):
        inside = kind in ("docx", "odt") and chance.random() < 0.7
        data = (mutated_inside if inside else mutated)(SEEDS[kind], chance)
        with suppress(CannotTake):
            sound(reader.read(data, None))

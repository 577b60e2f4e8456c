"""Time grows with the length of a file and not with its square: four times as much takes far less than sixteen times as long."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from articles.ingest import CannotTake
from articles.ingest.reading import reader_of
from articles.ingest.sniff import Kind, sniff
from articles.text.units import units
from tests.ingest.files import W, opened, p, pdf, r, row, word
from tests.ingest.hostile.in_packed import notes

MORE = 4
MOST = 2.5**2  # twice as much may take 2.5 times as long
ATTEMPTS = 4
NOISE = 0.03  # seconds of processor that say nothing
NOTE = "<text:note><text:note-body><text:p>N</text:p></text:note-body></text:note>"
REFERENCE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
MIME = b"From: a@b.c\r\nMIME-Version: 1.0\r\n"


def chained(count: int) -> bytes:
    styles = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(count))
    return word(p("a", properties='<w:pStyle w:val="s0"/>') * count, styles=f"<w:styles {W}>{styles}</w:styles>")


def strewn(count: int) -> bytes:
    return pdf([(10 + number * 37 % 500, 10 + number * 91 % 800, 8, f"word {number}") for number in range(count)])


def staggered(count: int) -> bytes:
    return pdf([(10 + number * 7 % 550, 800 - number * 0.02, 8, "one two three") for number in range(count)])


UGLY: dict[str, tuple[Kind, int, Callable[[int], bytes]]] = {
    "lines of a letter": (Kind.PLAIN, 9_000, lambda n: b"a\n" * n),
    "blank lines": (Kind.PLAIN, 50_000, lambda n: b"a" + b"\n " * n + b"b"),
    "full stops": (Kind.PLAIN, 50_000, lambda n: b"." * n + b"a"),
    "links that never end": (Kind.MARKDOWN, 3_000, lambda n: b"[a](" * n),
    "short items": (Kind.MARKDOWN, 1_500, lambda n: b"- a\n" * n),
    "a quotation marked once": (Kind.MARKDOWN, 300, lambda n: b">" * 30 + b"a\n" + b"b\n" * n),
    "footnotes of Markdown": (Kind.MARKDOWN, 4_000, lambda n: b"".join(b"x[^%d] " % k for k in range(n)) + b"".join(b"\n\n[^%d]: b" % k for k in range(n))),
    "brackets": (Kind.MARKDOWN, 4_000, lambda n: b"[" * n),
    "words behind boxes that are left out": (Kind.HTML, 5_000, lambda n: b"<p>" + b"<nav>x</nav>tail " * n),
    "attributes": (Kind.HTML, 12_000, lambda n: b"<p " + b" ".join(b"a%d=b" % k for k in range(n)) + b">x</p>"),
    "paragraphs": (Kind.HTML, 1_500, lambda n: b"<p>a</p>" * n),
    "boxes before the article": (Kind.HTML, 3_000, lambda n: b"<h1>x</h1><div>" + b"<p>a</p>" * n + b"<article><p>" + b"word " * 9 * n + b"</article></div>"),
    "footnotes of one paragraph": (Kind.DOCX, 3_000, lambda n: word(p(*(r("ab") + REFERENCE.format(k) for k in range(n))), footnotes=notes(n))),
    "styles based on styles": (Kind.DOCX, 1_000, chained),
    "rows in nested tables": (Kind.DOCX, 600, lambda n: word("<w:tbl><w:tr><w:tc>" * 70 + f"<w:tbl>{row('a', 'b') * n}</w:tbl>" + "</w:tc></w:tr></w:tbl>" * 70)),
    "paragraphs without an end": (Kind.DOCX, 4_000, lambda n: word(p("ab ", properties="<w:rPr><w:del/></w:rPr>") * n)),
    "notes of one paragraph": (Kind.ODT, 3_000, lambda n: opened(text=f"<text:p>{f'ab{NOTE}' * n}</text:p>")),
    "footnotes of RTF": (Kind.RTF, 4_000, lambda n: rb"{\rtf1 " + rb"a{\footnote b}" * n + b"}"),
    "names of a sender": (Kind.EML, 8_000, lambda n: MIME + b"To: x\r\nFrom: " + b"a " * n + b"\r\n\r\na"),
    "fields of a type": (Kind.EML, 4_000, lambda n: MIME + b"Content-Type: text/plain; " + b"; ".join(b"a%d=b" % k for k in range(n)) + b"\r\n\r\na"),
    "parts of a mail": (Kind.EML, 8_000, lambda n: MIME + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * n),
    "words strewn over a page": (Kind.PDF, 1_000, strewn),
    "lines that all begin elsewhere": (Kind.PDF, 400, staggered),
}  # fmt: skip


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """No search for rings among objects in the middle of a measurement: the child does without it, too."""
    gc.disable()
    yield
    gc.enable()


def seconds(act: Callable[[], object]) -> float:
    """The processor time of act."""
    begun = time.process_time()
    with suppress(CannotTake):
        act()
    return time.process_time() - begun


def grows_no_faster(act: Callable[[bytes], object], few: bytes, many: bytes) -> bool:
    """Whether many, which is MORE times few, takes no more than in proportion; the first quiet moment of a busy machine tells."""
    times = ((seconds(lambda: act(few)), seconds(lambda: act(many))) for _ in range(ATTEMPTS))
    return any(long < MOST * short + NOISE for short, long in times)


@pytest.mark.parametrize("name", UGLY)
def test_four_times_an_ugly_file_takes_no_more_than_in_proportion(name: str) -> None:
    kind, count, make = UGLY[name]
    reader = reader_of(kind)
    reader.read(make(20), None)  # what is loaded once is not of its time
    assert grows_no_faster(lambda data: (sniff("", data), reader.read(data, None)), make(count), make(MORE * count))


@pytest.mark.parametrize("unit", [".", '."', "\n ", ". ", "a.", '. "', "…)", "a. 🚀 "])
def test_four_times_an_ugly_text_is_cut_into_units_in_proportion(unit: str) -> None:
    few = (unit * 20_000).encode()
    assert grows_no_faster(lambda data: units(data.decode()), few, few * MORE)


def test_what_takes_sixteen_times_as_long_is_found_out() -> None:
    few = bytes(700)
    assert not grows_no_faster(lambda data: sum(one == other for one in data for other in data), few, few * MORE)

"""Reads PDFs: words in reading order; running heads, page numbers and line-end hyphens out."""

from collections.abc import Iterator

import pypdfium2 as pdfium

from articles.ingest.assembly import Assembly, one_line, text_too_long
from articles.ingest.document import Document
from articles.ingest.limits import LIMITS
from articles.ingest.pdf_lines import Line, Linked, lines_of
from articles.ingest.pdf_links import links_of
from articles.ingest.pdf_margins import without_margins
from articles.ingest.pdf_order import in_reading_order
from articles.ingest.pdf_paragraphs import Paragraphs
from articles.ingest.places import Places
from articles.ingest.refusal import CannotTake, broken
from articles.text.blocks import BlockKind

MEDIA_TYPE = "application/pdf"
PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD of pdfium's fpdfview.h
MACHINE_TITLES = ("microsoft word", "untitled", "document", "layout ", "print")


def read(data: bytes, _charset: str | None = None) -> Document:
    """Headings, paragraphs, list items and table rows.  Pictures are not read: a file of pictures alone is refused.

    The charset is not used: a PDF names the letters of its fonts itself.
    """
    pages, title = _pages(data)
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        message = "There is no text in this file. Its pages are pictures. Upload the file it was made from, or paste the text."
        raise CannotTake("no_text", message, 422)
    page = Assembly()
    kept, left_out = without_margins(pages)
    paragraphs = Paragraphs([in_reading_order(lines) for lines in kept])
    for kind, words, links in paragraphs.blocks():
        _follow(page.places, words, links)
        page.add(kind, words)
    if left_out:
        page.note(
            f"Running heads and page numbers were left out ({left_out:,} {'line' if left_out == 1 else 'lines'})."
        )
    if paragraphs.joined:
        page.note(f"{paragraphs.joined:,} words that were divided at a line end were put together.")
    if empty:
        shown = ", ".join(map(str, empty[:20]))
        page.note(f"No text was found on page {shown}: what stands there may be a picture. It was left out.")
    return page.document(MEDIA_TYPE, title=page.first(BlockKind.HEADING) or title, byline=page.first(BlockKind.BYLINE))


def _follow(places: Places, words: str, links: list[Linked]) -> None:
    """Propose where the words of a block lead."""
    letters = [place for place, char in enumerate(words) if not char.isspace()] if links else []
    done = 0
    for first, end, url in links:
        places.read(words[done : letters[first]])
        start, done = places.mark(), letters[end - 1] + 1
        places.read(words[letters[first] : done])
        places.link(start, places.mark(), url)


def _pages(data: bytes) -> tuple[list[list[Line]], str]:
    """The lines of every page and the title in the file's properties."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            message = "This PDF is locked with a password. Save it without a password and upload it again."
            raise CannotTake("encrypted", message, 422) from error
        raise broken("This PDF") from error
    try:
        if len(pdf) > LIMITS.pdf_pages:
            message = f"This PDF has {len(pdf):,} pages. The limit is {LIMITS.pdf_pages}. Upload it in parts."
            raise CannotTake("too_many_pages", message, 413)
        return _read_pages(pdf), _title(pdf)
    except pdfium.PdfiumError as error:
        raise broken("This PDF") from error
    finally:
        pdf.close()


def _read_pages(pdf: pdfium.PdfDocument) -> list[list[Line]]:
    """The lines of every page.  Counting the letters first costs little and spares the reading of what is too long."""
    size = 0
    for _, text in _texts(pdf):
        size += text.count_chars()
        if size > LIMITS.text_bytes:
            raise text_too_long(size)
    return [lines_of(text, page.get_height(), links_of(pdf, page, text.count_chars())) for page, text in _texts(pdf)]


def _texts(pdf: pdfium.PdfDocument) -> Iterator[tuple[pdfium.PdfPage, pdfium.PdfTextPage]]:
    """Every page with its text; both are closed when the next is asked for."""
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        yield page, text
        text.close()
        page.close()


def _title(pdf: pdfium.PdfDocument) -> str:
    title = one_line(pdf.get_metadata_value("Title") or "")
    return "" if title.lower().startswith(MACHINE_TITLES) or "." in title[-5:-2] else title

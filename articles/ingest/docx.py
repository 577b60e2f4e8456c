"""Reads Word files: what a reader of the page would see once every tracked change is accepted."""

from lxml import etree

from articles.ingest.archive import Archive
from articles.ingest.assembly import Assembly
from articles.ingest.document import Document
from articles.ingest.docx_parts import Notes, Styles, comments_in, is_inside, margins, nearest, told_of
from articles.ingest.docx_sources import Sources
from articles.ingest.docx_words import Run, Words, local
from articles.text.blocks import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WHAT = "This Word file"
# Wrappers whose content stands in the text as if they were not there.
THROUGH = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"})
LONG_CELL = 600


def read(data: bytes, _charset: str | None = None) -> Document:
    """Insertions in, deletions out; tables, text boxes, content controls, lists, headings, notes at the end.

    The charset is not used: Word files are XML, which names its own.
    """
    with Archive(data, WHAT) as archive:
        reading = Reading(archive)
        for body in archive.xml("word/document.xml").iterchildren("{*}body"):
            reading.blocks(body)
        reading.end()
        for sentence in (*told_of(reading.comments), *margins(archive)):
            reading.page.note(sentence)
        title = _title(archive)
    page = reading.page
    return page.document(MEDIA_TYPE, title=page.first(BlockKind.HEADING) or title, byline=page.first(BlockKind.BYLINE))


class Reading:
    """One pass over the body of a Word file."""

    def __init__(self, archive: Archive) -> None:
        self.page = Assembly()
        self._styles = Styles(archive)
        self._notes = Notes(archive)
        self._words = Words()
        self.comments = comments_in(archive)
        self._sources = Sources(archive, self._notes, self.comments, self.page.places)
        self._carried: list[str] = []  # words of paragraphs whose end mark was deleted: they run into the next

    def blocks(self, parent: etree._Element) -> None:
        """Add every paragraph and table below parent, in order."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in THROUGH and element.find("{*}sdtPr/{*}showingPlcHdr") is None:
                self.blocks(element)

    def end(self) -> None:
        """Foot- and endnotes behind the text, and everything that has to be said."""
        self.page.add(BlockKind.PARAGRAPH, "".join(self._carried))
        for number, note in self._notes.used():
            words = " ".join(self._words.of(paragraph).text.strip() for paragraph in note.iter("{*}p"))
            self.page.add(BlockKind.PARAGRAPH, f"[{number}] {words.strip()}")
        for sentence in (*self._words.said(), *self._notes.said()):
            self.page.note(sentence)
        self._sources.propose()

    def _read(self, paragraph: etree._Element) -> Run:
        run = self._words.of(paragraph)
        for kind, name, before in run.notes:
            self._notes.refer(kind, name, before)
        self._sources.pass_through(run)
        return run

    def _paragraph(self, element: etree._Element) -> None:
        run = self._read(element)
        self._carried += run.pieces
        if element.find("{*}pPr/{*}rPr/{*}del") is None:
            self.page.add(self._styles.kind(element), "".join(self._carried))
            self._carried.clear()
        for box in run.boxes:
            self.blocks(box)

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in nearest(table, "tr") if row.find("{*}trPr/{*}del") is None]
        grid = [nearest(row, "tc") for row in rows]
        if all(len(cells) < 2 for cells in grid) or any(_is_page(cell) for cells in grid for cell in cells):
            for cell in (cell for cells in grid for cell in cells):
                self.blocks(cell)
            return
        boxes: list[etree._Element] = []
        for cells in grid:
            self.page.add(BlockKind.TABLE_ROW, "\t".join(self._cell(cell, boxes) for cell in cells))
        for box in boxes:
            self.blocks(box)

    def _cell(self, cell: etree._Element, boxes: list[etree._Element]) -> str:
        """The words of a cell on one line, those of a table inside it too."""
        texts = []
        for paragraph in cell.iter("{*}p"):
            if not is_inside(paragraph, "txbxContent", cell):
                run = self._read(paragraph)
                boxes.extend(run.boxes)
                texts.append(" ".join(run.text.split()))
        return " ".join(text for text in texts if text)


def _is_page(cell: etree._Element) -> bool:
    """Whether a cell holds part of an article and not a value: tables are also used to lay out pages."""
    texts = ["".join(text.text or "" for text in paragraph.iter("{*}t")) for paragraph in cell.iterchildren("{*}p")]
    return len([text for text in texts if text.strip()]) > 2 and sum(map(len, texts)) > LONG_CELL


def _title(archive: Archive) -> str:
    """The title in the file's properties.  The author there is often the owner of the machine, so it is no byline."""
    if "docProps/core.xml" not in archive:
        return ""
    title = archive.xml("docProps/core.xml").findtext("{*}title") or ""
    return "" if title.lower().startswith(("microsoft word", "word document", "document1")) else title

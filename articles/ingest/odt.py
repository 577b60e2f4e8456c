"""Reads OpenDocument texts: insertions in, deletions out, tables, text boxes, lists, notes at the end."""

from lxml import etree

from articles.ingest.archive import Archive
from articles.ingest.assembly import Assembly, last_words
from articles.ingest.document import Document
from articles.ingest.docx_parts import is_inside
from articles.ingest.docx_words import local, value
from articles.ingest.refusal import CannotTake
from articles.text.blocks import BlockKind

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
WHAT = "This OpenDocument text"
# Deletions are kept in tracked-changes; the rest are declarations and words that are not of the text.
OUT = frozenset({
    "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "note-citation", "annotation-end", "ruby-text",
    "table-of-content", "illustration-index", "table-index", "alphabetical-index", "desc", "title", "bookmark", "reference-mark",
})  # fmt: skip
STYLES = {"title": BlockKind.HEADING, "caption": BlockKind.CAPTION, "illustration": BlockKind.CAPTION, "figure": BlockKind.CAPTION,
          "quotations": BlockKind.QUOTE, "byline": BlockKind.BYLINE}  # fmt: skip
APART = ("note", "annotation", "text-box")  # paragraphs in these are read by themselves
MOST_SPACES = 100


def read(data: bytes, _charset: str | None = None) -> Document:
    """The text as it reads once every tracked change is accepted.  The charset is not used: XML names its own."""
    with Archive(data, WHAT) as archive:
        if (
            "META-INF/manifest.xml" in archive
            and archive.xml("META-INF/manifest.xml").find(".//{*}encryption-data") is not None
        ):
            raise CannotTake(
                "encrypted", f"{WHAT} is locked with a password. Save it without one and upload it again.", 422
            )
        content = archive.xml("content.xml")
        title = archive.xml("meta.xml").findtext(".//{*}title") or "" if "meta.xml" in archive else ""
    reading = Reading(content)
    for body in content.iterfind("{*}body/{*}text"):
        reading.blocks(body, BlockKind.PARAGRAPH)
    reading.end()
    page = reading.page
    return page.document(MEDIA_TYPE, title=page.first(BlockKind.HEADING) or title, byline=page.first(BlockKind.BYLINE))


class Reading:
    """One pass over the body of an OpenDocument text."""

    def __init__(self, content: etree._Element) -> None:
        self.page = Assembly()
        self._parents = {
            value(style, "name") or "": value(style, "parent-style-name") or "" for style in content.iter("{*}style")
        }
        self._deleted = sum(1 for _ in content.iter("{*}deletion"))
        self._inserted = sum(1 for _ in content.iter("{*}insertion"))
        self._notes: list[tuple[etree._Element, str, int]] = []
        self._comments: list[tuple[etree._Element, int]] = []
        self._ends: dict[str, int] = {}  # of commented words, by the name of the comment
        self._boxes: list[etree._Element] = []

    def blocks(self, parent: etree._Element, kind: BlockKind) -> None:
        """Add every paragraph, list and table below parent, in order."""
        for element in parent:
            name = local(element)
            if name in OUT:
                continue
            if name in ("h", "p"):
                self._paragraph(element, BlockKind.HEADING if name == "h" else kind)
            elif name == "table":
                self._table(element)
            elif name in ("list-item", "list-header"):
                self.blocks(element, BlockKind.LIST_ITEM)
            elif len(element):
                self.blocks(element, kind)

    def end(self) -> None:
        """Notes behind the text, and everything that has to be said."""
        for number, (note, before, mark) in enumerate(self._notes, 1):
            own = [words for words in note.iter("{*}p", "{*}h") if not is_inside(words, "note-body", note)]
            self.page.places.read(f"[{number}]")
            body = " ".join(self._words(paragraph).strip() for paragraph in own)
            self.page.add(BlockKind.PARAGRAPH, f"[{number}] {body}")
            linked = (value(link, "href") or "" for link in note.iter("{*}a"))
            self.page.places.propose(mark, "footnote", body, url=next(linked, ""))
            self.page.note(f"Note [{number}] stands after “…{before}”.")
        if self._deleted or self._inserted:
            self.page.note(
                f"Tracked changes were accepted: insertions ({self._inserted:,}) are in, deletions ({self._deleted:,}) are out."
            )
        for comment, mark in self._comments:
            words = " ".join("".join(map(str, p.itertext())) for p in comment.iter("{*}p"))
            who = comment.findtext("{*}creator") or ""
            self.page.note(f"A comment by {who or 'somebody'} was left out of the text: “{words[:500]}”.")
            end = self._ends.get(value(comment, "name") or "", mark)
            self.page.places.propose(end, "comment", words, by=who)

    def _paragraph(self, element: etree._Element, kind: BlockKind) -> None:
        own = kind if kind is not BlockKind.PARAGRAPH else self._styled(value(element, "style-name") or "")
        self.page.add(own, self._words(element))
        self._boxed()

    def _boxed(self) -> None:
        """The text boxes that were met in the words before."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box, BlockKind.PARAGRAPH)

    def _styled(self, name: str) -> BlockKind:
        for _ in range(20):  # styles may be based on each other in a ring
            if kind := STYLES.get(name.lower()):
                return kind
            name = self._parents.get(name, "")
        return BlockKind.PARAGRAPH

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in table.iter("{*}table-row") if next(row.iterancestors("{*}table")) is table]
        grid = [[cell for cell in row if local(cell) == "table-cell"] for row in rows]
        if all(len(cells) < 2 for cells in grid):
            for cell in (cell for cells in grid for cell in cells):
                self.blocks(cell, BlockKind.PARAGRAPH)
            return
        for cells in grid:
            self.page.add(BlockKind.TABLE_ROW, "\t".join(self._cell(cell) for cell in cells))
        self._boxed()

    def _cell(self, cell: etree._Element) -> str:
        """The words of a cell on one line, those of a table inside it too."""
        own = (p for p in cell.iter("{*}p", "{*}h") if not any(is_inside(p, name, cell) for name in APART))
        return " ".join(" ".join(self._words(p).split()) for p in own).strip()

    def _words(self, paragraph: etree._Element) -> str:
        pieces: list[str] = []
        self._into(pieces, paragraph)
        return "".join(pieces)

    def _into(self, pieces: list[str], element: etree._Element) -> None:
        self._piece(pieces, element.text)
        for child in element:
            self._child(pieces, child, local(child))
            self._piece(pieces, child.tail)

    def _piece(self, pieces: list[str], words: str | None) -> None:
        pieces.append(" ".join((words or "").split("\n")))
        self.page.places.read(pieces[-1])

    def _child(self, pieces: list[str], child: etree._Element, name: str) -> None:
        if name == "s":
            count = value(child, "c") or "1"
            pieces.append(" " * min(int(count) if count.isdigit() else 1, MOST_SPACES))
        elif name in ("tab", "line-break"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name == "note":
            mark = self.page.places.mark()
            self._notes.extend((body, last_words(pieces), mark) for body in child if local(body) == "note-body")
        elif name == "annotation":
            self._comments.append((child, self.page.places.mark()))
        elif name == "annotation-end":
            self._ends[value(child, "name") or ""] = self.page.places.mark()
        elif name == "a":
            start = self.page.places.mark()
            self._into(pieces, child)
            self.page.places.link(start, self.page.places.mark(), value(child, "href") or "")
        elif name == "text-box":
            self._boxes.append(child)
        elif name not in OUT:
            self._into(pieces, child)

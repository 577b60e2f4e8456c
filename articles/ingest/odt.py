"""Reads OpenDocument texts: insertions in, deletions out, tables, text boxes, lists, notes at the end."""

from lxml import etree

from articles.ingest.archive import Archive
from articles.ingest.assembly import Assembly
from articles.ingest.document import Document
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
        self._notes: list[tuple[etree._Element, str]] = []
        self._comments: list[str] = []
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
        for number, (note, before) in enumerate(self._notes, 1):
            body = " ".join(self._words(paragraph).strip() for paragraph in note.iter("{*}p", "{*}h"))
            self.page.add(BlockKind.PARAGRAPH, f"[{number}] {body}")
            self.page.note(f"Note [{number}] stands after “…{before}”.")
        if self._deleted or self._inserted:
            self.page.note(
                f"Tracked changes were accepted: insertions ({self._inserted:,}) are in, deletions ({self._deleted:,}) are out."
            )
        for comment in self._comments:
            self.page.note(comment)

    def _paragraph(self, element: etree._Element, kind: BlockKind) -> None:
        own = kind if kind is not BlockKind.PARAGRAPH else self._styled(value(element, "style-name") or "")
        self.page.add(own, self._words(element))
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
            words = [
                " ".join(" ".join(self._words(p).split()) for p in cell.iter("{*}p", "{*}h")).strip() for cell in cells
            ]
            self.page.add(BlockKind.TABLE_ROW, "\t".join(words))

    def _words(self, paragraph: etree._Element) -> str:
        pieces: list[str] = []
        self._into(pieces, paragraph)
        return "".join(pieces)

    def _into(self, pieces: list[str], element: etree._Element) -> None:
        pieces.append(" ".join((element.text or "").split("\n")))
        for child in element:
            self._child(pieces, child, local(child))
            pieces.append(" ".join((child.tail or "").split("\n")))

    def _child(self, pieces: list[str], child: etree._Element, name: str) -> None:
        if name == "s":
            count = value(child, "c") or "1"
            pieces.append(" " * min(int(count) if count.isdigit() else 1, MOST_SPACES))
        elif name in ("tab", "line-break"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name == "note":
            self._notes.extend(
                (body, " ".join("".join(pieces).split())[-60:]) for body in child if local(body) == "note-body"
            )
        elif name == "annotation":
            words = " ".join("".join(map(str, p.itertext())) for p in child.iter("{*}p"))
            who = child.findtext("{*}creator") or "somebody"
            self._comments.append(f"A comment by {who} was left out of the text: “{words[:500]}”.")
        elif name == "text-box":
            self._boxes.append(child)
        elif name not in OUT:
            self._into(pieces, child)

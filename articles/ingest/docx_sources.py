"""What a Word file itself gives as sources: its footnotes, comments and links, each at its place in the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from articles.ingest.archive import Archive
from articles.ingest.docx_parts import Notes
from articles.ingest.docx_words import Run, value
from articles.ingest.places import Places, address_in_field

PARTS = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentRangeEnd": "comment",
    "commentReference": "comment",
}


@dataclass
class Field:
    """A field that is open: its code, which may come in pieces, and the mark where the words that it shows begin."""

    code: list[str] = field(default_factory=list)
    start: int | None = None


class Sources:
    """Follows the words as they are read, and proposes at the end."""

    def __init__(self, archive: Archive, notes: Notes, comments: Iterable[etree._Element], places: Places) -> None:
        self._places = places
        self._entries = dict(notes.items()) | {("comment", value(one, "id") or ""): one for one in comments}
        self._linked = {part: _addresses(archive, part) for part in ("document", "footnotes", "endnotes", "comments")}
        self._met: dict[tuple[str, str], int] = {}
        self._open: list[int] = []
        self._fields: list[Field] = []

    def pass_through(self, run: Run) -> None:
        """A paragraph's words go into the block at hand."""
        done = 0
        for count, name, key in run.marks:
            if name == "instrText":
                self._code(key)
                continue
            self._places.read("".join(run.pieces[done:count]))
            done = count
            self._meet(name, key, self._places.mark())
        self._places.read("".join(run.pieces[done:]))

    def propose(self) -> None:
        """Every note and comment that the text refers to, where it does so first."""
        for (part, key), mark in self._met.items():
            entry = self._entries.get((part, key))
            if entry is not None:
                linked = _linked_in(entry, self._linked[f"{part}s"])
                kind, by = ("comment", value(entry, "author") or "") if part == "comment" else ("footnote", "")
                self._places.propose(mark, kind, _words(entry), url=next(filter(None, linked), ""), by=by)

    def _meet(self, name: str, key: str, mark: int) -> None:
        if name in ("hyperlink", "fldSimple"):
            self._open.append(mark)
        elif name == "hyperlinkEnd":
            self._places.link(self._open.pop(), mark, self._linked["document"].get(key, ""))
        elif name == "fldSimpleEnd":
            self._places.link(self._open.pop(), mark, address_in_field(key))
        elif name == "fldChar":
            self._field(key, mark)
        else:
            self._met.setdefault((PARTS[name], key), mark)

    def _code(self, words: str) -> None:
        """A piece of the code of the innermost field, before the words that it shows."""
        if self._fields and self._fields[-1].start is None:
            self._fields[-1].code.append(words)

    def _field(self, kind: str, mark: int) -> None:
        """A field begins, shows its words from here, or ends; one that only ends was never a field."""
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].start = mark
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if done.start is not None:
                self._places.link(done.start, mark, address_in_field("".join(done.code)))


def _addresses(archive: Archive, part: str) -> dict[str, str]:
    """Where the links of a part lead, by their ids."""
    name = f"word/_rels/{part}.xml.rels"
    if name not in archive:
        return {}
    links = archive.xml(name).iterchildren("{*}Relationship")
    return {link.get("Id") or "": link.get("Target") or "" for link in links if link.get("TargetMode") == "External"}


def _linked_in(entry: etree._Element, linked: dict[str, str]) -> Iterator[str]:
    """Where the links of a note or comment lead."""
    for link in entry.iter("{*}hyperlink", "{*}fldSimple"):
        yield linked.get(value(link, "id") or "", "") or address_in_field(value(link, "instr") or "")
    yield address_in_field("".join(code.text or "" for code in entry.iter("{*}instrText")))


def _words(entry: etree._Element) -> str:
    paragraphs = ("".join(text.text or "" for text in paragraph.iter("{*}t")) for paragraph in entry.iter("{*}p"))
    return " ".join(paragraphs)

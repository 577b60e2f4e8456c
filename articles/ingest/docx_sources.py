"""What a Word file itself gives as sources: its footnotes, comments and links, each at its place in the text."""

from collections.abc import Iterable

from lxml import etree

from articles.ingest.archive import Archive
from articles.ingest.docx_parts import Notes
from articles.ingest.docx_words import Run, value
from articles.ingest.places import Places

PARTS = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentRangeEnd": "comment",
    "commentReference": "comment",
}


class Sources:
    """Follows the words as they are read, and proposes at the end."""

    def __init__(self, archive: Archive, notes: Notes, comments: Iterable[etree._Element], places: Places) -> None:
        self._places = places
        self._entries = dict(notes.items()) | {("comment", value(one, "id") or ""): one for one in comments}
        self._linked = {part: _addresses(archive, part) for part in ("document", "footnotes", "endnotes", "comments")}
        self._met: dict[tuple[str, str], int] = {}
        self._open: list[int] = []

    def pass_through(self, run: Run) -> None:
        """A paragraph's words go into the block at hand."""
        done = 0
        for count, name, key in run.marks:
            self._places.read("".join(run.pieces[done:count]))
            done = count
            self._meet(name, key, self._places.mark())
        self._places.read("".join(run.pieces[done:]))

    def propose(self) -> None:
        """Every note and comment that the text refers to, where it does so first."""
        for (part, key), mark in self._met.items():
            entry = self._entries.get((part, key))
            if entry is not None:
                linked = (self._linked[f"{part}s"].get(value(link, "id") or "") for link in entry.iter("{*}hyperlink"))
                kind, by = ("comment", value(entry, "author") or "") if part == "comment" else ("footnote", "")
                self._places.propose(mark, kind, _words(entry), url=next(filter(None, linked), ""), by=by)

    def _meet(self, name: str, key: str, mark: int) -> None:
        if name == "hyperlink":
            self._open.append(mark)
        elif name == "hyperlinkEnd":
            self._places.link(self._open.pop(), mark, self._linked["document"].get(key, ""))
        else:
            self._met.setdefault((PARTS[name], key), mark)


def _addresses(archive: Archive, part: str) -> dict[str, str]:
    """Where the links of a part lead, by their ids."""
    name = f"word/_rels/{part}.xml.rels"
    if name not in archive:
        return {}
    links = archive.xml(name).iterchildren("{*}Relationship")
    return {link.get("Id") or "": link.get("Target") or "" for link in links if link.get("TargetMode") == "External"}


def _words(entry: etree._Element) -> str:
    paragraphs = ("".join(text.text or "" for text in paragraph.iter("{*}t")) for paragraph in entry.iter("{*}p"))
    return " ".join(paragraphs)

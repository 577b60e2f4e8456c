"""The parts of a Word file beside its body: styles, footnotes and endnotes, comments, headers."""

from collections.abc import Iterable

from lxml import etree

from articles.ingest.archive import Archive
from articles.ingest.docx_words import local, value
from articles.text.blocks import BlockKind

KINDS = {
    "title": BlockKind.HEADING,
    "caption": BlockKind.CAPTION,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "byline": BlockKind.BYLINE,
    "author": BlockKind.BYLINE,
}
SHOWN_COMMENTS = 50
DEEPEST_STYLE = 20


class Styles:
    """What a paragraph is, by its own properties and those of its style and the styles below that one."""

    def __init__(self, archive: Archive) -> None:
        self._styles: dict[str, etree._Element] = {}
        if "word/styles.xml" in archive:
            for style in archive.xml("word/styles.xml").iterchildren("{*}style"):
                self._styles[value(style, "styleId") or ""] = style
        self._chains: dict[str | None, list[etree._Element]] = {}

    def kind(self, paragraph: etree._Element) -> BlockKind:
        """The kind of a paragraph; PARAGRAPH when nothing says otherwise."""
        properties = paragraph.find("{*}pPr")
        if properties is None:
            return BlockKind.PARAGRAPH
        if (own := self._of_properties(properties)) is not None:
            return own
        number = properties.find("{*}numPr/{*}numId")
        for style in self._chain(value(properties.find("{*}pStyle"))):
            name = (value(style.find("{*}name")) or "").lower()
            kind = KINDS.get(name) or (BlockKind.HEADING if name.startswith("heading ") else None)
            if kind is None and name.startswith("list ") and value(number) != "0":
                kind = BlockKind.LIST_ITEM
            inner = style.find("{*}pPr")
            if kind is None and inner is not None and value(number) != "0":
                kind = self._of_properties(inner)
            if kind is not None:
                return kind
        return BlockKind.PARAGRAPH

    @staticmethod
    def _of_properties(properties: etree._Element) -> BlockKind | None:
        level = value(properties.find("{*}outlineLvl"))
        if level is not None and level.isdigit() and int(level) < 9:
            return BlockKind.HEADING
        number = value(properties.find("{*}numPr/{*}numId"))
        return BlockKind.LIST_ITEM if number not in (None, "0") else None

    def _chain(self, name: str | None) -> list[etree._Element]:
        """A style and what it is based on, as deep as Word goes; so a style based on itself does no harm."""
        if name not in self._chains:
            chain: list[etree._Element] = []
            above = name
            while above in self._styles and len(chain) < DEEPEST_STYLE:
                chain.append(self._styles[above])
                above = value(chain[-1].find("{*}basedOn"))
            self._chains[name] = chain
        return self._chains[name]


class Notes:
    """Footnotes and endnotes, in the order in which the text refers to them."""

    def __init__(self, archive: Archive) -> None:
        self._notes: dict[tuple[str, str], etree._Element] = {}
        self._used: dict[tuple[str, str], str] = {}
        for kind in ("footnote", "endnote"):
            part = f"word/{kind}s.xml"
            for note in archive.xml(part) if part in archive else ():
                if value(note, "type") in (None, "normal"):
                    self._notes[kind, value(note, "id") or ""] = note

    def refer(self, kind: str, name: str, before: str) -> None:
        """The text refers to a note behind the words before."""
        if (kind, name) in self._notes:
            self._used.setdefault((kind, name), before)

    def items(self) -> Iterable[tuple[tuple[str, str], etree._Element]]:
        """Every note by its kind and id."""
        return self._notes.items()

    def used(self) -> list[tuple[int, etree._Element]]:
        """The notes the text refers to, numbered from 1."""
        return [(number, self._notes[key]) for number, key in enumerate(self._used, 1)]

    def said(self) -> list[str]:
        """Where the notes went and which words each belongs to."""
        if not self._used:
            return []
        count = len(self._used)
        kept = "1 note was" if count == 1 else f"{count:,} foot- and endnotes were"
        where = [
            f"Note [{number}] stands after “…{before}”."
            for number, before in enumerate(self._used.values(), 1)
            if before
        ]
        return [f"{kept} kept, at the end of the text.", *where]


def comments_in(archive: Archive) -> list[etree._Element]:
    """The comments in the margin."""
    part = "word/comments.xml"
    return [*archive.xml(part).iterchildren("{*}comment")] if part in archive else []


def told_of(comments: Iterable[etree._Element]) -> list[str]:
    """One sentence for each comment: who, and the words.  They may name sources; they are not in the text."""
    said = []
    for comment in comments:
        words = " ".join("".join(text.text or "" for text in comment.iter("{*}t")).split())
        if words:
            said.append(
                f"A comment by {value(comment, 'author') or 'somebody'} was left out of the text: “{words[:500]}”."
            )
    if len(said) > SHOWN_COMMENTS:
        return [*said[:SHOWN_COMMENTS], f"{len(said) - SHOWN_COMMENTS:,} more comments were left out."]
    return said


def margins(archive: Archive) -> list[str]:
    """Whether headers and footers had words; they are page furniture and stay out."""
    for name in archive.names():
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            words = "".join(text.text or "" for text in archive.xml(name).iter("{*}t")).strip()
            if words.strip("0123456789 ./-"):
                return ["The header and footer of the pages were left out."]
    return []


def is_inside(element: etree._Element, name: str, below: etree._Element) -> bool:
    """Whether an element named name stands between element and below."""
    for up in element.iterancestors():
        if up is below:
            return False
        if local(up) == name:
            return True
    return False


def nearest(element: etree._Element, name: str) -> list[etree._Element]:
    """The elements named name below element, without those in a table or another such element further in."""
    found: list[etree._Element] = []
    steps = etree.iterwalk(element, events=("start",))
    for _, inner in steps:
        if inner is not element and local(inner) in (name, "tbl"):
            steps.skip_subtree()
            if local(inner) == name:
                found.append(inner)
    return found

"""The words of one Word paragraph, as they read once every tracked change is accepted."""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from articles.ingest.assembly import last_words

# Subtrees that are no words of the text: deletions, properties, field codes, the old-style copy of a text box.
OUT = frozenset({
    "del", "moveFrom", "delText", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "Fallback",
    "rt", "docPr", "posOffset", "align", "framePr", "sectPr", "fldData", "pctWidth", "pctHeight", "annotationRef",
})  # fmt: skip
PLACES = {"footnoteReference": "id", "endnoteReference": "id", "commentRangeEnd": "id", "commentReference": "id", "hyperlink": "id",
          "fldSimple": "instr", "fldChar": "fldCharType"}  # fmt: skip
MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; Word's old and strict namespaces read alike."""
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """The attribute name of an element, whatever its namespace."""
    if element is None:
        return None
    return next((str(held) for key, held in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


@dataclass
class Run:
    """A paragraph read: its text, the text boxes anchored in it, the notes referred to and the words before each.

    marks are the places of notes, comments, links and fields: the number of pieces before, the element's name, and its
    id, the kind of its end or its code.
    """

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    marks: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, with line breaks and tabs as in the file."""
        return "".join(self.pieces)


class Words:
    """Reads paragraphs and counts what was taken in and left out."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def of(self, paragraph: etree._Element) -> Run:
        """The words of a paragraph."""
        run = Run()
        self._into(run, paragraph)
        return run

    def said(self) -> list[str]:
        """What an editor should know about the tracked changes and hidden words."""
        said = []
        if self.seen["ins"] or self.seen["del"]:
            said.append(
                f"Tracked changes were accepted: {_many(self.seen['ins'], 'insertion')} taken in, "
                f"{_many(self.seen['del'], 'deletion')} left out."
            )
        if self.seen["vanish"]:
            said.append("Words that are hidden in the Word file were left out.")
        if self.seen["sym"]:
            said.append(f"{_many(self.seen['sym'], 'sign')} from a symbol font left out.")
        return said

    def _into(self, run: Run, parent: etree._Element) -> None:
        for element in parent:
            name = local(element)
            if name in ("ins", "moveTo", "del", "moveFrom"):
                self.seen["ins" if name in ("ins", "moveTo") else "del"] += 1
            if name == "instrText":
                run.marks.append((len(run.pieces), name, element.text or ""))
            if name in OUT or (name == "sdt" and element.find("{*}sdtPr/{*}showingPlcHdr") is not None):
                continue
            if name == "r" and self._hidden(element):
                self.seen["vanish"] += 1
            elif name == "txbxContent":
                run.boxes.append(element)
            else:
                self._take(run, element, name)
                self._into(run, element)
                if name in ("hyperlink", "fldSimple"):
                    run.marks.append((len(run.pieces), f"{name}End", value(element, PLACES[name]) or ""))

    def _take(self, run: Run, element: etree._Element, name: str) -> None:
        if name in PLACES:
            run.marks.append((len(run.pieces), name, value(element, PLACES[name]) or ""))
        if name == "t":
            run.pieces.append(element.text or "")
        elif name in MARKS:
            run.pieces.append(MARKS[name])
        elif name == "sym":
            self.seen["sym"] += 1
        elif name in ("footnoteReference", "endnoteReference"):
            run.notes.append((name.removesuffix("Reference"), value(element, "id") or "", last_words(run.pieces)))

    @staticmethod
    def _hidden(run: etree._Element) -> bool:
        vanish = run.find("{*}rPr/{*}vanish")
        return vanish is not None and value(vanish) not in ("0", "false", "off")


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"

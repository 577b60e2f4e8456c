"""Walks through HTML and adds its blocks: headings, paragraphs, items, rows, captions, quotations."""

import re

from lxml import etree

from articles.ingest.assembly import Assembly
from articles.text.blocks import BlockKind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
NEVER = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map", "head",
    "button", "input", "select", "textarea", "datalist", "meter", "progress", "math", "rp", "rt", "link", "meta", "title",
})  # fmt: skip
KINDS = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    "blockquote": BlockKind.QUOTE,
    "address": BlockKind.BYLINE,
}
EMPTY_LINES = re.compile("\n{2,}")
SPACE = re.compile(r"[ \t\n\r\f]+")
BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|dateline|post-?meta|entry-?meta|article-?meta|published)(?:$|[\s_-])",
    re.IGNORECASE,
)
BYLINE_LENGTH = 200
FORBIDDEN = re.compile("[\ufffe\uffff]|&#(?:[xX](?P<hex>[0-9A-Fa-f]+)|(?P<number>[0-9]+));?")
LONGEST_CODE = 9  # digits


def add_blocks(page: Assembly, root: etree._Element) -> None:
    """Add the words below root to page, in reading order.  Without recursion, so that no depth of nesting can break it."""
    Walk(page).through(root)


class Walk:
    """One walk: inline words gather until a block begins or ends."""

    def __init__(self, page: Assembly) -> None:
        self._page = page
        self._gathered: list[str] = []
        self._kinds: list[BlockKind] = [BlockKind.PARAGRAPH]
        self._row: list[str] = []
        self._row_element: etree._Element | None = None
        self._preserved = 0
        self._links: list[tuple[etree._Element, int]] = []

    def through(self, root: etree._Element) -> None:
        """Visit every element below root; what is in NEVER is stepped over with all that is in it."""
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "start":
                if element.tag in NEVER:
                    steps.skip_subtree()
                else:
                    self._start(element)
                continue
            if element.tag not in NEVER:
                self._end(element)
            if element is not root:
                self._take(element.tail)
        self._flush()

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
            self._kinds.append(_kind(element, self._kinds[-1]))
            self._preserved += tag == "pre"
            if self._row_element is None:
                if tag == "tr" and is_data(element):
                    self._row_element = element
            elif tag in ("td", "th"):
                self._row.append("")
        elif tag == "br":
            self._gathered.append("\n")
        elif tag == "a" and element.get("href"):
            self._links.append((element, self._page.places.mark()))
        self._take(element.text)

    def _end(self, element: etree._Element) -> None:
        if self._links and self._links[-1][0] is element:
            places = self._page.places
            places.link(self._links.pop()[1], places.mark(), element.get("href") or "")
        if element.tag not in BLOCKS:
            return
        self._flush()
        self._kinds.pop()
        self._preserved -= element.tag == "pre"
        if element is self._row_element:
            self._page.add(BlockKind.TABLE_ROW, "\t".join(self._row))
            self._row, self._row_element = [], None

    def _take(self, words: str | None) -> None:
        if words:
            self._gathered.append(words if self._preserved else SPACE.sub(" ", words))
            if self._row_element is None or self._row:  # words between the cells of a row are dropped
                self._page.places.read(words)

    def _flush(self) -> None:
        words = "".join(self._gathered)
        self._gathered.clear()
        if self._row_element is not None:
            self._row[-1:] = [f"{cell} {' '.join(words.split())}".strip() for cell in self._row[-1:]]
            return
        words = "\n".join(line.strip(" ") for line in words.split("\n")).strip()
        kind = self._kinds[-1]
        if kind is BlockKind.BYLINE and len(words) > BYLINE_LENGTH:
            kind = BlockKind.PARAGRAPH
        self._page.add(kind, words if self._preserved else EMPTY_LINES.sub("\n", words))


def _kind(element: etree._Element, around: BlockKind) -> BlockKind:
    """What the words of a block element are, standing in one that is around."""
    own = KINDS.get(element.tag)
    if own is not None:
        return own
    if around is BlockKind.PARAGRAPH and BYLINE_CLASS.search(element.get("class") or ""):
        return BlockKind.BYLINE
    return around


def is_data(row: etree._Element) -> bool:
    """Whether a row holds values; tables are also used to lay out pages."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or row.find(".//table") is not None:
        return False
    table = next(row.iterancestors("table"), None)
    if table is not None and table.get("role") in ("presentation", "none"):
        return False
    return all(len(list(cell.iter("p"))) < 3 for cell in cells)


def words_of(element: etree._Element) -> str:
    """All words below an element, without those behind it."""
    return "".join(map(str, element.itertext()))


def parsable(text: str) -> tuple[str, int]:
    """A page without characters, and references to characters, that a tree cannot hold; and how many there were."""
    gone = 0

    def checked(found: re.Match[str]) -> str:
        nonlocal gone
        digits = (found["hex"] or found["number"] or "").lstrip("0")
        if 0 < len(digits) < LONGEST_CODE and _can_stand(int(digits, 16 if found["hex"] else 10)):
            return found.group()
        gone += 1
        return ""

    return FORBIDDEN.sub(checked, text), gone


def _can_stand(code: int) -> bool:
    """Whether XML 1.0 has a place for a character."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF

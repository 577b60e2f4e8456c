"""Reads Markdown: CommonMark with tables, front matter, footnotes; marks out, words in."""

import re
from collections.abc import Sequence
from datetime import date

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.ingest.assembly import Assembly
from articles.ingest.charset import decode
from articles.ingest.document import Document
from articles.ingest.html_blocks import add_blocks, parsable
from articles.ingest.markdown_notes import Footnotes
from articles.ingest.markdown_parser import check_lines, parser
from articles.ingest.places import first_address
from articles.text.blocks import BlockKind
from articles.text.normalise import normalise

MEDIA_TYPE = "text/markdown"
FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
FIELD = re.compile(
    r"^(title|date|author|authors|byline)[ \t]*:[ \t]*(.*(?:\n[ \t]*-[ \t].*)*)", re.MULTILINE | re.IGNORECASE
)
LINKED_TEMPLATE = re.compile(r"\]\([ \t]*\{\{[^{}\n]{0,500}\}\}[^()\n]{0,500}\)")
TEMPLATE = re.compile(r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
INLINE = {"text", "code_inline", "text_special"}
BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def read(data: bytes, charset: str | None = None) -> Document:
    """The words without their marks.  Front matter, template tags and picture descriptions stay out, footnotes go to the end."""
    decoded = decode(data, charset)
    text, removed = normalise(decoded.text)
    check_lines(text)
    page = Assembly()
    for note in (decoded.note, *removed):
        if note:
            page.note(note)
    front, text = _front_matter(text, page)
    text = _without_templates(text, page)
    notes = Footnotes(text)
    for number, before in enumerate(notes.before, 1):
        page.note(f"Note [{number}] stands after “…{before}”.")
    markdown = parser()
    _add(page, notes, markdown)
    for number, raw in enumerate(notes.words, 1):
        page.places.read(f"[{number}]")
        words = " ".join(_words(token.children or (), page, notes) for token in markdown.parseInline(raw))
        page.add(BlockKind.PARAGRAPH, f"[{number}] {words}")
        if number in notes.places:
            page.places.propose(notes.places[number], "footnote", words, url=first_address(raw))
    return page.document(
        MEDIA_TYPE,
        title=front.get("title") or page.first(BlockKind.HEADING),
        byline=front.get("byline") or front.get("author") or front.get("authors") or page.first(BlockKind.BYLINE),
        published_on=_day(front.get("date", "")),
        charset=decoded.charset,
    )


def _front_matter(text: str, page: Assembly) -> tuple[dict[str, str], str]:
    found = FRONT.match(text)
    if found is None:
        return {}, text
    page.note("The fields before the text (front matter) were left out; title, date and author were taken from them.")
    fields = {}
    for name, raw in FIELD.findall(found.group(1)):
        items = [item.strip().removeprefix("-").strip(" \t\"'[]") for item in raw.split("\n")]
        fields[name.lower()] = ", ".join(item for item in items if item)
    return fields, text[found.end() :]


def _day(words: str) -> date | None:
    found = DAY.match(words)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _without_templates(text: str, page: Assembly) -> str:
    linked = LINKED_TEMPLATE.sub("](#)", text)
    text, number = TEMPLATE.subn("", linked)
    if number:
        page.note(f"{number:,} template {'tag' if number == 1 else 'tags'} in double braces left out.")
    return text


def _add(page: Assembly, notes: Footnotes, parser: MarkdownIt) -> None:
    """Add the blocks of a Markdown text to page."""
    within: list[str] = []
    cells: list[str] | None = None
    for token in parser.parse(notes.body):
        if token.nesting:
            within = [*within, token.type] if token.nesting > 0 else within[:-1]
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            page.add(BlockKind.TABLE_ROW, "\t".join(cells))
            cells = None
        elif token.type == "inline":
            words = _words(token.children or (), page, notes)
            if cells is None:
                page.add(_kind(within), words)
            else:
                cells.append(" ".join(words.split()))
        else:
            _add_raw(page, token, notes)


def _add_raw(page: Assembly, token: Token, notes: Footnotes) -> None:
    content = notes.without(token.content)
    if token.type in ("fence", "code_block"):
        page.add(BlockKind.PARAGRAPH, content)
    elif token.type == "html_block" and content.strip():
        add_blocks(page, lxml_html.fragment_fromstring(parsable(content)[0], create_parent="div"))


def _kind(within: list[str]) -> BlockKind:
    if "heading_open" in within:
        return BlockKind.HEADING
    if "list_item_open" in within:
        return BlockKind.LIST_ITEM
    return BlockKind.QUOTE if "blockquote_open" in within else BlockKind.PARAGRAPH


def _words(tokens: Sequence[Token], page: Assembly, notes: Footnotes) -> str:
    """The words of a line of tokens; wrapped lines are one line, hard breaks stay, pictures and tags stay out."""
    pieces: list[str] = []
    links: list[tuple[int, str]] = []
    for token in tokens:
        for words, number in notes.parted(token.content if token.type in INLINE else BREAKS.get(token.type, "")):
            pieces.append(words)
            page.places.read(words)
            if number is not None:
                notes.places.setdefault(number, page.places.mark())
        if token.type == "link_open":
            links.append((page.places.mark(), str(token.attrs.get("href", ""))))
        elif token.type == "link_close" and links:
            start, address = links.pop()
            page.places.link(start, page.places.mark(), address)
    return "".join(pieces)

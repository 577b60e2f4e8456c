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
from articles.ingest.html_blocks import add_blocks
from articles.ingest.refusal import CannotTake
from articles.text.blocks import BlockKind
from articles.text.normalise import normalise

MEDIA_TYPE = "text/markdown"
NESTING = 100
FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
FIELD = re.compile(
    r"^(title|date|author|authors|byline)[ \t]*:[ \t]*(.*(?:\n[ \t]*-[ \t].*)*)", re.MULTILINE | re.IGNORECASE
)
LINKED_TEMPLATE = re.compile(r"\]\([ \t]*\{\{[^{}\n]{0,500}\}\}[^()\n]{0,500}\)")
TEMPLATE = re.compile(r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}")
NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?: {2,}|\t)\S.*)*)", re.MULTILINE)
NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
INLINE = {"text", "code_inline", "text_special"}


def read(data: bytes, charset: str | None = None) -> Document:
    """The words without their marks.  Front matter, template tags and picture descriptions stay out, footnotes go to the end."""
    decoded = decode(data, charset)
    text, removed = normalise(decoded.text)
    page = Assembly()
    for note in (decoded.note, *removed):
        if note:
            page.note(note)
    front, text = _front_matter(text, page)
    text = _without_templates(text, page)
    text, notes = _without_notes(text, page)
    _add(page, text)
    for number, words in enumerate(notes, 1):
        page.add(BlockKind.PARAGRAPH, f"[{number}] {_inline_words(words)}")
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


def _without_notes(text: str, page: Assembly) -> tuple[str, list[str]]:
    """The text without footnotes and their marks, and the footnotes in the order of the text."""
    found = {name: " ".join(words.split()) for name, words in NOTE.findall(text)}
    if not found:
        return text, []
    body = NOTE.sub("", text)
    order = [name for name in dict.fromkeys(NOTE_MARK.findall(body)) if name in found]
    for number, name in enumerate(order, 1):
        before = " ".join(body[: body.find(f"[^{name}]")].split())[-60:]
        page.note(f"Note [{number}] stands after “…{before}”.")
    body = NOTE_MARK.sub(lambda mark: "" if mark.group(1) in found else mark.group(), body)
    return body, [found[name] for name in (*order, *(name for name in found if name not in order))]


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])


def _add(page: Assembly, text: str) -> None:
    """Add the blocks of a Markdown text to page."""
    within: list[str] = []
    cells: list[str] | None = None
    for token in _parser().parse(text):
        if token.level >= NESTING - 1:
            raise CannotTake(
                "too_deep", "The quotations or lists of this text are nested too deeply. Flatten them.", 422
            )
        if token.nesting:
            within = [*within, token.type] if token.nesting > 0 else within[:-1]
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            page.add(BlockKind.TABLE_ROW, "\t".join(cells))
            cells = None
        elif token.type == "inline":
            words = _words(token.children or ())
            if cells is None:
                page.add(_kind(within), words)
            else:
                cells.append(" ".join(words.split()))
        else:
            _add_raw(page, token)


def _add_raw(page: Assembly, token: Token) -> None:
    if token.type in ("fence", "code_block"):
        page.add(BlockKind.PARAGRAPH, token.content)
    elif token.type == "html_block" and token.content.strip():
        add_blocks(page, lxml_html.fragment_fromstring(token.content, create_parent="div"))


def _kind(within: list[str]) -> BlockKind:
    if "heading_open" in within:
        return BlockKind.HEADING
    if "list_item_open" in within:
        return BlockKind.LIST_ITEM
    return BlockKind.QUOTE if "blockquote_open" in within else BlockKind.PARAGRAPH


def _words(tokens: Sequence[Token]) -> str:
    """The words of a line of tokens; wrapped lines are one line, hard breaks stay, pictures and tags stay out."""
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(token.content if token.type in INLINE else breaks.get(token.type, "") for token in tokens)


def _inline_words(text: str) -> str:
    return " ".join(_words(token.children or ()) for token in _parser().parseInline(text))

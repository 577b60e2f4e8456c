"""Reads web pages: the article from its headline to its end; what is around it stays out and is said."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree, html

from articles.ingest.assembly import Assembly
from articles.ingest.charset import decode
from articles.ingest.document import Document
from articles.ingest.html_blocks import add_blocks, parsable, words_of
from articles.ingest.html_main import article_parts, without_furniture
from articles.ingest.refusal import CannotTake, broken, no_text
from articles.text.blocks import BlockKind
from articles.text.normalise import normalise

MEDIA_TYPE = "text/html"
DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.-]{2,40})",
    re.IGNORECASE,
)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
ENTITY = re.compile(r"<!DOCTYPE[^>]{0,500}\[|<!ENTITY", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DATE_FIELDS = (
    "article:published_time",
    "datePublished",
    "date",
    "dc.date",
    "DC.date.issued",
    "pubdate",
    "parsely-pub-date",
)
AUTHOR_FIELDS = ("author", "article:author", "dc.creator", "parsely-author")
LONGEST_DATA = 200_000
MOST_ATTRIBUTES = 1_000  # the parser's time grows with the square of their number
TAG = re.compile("<[A-Za-z]")
IN_TAG = re.compile(r"=\s*\"[^\"]*\"|=\s*'[^']*'|(?P<next>(?<![\s/])[\s/]+[^\s/>=])|(?P<end>>)")


def read(data: bytes, charset: str | None = None) -> Document:
    """Headings, paragraphs, lists, tables, captions and quotations of the article.  Nothing in the page is run or fetched."""
    declared = DECLARED.search(data[:4096])
    decoded = decode(
        data,
        charset,
        declared=next((name.decode("ascii") for name in declared.groups() if name), None) if declared else None,
    )
    text, removed = normalise(decoded.text)
    text, impossible = parsable(text)
    page = Assembly()
    for note in (decoded.note, *removed):
        if note:
            page.note(note)
    if impossible:
        page.note(f"Characters that no page can hold were removed: {impossible:,}.")
    root = parse(text)
    facts = Facts(root)
    page.places.own = facts.address
    left_out = without_furniture(root)
    for part in article_parts(root):
        add_blocks(page, part)
    if left_out:
        page.note(f"Left out of the page: {', '.join(sorted(left_out))}.")
    return page.document(
        MEDIA_TYPE,
        title=facts.title or page.first(BlockKind.HEADING),
        byline=facts.author or page.first(BlockKind.BYLINE),
        published_on=facts.published_on,
        charset=decoded.charset,
    )


def parse(text: str) -> etree._Element:
    """The tree of a page, any depth.  CannotTake for a page that defines entities of its own or holds nothing."""
    if ENTITY.search(text[:20_000]):
        message = (
            "This page holds a list of abbreviations (a DTD), which can hide anything. Save it again from the browser."
        )
        raise CannotTake("xml_with_dtd", message, 422)
    if _has_swollen_tag(text):
        message = f"A tag of this page has more than {MOST_ATTRIBUTES:,} attributes. Copy the text of the article and paste it."
        raise CannotTake("too_tangled", message, 422)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if "empty" in str(error).lower():
            raise no_text("There is no text in this page.") from error
        raise broken("This page") from error
    if any(
        "Excessive depth" in fault.message for fault in parser.error_log
    ):  # the parser gave up: words may be missing
        message = "The parts of this page are nested more than 2,048 deep. Copy the text of the article and paste it."
        raise CannotTake("too_deep", message, 422)
    return root


def _has_swollen_tag(text: str) -> bool:
    """Whether a tag has more attributes than any that a program writes.  Linear."""
    place = 0
    while opened := TAG.search(text, place):
        place, found = len(text), 0
        for piece in IN_TAG.finditer(text, opened.end()):
            found += piece["next"] is not None
            if found > MOST_ATTRIBUTES:
                return True
            if piece["end"]:
                place = piece.end()
                break
    return False


class Facts:
    """What a page says about itself, outside the text."""

    def __init__(self, root: etree._Element) -> None:
        self._meta: dict[str, str] = {}
        for field in root.iter("meta"):
            name = field.get("property") or field.get("name") or field.get("itemprop")
            if name and field.get("content"):
                self._meta.setdefault(name.lower(), str(field.get("content")))
        self._linked = list(linked_data(root))
        title = root.find(".//title")
        own = words_of(title) if title is not None else ""
        canonical = (link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical")
        self.address = next(canonical, "") or self._meta.get("og:url", "")
        self.title = self._meta.get("og:title") or self._of_linked("headline") or own
        self.author = next((self._meta[name] for name in AUTHOR_FIELDS if name in self._meta), "") or self._of_linked(
            "author"
        )
        if self.author.startswith(("http:", "https:")):
            self.author = ""
        self.published_on = self._date(root)

    def _of_linked(self, name: str) -> str:
        for facts in self._linked:
            held = facts.get(name)
            people = held if isinstance(held, list) else [held]
            words = [who.get("name") if isinstance(who, dict) else who for who in people]
            if names := [word for word in words if isinstance(word, str) and word]:
                return ", ".join(names)
        return ""

    def _date(self, root: etree._Element) -> date | None:
        said = [self._meta.get(name.lower(), "") for name in DATE_FIELDS]
        said.append(self._of_linked("datePublished"))
        times = {str(time.get("datetime") or "")[:10] for time in root.iter("time")} - {""}
        said.extend(times if len(times) == 1 else ())  # with two dates on a page nobody knows which is which
        for words in said:
            found = DAY.match(words)
            try:
                if found:
                    return date.fromisoformat(found.group())
            except ValueError:
                continue
        return None


def linked_data(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The articles among the page's JSON-LD; what is not JSON or too long is passed over."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text or len(script.text) > LONGEST_DATA:
            continue
        try:
            held = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        graph = held.get("@graph", held) if isinstance(held, dict) else held
        for item in graph if isinstance(graph, list) else [graph]:
            if isinstance(item, dict) and "Article" in str(item.get("@type")):
                yield item

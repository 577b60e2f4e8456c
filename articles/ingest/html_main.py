"""Finds the article in a web page and takes out what is only around it."""

import re
from collections import Counter
from itertools import pairwise, takewhile

from lxml import etree, html
from readability import Document as Readability

from articles.ingest.html_blocks import BLOCKS, words_of

# What is never part of an article, by element, role and the words in class and id; each with the name it is told by.
ELEMENTS = {
    "nav": "navigation", "footer": "page footer", "aside": "side boxes", "dialog": "pop-ups", "menu": "navigation",
    "button": "buttons", "select": "forms", "textarea": "forms", "script": "scripts", "style": "scripts", "noscript": "scripts",
    "template": "scripts", "iframe": "embedded frames", "object": "embedded frames", "embed": "embedded frames",
}  # fmt: skip
ROLES = {
    "navigation": "navigation", "contentinfo": "page footer", "complementary": "side boxes", "search": "forms", "dialog": "pop-ups",
    "alertdialog": "pop-ups", "menu": "navigation", "menubar": "navigation", "toolbar": "buttons", "tablist": "navigation",
}  # fmt: skip
CLASSES = {
    "cookie banner": "cookie cookies consent gdpr onetrust didomi ccpa",
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs pagination pager skip toc navbox catlinks sitenav topnav masthead skiplink",
    "page footer": "footer printfooter colophon copyright disclaimer",
    "side boxes": "sidebar aside widget promo promobox teaser factbox-promo rail infobox",
    "share buttons": "share sharing social sharedaddy addthis sociallinks sharebar",
    "related links": "related recommended recommendations trending popular outbrain taboola readmore morefrom mostread seealso",
    "newsletter box": "newsletter subscribe subscription signup paywall cta donate donation",
    "advertising": "ad ads advert adverts advertisement advertising sponsor sponsored adslot dfp",
    "comments": "comments comment-list commentlist disqus respond",
    "pop-ups": "modal popup overlay lightbox tooltip",
    "tags": "tags taglist tagcloud categories",
    "words for screen readers": "screen-reader-text sr-only visually-hidden visuallyhidden",
    "editing links": "mw-editsection editsection noprint mw-jump-link",
}  # fmt: skip
NAMED = {word: name for name, words in CLASSES.items() for word in words.split()}
PAIRS = {("read", "more"): "related links", ("most", "read"): "related links", ("see", "also"): "related links"}
UNTOLD = ("scripts", "words for screen readers")
SPLIT = re.compile(r"[\s_:]+|-+|(?<=[a-z])(?=[A-Z])")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SENTENCE_LENGTH = 60
CELLS = frozenset({"td", "th"})
RUNNING = ("p", "blockquote", "li", "td", "pre")
NUMBER = "data-factcheck-number"


def without_furniture(root: etree._Element) -> Counter[str]:
    """Take out of the page what is around an article, and count it by name.

    An element that holds the page's main heading or more than half of its running words stays, whatever it is called.
    """
    prose = Prose(root)
    out: Counter[str] = Counter()
    keep = {root} | _ancestors_of_headline(root)
    gone: set[etree._Element] = set()
    for element in [*root.iter(etree.Element)]:
        name = _furniture(element)
        if name is None or element in keep or element in gone:
            continue
        if prose.of(element) * 2 > prose.of(root) and name != "scripts":
            continue
        if words_of(element).strip() and name not in UNTOLD:
            out[name] += 1
        gone.update(element.iter())
        blank(element)
    return out


def blank(element: etree._Element) -> None:
    """Take the words of an element out and leave its place, so that those before and behind it do not run together."""
    element.tag = "div" if element.tag in BLOCKS - CELLS else "span"
    behind = element.tail
    element.clear()
    element.tail = behind


class Prose:
    """How many characters of running words are below each element; words of links and short scraps do not count."""

    def __init__(self, root: etree._Element) -> None:
        self._words: dict[etree._Element, int] = {}
        self._linked: dict[etree._Element, int] = {}
        self._prose: dict[etree._Element, int] = {}
        for element in reversed([*root.iter(etree.Element)]):  # children before their parents, each looked at once
            self._count(element)

    def of(self, element: etree._Element) -> int:
        """The count of one element."""
        return self._prose.get(element, 0)

    def _count(self, element: etree._Element) -> None:
        words, linked, prose = len((element.text or "").strip()), 0, 0
        for child in element:
            words += self._words.get(child, 0) + len((child.tail or "").strip())
            linked += self._linked.get(child, 0)
            prose += self._prose.get(child, 0)
        linked = words if element.tag == "a" else linked
        if element.tag in RUNNING and words - linked >= SENTENCE_LENGTH:
            prose = words - linked
        self._words[element], self._linked[element], self._prose[element] = words, linked, prose


def main_element(root: etree._Element) -> etree._Element:
    """The element that holds the article: what the page names as such, else what readability finds."""
    prose = Prose(root)
    everything = [*root.iter(etree.Element)]
    for names in (_names_the_body, _names_an_article, _names_the_main_part):
        best = max(filter(names, everything), key=prose.of, default=None)
        if best is not None and prose.of(best) * 2 > prose.of(root) > 0:
            return best
    return _by_readability(root, prose)


def _names_the_body(element: etree._Element) -> bool:
    return element.get("itemprop") == "articleBody"


def _names_an_article(element: etree._Element) -> bool:
    return element.tag == "article" or element.get("role") == "article"


def _names_the_main_part(element: etree._Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def headline(root: etree._Element, main: etree._Element) -> etree._Element | None:
    """The page's main heading: the last h1 with words that stands before or in the article."""
    position = {element: number for number, element in enumerate(root.iter(etree.Element))}
    limit = position.get(main, 0)
    heads = [head for head in root.iter("h1") if words_of(head).strip()]
    inside = [head for head in heads if main in head.iterancestors()]
    if inside:
        return inside[0]
    before = [head for head in heads if position[head] < limit]
    return before[-1] if before else None


def article_parts(root: etree._Element) -> list[etree._Element]:
    """The elements of the article in reading order: from the main heading to the end of the element that holds it."""
    main = main_element(root)
    head = headline(root, main)
    if head is None or main in head.iterancestors():
        return [main]
    return [head, *_following(head, {main, *main.iterancestors()}), main]


def _following(head: etree._Element, stop: set[etree._Element]) -> list[etree._Element]:
    """Whole elements between the heading and the article: bylines, standfirst, dates."""
    found: list[etree._Element] = []
    element: etree._Element | None = head
    while element is not None and element not in stop:
        sibling = element.getnext()
        while sibling is not None and sibling not in stop:
            found.append(sibling)
            sibling = sibling.getnext()
        if sibling is not None:
            return [*found, *_leading(sibling, stop)]
        element = element.getparent()
    return found


def _leading(element: etree._Element, stop: set[etree._Element]) -> list[etree._Element]:
    """What stands before the article inside the elements that hold it."""
    found: list[etree._Element] = []
    while True:
        inner = next((child for child in element if child in stop), None)
        if inner is None:
            return found
        found.extend(takewhile(lambda child: child not in stop, element))
        element = inner


def _furniture(element: etree._Element) -> str | None:
    """The name by which the editor is told that this was left out; None for what stays."""
    name = ELEMENTS.get(str(element.tag)) or ROLES.get(element.get("role") or "")
    if name is not None:
        return name
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or HIDDEN.search(element.get("style") or "")
    ):
        return "hidden words"
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _by_class(words) if words.strip() and element.tag not in ("html", "body", "main", "article") else None


def _by_class(words: str) -> str | None:
    for whole in words.split():
        if whole.lower() in NAMED:
            return NAMED[whole.lower()]
    parts = [part.lower() for part in SPLIT.split(words) if part]
    pair = next((PAIRS[two] for two in pairwise(parts) if two in PAIRS), None)
    return pair or next((NAMED[part] for part in parts if part in NAMED), None)


def _ancestors_of_headline(root: etree._Element) -> set[etree._Element]:
    heads = [head for head in root.iter("h1") if words_of(head).strip()]
    return {up for head in heads[:1] for up in (head, *head.iterancestors())}


def _by_readability(root: etree._Element, prose: Prose) -> etree._Element:
    """The smallest element around everything that readability keeps; elements are numbered to find them again."""
    body = root.find("body")
    body = body if body is not None else root
    if prose.of(body) == 0:
        return body
    numbered = {}
    for number, element in enumerate(body.iter(etree.Element)):
        element.set(NUMBER, str(number))
        numbered[str(number)] = element
    kept = html.fromstring(Readability(html.tostring(root, encoding="unicode")).summary(html_partial=True))
    paths = [
        [*reversed([*numbered[key].iterancestors()]), numbered[key]]
        for key in (element.get(NUMBER) for element in kept.iter(*RUNNING))
        if key in numbered
    ]
    best = body
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        best = level[0]
    return best if prose.of(best) * 3 > prose.of(body) else body

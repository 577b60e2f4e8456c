"""Likeness: statements of one text that say the same share a hash, so that one check can settle them together.

Never linked are look-alikes with another figure, date or name, or with a negation: what is linked may be decided at one
stroke. Linked are the same words, and the same figures and dates with nearly the same words in the same order.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from articles.extractor.claims.clauses import SAYING
from articles.extractor.facets import Facets
from articles.extractor.findings import DateMention, Figure
from articles.text.spans import Span
from articles.text.words import word_set

WORD = re.compile(r"[+−-]?\d(?:[\d.,]{0,30}\d)?|[^\W\d_](?:\w|['’](?=\w)){0,60}|[$€£¥%]")
LOWERED = re.compile(r"\b[a-z][a-z’']{0,30}\b")
CLOCK = re.compile(r"\d:\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
# Words without which a statement says the same.
EMPTY = word_set("the a an of in on at and its has have had also percent per cent $ € £ ¥ %")
# Words that turn what is said: whatever else is alike, one more of them and it is another statement.
TURNING = word_set(
    """not no never none nobody nothing nor neither without cannot hardly barely scarcely rarely less more fewer than by to from over under
    above below before after until since against into despite except unless if whether or but because will would could should may might
    must can shall was were been be being to almost nearly about around roughly some most all every each both many few several half
    double twice triple only just even first second third last next former deputy vice acting assistant ex late then future old new
    young other another same different up down out off north south east west northern southern eastern western allegedly reportedly
    possibly probably likely unlikely perhaps expected planned proposed attempted failed refused denied rejected supposed alleged
    suspected accused acquitted so-called fake false wrong according dozens hundreds thousands millions billions monthly weekly daily
    yearly annual annually quarterly partly mostly mainly largely men women boys girls male female"""
)
# Words that count as one: the forms of irregular verbs, and those of rising and falling.
FORMS = """rise rose risen jump surge soar climb increase; fall fell fallen drop decline plunge slump decrease; grow grew grown; win won;
    lose lost; lead led; pay paid; sell sold; buy bought; make made; hold held; take took taken; become became; begin began begun;
    build built; meet met; leave left; find found; give gave given; go went gone; come came; run ran; see saw seen; spend spent;
    send sent; shoot shot; strike struck; sink sank sunk; keep kept; get got; write wrote written; choose chose chosen; draw drew drawn;
    drive drove driven; fight fought; fly flew flown; know knew known; steal stole stolen; stand stood; teach taught; tell told;
    say said; bring brought; catch caught; break broke broken; speak spoke spoken"""
SHORTEST_INFLECTED = 4
FEWEST_WORDS = 3
# Of the words and figures of the longer statement, the share that the shorter may lack; and the comparisons for each.
MOST_LACKING, MOST_COMPARED = 1 / 6, 20


Anchors = tuple[tuple[str, ...], ...]


class Statement(NamedTuple):
    """What is compared of a statement.

    The words as written, the figures and days, the other words as stems, those of them that must not differ, and the
    words of the sentence that it leans on.
    """

    written: str
    anchors: Anchors
    stems: tuple[str, ...]
    fixed: frozenset[str]
    about: str = ""


def likenesses(text: str, statements: Iterable[tuple[Span, Facets, Span | None]]) -> list[str]:
    """For each statement, in reading order, a hash that it shares with those that say the same; "" for too few words.

    A statement is its span, what a checker's eye stops at in it, and the sentence that its "he" or "this" means: two that
    mean different ones say different things. The hash is that of the words of the first that says it, so the same in
    every revision while that stands. Near-linear: a statement is compared with at most MOST_COMPARED others that hold the
    same figures and days.
    """
    ordinary = frozenset(LOWERED.findall(text))
    known: dict[str, str] = {}
    alike: dict[tuple[str, Anchors], list[tuple[Statement, str]]] = defaultdict(list)
    found = []
    for span, facets, meant in statements:
        one = _statement(text, span, facets, ordinary)
        one = one._replace(about=_written(text, meant)) if meant else one
        if sum(word[-1].isalnum() for word in one.written.split()) < FEWEST_WORDS:
            found.append("")
            continue
        said = f"{one.written}\n{one.about}".rstrip()
        if said not in known:
            near = alike[one.about, one.anchors or (("", *one.stems),)]
            twin = next((name for other, name in near[:MOST_COMPARED] if _say_the_same(one, other)), "")
            known[said] = twin or hashlib.sha256(said.encode()).hexdigest()[:16]
            near.append((one, known[said]))
        found.append(known[said])
    return found


def _statement(text: str, span: Span, facets: Facets, ordinary: frozenset[str]) -> Statement:
    places = [*(figure.span for figure in facets.figures), *(mention.span for mention in facets.dates)]
    inside = bytearray(span.end - span.start)
    for place in places:
        low, high = max(place.start, span.start) - span.start, min(place.end, span.end) - span.start
        inside[low:high] = b"\1" * (high - low)
    written, stems, fixed = [], [], []
    for match in WORD.finditer(text, span.start, span.end):
        word = _plain(match.group())
        written.append(word)
        if inside[match.start() - span.start] or word in EMPTY:
            continue
        stems.append(_stem(word))
        name = match.group()[0].isupper() and word not in ordinary
        if name or word in TURNING or word in SAYING or word.endswith("n't") or not word[0].isalpha():
            fixed.append(stems[-1])
    anchors = (*map(_quantity, facets.figures), *(_day(text, mention) for mention in facets.dates))
    return Statement(" ".join(written), anchors, tuple(stems), frozenset(fixed))


def _written(text: str, span: Span) -> str:
    return " ".join(_plain(word) for word in WORD.findall(text, span.start, span.end))


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _quantity(figure: Figure) -> tuple[str, ...]:
    return figure.value, figure.unit, "about" if figure.approx else ""


def _day(text: str, mention: DateMention) -> tuple[str, ...]:
    """The days meant, with the words where they do not tell or give a time of day as well."""
    words = " ".join(mention.span.quote(text).lower().split())
    if mention.first is None or CLOCK.search(words):
        return str(mention.first), str(mention.last), words
    return str(mention.first), str(mention.last)


def _stem(word: str) -> str:
    """A word without its inflection, roughly: "opens", "opened" and "opening" are one, "rose" and "surged" too."""
    bare = POSSESSIVE.sub("", word)
    root = bare if bare in TURNING else _root(bare)
    return ROOTS.get(root, root)


def _root(word: str) -> str:
    root = ENDING.sub("", word) if len(word) >= SHORTEST_INFLECTED else word
    return root[:-1] if len(root) > 2 and root[-1] == root[-2] else root


ROOTS = {_root(form): _root(forms.split()[0]) for forms in FORMS.split(";") for form in forms.split()}


def _say_the_same(one: Statement, other: Statement) -> bool:
    """Whether the shorter one's words all stand in the longer one in their order, and little more that matters."""
    short, long = sorted((one, other), key=lambda each: len(each.stems))
    lacking: list[str] = []
    rest = iter(long.stems)
    for stem in short.stems:
        for each in rest:
            if each == stem:
                break
            lacking.append(each)
        else:
            return False
    lacking += rest
    most = MOST_LACKING * (len(long.stems) + len(long.anchors))
    return len(lacking) <= most and long.fixed.isdisjoint(lacking)

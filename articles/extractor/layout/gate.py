"""The gate: what stands around an article, and what by its form asserts nothing, is never a claim, whatever the judge says."""

import re
from collections.abc import Sequence

from articles.extractor.layout.formulas import asserts_nothing, forecasts
from articles.extractor.layout.verbs import has_verb
from articles.text.blocks import Block, BlockKind
from articles.text.furniture import CREDIT_LINE, LONGEST_DISCLAIMER, is_disclaimer, kind_of_line
from articles.text.sentences import Sentence

SHUT = frozenset({BlockKind.FURNITURE, BlockKind.BYLINE})
TITLES = frozenset({BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION})
QUESTION = re.compile(r"\?[\"'”’)\]*]{0,3}$")
# A headline may end in a question and still assert ("Stock surges 46% – can it last?"); one that begins with the question does not.
ASKS = re.compile(
    r"(?i)\W{0,3}(?:what|why|how|when|where|who|which|is|are|do|does|did|can|could|will|would|should|has|have|was|were)\b"
)
QUOTES = "\"“‘'«"
FIGURE = re.compile(r"\d")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
LETTER = re.compile(r"[^\W\d_]")
STOP = re.compile(r"[.!?…][\"'”’)\]*]{0,4}$")
LONGEST = 2000
# A teaser cut off by the page: "Priority status is….".
TEASER = re.compile(r"(?:…|\.{3})\.?$")
SHORTEST_CREDITED = 60
SHORTEST_HEADING = 4
# What a heading too short to assert anything keeps of its score, and one that has only a verb we may not know.
LOW, HALF = 0.3, 0.5
# A heading or an item that begins so and does not end tells what comes, not what is: "How the routes did".
TELLS_LATER = re.compile(r"(?i)\W{0,3}(?:how|why|what|where|when|who|which)\b[^?.!:]*$")
# A heading that names an activity, a list or an interview: "Building a harbour", "Five ways to save", "An interview with …".
NAMES_TOPIC = re.compile(
    r"(?!Beijing|Boeing|King|Sterling|Morning|Evening|Spring|Ruling|During|Following|According|Nothing|Something|Everything)[A-Z][a-z]{2,20}ing\s"
    r"|(?i:(?:the\s|top\s|\w{1,8}\s){0,2}(?:ways|tips|reasons|steps|things|lessons|takeaways|questions)\b|(?:an?\s)?interview\s(?:with|of)\b)"
)
CODE = re.compile(r"(?<!\{)\{(?!\{)|^`[^`]*$")


def gated(text: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> list[float]:
    """For every sentence the share of its score that it keeps: 0 for furniture, bylines, bare questions and formulas."""
    shares = []
    known: dict[tuple[str, BlockKind], float] = {}  # tables and lists say the same again and again
    last, shut = -1, False
    for s in found:
        if s.block != last:
            last, shut = s.block, _is_shut(text, blocks[s.block])
        words = text[s.start : min(s.end, s.start + LONGEST)] + text[max(s.start + LONGEST, s.end - 6) : s.end]
        read = words, blocks[s.block].kind
        if not shut and read not in known:
            known[read] = _share(*read)
        shares.append(0.0 if shut else known[read])
    return shares


def _is_shut(text: str, block: Block) -> bool:
    """Whether a whole block stands around the article: by its kind, or, where a format's own marks gave the kind, by its words."""
    if block.kind in SHUT:
        return True
    words = text[block.start : min(block.end, block.start + LONGEST_DISCLAIMER + 1)]
    return kind_of_line(words) in SHUT or is_disclaimer(words)


def _share(words: str, kind: BlockKind) -> float:
    if not LETTER.search(words) or CODE.search(words) or (len(words) < SHORTEST_CREDITED and CREDIT_LINE.match(words)):
        return 0.0
    if asserts_nothing(words):
        # The items below "The port plans to:" have the form of instructions.
        return HALF if kind is BlockKind.LIST_ITEM else 0.0
    if QUESTION.search(words[-6:]):
        return _share_of_question(words)
    if kind in TITLES and not STOP.search(words[-6:]):
        return _share_of_title(words, kind)
    if kind is BlockKind.TABLE_ROW and not FIGURE.search(YEAR.sub("", words)):
        # Names of rows and columns: "Route, Passengers 2024, Passengers 2025".
        return LOW if has_verb(words) else 0.0
    return LOW if (len(words) < SHORTEST_CREDITED and TEASER.search(words[-6:])) or forecasts(words) else 1.0


def _share_of_question(words: str) -> float:
    """Nothing for a question without a figure, unless somebody is quoted as asking: that can be checked."""
    if words[-1] != "?" and words[0] not in QUOTES:
        return 1.0
    if not FIGURE.search(words):
        return 0.0
    return LOW if ASKS.match(words) else 1.0


def _share_of_title(words: str, kind: BlockKind) -> float:
    """Little for a title that names a topic or is too short to assert anything, half for one without a figure or known verb."""
    figure = FIGURE.search(words)
    if not figure and TELLS_LATER.match(words):
        return 0.0
    if kind is BlockKind.LIST_ITEM or words[0].islower():
        return 1.0
    if len(words.split()) < SHORTEST_HEADING or NAMES_TOPIC.match(words):
        return LOW
    return 1.0 if figure or has_verb(words) else HALF

"""The layout gate: what stands around an article is never a claim, whatever its words say."""

import re
from collections.abc import Sequence

from articles.text.blocks import Block, BlockKind
from articles.text.furniture import CREDIT_LINE
from articles.text.sentences import Sentence

SHUT = frozenset({BlockKind.FURNITURE, BlockKind.BYLINE})
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
VERB = re.compile(
    r"""(?ix)\b(?: is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|should|says?|said|won|wins?|lost|loses?
    | made|makes?|gets?|got|takes?|took|goes|went|gives?|gave|shows?|finds?|found|becomes?|became|leads?|led|meets?|met|holds?|held|hits?|cuts?
    | sets?|puts?|rose|rises?|fell|falls?|grew|grows?|ran|runs?|kills?|dies?|faces?|begins?|began|wants?|needs?|seeks?|calls?|plans?|helps?|keeps?
    | remains?|emerges?|steps?|stand|stands|defeats?|announces?|launch(?:es)?|arrests?|continues?|warns?|urges?|lands?|returns?|opens?|signs?|joins?
    | votes?|rejects?|backs?|bans?|sues?|hosts?|visits?|ends?|starts?|surges?|jumps?|soars?|drops?|plunges?|beats?|raises?|celebrates?|wins
    | reports?|tells?|told|asks?|adds?|agrees?|approves?|accuses?|denies|quits?|resigns?|leaves?|left|sees?|saw|stays?|buys?|bought|sells?|sold
    | threatens?|demands?|offers?|orders?|gains?|receives?|pays?|paid|to\s[a-z]{3,} | [a-z]{3,}ed )\b | ['’](?:re|ll|ve|m)\b"""
)
SHORTEST_HEADING = 4
# What a heading too short to assert anything keeps of its score.
LOW = 0.3


def gated(text: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> list[float]:
    """For every sentence the share of its score that it keeps: 0 for furniture, bylines and bare questions."""
    return [
        _share(
            text[s.start : min(s.end, s.start + LONGEST)] + text[max(s.start + LONGEST, s.end - 6) : s.end],
            blocks[s.block].kind,
        )
        for s in found
    ]


def _share(words: str, kind: BlockKind) -> float:
    if kind in SHUT or not LETTER.search(words) or (len(words) < SHORTEST_CREDITED and CREDIT_LINE.match(words)):
        return 0.0
    asked = QUESTION.search(words[-6:])
    # Somebody is quoted as asking: that can be checked.
    if asked and (asked.group() == "?" or words[0] in QUOTES):
        if not FIGURE.search(words):
            return 0.0
        if ASKS.match(words):
            return LOW
    if kind in (BlockKind.HEADING, BlockKind.CAPTION) and _is_topic(words):
        return LOW
    if kind is BlockKind.TABLE_ROW and not FIGURE.search(YEAR.sub("", words)):
        return (
            LOW if VERB.search(words) else 0.0
        )  # names of rows and columns: "Route, Passengers 2024, Passengers 2025"
    return LOW if len(words) < SHORTEST_CREDITED and TEASER.search(words[-6:]) else 1.0


def _is_topic(words: str) -> bool:
    """Whether a heading or caption names a topic and asserts nothing: too short, or neither a verb nor a figure in it."""
    if STOP.search(words[-6:]) or words[0].islower():
        return False
    return len(words.split()) < SHORTEST_HEADING or not (FIGURE.search(words) or VERB.search(words))

"""Transcripts: words without quotation marks whose speaker stands before them ("Q:", "WALLACE:", "Mr. HELMS."), and interviews."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.extractor.attribution.cast import Cast
from articles.extractor.attribution.names import WORD, bare_name, is_person
from articles.extractor.findings import Name
from articles.text.blocks import Block, BlockKind
from articles.text.words import word_set

LABEL = re.compile(rf"[\"“]?(?P<who>(?:{WORD}|[A-Z])(?:\s{WORD}){{0,4}})(?:\s\([^()\n]{{1,40}}\))?\s?:\s")
# The Congressional Record and other minutes: the floor is theirs until the next such line.
FLOOR = re.compile(
    r"(?P<who>(?:Mr|Mrs|Ms|Miss|Dr)\.\s[A-Z][A-Z’'-]{2,20}(?:\sof\s[A-Z][a-z]{2,20})?"
    r"|The [A-Z]{4,12}(?:\s[A-Z]{2,10}){0,3}(?:\spro tempore)?(?:\s\([^()\n]{1,40}\))?)\.\s"
)
# Labels of people without a name, where they come back.
UNNAMED = word_set("q a b question answer interviewer interviewee reporter host guest moderator narrator speaker")
# What headlines name before a colon ("Study: One in five …").
SOURCES = word_set(
    "study poll survey report police analysis research source sources official officials expert experts critics scientists court"
)
NO_SPEECH = (BlockKind.FURNITURE, BlockKind.BYLINE, BlockKind.TABLE_ROW, BlockKind.CAPTION)
INTERVIEW = re.compile(r"(?i)\b(?:interview(?:s|ed)?|(?:spoke|speaks|talked|talks|sat down|chatted) (?:with|to))\b")
# An interview says so within its first characters, the name near it, and asks at least this often.
HEAD, NEAR, FEWEST_QUESTIONS = 1500, 80, 3
# Two labels of one transcript stand at most this many blocks apart.
LONGEST_TURN = 12


class Turn(NamedTuple):
    """A run of the text that one person speaks; speaker is "" where the text names nobody."""

    start: int
    end: int
    speaker: str


class _Labelled(NamedTuple):
    block: int
    who: str
    floor: bool


def turns(text: str, blocks: Sequence[Block], people: Sequence[Name], cast: Cast) -> list[Turn]:
    """The turns of a text in reading order: by its labels, else by its questions if it is an interview."""
    found = list(_labels(text, blocks))
    often = Counter(label.who for label in found)
    kept = [label for label in found if label.floor or _is_speaker(label.who, often, cast)]
    spoken = []
    for k, label in enumerate(kept):
        last, following = label.block, kept[k + 1] if k + 1 < len(kept) else None
        if label.floor:
            last = following.block - 1 if following else len(blocks) - 1
        elif following and often[label.who] > 1 and following.block - label.block <= LONGEST_TURN:
            last = following.block - 1
        spoken.append(Turn(blocks[label.block].start, blocks[last].end, _name(label.who, cast)))
    return spoken or list(_answers(text, blocks, people))


def _labels(text: str, blocks: Sequence[Block]) -> Iterator[_Labelled]:
    for index, block in enumerate(blocks):
        if block.kind in NO_SPEECH:
            continue
        floor = FLOOR.match(text, block.start, block.end)
        label = floor or LABEL.match(text, block.start, block.end)
        if label and label.end() < block.end:
            yield _Labelled(index, label["who"], bool(floor))


def _is_speaker(who: str, often: Counter[str], cast: Cast) -> bool:
    """Whether a label is a person's or stands for one: of a known name, or coming back in capitals or like "Q"."""
    if who.lower() in SOURCES or cast.gender(_name(who, cast)):
        return True
    return often[who] > 1 and (who.lower() in UNNAMED or (who.isupper() and is_person(who)))


def _name(who: str, cast: Cast) -> str:
    """The name behind a label; the letters and words that stand for people name nobody."""
    if who.lower() in UNNAMED | SOURCES:
        return ""
    plain = " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in who.split())
    return plain.removeprefix("The ") if who.startswith("The ") else cast.full(bare_name(plain))


def _answers(text: str, blocks: Sequence[Block], people: Sequence[Name]) -> Iterator[Turn]:
    """What is said between the questions of an interview whose first lines name who is asked."""
    asked = [k for k, block in enumerate(blocks) if block.kind not in NO_SPEECH and text[block.end - 1] == "?"]
    speaker = _interviewee(text, people)
    if not speaker or len(asked) < FEWEST_QUESTIONS:
        return
    for k, following in zip(asked, [*asked[1:], len(blocks)], strict=True):
        if following > k + 1:
            yield Turn(blocks[k + 1].start, blocks[following - 1].end, speaker)


def _interviewee(text: str, people: Sequence[Name]) -> str:
    """The person named just behind the word "interview"; "" if nobody is."""
    first = people[: bisect_left(people, HEAD + NEAR, key=lambda one: one.span.start)]
    for match in INTERVIEW.finditer(text, 0, HEAD):
        for one in first:
            between = text[match.end() : one.span.start]
            behind = text[one.span.end : one.span.end + 2]
            near = match.end() <= one.span.start <= match.end() + NEAR and not any(mark in between for mark in "\n.;")
            if near and " " in one.name and is_person(one.name) and behind not in ("'s", "’s"):
                return one.name
    return ""

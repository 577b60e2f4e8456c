"""Quotations: the words between quotation marks that somebody said or wrote, and who it was."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.extractor.findings import Quotation
from articles.extractor.names import Cast, is_employer, names
from articles.extractor.speakers import before_the_colon, speaker_after, speaker_before, subject, who_is
from articles.text.spans import Span
from articles.text.words import word_set

MARK = re.compile(r"[\"“”«»„]|``|''")
OPENING, CLOSING = frozenset(("“", "«", "„", "``")), frozenset(("”", "»", "''"))
LONGEST = 3000
FEWEST_WORDS = 3
# "Title of the piece" — Newspaper: a source list, nobody speaks.
SOURCE_LINE = re.compile(r"\s{0,2}(?:[—–-]|\()\s?[A-Z]")
# Words that titles leave without a capital.
SMALL = word_set("a an and as at by for from in of on or the to with")
SCARE_BEFORE = re.compile(
    r"(?i)\b(?:so-called|known as|called|dubbed|nicknamed|pronounced|entitled|titled|the (?:term|word|phrase)s?)\s$"
)
BLOCK_ATTRIBUTION = re.compile(
    r"\s{0,4}(?:[—–-]\s?)?(?P<name>[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){1,3}),\s[^\n.]{2,80}(?:\n|$)"
)
VERB_HINT = re.compile(
    r"(?i)\b(?:said|says|told|added|asked|wrote|called|calling|stated|according|warned|noted|argued|described|announced|explained)\b"
)


class Marks(NamedTuple):
    """The inner span of a run of quotation marks, and whether its closing mark is there."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text in reading order, each with its speaker; titles and scare quotes are left out."""
    cast, met = Cast(), 0
    people = names(text)
    result: list[Quotation] = []
    for marks in inner_spans(text):
        if not _is_speech(text, marks):
            continue
        horizon = marks.end + 200
        fresh = met
        while met < len(people) and people[met].span.start < horizon:
            met += 1
        cast.meet(name.name for name in people[fresh:met] if not is_employer(text, name.span.end))
        speaker = _speaker(text, marks, cast, result)
        result.append(Quotation(Span(marks.start, marks.end), speaker))
    return _handed_back(text, result)


def inner_spans(text: str) -> Iterator[Marks]:
    """Every run of quotation marks; one that is never closed ends with its line, as in a quotation over paragraphs."""
    marks = [(match.start(), match.end(), _opens(text, match)) for match in MARK.finditer(text)]
    index = 0
    while index < len(marks):
        _, start, opens = marks[index]
        index += 1
        if opens is False:
            continue
        line_end = text.find("\n", start, start + LONGEST)
        line_end = min(len(text), start + LONGEST) if line_end < 0 else line_end
        following = marks[index] if index < len(marks) else None
        if (
            following
            and following[2] is not True
            and following[0] - start <= LONGEST
            and _same_passage(text, start, following[0])
        ):
            index += 1
            yield Marks(start, following[0], closed=True)
        elif opens:
            yield Marks(start, line_end, closed=False)


def _same_passage(text: str, start: int, end: int) -> bool:
    """Whether a quotation may run from start to end: over line ends, but not over two empty lines' worth of paragraphs."""
    return text.count("\n\n", start, end) == 0 and text.count("\n", start, end) <= 12


def _opens(text: str, match: re.Match[str]) -> bool | None:
    """Whether a mark opens (True), closes (False) or cannot be told (None), by its form and by the white space beside it."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    left_open, right_open = before.isspace() or before in "([—–-/", after.isspace()
    if match.group() in OPENING:
        return not (right_open and not left_open)
    if match.group() in CLOSING:
        return left_open and not right_open
    if left_open != right_open:
        return left_open
    return None if left_open else False


def _is_speech(text: str, marks: Marks) -> bool:
    words = text[marks.start : marks.end].split()
    before, after = text[max(0, marks.start - 160) : marks.start - 1], text[marks.end + 1 : marks.end + 40]
    if not words or (len(words) < FEWEST_WORDS and not (len(words) == 2 and VERB_HINT.search(before[-20:]))):
        return False
    at_line_start = not before.rpartition("\n")[2].strip()
    if SOURCE_LINE.match(after) and text[marks.end - 1] != "," and (at_line_start or before.endswith(". ")):
        return False
    if len(words) == FEWEST_WORDS and not (VERB_HINT.search(after) or subject(before.rpartition("\n")[2])):
        return False
    if len(words) < 8 and SCARE_BEFORE.search(before):
        return False
    main = [word for word in words if word.lower() not in SMALL] or words
    titled = sum(word[0].isupper() for word in main) >= 0.8 * len(main) and text[marks.end - 1] not in ",.!?"
    return not (titled and not VERB_HINT.search(before[-25:]))


def _speaker(text: str, marks: Marks, cast: Cast, earlier: Sequence[Quotation]) -> str:
    """By the words after the closing mark, those before the opening one, or the speaker of the quotation just before."""
    after = text[marks.end + 1 : marks.end + 200].partition("\n")[0]
    full_stop = text[marks.end - 1] in ".…" and not after.lstrip()[:1].islower()
    before = text[max(0, marks.start - 300) : marks.start - 1].rpartition("\n")[2]
    phrase = None if full_stop else speaker_after(after)
    if phrase is None:
        phrase = speaker_before(before)
    last = earlier[-1] if earlier else None
    near = last is not None and marks.start - last.span.end < 600
    if phrase is not None:
        lead = text[max(0, marks.start - 600) : marks.start - 1]
        return who_is(phrase, lead, cast, last.speaker if last and near else "")
    credit = BLOCK_ATTRIBUTION.match(text, marks.end + 1, marks.end + 140)
    if credit:
        return cast.full(credit["name"])
    if last and near and text.count("\n\n", last.span.end, marks.start) <= 1:
        return last.speaker
    return before_the_colon(text[max(0, marks.start - 400) : marks.start - 1], cast)


def _handed_back(text: str, found: list[Quotation]) -> list[Quotation]:
    """A quotation without a speaker takes that of the next one in its paragraph."""
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        if not one.speaker and "\n" not in text[one.span.end : two.span.start] and two.span.start - one.span.end < 200:
            found[i] = one._replace(speaker=two.speaker)
    return found

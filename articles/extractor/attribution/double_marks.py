"""Double quotation marks of every kind: “…”, "…", «…», »…«, „…“, ``…'' and ''…''."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.extractor.attribution.marks import Marks

# A mark between two others is an ornament.
MARK = re.compile(r"(?!(?<=[\"“”«»„])[\"“”«»„]{2})[\"“”«»„]|``|''")
# Marks of one kind belong together; within a run those of another kind are only words.
KINDS = {
    '"': "straight",
    "“": "curly",
    "”": "curly",
    "„": "curly",
    "«": "pointed",
    "»": "pointed",
    "``": "plain",
    "''": "plain",
}
OPENING, CLOSING = frozenset(("“", "«", "„", "``")), frozenset(("”", "»"))
LONGEST = 3000
MOST_LINES = 12
MOST_NESTED = 24


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool | None
    written: str


def double_runs(text: str) -> Iterator[Marks]:
    """Every outermost run; one that is never closed ends with its line, as in a quotation over paragraphs."""
    marks = [_Mark(match.start(), match.end(), _opens(text, match), match.group()) for match in MARK.finditer(text)]
    index = 0
    while index < len(marks):
        mark = marks[index]
        index += 1
        if mark.opens is False:
            continue
        closing = _closing(text, marks, index, same_kind=True) or _closing(text, marks, index, same_kind=False)
        if closing:
            index = closing + 1
            yield Marks(mark.end, marks[closing].start, mark.start, marks[closing].end, closed=True)
        elif mark.opens:
            line_end = text.find("\n", mark.end, mark.end + LONGEST)
            line_end = min(len(text), mark.end + LONGEST) if line_end < 0 else line_end
            while index < len(marks) and marks[index].start < line_end:
                index += 1
            yield Marks(mark.end, line_end, mark.start, line_end, closed=False)


def _opens(text: str, match: re.Match[str]) -> bool | None:
    """Whether a mark opens (True), closes (False) or cannot be told (None), by its form and by what stands beside it."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    left_open, right_open = before.isspace() or before in "([—–-/‘'", after.isspace()
    if match.group() in OPENING:
        return left_open or after.isalnum()
    if match.group() in CLOSING:
        return left_open and after.isalnum()
    if left_open != right_open:
        return left_open
    return None if left_open else False


def _closing(text: str, marks: Sequence[_Mark], index: int, *, same_kind: bool) -> int | None:
    """The mark that closes the run opened just before marks[index], over quotations inside it."""
    first, depth = marks[index - 1], 1
    for k in range(index, min(len(marks), index + MOST_NESTED)):
        mark = marks[k]
        if mark.start - first.end > LONGEST or not _same_passage(text, first.end, mark.start):
            return None
        if same_kind and KINDS[mark.written] != KINDS[first.written]:
            continue
        if mark.opens:
            if first.written not in OPENING or text.rfind("\n", first.end, mark.start) >= 0:
                return None
            depth += 1
        else:
            depth -= 1
        if depth == 0:
            return k
    return None


def _same_passage(text: str, start: int, end: int) -> bool:
    """Whether a quotation may run from start to end: over line ends, but not over an empty line."""
    return text.count("\n\n", start, end) == 0 and text.count("\n", start, end) <= MOST_LINES

"""Single quotation marks, ‘…’ and '…', told from apostrophes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from articles.extractor.attribution.marks import Marks, is_inside

# A single mark opens before a word and closes behind one; an apostrophe inside a word does neither.
SINGLE_OPENS = re.compile(r"(?<![\w’'`])(?:‘(?!‘)|'(?!'))(?=[\w\[(“\"…$£€])")
SINGLE_CLOSES = re.compile(r"(?<=[^\s’'])(?:’(?!’)|'(?!'))(?!\w)")
LONGEST_SINGLE = 1000
MOST_NESTED = 24


def single_runs(text: str, double: Sequence[Marks]) -> Iterator[Marks]:
    """The runs of single marks outside double ones; each closes on its own line."""
    closers = [match.start() for match in SINGLE_CLOSES.finditer(text)]
    if not closers:
        return
    last = 0
    for match in SINGLE_OPENS.finditer(text):
        if match.start() < last or is_inside(match.start(), double):
            continue
        end = _single_end(text, match.end(), closers)
        if end is not None and not is_inside(end, double):
            last = end + 1
            yield Marks(match.end(), end, match.start(), last, closed=True, single=True)


def _single_end(text: str, start: int, closers: Sequence[int]) -> int | None:
    """The first mark that can close a run begun before start; the boys' apostrophe only if no other does."""
    unsure = None
    for k in range(bisect_right(closers, start), min(len(closers), bisect_right(closers, start) + MOST_NESTED)):
        at = closers[k]
        if at - start > LONGEST_SINGLE or "\n" in text[start:at]:
            break
        if text[at - 1] != "s" or text[at + 1 : at + 2] in (",", ".", ";", ":", ")"):
            return at
        unsure = at if unsure is None else unsure
    return unsure

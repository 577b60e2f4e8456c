"""Figures: every number that states a quantity, with its value, unit and whether it is hedged."""

import re
from collections.abc import Sequence

from articles.extractor.figures.amounts import AMOUNTS
from articles.extractor.figures.counts import COUNTS
from articles.extractor.figures.no_figures import no_figures
from articles.extractor.findings import Figure
from articles.text.spans import Span
from articles.text.words import word_set

MOST = 50_000
"""More figures than any article has: 200,000 words of market reports hold a fifth of it."""
HEDGE = re.compile(
    r"(?i)(?:\b(?:about|around|roughly|approximately|approx\.|nearly|almost|over|under|more\sthan|less\sthan|fewer\sthan|larger\sthan|greater\sthan|higher\sthan|at\sleast|"
    r"at\smost|up\sto|as\s(?:many|much|few|little|low|high)\sas|no\s(?:more|less|fewer)\sthan|an?\sestimated|estimated|some|close\sto|upwards?\sof|above|below|just\s(?:over|under)|"
    r"in\sexcess\sof|north\sof|shy\sof|(?:min|max)imum\sof|as\s\w{2,12}\sas)|[~≈≥≤<>±])\s?(?:US\$|[$€£])?$"
)
# The last words of all hedges: most figures have none of them before them.
LAST_OF_HEDGES = word_set(
    "about around roughly approximately approx. nearly almost over under than least most as estimated some of above below or"
) | {"up to", "close to"}
SIGNS = tuple("~≈≥≤<>±")
OR_MORE = re.compile(r"(?i)\s?(?:or\s(?:more|so|fewer|less)\b|-plus\b)|\s[\w-]{1,20}\sor\s(?:more|so|fewer)\b")
# "two or three goals": both are hedged.
EITHER_OR = re.compile(r"(?i)\sor\s(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\b")
OR_BEFORE = re.compile(r"(?i)\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine)\sor\s$")


def figures(text: str, taken: Sequence[Span]) -> list[Figure]:
    """The figures of a text in reading order; nothing inside the spans already taken (dates).

    Linear in its length.  No more than MOST, so that a text of bare numbers does not fill the worker's memory.
    """
    lowered, mask = text.lower(), bytearray(len(text))
    for start, end in (*taken, *no_figures(text, lowered)):
        mask[start:end] = b"\1" * (end - start)
    found: list[Figure] = []
    for reading in (*AMOUNTS, *COUNTS):
        if any(letters in lowered for letters in reading.needs):
            for match in reading.pattern.finditer(text):
                if mask[match.end() - 1] == 0:
                    for start, end, value, unit in reading.read(match):
                        if mask.find(1, start, end) < 0:
                            mask[start:end] = b"\1" * (end - start)
                            found.append(
                                Figure(Span(start, end), value, unit, not value or _is_hedged(text, start, end))
                            )
                            if len(found) == MOST:
                                return sorted(found)
    return sorted(found)


def _is_hedged(text: str, start: int, end: int) -> bool:
    if text[start:end].endswith(("+", "plus", "odd")):
        return True
    if text[end : end + 1] in (" ", "-"):
        following = text[end : end + 30].lower()  # most hold neither word, and a look for letters is cheap
        if ("or" in following or "-plu" in following) and (
            OR_MORE.match(text, end, end + 30) or EITHER_OR.match(text, end, end + 12)
        ):
            return True
    before = text[max(0, start - 24) : start]
    words = before.rstrip(" $€£").removesuffix("US").rsplit(maxsplit=2)
    last = words[-1].lower().lstrip("([\"'“‘") if words else ""
    if last == "to":
        last = " ".join(words[-2:]).lower()
    if last not in LAST_OF_HEDGES and last[-1:] not in SIGNS:
        return False
    return bool(HEDGE.search(before) or OR_BEFORE.search(before))

"""Which of a sentence's cues says whose a quotation is, and under which the whole sentence stands."""

from collections.abc import Sequence

from articles.extractor.attribution.cues import Cue
from articles.extractor.attribution.passages import Passage
from articles.extractor.attribution.words import QUOTED, STOPS, Words

# A source behind a quotation begins within this many words of it; a final "she said" ends within that many of the end.
BESIDE, FINAL = 3, 8


def beside(passage: Passage, place: int, closing: str) -> Cue | None:
    """The cue that says whose the quotation words[place] is: the one just behind it, else the last one before it."""
    words = passage.words
    behind = next((cue for cue in passage.cues if cue.source and min(cue.at, cue.source[0]) > place), None)
    before = next((cue for cue in reversed(passage.cues) if cue.source and max(cue.at, cue.source[0]) < place), None)
    near = behind and behind.source and min(behind.at, behind.source[0]) - place <= BESIDE
    if near and (before is None or closing in ",?!…—" or words.low(place + 1) == ","):
        return behind
    return before or (behind if near else None)


def touches(cue: Cue | None, place: int) -> bool:
    """Whether hardly anything stands between a cue and the quotation words[place]."""
    if cue is None:
        return False
    first, last = cue.source or (cue.at, cue.at)
    return place - max(cue.at, last) <= BESIDE + 1 and min(cue.at, first) - place <= BESIDE


def outermost(words: Words, found: Sequence[Cue]) -> Cue | None:
    """The cue under which the whole sentence stands: "…, she said", "…, said she, …", else the first."""
    for cue in found:
        if cue.strong and cue.source and cue.source[0] > 2:
            low, high = min(cue.at, cue.source[0]), max(cue.at + 1, cue.source[1])
            opened = words.low(low - 1) in (",", QUOTED, "—", "--")
            if opened and (cue.at < cue.source[0] or words.low(high) == "," or len(words) - high < FINAL):
                return cue
    return found[0] if found else None


def is_bare(words: Words, cue: Cue) -> bool:
    """Whether nothing stands beside source and verb: "Quill agreed.", "He went on:"."""
    start = cue.source[0] if cue.source else cue.at
    rest = [word for word in words[max(cue.at, start) + 1 :] if word.low not in STOPS]
    return start == 0 and not rest

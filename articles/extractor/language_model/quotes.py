"""Whether a quotation stands in a sentence, and where: folded white space and straight quotation marks, nothing else."""

import re

from articles.text.spans import Span

WHITE = re.compile(r"\s+")
# Marks that models straighten; each stays one character, so that places stay what they are.
MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"})
# Words that may be missing at either end of a quotation that is the whole sentence all the same, and the fewest of a part.
MAY_MISS, FEWEST = 1, 3


def place(words: str, quote: str) -> Span | None:
    """Where quote stands in words, as offsets in words; None if it does not, in more than one place, or cuts a word."""
    folded, offsets = _folded(words)
    wanted = _folded(quote)[0].strip()
    found: list[int] = []
    at = folded.find(wanted) if wanted else -1
    while at >= 0 and len(found) < 2:
        if not (_cuts_a_word(folded, at) or _cuts_a_word(folded, at + len(wanted))):
            found.append(at)
        at = folded.find(wanted, at + 1)
    return Span(offsets[found[0]], offsets[found[0] + len(wanted) - 1] + 1) if len(found) == 1 else None


def is_whole(words: str, span: Span) -> bool:
    """Whether a place in words is as good as all of them, or too little of them to be a claim by itself."""
    missed = max(len(words[: span.start].split()), len(words[span.end :].split()))
    return missed <= MAY_MISS or len(span.quote(words).split()) < FEWEST


def _folded(words: str) -> tuple[str, list[int]]:
    """Words with every run of white space as one blank, and where each character of that stood."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for gap in WHITE.finditer(words):
        pieces += words[at : gap.start()], " "
        offsets += range(at, gap.start() + 1)
        at = gap.end()
    pieces.append(words[at:])
    offsets += range(at, len(words))
    return "".join(pieces).translate(MARKS), offsets


def _cuts_a_word(words: str, at: int) -> bool:
    return 0 < at < len(words) and words[at - 1].isalnum() and words[at].isalnum()

"""Quotation marks: the runs of words between them, and which are somebody's: no titles, scare quotes and source lines."""

import re

from articles.extractor.attribution.double_marks import double_runs
from articles.extractor.attribution.marks import Marks, is_inside
from articles.extractor.attribution.single_marks import single_runs
from articles.text.words import word_set

FEWEST_WORDS = 3
# "Title of the piece" — Newspaper: a source list, nobody speaks.
SOURCE_LINE = re.compile(r"\s{0,2}(?:[—–―-]|\()\s?[A-Z]")
SENTENCE_MARKS = ".!?…"
# Words that titles leave without a capital.
SMALL = word_set("a an and as at by for from in of on or the to with")
SCARE_BEFORE = re.compile(
    r"(?i)\b(?:so-called|known as|called|dubbed|nicknamed|named|pronounced|entitled|titled"
    r"|the (?:term|word|phrase|adage|proverb|slogan|motto)s?),?\s$"
)
VERB_HINT = re.compile(
    r"(?i)\b(?:said|says|told|added|asked|wrote|called|calling|stated|according|warned|noted|argued|described|announced|explained)\b"
)


def runs(text: str) -> list[Marks]:
    """Every outermost run of quotation marks in reading order; a double one that is never closed ends with its line."""
    double = [_trimmed(text, run) for run in double_runs(text)]
    single = [_trimmed(text, run) for run in single_runs(text, double)]
    if not single:
        return double
    kept = [run for run in double if not is_inside(run.outer_start, single)]
    return sorted([*kept, *single])


def _trimmed(text: str, run: Marks) -> Marks:
    words = text[run.start : run.end]
    return (
        run._replace(start=run.start + len(words) - len(words.lstrip()), end=run.start + len(words.rstrip()))
        if words.strip()
        else run
    )


def is_speech(text: str, marks: Marks, *, attributed: bool, beside: bool, opens: bool) -> bool:
    """Whether the words between marks are somebody's, and no title, scare quote or source line.

    attributed: their sentence says whose they are; beside: the words that say so touch them; opens: they open it.
    """
    words = text[marks.start : marks.end].split()
    before, after = text[max(0, marks.start - 160) : marks.outer_start], text[marks.outer_end : marks.outer_end + 40]
    whole = bool(words) and text[marks.end - 1] in SENTENCE_MARKS + ","
    told = (beside and whole and opens) or (len(words) == 2 and attributed and VERB_HINT.search(before[-20:]))
    if not words or (len(words) < FEWEST_WORDS and not told):
        return False
    at_line_start = not before.rpartition("\n")[2].strip()
    if SOURCE_LINE.match(after) and not whole and (at_line_start or before.endswith(". ")):
        return False
    if marks.single and not beside and not (whole and opens):
        return False
    if len(words) == FEWEST_WORDS and not attributed:
        return False
    if len(words) < 8 and SCARE_BEFORE.search(before):
        return False
    main = [word for word in words if word.lower() not in SMALL] or words
    titled = sum(not word[0].islower() for word in main) >= 0.8 * len(main) and text[marks.end - 1] not in "!?"
    return not titled or (beside and whole)

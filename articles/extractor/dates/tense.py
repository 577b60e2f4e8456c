"""Whether the words around a time expression look ahead or back: "will meet Thursday" against "met Thursday"."""

import re
from functools import lru_cache
from typing import NamedTuple

from articles.text.words import word_set

AHEAD = word_set(
    """be will won't won’t shall would planned planning scheduled expect expects expected expecting due slated upcoming
    poised expire expires begins starts opens ends launches kicks happens takes forthcoming coming postponed rescheduled going next
    turns marks celebrates hosts plays faces returns visits airs premieres arrives closes"""
)
BACK = word_set(
    """was were had did has have been said told took went came held won lost met made gave got saw led found became began left
    fell rose hit cut set put ran beat shot struck sent spoke wrote since after died knew thought brought bought sold built
    last yesterday ago earlier previously drew drove flew grew heard kept paid read showed shut stood swore taught threw understood wore broke chose"""
)
# With an infinitive after it, each of these looks ahead: "agreed to meet on Thursday", "urged people to gather on Sunday".
PROMISES = word_set(
    """agree agreed agrees vowed pledge pledged pledges promise promised threaten threatened order ordered ask asked invite
    invited urge urged call called calls set plan plans want wants wanted decide decided prepare preparing ready likely hope
    hopes hoping aim aims intend intends vow vows need needs"""
)
AUXILIARIES = word_set("be to will would shall could should may might must can not")
# Right before the day: "the vote set for Thursday", "by Friday".
UNTIL = word_set("for by until till starting beginning")
MARKS = ".,;:!?\"'“”‘’()[]"
BEFORE, BEHIND = 160, 110


def looks_ahead(match: re.Match[str]) -> bool | None:
    """True when the words around it look ahead, False when they look back, None when they don't say.

    The nearest word before it in its sentence decides, or else the nearest after it; a bounded number of words is read.
    """
    text, start, end = match.string, match.start(), match.end()
    lead = text[max(0, start - BEFORE) : start].rpartition("\n")[2].split()
    if lead and lead[-1].lower() in UNTIL and text[end : end + 2] not in ("'s", "’s"):
        return True
    told = _nearest_before(lead)
    return _first_after(text[end : end + BEHIND].partition("\n")[0].split()) if told is None else told


class Word(NamedTuple):
    """A word in lower case without the marks around it, what it tells, and whether a sentence ends with it."""

    bare: str
    ahead: bool | None
    ends: bool


@lru_cache(maxsize=4096)
def _read(written: str) -> Word:
    bare = written.strip(MARKS).lower()
    # Not after "Mr." and "U.S.".
    ends = (len(bare) > 2 or bare.isdigit()) and "." not in bare and written.rstrip("\"'”’)")[-1:] in (".", "!", "?")
    if bare in AHEAD or bare.endswith(("'ll", "’ll")):
        return Word(bare, ahead=True, ends=ends)
    back = bare in BACK or (len(bare) > 4 and bare.endswith("ed"))
    return Word(bare, ahead=False if back else None, ends=ends)


def _nearest_before(words: list[str]) -> bool | None:
    infinitive, behind = False, ""
    for i in range(len(words) - 1, -1, -1):
        word = _read(words[i])
        if word.ends:
            return None
        if word.bare in PROMISES and (infinitive or (word.bare == "set" and behind == "for")):
            return True
        # "will be held", "to cut": the verb before it decides; "due to snow" is none.
        decides = word.ahead is not None and (word.bare, behind) != ("due", "to")
        if decides and (word.ahead or not i or _read(words[i - 1]).bare not in AUXILIARIES):
            return word.ahead
        infinitive, behind = infinitive or word.bare == "to", word.bare
    return None


def _first_after(words: list[str]) -> bool | None:
    for word in map(_read, words):
        if word.ahead is not None or word.ends:
            return word.ahead
    return None

"""What happens to characters once, at intake, before anything is counted."""

import re
from collections import Counter
from typing import NamedTuple

LINE_END = re.compile("\r\n?")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
SURROGATE = re.compile("[\ud800-\udfff]")
FEED = re.compile("[\x0b\x0c]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
BYTE_ORDER_MARK = "\ufeff"


class Normalised(NamedTuple):
    """A text that can be counted in, and one plain sentence for each thing that was removed."""

    text: str
    notes: tuple[str, ...]


def normalise(raw: str) -> Normalised:
    """Make line ends LF, take out what no database, XML or browser can hold, and say so.

    CRLF and CR become LF; nothing else counts as a line end (not NEL, LS, PS, VT or FF).  Form feeds and vertical
    tabs become a space, so that they never glue two words.  No Unicode normalisation: the words stay as written.
    """
    removed: Counter[str] = Counter()
    text = clean(raw.removeprefix(BYTE_ORDER_MARK), removed)
    return Normalised(text, notes_on(removed))


def clean(raw: str, removed: Counter[str]) -> str:
    """The same for one piece of a longer text: what is removed is counted into removed, by kind."""
    text = LINE_END.sub("\n", raw)
    if not text.isascii():
        text = PAIR.sub(lambda match: _joined(match.group()), text)
        text = _without(SURROGATE, text, "", "surrogate", removed)
    if text.isprintable():
        return text
    text = _without(FEED, text, " ", "feed", removed)
    nuls = text.count("\x00")
    text = _without(CONTROL, text, "", "control", removed)
    removed["nul"] += nuls
    removed["control"] -= nuls
    return text


def notes_on(removed: Counter[str]) -> tuple[str, ...]:
    """One sentence for each kind of character that was taken out."""
    sentences = (
        ("nul", "empty character (NUL) was removed", "empty characters (NUL) were removed"),
        ("control", "invisible control character was removed", "invisible control characters were removed"),
        ("surrogate", "half of a broken character was removed", "halves of broken characters were removed"),
        ("feed", "page or column feed became a space", "page or column feeds became spaces"),
    )
    found = ((removed[kind], one, many) for kind, one, many in sentences if removed[kind] > 0)
    return tuple(f"{number:,} {one if number == 1 else many}." for number, one, many in found)


def is_visible(text: str) -> bool:
    """Whether there is anything to see: more than white space and characters that only turn, join or hide others."""
    return any(char.isprintable() and char != " " for char in text)


def _joined(pair: str) -> str:
    return pair.encode("utf-16", "surrogatepass").decode("utf-16")


def _without(pattern: re.Pattern[str], text: str, instead: str, kind: str, removed: Counter[str]) -> str:
    text, number = pattern.subn(instead, text)
    removed[kind] += number
    return text

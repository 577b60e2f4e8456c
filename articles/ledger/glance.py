"""The fast lane of a walk: telling at a glance that an ordinary event is in its canonical form, and what it follows.

Reading an event as JSON and writing it again costs 20 µs; matching it against the form of an event that was read in full
before costs 3.  A form is the event without its strings and numbers: the keys in their order, and where objects and lists
stand.  Whoever has the form of a canonical event, and canonical strings and integers in it, is canonical too.  Whatever
fits no known form (the first of its kind, integers of 16 digits, damage) is not refused but left to the full reading in
`canonical.parse`, and then its form may be learned.
"""

import re
from typing import NamedTuple

from articles.ledger.canonical import JSON, canonical

MOST_FORMS = 400
"""So many forms are learned; an ordinary desk has some fifty."""
LONGEST_LIST = 16
"""Members of a list whose items have different forms, beyond which it is not learned."""

# Possessive quantifiers (*+) keep the time linear: no run that was taken is ever given back.  They stand on single
# characters only: before Python 3.11.5 a possessive group takes what it should not (CPython gh-106052).  A group that
# is given back ends at once, since what follows begins with another character.
_STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\bfnrt]|u00(?:0[1-7bef]|1[0-9a-f]))[^"\\\x00-\x1f]*+)*"'
_INTEGER = r"(?:0|-?[1-9][0-9]{0,14}+)"
_ATOM = rf"(?:{_STRING}|{_INTEGER}|null|true|false)"
_PLACE = {"origin": r'"([!#-\[\]-~]*+)"', "prev": r'"([0-9a-f]*+)"', "seq": rf"({_INTEGER})"}
_KIND = '"kind":"'


class Glimpse(NamedTuple):
    """What an event in canonical form says of its place: the trail's name, its number, the leaf it follows."""

    origin: str
    seq: int
    prev: str


class Glances:
    """The forms that were learned so far, by the kind of event; `count` of them."""

    def __init__(self) -> None:
        self.count = 0
        self._forms: dict[str, list[re.Pattern[str]]] = {}

    def look(self, payload: bytes) -> Glimpse | None:
        """The place of an event of a known form, whose bytes are canonical; None when that needs a full reading."""
        try:
            text = payload.decode()
        except UnicodeDecodeError:
            return None
        begin = text.find(_KIND) + len(_KIND)
        forms = self._forms.get(text[begin : text.find('"', begin)], [])
        for at, form in enumerate(forms):
            if match := form.fullmatch(text):
                if at:  # so the forms that come often are tried first
                    forms[at - 1], forms[at] = form, forms[at - 1]
                origin, prev, seq = match.groups()
                return Glimpse(origin, int(seq), prev)
        return None

    def learn(self, event: JSON) -> None:
        """Take the form of an event that was read in full, if it has a kind and a place and there is room for one more."""
        if not isinstance(event, dict) or not isinstance(kind := event.get("kind"), str):
            return
        if self.count < MOST_FORMS and _PLACE.keys() <= event.keys() and (form := _object(event, _PLACE)):
            self.count += 1
            self._forms.setdefault(kind, []).append(re.compile(form))


def _form(value: JSON) -> str:
    """The pattern of values of the same form; empty when there is none that is short enough."""
    if isinstance(value, dict):
        return _object(value, {})
    if isinstance(value, list):
        return _list(value)
    return _ATOM


def _object(value: dict[str, JSON], known: dict[str, str]) -> str:
    members = [(key, known.get(key) or _form(value[key])) for key in sorted(value)]
    if not all(form for _, form in members):
        return ""
    return r"\{" + ",".join(f"{re.escape(canonical(key).decode())}:{form}" for key, form in members) + r"\}"


def _list(value: list[JSON]) -> str:
    items = [_form(item) for item in value]
    if not all(items):
        return ""
    if len(set(items)) == 1:
        return rf"\[{items[0]}(?:,{items[0]})*\]"
    return "" if len(items) > LONGEST_LIST else rf"\[{','.join(items)}\]"

"""Reading stored events of claims at a glance: those that are in the form of the desk's own, filed under what they say.

All of an event but `now`, `was` and `words` is known beforehand from its columns, so its bytes need not be read as JSON but
only compared.  `Stored.event` tells the same at ten times the cost; whatever has another form is left to it.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from articles.ledger.canonical import canonical
from articles.ledger.event import is_hash, is_kind, is_time
from articles.reports.stored import Stored, Wrong

Line: TypeAlias = tuple[int, str, str, str, int | None, str, int | None, int | None]
COLUMNS = ("seq", "payload", "at", "kind", "actor_id", "actor_name", "article_id", "claim_id")
"""What a Line holds of a row of the trail."""
Told: TypeAlias = tuple[Any, Any, Any]
"""What an event says of its `now`, `was` and `words`."""
HASH, INTEGER = 64, 15
"""Digits of a hash, and of an integer that is taken at a glance."""
MOST = 10_000
_read = json.JSONDecoder().raw_decode


class EventGlance:
    """Knows the events of one trail that a walk finds whole; of others it may say anything.

    It remembers how people, kinds and the trail's name stand in the events that it had to read with care.
    """

    def __init__(self) -> None:
        self._actors: dict[tuple[int | None, str], str] = {}
        self._origin = "\0"
        self._sound: set[str] = set()

    def read(self, lines: Sequence[Line]) -> Iterator[Told | None]:
        """What each line tells; None for one that is no event or is filed under something else."""
        pieces = [self._piece(line) for line in lines]
        values = _values([piece or "0,0" for piece in pieces])
        for line, piece, now, rest in zip(lines, pieces, values[::2], values[1::2], strict=True):
            told = self._told(now, rest) if piece and rest else None
            yield told or self._read_with_care(line)

    def _piece(self, line: Line) -> str:
        """Of the payload, what has to be read: `now` and an object with `was` and `words`; "" when it has another form."""
        seq, payload, at, kind, actor, name, article, claim = line
        begin = f'{{"actor":{self._actors.get((actor, name))},"at":"{at}","kind":"{kind}","now":'
        if type(payload) is not str or not payload.startswith(begin):
            return ""
        middle = payload.find(self._origin, len(begin))
        subject = f'","seq":{seq},"subject":{{"article":{article},"claim":{claim},"revision":'
        revision = middle + len(self._origin) + HASH + len(subject)
        end = payload.find(_VERSION, revision, revision + INTEGER + len(_VERSION))
        digits = payload[revision:end]
        if middle < 0 or end < 0 or not payload.startswith(subject, revision - len(subject)):
            return ""
        if not (digits.isdecimal() and digits[0] != "0" and is_time(at) and self._is_kind(kind)):
            return ""
        return f'{payload[len(begin) : middle]},{{"was":{payload[end + len(_VERSION) :]}'

    def _told(self, now: Any, rest: Any) -> Told | None:
        if type(rest) is not dict or len(rest) != 2 or type(now) not in _STATES or type(rest["was"]) not in _STATES:
            return None
        words = rest.get("words", 0)
        return (now, rest["was"], words) if words is None or self._is_words(words) else None

    def _is_words(self, words: Any) -> bool:
        if type(words) is not dict or words.keys() != _WORDS:
            return False
        start, end, quote, digest = words["start"], words["end"], words["quote"], words["revision_sha256"]
        return (
            type(start) is type(end) is int
            and 0 <= start < end
            and type(quote) is str
            and len(quote) == end - start
            and (digest in self._sound or self._learn(digest, is_hash(digest)))
        )

    def _is_kind(self, kind: str) -> bool:
        return kind in self._sound or self._learn(kind, is_kind(kind))

    def _learn(self, word: str, is_sound: bool) -> bool:
        if is_sound:
            if len(self._sound) >= MOST:
                self._sound.clear()
            self._sound.add(word)
        return is_sound

    def _read_with_care(self, line: Line) -> Told | None:
        try:
            event = Stored(line[0], line[1], "", *line[2:]).event()
        except Wrong:
            return None
        if len(self._actors) >= MOST:
            self._actors.clear()
        self._actors[line[4], line[5]] = canonical(event.actor).decode()
        self._origin = f',"origin":"{event.origin}","prev":"'
        return event.now, event.was, event.words


def _values(pieces: Sequence[str]) -> Sequence[Any]:
    """The two values in each piece, read in one go: their keys are then there once.

    Bytes of an event that were cut at another place than after its `now` give one value and never three; so when there
    are two for each, all were cut at the right place.
    """
    try:
        values = _read(f"[{','.join(pieces)}]")[0]
    except (ValueError, RecursionError):
        values = ()
    return values if len(values) == 2 * len(pieces) else (0,) * (2 * len(pieces))


_VERSION = '},"version":1,"was":'
_STATES = (dict, type(None))
_WORDS = {"revision_sha256", "start", "end", "quote"}

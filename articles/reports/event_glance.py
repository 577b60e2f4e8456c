"""Telling at a glance that a stored line of the trail is an event and is filed under what its bytes say.

`Stored.event` tells the same with reasons, at ten times the cost; whatever does not pass here is left to it.
"""

from typing import Any, TypeAlias

from articles.ledger.event import VERSION, is_hash, is_kind, is_time
from articles.ledger.sealed import KEY

Line: TypeAlias = tuple[int, str, str, str, int | None, str, int | None, int | None]
COLUMNS = ("seq", "payload", "at", "kind", "actor_id", "actor_name", "article_id", "claim_id")
"""What a Line holds of a row of the trail."""
FIELDS = 11
MOST = 10_000


class EventGlance:
    """Remembers which kinds and hashes it found to be sound, because they come again and again."""

    def __init__(self) -> None:
        self._sound: set[str] = set()

    def is_event(self, line: Line, value: Any) -> bool:
        """Whether value, read from the line's payload, is an event of this version and the line's columns say the same.

        False, too, for what only a careful look can tell.  What the walk proves (`origin`, `seq`, `prev`) is left to it.
        """
        _, _, at, kind, actor_id, actor_name, article, claim = line
        try:
            subject, actor, words = value["subject"], value["actor"], value["words"]
            return (
                len(value) == FIELDS
                and value["at"] == at
                and value["kind"] == kind
                and subject["article"] == article
                and subject["claim"] == claim
                and actor["id"] == actor_id
                and value["version"] == VERSION
                and set(map(type, (value["version"], *subject.values()))) == _INTEGERS
                and min(subject.values()) > 0
                and type(value["was"]) in _STATES
                and type(value["now"]) in _STATES
                and self._is_name(actor, actor_name)
                and (words is None or self._is_words(words))
                and (kind in self._sound or self._learn(kind, is_kind(kind)))
                and is_time(at)
                and "origin" in value
                and "prev" in value
                and "seq" in value
            )
        except (KeyError, TypeError, AttributeError):
            return False

    def _is_name(self, actor: Any, column: str) -> bool:
        name = actor["name"]
        if len(actor) != 2 or type(actor["id"]) not in _IDS:
            return False
        if type(name) is str:
            return name == column
        digest = name[KEY]
        return len(name) == 1 and column == "" and (digest in self._sound or self._learn(digest, is_hash(digest)))

    def _is_words(self, words: Any) -> bool:
        start, end, quote, digest = words["start"], words["end"], words["quote"], words["revision_sha256"]
        return (
            len(words) == 4
            and type(start) is type(end) is int
            and 0 <= start < end
            and type(quote) is str
            and len(quote) == end - start
            and (digest in self._sound or self._learn(digest, is_hash(digest)))
        )

    def _learn(self, word: str, is_sound: bool) -> bool:
        if is_sound:
            if len(self._sound) >= MOST:
                self._sound.clear()
            self._sound.add(word)
        return is_sound


_INTEGERS = {int}
_IDS = (int, type(None))
_STATES = (dict, type(None))

"""Holding sealed texts against the trail: a row says what was sealed, and whatever was erased, an event says so."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from articles.ledger.sealed import seal_digest
from articles.models import SealedText

Differs: TypeAlias = Callable[[int, str], None]
AT_ONCE = 500
_NOBODY = re.compile(r"removed-[0-9]+")  # the account name that an erased person's row has, see actions/erase_name.py


class SealCheck:
    """Compares texts in the tables with the seals that events tell, many at once; `differs(seq, why)` takes what is not so."""

    def __init__(self, differs: Differs) -> None:
        self._differs = differs
        self._waiting: list[tuple[str, object, int, str]] = []

    def hold(self, digest: str, text: object, seq: int, name: str) -> None:
        """What the table says under `name` must be the text that event `seq` sealed."""
        self._waiting.append((digest, text, seq, name))
        if len(self._waiting) >= AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Compare what still waits."""
        digests = {digest for digest, *_ in self._waiting}
        columns = SealedText.objects.filter(pk__in=digests).values_list("digest", "salt", "text")
        seals = {digest: (salt, words) for digest, salt, words in columns}
        for digest, text, seq, name in self._waiting:
            if digest not in seals:
                self._differs(seq, f"{name}: the text that event {seq} sealed is not there.")
                continue
            salt, words = seals[digest]
            if not _is_it(digest, salt, words, text):
                self._differs(seq, f"{name}: event {seq} sealed another text than the table says.")
        self._waiting = []


def _is_it(digest: str, salt: str, words: str, text: object) -> bool:
    if not isinstance(text, str):
        return False
    if salt:
        return seal_digest(salt, text) == digest
    return text in (words, "") or _NOBODY.fullmatch(text) is not None


def compare_seals(erased: Mapping[str, int], differs: Differs) -> int:
    """Hold every sealed text against its own seal, and every erased one against `erased`: {digest: event that tells it}.

    How many texts there are.  An event that tells of an erasure vouches for it in both directions.
    """
    count = 0
    told = dict(erased)
    rows = SealedText.objects.order_by("pk").values_list("digest", "salt", "text", "event_id", "erased_id")
    for digest, salt, text, event, erased_by in rows.iterator(chunk_size=2000):
        count += 1
        seq = told.pop(digest, None)
        if salt and seal_digest(salt, text) != digest:
            differs(event or 0, "A text beside the trail is not the one that was sealed.")
        if (seq is None) != bool(salt) or (seq is not None and seq != erased_by):
            differs(
                seq or event or 0, "A text was erased without an event that tells it, or is there although one does."
            )
    for seq in told.values():
        differs(seq, f"A text that event {seq} erased is not there at all.")
    return count

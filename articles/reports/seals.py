"""Holding sealed texts against the trail: a row says what was sealed, and whatever was erased, an event says so."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from articles.ledger.sealed import opens
from articles.models import AuditEvent, SealedText

Differs: TypeAlias = Callable[[int, str], None]
AT_ONCE = 500
COLUMNS = ("digest", "salt", "text", "event_id", "erased_id")
OF_AN_EVENT = ("texts__digest", "texts__salt", "texts__text", "seq", "texts__erased_id")
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
            if not _is_it(digest, salt, words, text, name):
                self._differs(seq, f"{name}: event {seq} sealed another text than the table says.")
        self._waiting = []


def _is_it(digest: str, salt: str, words: str, text: object, name: str) -> bool:
    if not isinstance(text, str):
        return False
    if salt:
        return opens(digest, salt, text)
    if text == words:
        return True
    return (text == "" and name.endswith("url")) or (name.endswith("username") and bool(_NOBODY.fullmatch(text)))


Erased: TypeAlias = Mapping[str, tuple[int, str]]
"""What events say was erased: {digest: the event that tells it, and the words that stand there since}."""


def compare_seals(erased: Erased, odd: Iterable[str], passed: int, differs: Differs) -> int:
    """Hold sealed texts against their own seals, and the erased ones against what events say was erased.

    The texts of claims' events were looked at before, `passed` of them, and all but the `odd` are whole and not erased.
    How many texts there are.  An event that tells of an erasure vouches for it in both directions.
    """
    told, count = dict(erased), SealedText.objects.count()
    of_names = SealedText.objects.filter(event=None).values_list(*COLUMNS)
    of_desk = AuditEvent.objects.filter(claim=None, texts__isnull=False).values_list(*OF_AN_EVENT)
    if of_names.count() + of_desk.count() + passed == count:
        _compare_rows(of_names.iterator(chunk_size=AT_ONCE), told, differs)
        _compare_rows(of_desk.iterator(chunk_size=AT_ONCE), told, differs)
        rest = sorted({*odd, *told})
        for at in range(0, len(rest), AT_ONCE):
            these = SealedText.objects.filter(pk__in=rest[at : at + AT_ONCE])
            _compare_rows(these.values_list(*COLUMNS), told, differs)
    else:  # some are of events that are not there
        _compare_rows(SealedText.objects.values_list(*COLUMNS).iterator(chunk_size=AT_ONCE), told, differs)
    for seq, _ in told.values():
        differs(seq, f"A text that event {seq} erased is not there at all.")
    return count


def _compare_rows(rows: Iterable[tuple[Any, ...]], told: dict[str, tuple[int, str]], differs: Differs) -> None:
    for digest, salt, text, event, erased_by in rows:
        seq, stone = told.pop(digest, (None, ""))
        if seq is not None and not salt and text != stone:
            differs(seq, f"In the place of a text that event {seq} erased stand other words than it says.")
        if salt and not opens(digest, salt, text):
            differs(event or 0, "A text beside the trail is not the one that was sealed.")
        if (seq is None) != bool(salt) or (seq is not None and seq != erased_by):
            differs(
                seq or event or 0, "A text was erased without an event that tells it, or is there although one does."
            )

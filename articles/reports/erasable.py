"""What of an event can be erased: its sealed texts, each with the name by which people know it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.ledger.sealed import KEY, is_sealed
from articles.models import AuditEvent, SealedText

OF_A_PERSON = "person.made"
"""This event holds names, which are erased as a whole (actions/erase_name.py)."""
OF_A_SOURCE = ("title", "url")
"""These name a source, which is erased as a whole (actions/erase_source.py)."""


@dataclass(frozen=True, slots=True)
class Erasable:
    """One sealed text of an event.  place: where in `now` it stands, such as ("evidence", 0, "quote")."""

    digest: str
    place: tuple[str | int, ...]
    text: str
    is_erased: bool

    @property
    def name(self) -> str:
        """In words: `note`, `evidence 1, quote`."""
        parts = [str(part + 1) if isinstance(part, int) else part for part in self.place]
        return parts[0] if len(parts) == 1 else f"{' '.join(parts[:-1])}, {parts[-1]}"

    @property
    def names_a_source(self) -> bool:
        """Whether it is the title or the address of a source."""
        return self.place[-1] in OF_A_SOURCE


def erasable(event: AuditEvent) -> list[Erasable]:
    """The sealed texts of what an event says is now, notes first; what it says was, an earlier event said was now."""
    if event.kind == OF_A_PERSON:
        return []
    places = {digest: place for place, digest in _places(json.loads(event.payload)["now"] or {})}
    rows = SealedText.objects.in_bulk(places)
    return [
        Erasable(digest, place, rows[digest].text, not rows[digest].salt)
        for digest, place in sorted(places.items(), key=lambda item: len(item[1]))
        if digest in rows
    ]


def _places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if is_sealed(value):
        yield at, value[KEY]
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _places(member, (*at, name))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from _places(member, (*at, number))

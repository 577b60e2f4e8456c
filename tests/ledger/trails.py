"""Whole trails to walk, and what a forger does to them."""

from typing import Any

from articles.ledger.chain import Row
from articles.ledger.event import Event
from articles.ledger.leaves import leaf_hash

ORIGIN = "desk.example/trail"
REVISION = "a" * 64


def event(seq: int, prev: str, **other: Any) -> Event:
    """A decision of Rita's, number seq."""
    fields: dict[str, Any] = {
        "origin": ORIGIN,
        "seq": seq,
        "prev": prev,
        "at": f"2026-11-20T09:05:00.{seq:06d}Z",
        "actor": {"id": 3, "name": "Rita"},
        "kind": "claim.decided",
        "subject": {"article": 1, "claim": seq},
        "words": {"revision_sha256": REVISION, "start": 0, "end": 3, "quote": "5 %"},
        "was": {"verdict": None},
        "now": {"verdict": "verified", "evidence": [{"stance": "supports", "url": "https://example.org/ä"}]},
    }
    return Event(**(fields | other))


def row(event: Event) -> Row:
    payload = event.to_payload()
    return event.seq, payload, leaf_hash(payload)


def trail(size: int, start: tuple[Row, ...] = (), **other: Any) -> list[Row]:
    """A sound trail of size events that begins with start."""
    rows = list(start)
    while len(rows) < size:
        rows.append(row(event(len(rows) + 1, rows[-1][2] if rows else "", **other)))
    return rows

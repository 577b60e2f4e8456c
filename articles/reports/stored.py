"""Stored lines of the trail: read in bulk, and held against the columns that stand beside them."""

from typing import NamedTuple

from articles.ledger.canonical import NotCanonical
from articles.ledger.chain import Damage, Finding
from articles.ledger.event import BadEvent, Event
from articles.ledger.sealed import is_sealed


class Stored(NamedTuple):
    """A row of the trail as its table holds it; the field names are its columns."""

    seq: int
    payload: str
    leaf: str
    at: str
    kind: str
    actor_id: int | None
    actor_name: str
    article_id: int | None
    claim_id: int | None

    @property
    def data(self) -> bytes:
        """The exact bytes of the payload."""
        return as_bytes(self.payload)

    def event(self) -> Event:
        """What the payload says.  Raises Wrong when it is no event, or when a column says something else."""
        try:
            event = Event.from_payload(self.data)
        except (BadEvent, NotCanonical) as error:
            raise Wrong(self.seq, f"is not an event of a desk ({error})") from error
        told = (
            ("at", self.at, event.at),
            ("kind", self.kind, event.kind),
            ("actor", self.actor_id, event.actor["id"]),
            ("actor's name", self.actor_name, "" if is_sealed(event.actor["name"]) else event.actor["name"]),
            ("article", self.article_id, event.subject.get("article")),
            ("claim", self.claim_id, event.subject.get("claim")),
        )
        for name, column, payload in told:
            if column != payload:
                raise Wrong(self.seq, f"is filed under {name} {column!r}, but its bytes say {payload!r}")
        return event


def as_bytes(payload: str | bytes) -> bytes:
    """The exact bytes of a payload; SQLite keeps bytes in a column of text, if somebody puts them there."""
    return payload if isinstance(payload, bytes) else payload.encode("utf-8", "surrogatepass")


class Wrong(Exception):
    """A stored line is not as it should be."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(why)
        self.finding = Finding(Damage.ALTERED, seq, f"Event {seq} {why}.")

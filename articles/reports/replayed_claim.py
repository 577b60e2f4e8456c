"""One claim, replayed: what its events say it is, held against its row and its decisions."""

from typing import Any, TypeAlias

from articles.ledger.event import Event
from articles.models import Verdict
from articles.reports.differences import Differences

Row: TypeAlias = dict[str, Any]

STATE = ("version", "verdict", "recheck", "gone", "dismissal", "assignee", "due", "revision", "start", "end", "ticks")
"""What every event of a claim may change (actions/change.py: state_of)."""
BORN = ("number", "origin", "priority")
"""What its first event says; the priority is the extractor's, and a later run of it may give another."""
REFRESHED = "claim.refreshed"
FIRST = ("claim.found", "claim.added")


class ReplayedClaim:
    """Takes the events of one claim in their order and knows its state after them."""

    def __init__(self, pk: int, found: Differences) -> None:
        self.name = f"Claim {pk}"
        self.state: dict[str, Any] = {}
        self._seqs: dict[str, int] = {}
        self._last = 0
        self._decided: list[Event] = []
        self._found = found

    def take(self, event: Event) -> None:
        """Go on by one event; what it says was must be what the events before it left."""
        was, now = event.was or {}, event.now or {}
        self._last = event.seq
        if (event.kind in FIRST) == bool(self.state):
            words = "is found a second time" if self.state else "is told of before it was found"
            self._found.differs(event.seq, f"{self.name} {words} in event {event.seq}.")
        if event.kind in FIRST:
            self._set("ticks", [], event.seq)  # what the first events of older desks do not say
            self._set("article", event.subject.get("article"), event.seq)
        for field in (*STATE, "priority"):
            if field in was and was[field] != self.state.get(field):
                words = f"{self.name}: event {event.seq} says {field} was {was[field]}, those before it say {self.state.get(field)}."
                self._found.differs(event.seq, words)
        for field in self._told_by(event.kind):
            if field in now:
                self._set(field, now[field], event.seq)
        self._check_words(event)
        if event.kind == "claim.decided":
            self._decided.append(event)

    def compare(self, row: Row | None, decisions: list[Row]) -> None:
        """Hold the claim's row and its decisions against what the events say."""
        if row is None:
            self._found.differs(self._last, f"{self.name} is not there; event {self._last} tells of it.")
            return
        self.name = f"Claim {row['number']} of article {row['article']}"
        for field in ("article", *STATE, *BORN):
            if field not in self.state:  # an event that leaves it out does not vouch for what the table says
                self._set(field, None, self._last)
        if self._decided and self.state.get("verdict") != Verdict.PENDING:
            last = self._decided[-1]
            self._set("decided_by", last.actor["id"], last.seq)
            self._set("decided_at", last.at, last.seq)
        self._found.compare(self.name, self.state, self._seqs, row)
        for event, decision in zip(self._decided, decisions, strict=False):
            self._compare_decision(event, decision)
        for event in self._decided[len(decisions) :]:
            self._found.differs(event.seq, f"{self.name}: the decision that event {event.seq} tells of is not there.")
        for decision in decisions[len(self._decided) :]:
            words = f"{self.name}: decision {decision['number']} stands in no event."
            self._found.differs(self._last, words)

    @staticmethod
    def _told_by(kind: str) -> tuple[str, ...]:
        """The fields that an event of this kind may tell."""
        return (*STATE, *BORN) if kind in FIRST else (*STATE, "priority") if kind == REFRESHED else STATE

    def _set(self, field: str, value: object, seq: int) -> None:
        self.state[field], self._seqs[field] = value, seq

    def _check_words(self, event: Event) -> None:
        words = event.words
        if words is not None and (words["start"], words["end"]) != (self.state.get("start"), self.state.get("end")):
            self._found.differs(event.seq, f"{self.name}: event {event.seq} is on other words than the claim stood on.")

    def _compare_decision(self, event: Event, row: Row) -> None:
        now, words = event.now or {}, event.words or {}
        told = {
            "number": now.get("decision"),
            "verdict": now.get("verdict"),
            "note": now.get("note"),
            "correction": now.get("correction"),
            "by_id": event.actor["id"],
            "at": event.at,
            "placement__start": words.get("start"),
            "placement__end": words.get("end"),
            "placement__quote": words.get("quote"),
        }
        name = f"{self.name}, decision {row['number']}"
        self._found.compare(name, told, dict.fromkeys(told, event.seq), row)
        cited = now.get("evidence")
        evidence = cited if isinstance(cited, list) else []
        if len(evidence) != len(row["evidence"]):
            self._found.differs(event.seq, f"{name}: its evidence is not what event {event.seq} says.")
        for said, cited_row in zip(evidence, row["evidence"], strict=False):
            fields = _cited(said)
            self._found.compare(f"{name}, evidence", fields, dict.fromkeys(fields, event.seq), cited_row)


def _cited(said: object) -> Row:
    """What was told of a piece of evidence, by its columns; a source that was known by its address keeps its first title."""
    told: Row = said if isinstance(said, dict) else {}
    source = {"source__url": told.get("url")} | ({} if told.get("url") else {"source__title": told.get("title")})
    return source | {name: told.get(name) for name in ("locator", "quote", "stance")}

"""Replaying claims with care: their state, decisions and evidence, recomputed from events and held against the tables.

One claim at a time and with all reasons; which of them need that, the fast lane says (replay_glance.py).
"""

from collections import defaultdict
from typing import Any

from articles.ledger.event import moment
from articles.models import NEVER_DUE, AuditEvent, Claim, Decision, Evidence, Verdict
from articles.reports.differences import NO_EVENT, Differences
from articles.reports.replayed_claim import ReplayedClaim, Row
from articles.reports.stored import Stored, Wrong

COLUMNS = {
    "id": "id",
    "article": "article_id",
    "number": "number",
    "origin": "origin",
    "priority": "priority",
    "version": "version",
    "verdict": "verdict",
    "recheck": "recheck",
    "gone": "gone",
    "dismissal": "dismissal",
    "assignee": "assignee_id",
    "due": "due_at",
    "revision": "placement__revision__number",
    "start": "placement__start",
    "end": "placement__end",
    "ticks": "ticks",
    "decided_by": "decided_by_id",
    "decided_at": "decided_at",
}
"""What a claim's row says, by the names of the trail, and where that stands."""


class ClaimsReplay:
    """Compares claims with the trail and tells Differences what is not the same."""

    def __init__(self, found: Differences) -> None:
        self._found = found

    def compare(self, pk: int) -> None:
        """Hold one claim against its events."""
        row, replayed, is_told = _row(pk), ReplayedClaim(pk, self._found), False
        told = AuditEvent.objects.filter(claim=pk).oldest_first()
        for line in told.values_list(*Stored._fields).iterator(chunk_size=1000):
            is_told = True
            try:
                replayed.take(Stored(*line).event())
            except Wrong as wrong:
                self._found.add(wrong.finding)
        if is_told:
            replayed.compare(row, _decisions(pk))
        elif row:
            self._found.differs(NO_EVENT, f"Claim {row['number']} of article {row['article']} stands in no event.")


def _row(pk: int) -> Row | None:
    """The claim's row in the words of the trail."""
    values = Claim.objects.filter(pk=pk).values_list(*COLUMNS.values()).first()
    if values is None:
        return None
    row: Row = dict(zip(COLUMNS, values, strict=True))
    due, decided_at = row["due"], row["decided_at"]
    return row | {
        "due": None if due == NEVER_DUE else f"{moment(due)[:19]}Z",
        "decided_at": moment(decided_at) if decided_at and row["verdict"] != Verdict.PENDING else None,
    }


def _decisions(pk: int) -> list[Row]:
    """The claim's decisions in their order, each with its evidence."""
    evidence: dict[int, list[Row]] = defaultdict(list)
    cited = Evidence.objects.filter(decision__claim=pk).order_by("pk")
    for row in cited.values("decision_id", "locator", "quote", "stance", "source__title", "source__url"):
        evidence[row["decision_id"]].append(dict(row))
    columns = ("pk", "number", "verdict", "note", "correction", "by_id", "created_at")
    places = ("placement__start", "placement__end", "placement__quote")
    made: list[dict[str, Any]] = list(Decision.objects.filter(claim=pk).order_by("number").values(*columns, *places))
    return [row | {"evidence": evidence[row["pk"]], "at": moment(row["created_at"])} for row in made]

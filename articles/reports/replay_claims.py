"""Replaying the trail of claims: their state, decisions and evidence, recomputed from events and held against the tables.

One pass over claims and their events side by side, in the order of claims: memory does not grow with the desk.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from articles.ledger.event import Event, moment
from articles.models import NEVER_DUE, AuditEvent, Claim, Decision, Evidence, Verdict
from articles.reports.differences import NO_EVENT, Differences
from articles.reports.replayed_claim import ReplayedClaim, Row
from articles.reports.stored import Stored, Wrong

AT_ONCE = 500
"""So many claims are held in memory."""

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
    """Compares all claims with the trail up to event `size`; `claims`, `decisions`, `evidence` count what was compared."""

    def __init__(self, size: int, found: Differences) -> None:
        self._size = size
        self._found = found
        self.claims = self.decisions = self.evidence = 0

    def run(self, tick: Callable[[int], None]) -> None:
        """Compare; tick is called with the number of events read so far."""
        self._tick, self._read = tick, 0
        last = 0
        while rows := self._rows_after(last):
            end = max(rows)
            self._compare(last, end, rows)
            last = end
        self._compare(last, None, {})

    def _rows_after(self, last: int) -> dict[int, Row]:
        values = Claim.objects.filter(pk__gt=last).order_by("pk").values_list(*COLUMNS.values())[:AT_ONCE]
        rows = (dict(zip(COLUMNS, row, strict=True)) for row in values)
        return {row["id"]: _as_told(row) for row in rows}

    def _compare(self, after: int, end: int | None, rows: dict[int, Row]) -> None:
        decisions = self._decisions(after, end) if end else {}
        for pk, events in self._events(after, end):
            replayed = ReplayedClaim(pk, self._found)
            for event in events:
                replayed.take(event)
            replayed.compare(rows.pop(pk, None), decisions.get(pk, []))
            self.claims += 1
        for row in rows.values():
            self._found.differs(NO_EVENT, f"Claim {row['number']} of article {row['article']} stands in no event.")

    def _events(self, after: int, end: int | None) -> Iterator[tuple[int, Iterator[Event]]]:
        told = AuditEvent.objects.filter(claim_id__gt=after, seq__lte=self._size)
        if end is not None:
            told = told.filter(claim_id__lte=end)
        lines = told.order_by("claim_id", "seq").values_list(*Stored._fields).iterator(chunk_size=1000)
        for pk, group in groupby((Stored(*line) for line in lines), key=lambda line: line.claim_id):
            if pk is not None:
                yield pk, self._whole(group)

    def _whole(self, lines: Iterator[Stored]) -> Iterator[Event]:
        for line in lines:
            self._read += 1
            self._tick(self._read)
            try:
                yield line.event()
            except Wrong as wrong:
                self._found.add(wrong.finding)

    def _decisions(self, after: int, end: int) -> dict[int, list[Row]]:
        """The decisions of some claims, each with its evidence, by claim and number."""
        these = {"claim_id__gt": after, "claim_id__lte": end}
        evidence: dict[int, list[Row]] = defaultdict(list)
        cited = Evidence.objects.filter(**{f"decision__{name}": value for name, value in these.items()}).order_by("pk")
        for row in cited.values("decision_id", "locator", "quote", "stance", "source__title", "source__url"):
            evidence[row["decision_id"]].append(dict(row))
            self.evidence += 1
        decisions: dict[int, list[Row]] = defaultdict(list)
        columns = ("pk", "claim_id", "number", "verdict", "note", "correction", "by_id", "created_at")
        places = ("placement__start", "placement__end", "placement__quote")
        for row in Decision.objects.filter(**these).order_by("claim_id", "number").values(*columns, *places):
            decisions[row["claim_id"]].append(row | {"evidence": evidence[row["pk"]], "at": moment(row["created_at"])})
            self.decisions += 1
        return decisions


def _as_told(row: dict[str, Any]) -> Row:
    """The row in the words of the trail."""
    due, decided_at = row["due"], row["decided_at"]
    return row | {
        "due": None if due == NEVER_DUE else f"{moment(due)[:19]}Z",
        "decided_at": moment(decided_at) if decided_at and row["verdict"] != Verdict.PENDING else None,
    }

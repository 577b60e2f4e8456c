"""What was found to differ between the trail and the tables: all counted, the first by number kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.ledger.chain import Damage, Finding
from articles.ledger.sealed import KEY, is_sealed
from articles.reports.seals import SealCheck

MOST = 20
NO_EVENT = 0
"""Stands for the number of an event where no event tells of a row."""


class Differences:
    """Collects findings; `first` is the one with the lowest event number, those that no event tells of last."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Finding] = []
        self.seals = SealCheck(self.differs)

    def add(self, finding: Finding) -> None:
        """Count finding, and keep it if it is among the first."""
        self.count += 1
        self._kept.append(finding)
        if len(self._kept) > MOST * 2:
            self._kept = self.kept

    def take(self, findings: Iterable[Finding], count: int) -> None:
        """Add what was collected elsewhere: `count` findings, the first of them by number in `findings`."""
        self._kept += findings
        self._kept = self.kept
        self.count += count

    def differs(self, seq: int, why: str) -> None:
        """A row is not what replaying the trail gives; seq is the event that says otherwise, or NO_EVENT."""
        self.add(Finding(Damage.REPLAY, seq, why))

    def compare(self, name: str, told: Mapping[str, Any], seqs: Mapping[str, int], row: Mapping[str, Any]) -> None:
        """Hold a row against what the trail told of it; `seqs` are the events that told each field last."""
        for field, value in told.items():
            if is_sealed(value):
                self.seals.hold(value[KEY], row[field], seqs[field], f"{name}, {field}")
            elif row[field] != value:
                words = (
                    f"{name}: event {seqs[field]} says {field} {_shown(value)}, the table says {_shown(row[field])}."
                )
                self.differs(seqs[field], words)

    @property
    def kept(self) -> list[Finding]:
        """The first of them, by event number."""
        return sorted(self._kept, key=lambda finding: finding.seq or 2**63)[:MOST]

    @property
    def first(self) -> Finding | None:
        """The very first."""
        return self.kept[0] if self._kept else None


def _shown(value: object) -> str:
    return "nothing" if value is None or value == "" else f"{value!s:.80}"

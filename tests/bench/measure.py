"""Measure: run something many times, keep the times, say p50 and p95."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured: name, milliseconds each time, and the floor it stands beside."""

    name: str
    times: list[float]
    floor: "Figure | None" = None

    def at(self, share: float) -> float:
        """The time in ms below which this share of the runs lies."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    def row(self) -> str:
        """One line of the table."""
        against = f"{self.at(0.95) / self.floor.at(0.95):8.1f} x" if self.floor else "    floor"
        return f"{self.name:44} {self.at(0.5):9.1f} {self.at(0.95):9.1f} {against}"

    def told(self) -> dict[str, object]:
        """As JSON."""
        return {"name": self.name, "runs": len(self.times), "p50_ms": self.at(0.5), "p95_ms": self.at(0.95)}


def measure(
    name: str, act: Callable[[int], object], *, runs: int, floor: Figure | None = None, warm: int = 3
) -> Figure:
    """Run act (which is told the number of the run) and keep its times in ms; the first `warm` runs do not count."""
    times = []
    for number in range(runs + warm):
        begun = time.perf_counter()
        act(number)
        if number >= warm:
            times.append((time.perf_counter() - begun) * 1000)
    return Figure(name, times, floor)

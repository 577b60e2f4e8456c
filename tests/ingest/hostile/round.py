"""One round of mutations of one format, read in a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from articles.ingest.limits import MB
from tests.desk import ROOT


@dataclass(frozen=True)
class Round:
    """What came of a round: the number of each outcome, what went wrong, seconds of the slowest, bytes of memory."""

    outcomes: dict[str, int]
    faults: list[str]
    slowest: float
    peak: int
    grown: int

    @property
    def accepted(self) -> int:
        """How many mutations were read."""
        return self.outcomes.get("text", 0)

    @property
    def errors(self) -> int:
        """How many mutations came to neither a text nor a refusal."""
        return self.outcomes.get("fault", 0)

    @property
    def refused(self) -> int:
        """How many mutations were refused in words."""
        return sum(self.outcomes.values()) - self.accepted - self.errors

    def row(self, kind: str) -> str:
        """A line of the table."""
        numbers = (sum(self.outcomes.values()), self.accepted, self.refused, self.errors)
        told = "".join(f"{number:>11,}" for number in numbers)
        return f"{kind:10}{told}{1000 * self.slowest:>11.0f}{self.peak / MB:>11.0f}{self.grown / MB:>11.1f}"


class DiedError(Exception):
    """The process that read did not live to the end of its round; the message names the mutation and the last words."""


def read_round(kind: str, first: int, last: int) -> Round:
    """Let a process of its own read the mutations of a format from first up to last; DiedError when that ends it."""
    command = [sys.executable, "-m", "tests.ingest.hostile.worker", kind, str(first), str(last)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode != 0:
        raise DiedError(f"status {done.returncode} on mutation({kind!r}, …): {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return Round(**found)

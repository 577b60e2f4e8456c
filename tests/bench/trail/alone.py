"""Verifying a trail in a process of its own, as `manage.py audit verify` does: python -m tests.bench.trail.alone; prints JSON."""

import json
import os
import re
import time
from pathlib import Path

import django

django.setup()

from articles.ledger.leaves import leaf_digest  # noqa: E402  models need a set-up Django
from articles.models import AuditEvent  # noqa: E402
from articles.reports.verification import verify_trail  # noqa: E402


def peaks() -> dict[int, float]:
    """Memory in MB that this process and those it started held at most so far, by process id; Linux only."""
    here = os.getpid()
    listed = Path(f"/proc/{here}/task/{here}/children")
    ids = [here, *map(int, listed.read_text("ascii").split())] if listed.exists() else []
    found = {}
    for process in ids:
        status = Path(f"/proc/{process}/status")
        held = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text("ascii", "replace"), re.MULTILINE)
        if held:
            found[process] = int(held[1]) * 1024 / 1e6
    return found


def floor() -> None:
    """What no verification can do without: every payload read and hashed once."""
    for payload in AuditEvent.objects.oldest_first().values_list("payload", flat=True).iterator(chunk_size=1_000):
        leaf_digest(payload.encode())


def timed(act) -> dict[str, float]:
    """Seconds by the clock and of the processor, of this process and those it started and that ended."""
    begun, before = time.monotonic(), os.times()
    act()
    spent = sum(os.times()[:4]) - sum(before[:4])
    return {"seconds": time.monotonic() - begun, "processor": spent}


def main() -> None:
    """Verify, then do what the floor is; what both took."""
    held: dict[int, float] = {}
    found = []

    def look(_: float) -> None:
        held.update(peaks())

    verified = timed(lambda: found.append(verify_trail(look)))
    held.update(peaks())
    told = {"events": found[0].size, "differences": found[0].count, "exit_code": found[0].exit_code}
    bare = timed(floor)
    print(json.dumps(told | {"verified": verified, "floor": bare, "held": sorted(held.values(), reverse=True)}))


if __name__ == "__main__":
    main()

"""`make bench-trail`: verifying a long trail and writing lines of it, beside their floors.  ARGS="--events 1000000"."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg

from tests.desk import ROOT, bare_environment, new_database
from tests.outside import POSTGRES_URL

EVENTS = [100_000]
START_SECONDS, MOST_SECONDS, MOST_MB, MOST_ADDED, LEAST_APPENDS = 2, 15, 200, {"SQLite": 3, "PostgreSQL": 5}, 500
"""SAFETY T9 and T12: for a short trail and for a million events; milliseconds that a decision takes longer; events a second with 8 writers."""


def show(events: list[int]) -> list[dict[str, Any]]:
    """Build, verify, write and print, on SQLite and on PostgreSQL where it answers; the figures."""
    told = []
    databases = ("SQLite", "PostgreSQL") if _answers() else ("SQLite",)
    print(f"{'':46} {'':>9} {'floor':>9} {'':>9}")
    for database in databases:
        told += [_verifying(database, count) for count in events]
        told.append(_writing(database))
    if len(databases) == 1:
        print(f"PostgreSQL does not answer at {POSTGRES_URL}: left out.")
    return told


def _verifying(database: str, count: int) -> dict[str, Any]:
    with ExitStack() as stack:
        env = _empty(stack, database)
        begun = time.monotonic()
        _run(env, "building", str(count))
        built = time.monotonic() - begun
        told = json.loads(_run(env, "alone"))
    assert told["exit_code"] == told["differences"] == 0, "what was built is not whole"
    events, verified, floor = told["events"], told["verified"], told["floor"]
    name = f"{database}, {events:,} events (built in {built:.0f} s)"
    print(name)
    most = max(START_SECONDS, MOST_SECONDS * events / 1_000_000)
    _row("  audit verify, s", verified["seconds"], floor["seconds"], most)
    _row("  of two processors, s", verified["processor"], floor["processor"], 2 * most)
    _row("  µs an event", verified["seconds"] / events * 1e6, floor["seconds"] / events * 1e6)
    held = told["held"]
    for process, size in zip(("memory at most, MB", "memory of the second process, MB"), held, strict=False):
        _row(f"  {process}", size, None, MOST_MB)
    return {"name": name, **told}


def _writing(database: str) -> dict[str, Any]:
    with ExitStack() as stack:
        told = json.loads(_run(_empty(stack, database), "writing"))
    decision, writers = told["decision"], told["writers"]
    print(f"{database}, writing")
    _row("  a decision, ms", decision["trail"], decision["bare"])
    _row("  of which the trail, ms", decision["trail"] - decision["bare"], None, MOST_ADDED[database])
    _row("  a write to the disk (fsync), ms", told["disk"], None)
    _row("  8 writers, events/s", writers["trail"], writers["bare"], LEAST_APPENDS, least=True)
    return {"name": f"{database}, writing", **told}


def _row(name: str, value: float, floor: float | None, target: float | None = None, *, least: bool = False) -> None:
    """One line of the table: what was measured, its floor, and what was promised."""
    promised = ""
    if target is not None:
        kept = value >= target if least else value <= target
        promised = f"{'≥' if least else '≤'} {target:,.1f}{'' if kept else '  MISSED'}"
    print(f"{name:46} {value:9.1f} {'' if floor is None else f'{floor:.1f}':>9} {promised:>9}", flush=True)


def _empty(stack: ExitStack, database: str) -> dict[str, str]:
    """The environment of processes that work on an empty database, which is gone at the end."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-bench-trail-"))
    url = stack.enter_context(new_database(POSTGRES_URL)) if database == "PostgreSQL" else ""
    settings = {"FACTCHECK_DATA": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "DATABASE_URL": url}
    return bare_environment() | settings


def _run(env: dict[str, str], module: str, *argv: str) -> str:
    """Run a module of this room; the last line that it prints.  It tells its troubles itself."""
    command = [sys.executable, "-m", f"tests.bench.trail.{module}", *argv]
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.splitlines()[-1]


def _answers() -> bool:
    try:
        psycopg.connect(POSTGRES_URL, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench-trail", description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=EVENTS, help="lengths of trails")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    told = show(options.events)
    if options.json:
        options.json.write_text(json.dumps(told, indent=1), "utf-8")


if __name__ == "__main__":
    main()

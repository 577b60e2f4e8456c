"""`manage.py audit verify`: prove that the trail is whole and tells what the tables say."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from articles.actions.audit import verify
from articles.reports.verification import Verified

NO_CHECKPOINT = (
    "No outside checkpoint is known: that no events were cut off at the end, and that nobody rewrote the whole trail, "
    "is not proved. Compare the head with one that you wrote down, or with that of a report."
)

MANY = {
    **{noun: f"{noun}s" for noun in ("article", "revision", "source", "token", "report", "hint", "claim", "decision")},
    "person": "people",
    "evidence": "pieces of evidence",
}


class Command(BaseCommand):
    help = (
        "Verify the trail. Exit code 0: whole. 10 altered, 11 gap, 12 fork, 13 truncated, 14 inconsistent, "
        "15 the tables say something else than the trail, 16 bad signature, 20 a guard is missing in the database."
    )
    requires_system_checks = ()  # a missing guard must not keep anybody from looking

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="verify")
        verify_parser = acts.add_parser("verify", help="walk and replay the whole trail", description=self.help)
        verify_parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        found = verify(by=None, progress=self.progress())
        self.stdout.write(as_json(found) if options["json"] else "\n".join(in_words(found)))
        if found.exit_code:
            sys.exit(found.exit_code)

    def progress(self) -> Callable[[float], None] | None:
        """Show on a terminal how far it is."""
        if not self.stderr.isatty():
            return None
        return lambda share: self.stderr.write(f"\r{share:4.0%}", ending="\r" if share < 1 else "\n")


def in_words(found: Verified) -> list[str]:
    """What was found, in sentences."""
    lines = [f"{found.size:,} events, each whole, numbered without a gap and following the one before."]
    lines += [f"Trail {found.origin or 'without a name'}", f"Head  {found.head or '–'}", f"Root  {found.root}"]
    if found.compared:
        rows = ", ".join(f"{count:,} {MANY[noun]}" for noun, count in found.compared.items())
        lines.append(f"Replayed and held against the tables, row for row: {rows}.")
    if found.finding:
        lines.append(f"DAMAGED ({found.finding.damage}): {found.count} found, the first at event {found.finding.seq}.")
        lines += [f"  {finding.why}" for finding in found.findings]
    if found.unguarded:
        lines.append(f"UNGUARDED: the database lacks {', '.join(found.unguarded)}.")
    if found.is_clean:
        lines.append("Nothing differs. All guards are in their places.")
    return [*lines, f"Warning: {NO_CHECKPOINT}"]


def as_json(found: Verified) -> str:
    """What was found, for programs."""
    told = asdict(found) | {
        "at": found.at.isoformat(),
        "ok": found.is_clean,
        "exit_code": found.exit_code,
        "checkpoint": None,
        "warnings": [NO_CHECKPOINT],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=dict)

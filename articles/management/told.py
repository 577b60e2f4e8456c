"""What a verification found, told to operators in sentences and to their programs as JSON."""

import json
from dataclasses import asdict

from articles.reports.compared import rows_in_words
from articles.reports.known_checkpoints import DATABASE, FOLDER, GIVEN, Against
from articles.reports.verification import Verified

PLACES = {DATABASE: "in the database", FOLDER: "in the folder of checkpoints", GIVEN: "given here"}


def in_words(found: Verified) -> list[str]:
    """What was found, in sentences."""
    lines = [f"{found.size:,} events, each whole, numbered without a gap and following the one before."]
    lines += [f"Trail {found.origin or 'without a name'}", f"Head  {found.head or '–'}", f"Root  {found.root}"]
    lines += [_against(one) for one in found.against]
    if found.covered:
        rest = found.size - found.covered
        newer = f"; the {rest:,} after it are covered by no checkpoint yet" if rest else ""
        lines.append(f"Up to event {found.covered:,} it is the trail that was signed{newer}.")
    if found.compared:
        lines.append(f"Replayed and held against the tables, row for row: {rows_in_words(found.compared)}.")
    if found.finding:
        lines.append(f"DAMAGED ({found.finding.damage}): {found.count} found, the first at event {found.finding.seq}.")
        lines += [f"  {finding.why}" for finding in found.findings]
    if found.unguarded:
        lines.append(f"UNGUARDED: the database lacks {', '.join(found.unguarded)}.")
    if found.is_clean:
        lines.append("Nothing differs. All guards are in their places.")
    if found.key:
        lines.append(f"Key   {found.key}")
    return [*lines, *(f"Warning: {warning}" for warning in found.warnings)]


def as_json(found: Verified) -> str:
    """What was found, for programs."""
    told = asdict(found) | {
        "at": found.at.isoformat(),
        "ok": found.is_clean,
        "exit_code": found.exit_code,
        "covered": found.covered,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=dict)


def _against(one: Against) -> str:
    many = f"{one.count:,} checkpoints" if one.count > 1 else "1 checkpoint"
    return f"Held against {many} {PLACES[one.where]}, the newest of {one.size:,} events."

"""The report as CSV: one claim a row, safe to open in a spreadsheet.

A text that a spreadsheet would take for a formula (SAFETY U7) begins with an apostrophe here; where that matters, its
exact words stand in the text at start:end, and in the JSON report.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from articles.reports.shapes import Claim, Decision, Evidence, Facts, Hint

COLUMNS = (
    *("article", "revision", "revision_sha256", "claim", "id", "standing", "verdict", "words", "start", "end"),
    *("before", "after", "kinds", "priority", "speaker", "origin", "note", "correction", "evidence"),
    *("decided_by", "decided_at", "decisions", "dismissal", "dismissal_note", "assignee", "due", "flags"),
    *("article_title", "report_at", "trail_size", "trail_head"),
    *("priority_reason", "lead_in", "antecedent", "ticked", "not_ticked", "hints"),
)
FORMULA = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula, the full-width forms of East Asian keyboards included."""
UNSEEN = " \u00a0\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u3000\ufeff"
"""Characters that some spreadsheets drop before they look at the first one."""


def render(facts: Facts) -> bytes:
    """The report as bytes: UTF-8 with a byte-order mark, CRLF, texts quoted, numbers bare."""
    return "".join(chunks(facts)).encode("utf-8-sig")


def chunks(facts: Facts) -> Iterator[str]:
    """The report a row at a time."""
    yield row(COLUMNS)
    for claim in (*facts.claims, *facts.gone):
        yield row(_cells(facts, claim))


def neutral(cell: str) -> str:
    """The cell as a spreadsheet shows it and never runs it."""
    first = cell.lstrip(UNSEEN)[:1]
    return f"'{cell}" if first and first in FORMULA else cell


def _cells(facts: Facts, claim: Claim) -> tuple[str | int, ...]:
    about, place, decision, gone = facts.about, claim.place, claim.decision, claim.dismissal
    return (
        *(about.id, place.revision, about.sha256 if place.revision == about.revision else ""),
        *(claim.number, claim.id, claim.standing, claim.verdict, place.words, place.start, place.end),
        *(place.before, place.after, ", ".join(claim.kinds), claim.priority, claim.speaker, claim.origin),
        *_decided(decision),
        len(claim.earlier) + bool(decision),
        *((gone.reason, gone.note) if gone else ("", "")),
        *(claim.assignee.name if claim.assignee else "", _time(claim.due), ", ".join(claim.flags)),
        *(about.title, _time(facts.at), facts.trail_size, facts.trail_head),
        *(claim.priority_reason, claim.context.lead_in, claim.context.antecedent),
        *("\n".join(one.words for one in claim.checkpoints if one.ticked is ticked) for ticked in (True, False)),
        "\n".join(_hint(hint) for hint in facts.questions if claim.number in hint.claims),
    )


def _decided(decision: Decision | None) -> tuple[str, ...]:
    if decision is None:
        return ("",) * 5
    evidence = "\n".join(_evidence(one) for one in decision.evidence)
    return decision.note, decision.correction, evidence, decision.by.name, _time(decision.at)


def _evidence(one: Evidence) -> str:
    parts = (one.source.title, one.source.url if one.source.url != one.source.title else "", one.locator)
    quote = f" “{one.quote}”" if one.quote else ""
    return f"{one.stance}: {', '.join(part for part in parts if part)}{quote}"


def _hint(hint: Hint) -> str:
    by, at = hint.answered_by, hint.answered_at
    answer = f"{hint.answer} by {by.name} {_time(at)}" if by else "open"
    return f"{answer}: {hint.why}{f' ({hint.note})' if hint.note else ''}"


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def row(cells: Iterable[str | int]) -> str:
    """One row with its line end: texts quoted and neutral, numbers bare."""
    line = io.StringIO(newline="")
    safe = [neutral(cell) if isinstance(cell, str) else cell for cell in cells]
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC).writerow(safe)
    return line.getvalue()

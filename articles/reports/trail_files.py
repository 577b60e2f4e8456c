"""The trail as files to take away: CSV for people, the exact bytes for programs; a batch at a time, however long it is."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from articles.models import AuditEvent, Standing
from articles.models.audit import AuditEventQuerySet
from articles.reports.csv import row
from articles.reports.trail_changes import changes, turn
from articles.reports.trail_event import Displayed, displayed
from articles.reports.words import told

BATCH = 1_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
COLUMNS = (
    *("event", "at", "who", "kind", "what", "note", "was", "now", "words", "start", "end", "claim", "revision"),
    *("article", "article_title", "leaf", "previous_leaf"),
)


class FileForm(NamedTuple):
    """A form in which the trail is handed out: its media type, the end of its file name, and who writes it."""

    media_type: str
    extension: str
    chunks: Callable[[AuditEventQuerySet, int], Iterator[bytes]]


def csv_chunks(events: AuditEventQuerySet, upto: int) -> Iterator[bytes]:
    """Events up to that number in their order, one a row: UTF-8 with a byte-order mark, safe to open in a spreadsheet."""
    yield BYTE_ORDER_MARK + row(COLUMNS).encode()
    for batch in _batches(events.for_lists(), upto):
        yield "".join(row(_cells(event)) for event in displayed(batch)).encode()


def line_chunks(events: AuditEventQuerySet, upto: int) -> Iterator[bytes]:
    """Events up to that number in their order, one a line: each line without its end is the exact bytes that were hashed."""
    for batch in _batches(events.only("payload"), upto):
        yield "".join(f"{event.payload}\n" for event in batch).encode()


def _batches(events: AuditEventQuerySet, upto: int) -> Iterator[list[AuditEvent]]:
    """Each batch is asked for by itself, so that no query stays open while somebody downloads slowly."""
    seen, full = 0, True
    while full:
        batch = list(events.filter(seq__gt=seen, seq__lte=upto).oldest_first()[:BATCH])
        full = len(batch) == BATCH
        if batch:
            yield batch
            seen = batch[-1].seq


def _cells(event: Displayed) -> tuple[str | int, ...]:
    was, now = (str(Standing(state).label) if state else "" for state in turn(event))
    other = changes(event)
    return (
        *(event.seq, event.stamp, event.who, event.kind, told(event.kind, event.now), event.note),
        "; ".join([part for part in (was,) if part] + [f"{one.name}: {one.was}" for one in other]),
        "; ".join([part for part in (now,) if part] + [f"{one.name}: {one.now}" for one in other]),
        *(event.quote, event.words.get("start", ""), event.words.get("end", "")),
        *(event.claim_number or "", event.revision or "", event.article or "", event.article_title),
        *(event.leaf, event.prev),
    )


FORMS: Mapping[str, FileForm] = {
    "csv": FileForm("text/csv; charset=utf-8", "csv", csv_chunks),
    "jsonl": FileForm("application/x-ndjson", "jsonl", line_chunks),
}
"""Every form there is, by the name that doors and the trail use."""

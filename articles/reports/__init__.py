"""Reports: rows become frozen facts, facts become bytes.  This room only reads."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from articles.reports import csv, html, json
from articles.reports.shapes import Facts


class Format(NamedTuple):
    """A form in which a report is handed out: its media type, the end of its file name, and who writes it."""

    media_type: str
    extension: str
    render: Callable[[Facts], bytes]


FORMATS: Mapping[str, Format] = {
    "html": Format("text/html; charset=utf-8", "html", html.render),
    "csv": Format("text/csv; charset=utf-8", "csv", csv.render),
    "json": Format("application/json", "json", json.render),
}
"""Every format there is, by the name that doors, rows and the trail use."""

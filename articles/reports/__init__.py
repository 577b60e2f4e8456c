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
"""Every format that is made from facts alone, by the name that doors, rows and the trail use."""

BUNDLE = "bundle"
OFFERED: Mapping[str, str] = {**{name: form.media_type for name, form in FORMATS.items()}, BUNDLE: "application/zip"}
"""The media type of everything in which a report is handed out: the formats, and the bundle with them and their proof."""

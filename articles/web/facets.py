"""What the words of a claim hold, as a page shows it: figures, names, dates and quotations, each with how it is read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from articles.models import Claim, Revision


def facets_of(claim: Claim, revision: Revision) -> list[tuple[str, list[tuple[str, str]]]]:
    """Name of the facet, then its words, each with how they are read ("" when there is nothing to add).

    revision is the newest one of the article, whose text is at hand.
    """
    text, first = _origin(claim, revision)
    shown = {
        name: [(words, read(found)) for words, found in _found(claim, facet, text, first)]
        for name, (facet, read) in _READ.items()
    }
    return list(shown.items())


def _origin(claim: Claim, revision: Revision) -> tuple[str, int]:
    """Words in which the extractor's offsets count, and the offset of their first letter."""
    run = claim.extraction
    if run is None or run.revision_id == revision.pk:
        return revision.text, 0
    place = claim.placements.filter(revision=run.revision_id).order_by("-pk").first()
    return (place.quote, place.start) if place else ("", 0)


def _found(claim: Claim, facet: str, text: str, first: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for found in claim.facets.get(facet, []):
        start, end = found["start"] - first, found["end"] - first
        if 0 <= start < end <= len(text):
            yield text[start:end], found


def _figure(found: dict[str, Any]) -> str:
    value, unit = str(found.get("value") or ""), str(found.get("unit") or "")
    whole, point, rest = value.partition(".")
    if whole.lstrip("-").isdigit():
        value = f"{int(whole):,}{point}{rest}"
    about = "about " if found.get("approx") and value else ""
    return f"{about}{value} {unit}".strip()


def _days(found: dict[str, Any]) -> str:
    first, last = _day(found.get("from")), _day(found.get("to"))
    if first and first == last:
        return f"read as {first}"
    if first and last:
        return f"read as {first} to {last}"
    return f"read as from {first} on" if first else f"read as until {last}" if last else ""


def _day(value: object) -> str:
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return ""
    return f"{found:%-d %B %Y}"


def _speaker(found: dict[str, Any]) -> str:
    return f"said by {found['speaker']}" if found.get("speaker") else "nobody is named"


def _role(found: dict[str, Any]) -> str:
    return str(found.get("role") or "")


_READ = {
    "Figures": ("figures", _figure),
    "Names": ("names", _role),
    "Dates": ("dates", _days),
    "Quotations": ("quotations", _speaker),
}

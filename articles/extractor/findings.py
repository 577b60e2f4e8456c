"""What the extractor hands back: pure values over the exact words of one text."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from articles.text.spans import Span


class Figure(NamedTuple):
    """A number that states a quantity: value is a plain decimal ("200000000"), or a score ("1-0"), or empty if not sure."""

    span: Span
    value: str
    unit: str
    approx: bool

    def shown(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {**self.span._asdict(), "value": self.value, "unit": self.unit, "approx": self.approx}


class DateMention(NamedTuple):
    """A time expression and the days it means, both included; None where the text does not say."""

    span: Span
    first: date | None
    last: date | None

    def shown(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        days = (day.isoformat() if day else None for day in (self.first, self.last))
        return {**self.span._asdict(), **dict(zip(("from", "to"), days, strict=True))}


class Quotation(NamedTuple):
    """The words inside one pair of quotation marks, and the name of who said them ("" if the text does not say)."""

    span: Span
    speaker: str

    def shown(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {**self.span._asdict(), "speaker": self.speaker}


class Name(NamedTuple):
    """A name in capitals, with the role written beside it ("" if none)."""

    span: Span
    name: str
    role: str

    def shown(self) -> dict[str, Any]:
        """As the API prints it."""
        return {**self.span._asdict(), "name": self.name, "role": self.role}


class Conflict(NamedTuple):
    """Two places that give different values for what reads as the same thing; a person decides whether they do."""

    a: Span
    b: Span
    why: str

    def shown(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        return {"a": self.a._asdict(), "b": self.b._asdict(), "why": self.why}


@dataclass(frozen=True)
class Candidate:
    """A run of the text that the extractor proposes as a claim.

    score is in parts per million; tier 1 is "check first", 2 "also a claim"; priority 3 is high risk, 1 low.
    reasons are sentences for a checker; facets lists figures, dates, quotations and names as the command line prints them.
    """

    span: Span
    score: int
    tier: int
    priority: int
    kinds: tuple[str, ...]
    reasons: tuple[str, ...]
    flags: tuple[str, ...]
    facets: dict[str, list[dict[str, Any]]]
    speaker: str

    def shown(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {
            **self.span._asdict(),
            "score": self.score,
            "tier": self.tier,
            "priority": self.priority,
            "kinds": list(self.kinds),
            "reasons": list(self.reasons),
            "flags": list(self.flags),
            "speaker": self.speaker,
        }


@dataclass(frozen=True)
class Findings:
    """Everything found in one text, each list in reading order."""

    candidates: tuple[Candidate, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    quotations: tuple[Quotation, ...]
    conflicts: tuple[Conflict, ...]

    def shown(self) -> dict[str, list[dict[str, Any]]]:
        """As the command line prints it."""
        return {
            "candidates": [candidate.shown() for candidate in self.candidates],
            "figures": [figure.shown() for figure in self.figures],
            "dates": [mention.shown() for mention in self.dates],
            "quotations": [quotation.shown() for quotation in self.quotations],
            "conflicts": [conflict.shown() for conflict in self.conflicts],
        }

"""What the extractor hands back: pure values over the exact words of one text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
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


class Told(NamedTuple):
    """What a judge has to say of its run: by whom the sentences were judged, notes for people, and what it used up.

    judge is its name; notes are sentences ("The language model did not answer in time; the built-in model was used.");
    used counts requests, prompt_tokens, completion_tokens, and the like.
    """

    judge: str = ""
    notes: tuple[str, ...] = ()
    used: Mapping[str, int] = MappingProxyType({})


NOTHING_TOLD = Told()


class Calculation(NamedTuple):
    """Figures of the article that belong to one sum, worked out: why says it in full ("500 to 650 is +30 %, as stated").

    kind is one of percent_change (also multiples), sum (also shares, rates and margins), age, duration, weekday,
    share_price, conversion; places are the spans that take part, in reading order; agrees is whether the article's own
    figure is what comes out, within its rounding.
    """

    kind: str
    places: tuple[Span, ...]
    why: str
    agrees: bool

    def shown(self) -> dict[str, Any]:
        """As the command line and the API print it."""
        places = [place._asdict() for place in self.places]
        return {"kind": self.kind, "places": places, "why": self.why, "agrees": self.agrees}


class Checkpoint(NamedTuple):
    """One thing inside a claim that a checker ticks by itself; kind is a kind of claim (number, money, date, name ...)."""

    span: Span
    kind: str

    def shown(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {**self.span._asdict(), "kind": self.kind}


class Context(NamedTuple):
    """What a claim needs to be understood alone: the line that leads in its list, the sentence its "he" or "this" means."""

    lead_in: Span | None = None
    antecedent: Span | None = None

    def spans(self) -> dict[str, Span]:
        """What there is of it, by name."""
        return {name: span for name, span in self._asdict().items() if span}

    def shown(self) -> dict[str, dict[str, int]]:
        """As the command line prints it."""
        return {name: span._asdict() for name, span in self.spans().items()}


ALONE = Context()
"""Nothing more is needed to understand it."""


@dataclass(frozen=True)
class Candidate:
    """A run of the text that the extractor proposes as a claim.

    score is in parts per million; tier 1 is "check first", 2 "also a claim"; priority 3 is high risk, 1 low, and
    priority_reason says why. reasons are sentences for a checker; facets lists figures, dates, quotations and names as
    the command line prints them. checkpoints are in reading order and lie inside span. Candidates of one text with the
    same likeness, if it is not "", say the same.
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
    priority_reason: str = ""
    checkpoints: tuple[Checkpoint, ...] = ()
    context: Context = ALONE
    likeness: str = ""

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
            "priority_reason": self.priority_reason,
            "checkpoints": [checkpoint.shown() for checkpoint in self.checkpoints],
            "context": self.context.shown(),
            "likeness": self.likeness,
        }


@dataclass(frozen=True)
class Findings:
    """Everything found in one text, each list in reading order; told is what the judge of sentences has to say of its run."""

    candidates: tuple[Candidate, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    quotations: tuple[Quotation, ...]
    conflicts: tuple[Conflict, ...]
    calculations: tuple[Calculation, ...] = ()
    told: Told = NOTHING_TOLD

    def shown(self) -> dict[str, list[dict[str, Any]]]:
        """As the command line prints it."""
        return {
            "candidates": [candidate.shown() for candidate in self.candidates],
            "figures": [figure.shown() for figure in self.figures],
            "dates": [mention.shown() for mention in self.dates],
            "quotations": [quotation.shown() for quotation in self.quotations],
            "conflicts": [conflict.shown() for conflict in self.conflicts],
            "calculations": [calculation.shown() for calculation in self.calculations],
        }

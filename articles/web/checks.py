"""What a checker ticks of a claim: its checkpoints, each with its key, and where the ticked ones stand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from articles.models import Claim
from articles.text.spans import Span

MOST_KEYS = 9


@dataclass(frozen=True, slots=True)
class Check:
    """One checkpoint: its place inside the claim's words, the words, what they are, the key, and whether it is ticked."""

    span: Span
    words: str
    kind: str
    key: str
    is_ticked: bool

    @property
    def value(self) -> str:
        """As a form sends it: "12-24"."""
        return f"{self.span.start}-{self.span.end}"


def checks_of(claim: Claim, ticked: Collection[Span] | None = None) -> list[Check]:
    """The checkpoints of a claim, those ticked on record or, while a form is drawn again, the ones ticked in it.

    Checkpoints that were listed for other words, before a new revision or another span, are left out.
    """
    shown = {Span(*pair) for pair in claim.ticks} if ticked is None else ticked
    quote = claim.words.quote
    found = [(Span(one["start"], one["end"]), one) for one in claim.checkpoints]
    standing = [(span, one) for span, one in found if span.quote(quote) == one["words"]]
    return [
        Check(span, one["words"], _kind(one["kind"]), str(number) if number <= MOST_KEYS else "", span in shown)
        for number, (span, one) in enumerate(standing, 1)
    ]


def told(checks: Sequence[Check]) -> str:
    """How many of them are ticked, in words."""
    return f"{sum(check.is_ticked for check in checks)} of {len(checks)} ticked"


def ticked_in(start: int, end: int, ticks: Iterable[Sequence[int]]) -> list[Span]:
    """The ticks of a claim from start to end as places of the text."""
    inside = (Span(start + first, start + last) for first, last in ticks)
    return [span for span in inside if span.start < span.end <= end]


def _kind(kind: str) -> str:
    return kind.replace("_", " ")

"""One sum of the article worked out, and how it is told."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from articles.extractor.calculations.values import Range, Value
from articles.extractor.findings import Calculation
from articles.text.spans import Span


class Sum(NamedTuple):
    """A sum worked out: stated is the place of the article's own result, why tells the sum in full."""

    kind: str
    stated: Span
    parts: tuple[Span, ...]
    why: str
    agrees: bool

    def calculation(self) -> Calculation:
        """As the extractor hands it back."""
        return Calculation(self.kind, tuple(sorted({self.stated, *self.parts})), self.why, self.agrees)


def told(worked_out: str, stated: str, *, agrees: bool, rounded: bool = False) -> str:
    """The sum and whether the article's own figure is the same, or the same when rounding is allowed for."""
    if not agrees:
        return f"{worked_out}, but the text says {stated}."
    return f"{worked_out}; {stated} is within the rounding." if rounded else f"{worked_out}, as stated."


def compared(worked_out: str, exact: Decimal, reach: Range, stated: Value) -> tuple[str, bool]:
    """The sum told and whether it agrees: exact comes out of the figures as written, reach of what they may mean."""
    agrees = abs(reach).meets(abs(stated.reach))
    rounded = not abs(stated.reach).meets(Range(abs(exact), abs(exact)))
    return told(worked_out, stated.written, agrees=agrees, rounded=rounded), agrees


def settled(sums: Iterable[Sum], most: int) -> list[Calculation]:
    """At most so many calculations in reading order, one for each stated figure, those that disagree kept first.

    Where one reading of a stated figure agrees, another that does not was no sure reading.
    """
    best: dict[Span, Sum] = {}
    for one in sums:
        before = best.get(one.stated)
        if before is None or (one.agrees and not before.agrees):
            best[one.stated] = one
    kept = sorted(best.values(), key=lambda one: one.agrees)[:most]
    return sorted((one.calculation() for one in kept), key=lambda one: one.places)

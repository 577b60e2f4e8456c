"""Hints as a report tells them: their places, the claims on these, and who answered what."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from articles import models
from articles.reports.shapes import Claim, Hint, Person, Spot
from articles.text.spans import Span


def hints_told(rows: Iterable[models.Hint], claims: Sequence[Claim]) -> tuple[Hint, ...]:
    """The rows of one text, in their order, each with the numbers of those claims of that text that it touches."""
    standing = _Standing(claims)
    return tuple(_hint(row, standing) for row in rows)


def _hint(row: models.Hint, standing: "_Standing") -> Hint:
    by = row.answered_by
    return Hint(
        id=row.pk,
        kind=str(row.kind),
        agrees=row.agrees,
        why=row.why,
        places=tuple(Spot(*span, words) for span, words in zip(row.spans, row.quotes, strict=True)),
        claims=tuple(sorted({number for span in row.spans for number in standing.on(span)})),
        answer=str(row.answer),
        note=row.note,
        answered_by=Person(by.username, by.name) if by else None,
        answered_at=row.answered_at,
    )


class _Standing:
    """Finds the claims on a span, though claims may overlap, without looking at all of them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = sorted((Span(claim.place.start, claim.place.end), claim.number) for claim in claims)
        self._reach = list(accumulate((span.end for span, _ in self._claims), max))

    def on(self, span: Span) -> list[int]:
        """The numbers of the claims that share a letter with span."""
        found = []
        for index in range(bisect_right(self._reach, span.start), len(self._claims)):
            place, number = self._claims[index]
            if place.start >= span.end:
                break
            if place.overlaps(span):
                found.append(number)
        return found

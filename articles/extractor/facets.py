"""All facets of one text, and those that lie inside one span."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from articles.extractor.attribution.names import names
from articles.extractor.attribution.speakers import Attribution, speech
from articles.extractor.calculations import calculations
from articles.extractor.conflicts.pairs import conflicts
from articles.extractor.dates.mentions import anchor_of, dates
from articles.extractor.figures.quantities import figures
from articles.extractor.findings import Calculation, Conflict, DateMention, Figure, Name, Quotation
from articles.text.blocks import Block
from articles.text.sentences import Sentence
from articles.text.spans import Span


class Facet(Protocol):
    """Anything with a span that can be printed."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    def shown(self) -> dict[str, Any]:
        """As the command line prints it."""


F = TypeVar("F", bound=Facet)


class Facets(NamedTuple):
    """Everything in a text that a checker's eye stops at, each list in reading order."""

    figures: Sequence[Figure]
    dates: Sequence[DateMention]
    quotations: Sequence[Quotation]
    names: Sequence[Name]
    conflicts: Sequence[Conflict]
    calculations: Sequence[Calculation]
    attributions: Sequence[Attribution]

    def inside(self, span: Span) -> "Facets":
        """Only what overlaps a span."""
        touching = tuple(pair for pair in self.conflicts if pair.a.overlaps(span) or pair.b.overlaps(span))
        return Facets(
            _inside(self.figures, span),
            _inside(self.dates, span),
            _inside(self.quotations, span),
            _inside(self.names, span),
            touching,
            tuple(one for one in self.calculations if any(place.overlaps(span) for place in one.places)),
            _inside(self.attributions, span),
        )

    def shown(self) -> dict[str, list[dict[str, Any]]]:
        """The lists of a candidate, as the command line and the API print them."""
        return {
            "figures": [one.shown() for one in self.figures],
            "dates": [one.shown() for one in self.dates],
            "quotations": [one.shown() for one in self.quotations],
            "names": [one.shown() for one in self.names],
        }


def _inside(facets: Sequence[F], span: Span) -> tuple[F, ...]:
    """Facets are in reading order and do not overlap each other: two searches find the first and the last."""
    first = bisect_left(facets, span.start, key=lambda one: one.span.end)
    last = bisect_left(facets, span.end, key=lambda one: one.span.start)
    return tuple(one for one in facets[first:last] if one.span.overlaps(span))


def all_facets(
    text: str,
    blocks: Sequence[Block],
    found: Sequence[Sentence],
    published_on: date | None,
    tell: Callable[[float], None],
) -> Facets:
    """The facets of the whole text, relative to published_on or to the article's own dateline."""
    today = anchor_of(text, blocks, published_on)
    mentions = dates(text, today)
    tell(0.3)
    numbers = figures(text, [mention.span for mention in mentions])
    tell(0.6)
    people = names(text)
    said = speech(text, blocks, found, people)
    tell(0.8)
    pairs = conflicts(text, found, numbers, mentions)
    sums = calculations(text, found, numbers, mentions, today)
    facets = Facets(numbers, mentions, said.quotations, people, pairs, sums, said.attributions)
    tell(1.0)
    return facets

"""Calculations: the simple sums of an article, worked out as a checker would on the margin; only those that are sure."""

from collections.abc import Iterator, Sequence
from datetime import date

from articles.extractor.calculations.ages import ages
from articles.extractor.calculations.changes import changes
from articles.extractor.calculations.conversions import conversions, rates
from articles.extractor.calculations.durations import durations
from articles.extractor.calculations.lines import Lines
from articles.extractor.calculations.margins import margins
from articles.extractor.calculations.shares import shares
from articles.extractor.calculations.sums import Sum, settled
from articles.extractor.calculations.tables import columns
from articles.extractor.calculations.totals import listed, totals
from articles.extractor.calculations.weekdays import weekdays
from articles.extractor.findings import Calculation, DateMention, Figure
from articles.text.sentences import Sentence

# The most that are shown for one article.
MOST = 40


def calculations(
    text: str,
    found: Sequence[Sentence],
    figures: Sequence[Figure],
    dates: Sequence[DateMention],
    today: date | None = None,
) -> list[Calculation]:
    """The sums of a text whose figures surely belong together, in reading order; today is the day of publication.

    Linear in the length of text.
    """
    return settled(_sums(Lines(text, figures, dates, today), found, dates), MOST)


def _sums(lines: Lines, found: Sequence[Sentence], dates: Sequence[DateMention]) -> Iterator[Sum]:
    marked = list(lines.of(found))
    for line in marked:
        for rule in (changes, totals, shares, margins, durations):
            yield from rule(line)
    yield from rates(marked)
    yield from listed(lines, found)
    yield from ages(lines, found)
    yield from weekdays(lines.text, dates)
    yield from conversions(lines.text)
    yield from columns(lines.text)

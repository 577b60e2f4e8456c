"""What of an article people have looked at: its claims and readings laid over the blocks of a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from articles.models import OPEN, Article, Reading, Revision
from articles.text.coverage import Row, coverage, share_seen, unread
from articles.text.spans import Span


@dataclass(frozen=True)
class Looked:
    """The passages of each block of a revision, and what follows from them; `percent` is rounded down."""

    revision: Revision
    rows: list[Row]

    @property
    def percent(self) -> int:
        """How much of the text people have looked at."""
        return share_seen(self.rows)

    @cached_property
    def unread(self) -> list[Span]:
        """The passages nobody has looked at, in reading order."""
        return unread(self.revision.text, self.rows)


def looked_at(article: Article) -> Looked:
    """The newest revision of article as it has been looked at; raises LookupError for an article without a text."""
    if article.newest is None:
        raise LookupError(f"article {article.pk} has no revision")
    there = article.claims.shown().filter(gone=False)
    places = list(there.values_list("standing", "placement__start", "placement__end"))
    opened = [Span(start, end) for standing, start, end in places if standing in OPEN]
    decided = [Span(start, end) for standing, start, end in places if standing not in OPEN]
    return laid_over(article.newest, opened=opened, decided=decided)


def laid_over(revision: Revision, *, opened: Iterable[Span], decided: Iterable[Span]) -> Looked:
    """The same for claims that are known already: those that wait for a person, and the others."""
    read = Reading.objects.in_force().filter(revision=revision).spans()
    return Looked(revision, coverage(revision.text, revision.blocks, opened=opened, seen=[*decided, *read]))

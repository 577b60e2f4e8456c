"""What of an article people have looked at: its claims and readings laid over the blocks of a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.models import Article, Reading, Revision
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
    places = there.values_list("waiting", "placement__start", "placement__end")
    return laid_over(article.newest, [(waiting, Span(start, end)) for waiting, start, end in places])


def laid_over(revision: Revision, claims: Sequence[tuple[bool, Span]]) -> Looked:
    """The same for claims that are known already: whether each waits for a person, and where it stands."""
    read = Reading.objects.in_force().filter(revision=revision).spans()
    opened = [span for waiting, span in claims if waiting]
    decided = [span for waiting, span in claims if not waiting]
    return Looked(revision, coverage(revision.text, revision.blocks, opened=opened, seen=[*decided, *read]))

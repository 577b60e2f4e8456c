"""How far articles are: what people decided of their claims, counted in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from articles.models import OPEN, Article, Claim, Standing


@dataclass(frozen=True)
class Progress:
    """The claims of an article by standing, and how many open ones nobody has."""

    counts: dict[str, int]
    unassigned: int

    @cached_property
    def whole(self) -> int:
        """All claims whose words still stand in the article."""
        return sum(count for standing, count in self.counts.items() if standing != Standing.GONE)

    @cached_property
    def open(self) -> int:
        """Those that wait for a person."""
        return sum(self.counts.get(standing, 0) for standing in OPEN)

    @property
    def done(self) -> int:
        """Those that a person decided or dismissed."""
        return self.whole - self.open

    @property
    def shown(self) -> list[tuple[str, int]]:
        """What people decided, for the key under the bar."""
        names = (Standing.VERIFIED, Standing.DISPUTED, Standing.UNSOURCED, Standing.DISMISSED)
        return [(name.value, self.counts[name]) for name in names if self.counts.get(name)]


def progress_of(articles: Sequence[Article]) -> dict[int, Progress]:
    """The progress of each article by its id, in one query."""
    found = {article.pk: Progress({}, 0) for article in articles}
    free: dict[int, int] = dict.fromkeys(found, 0)
    claims = Claim.objects.shown().filter(article__in=found).order_by().values_list("article_id", "standing")
    unassigned = Count("pk", filter=Q(waiting=True, assignee=None))
    for pk, standing, count, nobody in claims.annotate(Count("pk"), nobody=unassigned):
        found[pk].counts[standing] = count
        free[pk] += nobody
    return {pk: Progress(progress.counts, free[pk]) for pk, progress in found.items()}

"""How far an upload is: stored, its text taken out, its claims being looked for or found."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.ingest.limits import megabytes
from articles.models import Article, Claim, Extraction, Original
from articles.models.queue import count_by
from articles.text.blocks import BlockKind
from articles.web.charsets import choices, is_doubtful
from articles.web.leaving import Leaving, left

AT_ONCE = 10
"""So many rows ask every second how far they are; more of them ask the less often."""


@dataclass(frozen=True)
class Intake:
    """One upload as its page shows it."""

    article: Article
    original: Original
    extraction: Extraction | None
    claims: int

    @property
    def is_finished(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.extraction is None or not self.extraction.is_under_way

    @property
    def sent(self) -> Leaving | None:
        """Where its words are sent to be judged."""
        return left(self.extraction)

    @property
    def size(self) -> str:
        """The size of the original, as people say it."""
        return megabytes(self.original.size)

    @property
    def charsets(self) -> list[tuple[str, str]]:
        """As what it may be read again; nothing where how its letters are coded is beyond doubt."""
        revision = self.article.newest
        return choices(self.original.charset) if revision and is_doubtful(revision, self.original) else []

    @property
    def set_aside(self) -> int:
        """How many characters of the text were recognised as page furniture."""
        revision = self.article.newest
        rows = revision.block_rows if revision else []
        return sum(end - start for kind, start, end in rows if kind == BlockKind.FURNITURE)


def intakes_of(articles: Sequence[Article]) -> list[Intake]:
    """The newest upload of each article, in their order, in three queries that carry neither texts nor bytes."""
    newest = [article.newest_id for article in articles]
    without = ("data", "revision__text", "revision__proposals")
    originals = Original.objects.filter(revision__in=newest).select_related("revision").defer(*without)
    uploads = {original.revision_id: original for original in originals}
    runs = {run.revision_id: run for run in Extraction.objects.filter(revision__in=newest).order_by("pk")}
    counts = count_by(Claim.objects.shown().filter(article__in=articles, gone=False), "article")
    intakes = []
    for article in articles:
        original = uploads[article.newest_id or 0]
        article.newest = original.revision
        intakes.append(Intake(article, original, runs.get(original.revision_id), counts.get(article.pk, 0)))
    return intakes


def intake_of(article: Article) -> Intake:
    """The newest upload of one article."""
    return intakes_of([article])[0]

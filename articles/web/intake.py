"""How far an upload is: stored, its text taken out, its claims being looked for or found."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models.functions import Now

from articles.ingest.limits import megabytes
from articles.models import Article, Extraction, ExtractionState, Heartbeat, Original
from articles.text.blocks import BlockKind

WORKER_SILENT = timedelta(seconds=30)


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
        unfinished = (ExtractionState.QUEUED, ExtractionState.RUNNING)
        return self.extraction is None or self.extraction.state not in unfinished

    @property
    def size(self) -> str:
        """The size of the original, as people say it."""
        return megabytes(self.original.size)

    @property
    def set_aside(self) -> int:
        """How many characters of the text were recognised as page furniture."""
        revision = self.article.newest
        rows = revision.block_rows if revision else []
        return sum(end - start for kind, start, end in rows if kind == BlockKind.FURNITURE)


def intake_of(article: Article) -> Intake:
    """The newest upload of an article, in three queries that carry neither its text nor its bytes."""
    original = (
        Original.objects.defer("data", "revision__text").select_related("revision").get(revision=article.newest_id)
    )
    article.newest = original.revision
    extraction = Extraction.objects.filter(revision=article.newest_id).order_by("-pk").first()
    return Intake(article, original, extraction, article.claims.filter(gone=False).count())


def is_worker_alive() -> bool:
    """Whether a worker showed itself lately; the clock is the database's, so no two machines disagree."""
    return Heartbeat.objects.filter(name="worker", at__gte=Now() - WORKER_SILENT).exists()

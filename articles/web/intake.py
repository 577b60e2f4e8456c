"""How far an upload is: stored, its text taken out, its claims being looked for or found."""

from dataclasses import dataclass

from articles.ingest.limits import megabytes
from articles.models import Article, Extraction, Original
from articles.text.blocks import BlockKind
from articles.web.charsets import choices, is_doubtful
from articles.web.leaving import Leaving, left


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


def intake_of(article: Article) -> Intake:
    """The newest upload of an article, in three queries that carry neither its text nor its bytes."""
    original = (
        Original.objects.defer("data", "revision__text").select_related("revision").get(revision=article.newest_id)
    )
    article.newest = original.revision
    extraction = Extraction.objects.filter(revision=article.newest_id).order_by("-pk").first()
    return Intake(article, original, extraction, article.claims.filter(gone=False).count())

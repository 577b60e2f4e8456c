"""Intake: bytes or pasted words become one exact, immutable revision, with its original and a queued extraction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from django.db.models.functions import Now

from articles.actions.judging import chosen
from articles.actions.refusals import Code, Refused, require_keepable
from articles.extractor import VERSION
from articles.extractor.judges import Judge
from articles.ingest.child import read_in_child, read_pasted_in_child
from articles.ingest.document import Document
from articles.ingest.refusal import CannotTake
from articles.later import later
from articles.models import Article, Extraction, Original, Person, Revision

EXTRACT = "articles.extract_claims"


@dataclass(frozen=True)
class Upload:
    """What came in: a file as name and bytes, or pasted words."""

    name: str = ""
    data: bytes = field(default=b"", repr=False)
    text: str | None = None
    charset: str | None = None
    reading: Callable[[str, bytes, str | None], Document] | None = field(default=None, repr=False)
    """What reads a file instead of a child process of its own: a warm reader (articles.ingest.readers)."""

    def read(self) -> Document:
        """The text and its blocks.  Raises Refused (CANNOT_TAKE) in words that an editor understands.

        It is read once: a door may read it before its transaction begins, and the action is given the same document.
        """
        return self._document

    @cached_property
    def _document(self) -> Document:
        require_keepable(longest=255, file=self.name)
        try:
            if self.text is not None:
                return read_pasted_in_child(self.text)
            if self.reading is not None:
                return self.reading(self.name, self.data, self.charset)
            return read_in_child(self.name, self.data, charset=self.charset)
        except CannotTake as no:
            raise Refused(Code.CANNOT_TAKE, no.message, field="file", reason=no.code, status=no.status) from no

    @property
    def original(self) -> bytes:
        """The bytes to keep."""
        return self.data if self.text is None else self.text.encode("utf-8", "surrogatepass")


def store_revision(article: Article, number: int, upload: Upload, document: Document, *, by: Person) -> Revision:
    """Write the revision, its original and its extraction, in the running transaction; ring for a worker after it."""
    revision = Revision.objects.create(
        article=article,
        number=number,
        text=document.text,
        sha256=text_sha256(document.text),
        length=len(document.text),
        block_rows=[[block.kind.value, block.start, block.end] for block in document.blocks],
        notes=list(document.notes),
        proposals=[list(proposal) for proposal in document.proposals],
        created_by=by,
    )
    data = upload.original
    Original.objects.create(
        revision=revision,
        name=upload.name or "pasted.txt",
        media_type=document.media_type,
        charset=document.charset,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        data=data,
    )
    queue_extraction(revision)
    Article.objects.filter(pk=article.pk).update(newest=revision)
    article.newest = revision
    return revision


def queue_extraction(revision: Revision, judge: Judge | None = None) -> Extraction:
    """Queue a run of the present extractor over revision, in the running transaction; ring for a worker after it.

    judge is the one that is chosen for this desk, unless another is named.
    """
    judge = judge or chosen()
    extraction = Extraction.objects.create(
        revision=revision,
        extractor=VERSION,
        judge=judge.name,
        identity=judge.identity,
        not_before=Now(),  # the database's clock, as everywhere in the queue: a server that is ahead holds nothing up
        queued_at=Now(),
    )
    later(EXTRACT, extraction.pk)
    return extraction


def text_sha256(text: str) -> str:
    """SHA-256 of the text as UTF-8, hex: what a reader gets when hashing the text file of the revision."""
    return sha256(text.encode()).hexdigest()

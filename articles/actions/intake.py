"""Intake: bytes or pasted words become one exact, immutable revision, with its original and a queued extraction."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from django.db.models.functions import Now

from articles.actions.refusals import Code, Refused, require_keepable
from articles.extractor import VERSION, WEIGHTS_SHA256
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
    extraction = Extraction.objects.create(
        revision=revision,
        extractor=VERSION,
        weights_sha256=WEIGHTS_SHA256,
        not_before=Now(),  # the database's clock, as everywhere in the queue: a server that is ahead holds nothing up
        queued_at=Now(),
    )
    Article.objects.filter(pk=article.pk).update(newest=revision)
    article.newest = revision
    later(EXTRACT, extraction.pk)
    return revision


def text_sha256(text: str) -> str:
    """SHA-256 of the text as UTF-8, hex: what a reader gets when hashing the text file of the revision."""
    return sha256(text.encode()).hexdigest()

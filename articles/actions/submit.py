"""Submit an article: its first revision, stored exactly, with its claims to be looked for."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from articles.actions import trail
from articles.actions.cite import NOT_AN_ADDRESS
from articles.actions.intake import Upload, store_revision, text_sha256
from articles.actions.refusals import Code, Refused, require, require_keepable
from articles.actions.set_due import refuse_unless_a_time
from articles.actions.trail import Line
from articles.ingest.document import Document
from articles.ledger.canonical import JSON
from articles.models import Article, Person, Revision
from articles.policy import Right, may

NOT_YOURS = "Only editors and the chief upload articles."
UNTITLED = "Untitled"


@dataclass(frozen=True)
class About:
    """What the editor says of an article; what is left out is taken from the file where it says so."""

    title: str = ""
    byline: str = ""
    published_on: date | None = None
    source_url: str = ""
    deadline: datetime | None = None


def submit_article(upload: Upload, about: About, *, by: Person, twin_ok: bool = True) -> Article:
    """Store upload as revision 1 of a new article and queue its extraction.

    Reading happens in a child process outside the transaction.  With twin_ok=False a text that the desk has already,
    letter for letter, is refused (ALREADY_HERE, details: article).
    """
    require(may(by, Right.UPLOAD), Code.NOT_ALLOWED, NOT_YOURS)
    refuse_unless_sensible(about)
    document = upload.read()
    if not twin_ok:
        refuse_twin(document)
    return _store(upload, about, document, by=by)


@transaction.atomic
def _store(upload: Upload, about: About, document: Document, *, by: Person) -> Article:
    article = Article.objects.create(
        title=(about.title.strip() or document.title or PurePath(upload.name).stem.strip() or UNTITLED)[:500],
        byline=(about.byline.strip() or document.byline)[:300],
        published_on=about.published_on or document.published_on,
        source_url=about.source_url,
        deadline=about.deadline,
        uploaded_by=by,
    )
    revision = store_revision(article, 1, upload, document, by=by)
    told: dict[str, JSON] = {
        "title": article.title,
        "byline": article.byline,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "source_url": article.source_url,
        "deadline": trail.told_time(about.deadline),
    }
    trail.write([Line("article.submitted", article=article, now=told), revision_line(revision)], by=by)
    return article


def revision_line(revision: Revision) -> Line:
    """The line that tells of a new revision, its text and the file it came from."""
    now: dict[str, JSON] = {
        "number": revision.number,
        "sha256": revision.sha256,
        "length": revision.length,
        "original": revision.original.name,
        "original_sha256": revision.original.sha256,
        "charset": revision.original.charset,
    }
    return Line("revision.added", article=revision.article, revision=revision, now=now)


def refuse_unless_sensible(about: About) -> None:
    """Refuse (INVALID) what cannot be kept of an article."""
    require_keepable(title=about.title, byline=about.byline)
    require_keepable(longest=2_000, source_url=about.source_url)
    refuse_unless_a_time(about.deadline, field="deadline")
    require(len(about.title) <= 500, Code.INVALID, "A title has at most 500 characters.", field="title")
    require(len(about.byline) <= 300, Code.INVALID, "A byline has at most 300 characters.", field="byline")
    if about.source_url:
        try:
            URLValidator(schemes=["http", "https"])(about.source_url)
        except ValidationError as error:
            raise Refused(Code.INVALID, NOT_AN_ADDRESS, field="source_url") from error


def refuse_twin(document: Document) -> None:
    """Refuse (ALREADY_HERE) a text that stands in the desk already, letter for letter."""
    twin = Revision.objects.filter(sha256=text_sha256(document.text)).select_related("article").first()
    if twin is not None:
        message = (
            f"Already here. These are, letter for letter, the words of revision {twin.number} of "
            f"“{twin.article.title}”. No second copy was made."
        )
        raise Refused(Code.ALREADY_HERE, message, article=twin.article_id)

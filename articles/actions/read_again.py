"""Read an article's original again, in the character set that a person chose: a new revision from the bytes that were kept."""

from django.db import transaction

from articles.actions import trail
from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused, require
from articles.actions.revise import NOT_YOURS, revise_article
from articles.actions.trail import Line
from articles.ingest.document import Document
from articles.ledger.canonical import JSON
from articles.models import Article, Original, Person, Revision
from articles.policy import Right, may

NO_CHARSET = "This text was pasted, or its kind of file fixes how its letters are coded. Nothing was stored."


def read_again(article: Article, charset: str, *, by: Person) -> Revision:
    """Store what the newest original says when it is read in charset as the next revision; claims go along as ever.

    Headline and author go along when they are those that the file gave.  Refused (CANNOT_TAKE) when the letters are not
    coded so, (ALREADY_HERE) when it reads the same, (CLOSED) when there is no character set to choose.
    """
    require(may(by, Right.REVISE), Code.NOT_ALLOWED, NOT_YOURS)
    original = Original.objects.filter(revision=article.newest_id).first()
    if original is None or not original.charset:
        raise Refused(Code.CLOSED, NO_CHARSET, field="charset")
    data = bytes(original.data)
    before = _as_it_was_read(original, data)
    upload = Upload(original.name, data, charset=charset)
    document = upload.read()
    with transaction.atomic():
        revision = revise_article(article, upload, by=by)
        if before is not None:
            _retitle(article, before, document, by=by)
    return revision


def _as_it_was_read(original: Original, data: bytes) -> Document | None:
    """What gave the article its headline; None for a guess that nobody could have chosen, as it fits no letter set."""
    try:
        return Upload(original.name, data, charset=original.charset).read()
    except Refused:
        return None


def _retitle(article: Article, before: Document, document: Document, *, by: Person) -> None:
    """Take headline and author from document where they are still what was read before."""
    was: dict[str, JSON] = {}
    now: dict[str, JSON] = {}
    for name, old, new in (
        ("title", before.title[:500], document.title[:500]),
        ("byline", before.byline[:300], document.byline[:300]),
    ):
        if new and old != new and getattr(article, name) == old:
            setattr(article, name, new)
            was[name], now[name] = old, new
    if now:
        article.save(update_fields=list(now))
        trail.write([Line("article.retitled", article=article, was=was, now=now)], by=by)

"""Sign an article off, or take the sign-off back."""

from django.db import transaction
from django.utils import timezone

from articles import policy
from articles.actions import trail
from articles.actions.change import hold
from articles.actions.refusals import Code, Refused, require, require_keepable
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.ledger.sealed import FreeText
from articles.models import Article, ExtractionState, Person
from articles.models.queue import count_by
from articles.policy import Right, may

NOT_YOURS = "Only the chief signs articles off."


def missing_for_sign_off(article: Article) -> list[str]:
    """What stands in the way of signing article off, in words; empty when nothing does."""
    counts = count_by(article.claims.all(), "standing")
    looking = article.newest and article.newest.extractions.exclude(state=ExtractionState.DONE).exists()
    return policy.missing_for_sign_off(counts, looking=bool(looking))


@transaction.atomic
def sign_off(article: Article, *, by: Person) -> Article:
    """Sign the newest revision off.  Refused (CLOSED) while claims are open, to re-check or without a source."""
    require(may(by, Right.SIGN_OFF), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    require(article.signed_off_revision_id != article.newest_id, Code.CLOSED, "This article is signed off already.")
    missing = missing_for_sign_off(article)
    if missing:
        raise Refused(Code.CLOSED, f"Sign-off waits: {', '.join(missing)}.", missing=missing)
    article.signed_off_revision, article.signed_off_by, article.signed_off_at = article.newest, by, timezone.now()
    article.save(update_fields=["signed_off_revision", "signed_off_by", "signed_off_at"])
    number = article.newest.number if article.newest else 0
    line = Line("article.signed_off", article=article, revision=article.newest, now={"signed_off": number})
    trail.write([line], by=by)
    return article


@transaction.atomic
def withdraw_sign_off(article: Article, *, by: Person, note: str) -> Article:
    """Take the sign-off back, so that its claims can be changed again."""
    require(may(by, Right.SIGN_OFF), Code.NOT_ALLOWED, NOT_YOURS)
    require_keepable(note=note)
    require(bool(note.strip()), Code.INVALID, "Say why the sign-off is taken back.", field="note")
    hold(article)
    signed = article.signed_off_revision
    if signed is None:
        raise Refused(Code.CLOSED, "This article is not signed off.")
    article.signed_off_revision, article.signed_off_by, article.signed_off_at = None, None, None
    article.save(update_fields=["signed_off_revision", "signed_off_by", "signed_off_at"])
    was: dict[str, JSON] = {"signed_off": signed.number}
    now: dict[str, JSON] = {"signed_off": None, "note": FreeText(note)}
    trail.write([Line("article.sign_off_withdrawn", article=article, revision=signed, was=was, now=now)], by=by)
    return article

"""Change a claim by compare-and-set: the one UPDATE through which every verb goes, and the line that tells it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from articles.actions.refusals import Code, Refused
from articles.actions.trail import Line, told_time
from articles.ledger.canonical import JSON
from articles.models import Article, Claim

STALE = "Somebody changed this claim while you were looking at it. Nothing of yours was recorded."
CLOSED = "This article is signed off. The chief can take the sign-off back."
NEWER = "A newer revision of this article exists. Look at the words as they stand there and decide again."
GONE = "The words of this claim are no longer in the article. It can be read, but not changed."


def hold(article: Article) -> None:
    """Bring the article in hand to how it stands now, and hold it until the running transaction ends.

    Whatever changes an article, its claims or its record begins with it: so no sign-off or revision comes between what
    is looked at and what is written.  It also keeps PostgreSQL from waiting in a circle: a line of the trail locks its
    article while it holds the trail, so an article is never waited for after the trail.
    """
    article.refresh_from_db(from_queryset=Article.objects.select_for_update(no_key=True))


def hold_all(claims: Iterable[Claim]) -> None:
    """Hold the articles of many claims by their ids, so that two bulk acts never wait for each other."""
    articles = {claim.article_id for claim in claims}
    list(Article.objects.select_for_update(no_key=True).filter(pk__in=articles).order_by("pk").values_list("pk"))


def state_of(claim: Claim) -> dict[str, JSON]:
    """The state of a claim as the trail tells it and as replaying the trail must give it again."""
    place = claim.words
    return {
        "version": claim.version,
        "verdict": claim.verdict,
        "recheck": claim.recheck,
        "gone": claim.gone,
        "dismissal": claim.dismissal,
        "assignee": claim.assignee_id,
        "due": told_time(claim.due),
        "revision": place.revision.number,
        "start": place.start,
        "end": place.end,
        "ticks": claim.ticks,
    }


def change_claim(claim: Claim, kind: str, *, seen: int, note: dict[str, JSON] | None = None, **fields: Any) -> Line:
    """Set fields on claim if its version is still `seen`, and give back the line for the trail.

    Raises Refused: NEWER_REVISION when `seen` is from before the newest revision, CLOSED after a sign-off, STALE when
    the claim changed since.  `note` is added to what the line says is now.  The claim in hand takes the new values.
    """
    hold(claim.article)
    refuse_unless_open(claim, seen=seen)
    was = state_of(claim)
    changed = Claim.objects.filter(pk=claim.pk, version=seen).update(version=F("version") + 1, **fields)
    if not changed:
        raise stale(claim)
    for name, value in {**fields, "version": seen + 1}.items():
        setattr(claim, name, value)
    for worked_out in ("standing", "waiting"):  # by the database: read again when asked for
        claim.__dict__.pop(worked_out, None)
    return changed_line(claim, kind, was, note)


def changed_line(claim: Claim, kind: str, was: dict[str, JSON], note: dict[str, JSON] | None = None) -> Line:
    """The line that tells what of a claim's state is now other than it was; `note` is added to what is now."""
    now = state_of(claim)
    told = [name for name in now if now[name] != was[name]]
    return Line(
        kind,
        article=claim.article,
        claim=claim,
        placement=claim.words,
        was={name: was[name] for name in told},
        now={name: now[name] for name in told} | (note or {}),
    )


def refuse_unless_open(claim: Claim, *, seen: int) -> None:
    """Refuse a change to a claim seen in an older revision, of a signed-off article, or whose words are gone."""
    article = claim.article
    if seen < claim.placed_version:
        raise Refused(Code.NEWER_REVISION, NEWER, article=article.pk)
    if seen != claim.version:
        raise stale(claim)
    if article.signed_off_revision_id and article.signed_off_revision_id == article.newest_id:
        raise Refused(Code.CLOSED, CLOSED)
    if claim.gone:
        raise Refused(Code.NEWER_REVISION, GONE, article=article.pk)


def stale(claim: Claim) -> Refused:
    """The refusal for somebody who looked at an old state; it carries the claim as it stands now."""
    return Refused(Code.STALE, STALE, claim=Claim.objects.for_lists().get(pk=claim.pk))

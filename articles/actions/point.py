"""Point a claim whose words are gone to where they went: a person's act, never a guess of the desk."""

from django.db import transaction

from articles.actions import trail
from articles.actions.change import NEWER, change_claim, changed_line, hold, stale, state_of
from articles.actions.place import NOT_YOURS, newest_of, placement, refuse_if_taken, refuse_unless_there
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.models import Claim, Dismissal, Origin, Person, Standing, Verdict
from articles.policy import Right, may_check
from articles.text.spans import Span, Utf16Ruler

NOT_GONE = "The words of this claim stand in the article. Change its span instead."


@transaction.atomic
def point_to(
    claim: Claim, span: Span, *, by: Person, seen: int, revision: int | None = None, quote: str | None = None
) -> Claim:
    """Put a claim whose words are gone on a span of the newest revision; whatever was decided is asked again.

    `revision` is the number that the person was looking at and `quote` the words they selected, when the door knows
    them.  No version tells that a newer text came: a claim that was gone before it does not change.
    """
    require(may_check(by, Right.CHANGE_SPAN, claim.article), Code.NOT_ALLOWED, NOT_YOURS)
    hold(claim.article)
    claim = Claim.objects.for_lists().get(pk=claim.pk)
    if claim.gone and seen < claim.placed_version:
        raise Refused(Code.NEWER_REVISION, NEWER, article=claim.article_id)
    if claim.version != seen:
        raise stale(claim)
    require(claim.gone, Code.CLOSED, NOT_GONE)
    newest = newest_of(claim.article)
    if revision is not None and revision != newest.number:
        raise Refused(Code.NEWER_REVISION, NEWER, article=claim.article_id)
    refuse_unless_there(newest, span, quote)
    lines = _make_room(claim, span)
    was = state_of(claim)
    claim.recheck = claim.recheck or claim.verdict != Verdict.PENDING
    claim.verdict, claim.decided_by, claim.decided_at = Verdict.PENDING, None, None
    claim.gone, claim.ticks, claim.checkpoints, claim.position = False, [], [], span.start
    claim.version += 1
    claim.placed_version = claim.version
    place = placement(claim, newest, span, Utf16Ruler(newest.text))
    place.save()
    claim.placement = place
    claim.save()
    trail.write([*lines, changed_line(claim, "claim.pointed", was)], by=by)
    return claim


def _make_room(claim: Claim, span: Span) -> list[Line]:
    """Set aside what the extractor proposed on exactly these words, if nobody has decided it: it is this claim, moved.

    Refused (INVALID) when a person's claim or a decided one stands there.
    """
    there = claim.article.claims.filter(gone=False, placement__start=span.start, placement__end=span.end).for_lists()
    proposed = there.filter(origin=Origin.MACHINE, standing=Standing.PENDING, decisions=None).first()
    if proposed is None:
        refuse_if_taken(claim.article, span)
        return []
    aside: dict[str, JSON] = {"merged_into": claim.number}
    return [change_claim(proposed, "claim.dismissed", seen=proposed.version, note=aside, dismissal=Dismissal.MERGED)]

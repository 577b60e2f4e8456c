"""Revise an article: a new text, to which only those claims go along whose words and context stand unchanged."""

from django.db import transaction

from articles.actions import trail
from articles.actions.change import changed_line, hold, state_of
from articles.actions.intake import Upload, store_revision, text_sha256
from articles.actions.place import placement
from articles.actions.read_passage import carry_readings
from articles.actions.refusals import Code, require
from articles.actions.submit import revision_line
from articles.actions.trail import Line
from articles.ingest.document import Document
from articles.ledger.canonical import JSON
from articles.models import Article, Claim, Person, Placement, PlacementState, Revision, Verdict
from articles.policy import Right, may
from articles.text.reanchor import Anchor, reanchor
from articles.text.spans import Utf16Ruler

NOT_YOURS = "Only editors and the chief upload a new revision."
SAME_TEXT = "These are, letter for letter, the words of the newest revision. Nothing was stored."
TOO_LATE = (
    "Somebody else added a revision at the same moment. Look at it first, then upload again if you still need to."
)
MOVED = [
    "version",
    "placed_version",
    "placement",
    "position",
    "verdict",
    "recheck",
    "gone",
    "dismissal",
    "decided_by",
    "decided_at",
    "ticks",
]


def revise_article(article: Article, upload: Upload, *, by: Person) -> Revision:
    """Store upload as the next revision of article and ask again about what changed, and only about that."""
    require(may(by, Right.REVISE), Code.NOT_ALLOWED, NOT_YOURS)
    document = upload.read()
    newest = article.newest
    if newest is None:
        raise LookupError(f"article {article.pk} has no revision")
    require(newest.sha256 != text_sha256(document.text), Code.ALREADY_HERE, SAME_TEXT)
    return _store(article, newest, upload, document, by=by)


@transaction.atomic
def _store(article: Article, newest: Revision, upload: Upload, document: Document, *, by: Person) -> Revision:
    hold(article)
    require(article.newest_id == newest.pk, Code.STALE, TOO_LATE)
    revision = store_revision(article, newest.number + 1, upload, document, by=by)
    claims = list(article.claims.shown().filter(gone=False).for_lists())
    was = [state_of(claim) for claim in claims]
    anchors = reanchor(newest.text, document.text, [claim.words.span for claim in claims])
    ruler = Utf16Ruler(revision.text)
    pairs = [(claim, _stand(claim, anchor, revision, ruler)) for claim, anchor in zip(claims, anchors, strict=True)]
    Placement.objects.bulk_create([place for claim, place in pairs if not claim.gone])
    for claim, place in pairs:
        claim.placement = place
    Claim.objects.bulk_update(claims, MOVED, batch_size=200)
    lines = [_carried_line(claim, before) for claim, before in zip(claims, was, strict=True)]
    trail.write([revision_line(revision), *lines, *carry_readings(newest, revision)], by=by)
    return revision


def _stand(claim: Claim, anchor: Anchor, revision: Revision, ruler: Utf16Ruler) -> Placement:
    """Set claim to how it stands after anchor; the place of its words, the old one when they are gone."""
    claim.version += 1
    claim.placed_version = claim.version
    if anchor.span is None:
        claim.gone = True
        return claim.words
    claim.position = anchor.span.start
    if anchor.state == "changed":
        claim.verdict, claim.decided_by, claim.decided_at = Verdict.PENDING, None, None
        claim.recheck, claim.dismissal = True, ""
        claim.ticks = []
    return placement(claim, revision, anchor.span, ruler, PlacementState(anchor.state))


def _carried_line(claim: Claim, was: dict[str, JSON]) -> Line:
    changed = claim.words.state == PlacementState.CHANGED
    kind = "claim.gone" if claim.gone else "claim.words_changed" if changed else "claim.carried"
    return changed_line(claim, kind, was)

"""Place claims on words: by hand on a selection, or on another span of the same revision."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.actions import trail
from articles.actions.change import CLOSED, NEWER, change_claim, hold, refuse_unless_open, state_of
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.models import (
    NEVER_DUE,
    Article,
    Claim,
    Origin,
    Person,
    Placement,
    PlacementState,
    Priority,
    Revision,
    Verdict,
)
from articles.policy import Right, may, may_check
from articles.text.spans import Span, Utf16Ruler, context

NOT_YOURS = "Only reviewers and the chief mark claims."
NOT_THERE = "These words are not at that place any more. Select them again."
SAME_WORDS = "There is a claim on exactly these words already."
MOST_CLAIMS = 5_000
LONGEST_QUOTE = 5_000


@transaction.atomic
def add_claim(
    article: Article, span: Span, *, by: Person, revision: int | None = None, quote: str | None = None
) -> Claim:
    """Mark a span of the newest revision as a claim.

    `revision` is the number that the person was looking at and `quote` the words they selected, when the door knows them.
    """
    require(may(by, Right.ADD_CLAIM), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    newest = newest_of(article)
    if revision is not None and revision != newest.number:
        raise Refused(Code.NEWER_REVISION, NEWER, article=article.pk)
    refuse_unless_there(newest, span, quote)
    refuse_if_taken(article, span)
    refuse_if_full(article)
    claim = Claim(
        article=article,
        number=next_numbers(article, 1),
        position=span.start,
        origin=Origin.PERSON,
        added_by=by,
        priority=Priority.MIDDLE,
        due_at=article.deadline or NEVER_DUE,
    )
    store_claims(newest, [(claim, span)])
    trail.write([found_line(claim, "claim.added")], by=by)
    return claim


@transaction.atomic
def change_span(claim: Claim, span: Span, *, by: Person, seen: int, quote: str | None = None) -> Claim:
    """Put claim on another span of its revision; a verdict on the old words does not hold for the new ones."""
    require(may_check(by, Right.CHANGE_SPAN, claim.article), Code.NOT_ALLOWED, NOT_YOURS)
    hold(claim.article)
    refuse_unless_open(claim, seen=seen)
    revision = newest_of(claim.article)
    refuse_unless_there(revision, span, quote)
    if span == claim.words.span:
        return claim
    refuse_if_taken(claim.article, span)
    trail.write([put_on(claim, revision, span, "claim.span_changed", seen=seen)], by=by)
    return claim


def put_on(claim: Claim, revision: Revision, span: Span, kind: str, *, seen: int, joined: Iterable[Claim] = ()) -> Line:
    """Put claim on a span of the newest revision, open again if it was decided; the line that tells it by this kind.

    The checkpoints of claims that are joined with it come along.
    """
    held = {(one["start"], one["end"]): one for each in (*joined, claim) for one in checkpoints_on(span, each)}
    again: dict[str, Any] = {"ticks": [], "checkpoints": [held[place] for place in sorted(held)], "likeness": ""}
    if claim.verdict != Verdict.PENDING:
        again |= {"verdict": Verdict.PENDING, "decided_by": None, "decided_at": None, "recheck": True}
    place = placement(claim, revision, span, Utf16Ruler(revision.text))
    place.save()
    return change_claim(claim, kind, seen=seen, placement=place, position=span.start, **again)


def checkpoints_on(span: Span, claim: Claim) -> list[dict[str, Any]]:
    """Those checkpoints of claim that lie inside another span of the same revision, as that one counts."""
    away = claim.words.start - span.start
    moved = ({**one, "start": one["start"] + away, "end": one["end"] + away} for one in claim.checkpoints)
    return [one for one in moved if one["start"] >= 0 and one["end"] <= span.end - span.start]


def refuse_unless_there(revision: Revision, span: Span, quote: str | None) -> None:
    """Refuse (INVALID) a span that is none of this text, is empty or too long, or does not hold these words."""
    inside = 0 <= span.start < span.end <= revision.length
    require(inside, Code.INVALID, f"A span lies between 0 and {revision.length} and is not empty.", field="start")
    too_long = f"A claim has at most {LONGEST_QUOTE:,} characters."
    require(span.end - span.start <= LONGEST_QUOTE, Code.INVALID, too_long, field="end")
    words = span.quote(revision.text)
    require(bool(words.strip()), Code.INVALID, "There are no words in this span.", field="start")
    require(quote is None or quote == words, Code.INVALID, NOT_THERE, field="quote")


def refuse_if_taken(article: Article, span: Span) -> None:
    """Refuse (INVALID) a span on exactly the words of a claim that stands in the newest revision; others may overlap."""
    standing = Claim.objects.shown().filter(article=article, gone=False)
    taken = standing.filter(placement__start=span.start, placement__end=span.end)
    require(not taken.exists(), Code.INVALID, SAME_WORDS, field="start")


def refuse_if_full(article: Article) -> None:
    """Refuse (INVALID) one more claim on an article that holds as many as it may."""
    count = article.claims.shown().filter(gone=False).count()
    require(count < MOST_CLAIMS, Code.INVALID, f"An article holds at most {MOST_CLAIMS:,} claims.")


def next_numbers(article: Article, count: int) -> int:
    """Reserve count claim numbers of the article, in the running transaction; the first of them."""
    Article.objects.filter(pk=article.pk).update(last_claim_number=F("last_claim_number") + count)
    article.refresh_from_db(fields=["last_claim_number"])
    return article.last_claim_number - count + 1


def store_claims(revision: Revision, placed: Iterable[tuple[Claim, Span]]) -> list[Claim]:
    """Write new claims and the places where they stand in revision."""
    pairs = list(placed)
    ruler = Utf16Ruler(revision.text)
    claims = Claim.objects.bulk_create([claim for claim, _ in pairs])
    places = [placement(claim, revision, span, ruler) for claim, (_, span) in zip(claims, pairs, strict=True)]
    for claim, place in zip(claims, Placement.objects.bulk_create(places), strict=True):
        claim.placement = place
    Claim.objects.bulk_update(claims, ["placement"], batch_size=500)
    return claims


def placement(
    claim: Claim,
    revision: Revision,
    span: Span,
    ruler: Utf16Ruler,
    state: PlacementState = PlacementState.PLACED,
    at: datetime | None = None,
) -> Placement:
    """The place of claim on span of revision, not yet written."""
    prefix, suffix = context(revision.text, span)
    return Placement(
        claim=claim,
        revision=revision,
        state=state,
        start=span.start,
        end=span.end,
        start_utf16=ruler.at(span.start),
        end_utf16=ruler.at(span.end),
        quote=span.quote(revision.text),
        prefix=prefix,
        suffix=suffix,
        created_at=at or timezone.now(),
    )


def found_line(claim: Claim, kind: str, note: dict[str, JSON] | None = None) -> Line:
    """The line that tells of a new claim; `note` is added to what it says is now."""
    now = (
        (note or {})
        | state_of(claim)
        | {"number": claim.number, "origin": str(claim.origin), "priority": int(claim.priority)}
    )
    return Line(kind, article=claim.article, claim=claim, placement=claim.words, now=now)


def newest_of(article: Article) -> Revision:
    """The revision that claims are placed on.  Raises Refused (CLOSED) after its sign-off."""
    if article.newest is None:
        raise LookupError(f"article {article.pk} has no revision")
    if article.signed_off_revision_id == article.newest_id:
        raise Refused(Code.CLOSED, CLOSED)
    return article.newest

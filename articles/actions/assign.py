"""Assign claims: one by one, many at once, shared out evenly, or the next free one to whoever asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.actions import trail
from articles.actions.change import change_claim, hold_all, refuse_unless_open
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.models import Claim, Person
from articles.models.claim import ClaimQuerySet
from articles.policy import Right, may, may_assign, may_be_assigned

NOT_YOURS = "Only the chief gives claims to others. You can take what is free and give back what is yours."
CANNOT_CHECK = "{name} cannot be given claims of this article: they do not check, or uploaded it."
MOST_AT_ONCE = 5_000


@dataclass(frozen=True)
class Outcome:
    """What became of a bulk act: the claims that were changed, and those that were not, each with its refusal."""

    done: list[Claim]
    refused: list[tuple[Claim, Refused]]


@transaction.atomic
def assign_claim(claim: Claim, reviewer: Person | None, *, by: Person, seen: int, at: datetime | None = None) -> Claim:
    """Give claim to reviewer, or to nobody.  `seen` is the version that `by` was looking at."""
    line = _assigned(claim, reviewer, by=by, seen=seen, at=at or timezone.now())
    if line:
        trail.write([line], by=by, at=at)
    return claim


@transaction.atomic
def assign_many(claims: Iterable[Claim], reviewers: Sequence[Person | None], *, by: Person) -> Outcome:
    """Give each of claims to one of reviewers, the one with the least open work first; [None] takes them from everybody.

    Claims that cannot be given are left as they are and told with their reason; the others are given.
    """
    require(may(by, Right.TAKE), Code.NOT_ALLOWED, NOT_YOURS)
    require(bool(reviewers), Code.INVALID, "Choose who shall check these claims.", field="reviewer")
    claims = list(claims)
    hold_all(claims)
    load = {person: _open_claims(person) for person in reviewers}
    lines: list[Line] = []
    outcome = Outcome([], [])
    now = timezone.now()
    for claim in claims:
        able = [person for person in load if person is None or may_be_assigned(person, claim.article)]
        reviewer = min(able or list(load), key=lambda person: load[person])
        try:
            line = _assigned(claim, reviewer, by=by, seen=claim.version, at=now)
        except Refused as refused:
            outcome.refused.append((claim, refused))
            continue
        load[reviewer] += 1
        outcome.done.append(claim)
        lines += [line] if line else []
    if lines:
        trail.write(lines, by=by, at=now)
    return outcome


def take_next(queue: ClaimQuerySet, *, by: Person) -> Claim | None:
    """Give the first free claim of queue to `by`; None when nothing is free.  No claim is given to two people."""
    require(may(by, Right.TAKE), Code.NOT_ALLOWED, "Only reviewers and the chief take claims.")
    free = queue.pending().free().for_lists()
    for claim in free.exclude(article__uploaded_by=by)[:20]:
        try:
            return assign_claim(claim, by, by=by, seen=claim.version)
        except Refused as refused:
            if refused.code != Code.STALE:  # somebody else was quicker: the next one, then
                raise
    return None


def _assigned(claim: Claim, reviewer: Person | None, *, by: Person, seen: int, at: datetime) -> Line | None:
    require(may(by, Right.TAKE), Code.NOT_ALLOWED, NOT_YOURS)
    refuse_unless_open(claim, seen=seen)  # first: who was too late is told so, not that the claim is another's
    require(may_assign(by, claim, reviewer), Code.NOT_ALLOWED, NOT_YOURS)
    if reviewer is not None:
        able = may_be_assigned(reviewer, claim.article)
        require(able, Code.INVALID, CANNOT_CHECK.format(name=reviewer.name), field="reviewer")
    if claim.assignee == reviewer:
        return None
    given = {"assigned_by": by, "assigned_at": at} if reviewer else {"assigned_by": None, "assigned_at": None}
    return change_claim(claim, "claim.assigned", seen=seen, assignee=reviewer, **given)


def _open_claims(person: Person | None) -> int:
    return Claim.objects.pending().assigned_to(person).count() if person else 0

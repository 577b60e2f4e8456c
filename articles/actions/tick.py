"""Tick the checkpoints of a claim: the figures, names and dates inside it that have been held against a source."""

from collections.abc import Iterable

from django.db import transaction

from articles.actions import trail
from articles.actions.change import change_claim
from articles.actions.refusals import Code, require
from articles.models import Claim, Person
from articles.policy import Right, may_check
from articles.text.spans import Span

NOT_YOURS = "Only a reviewer who did not upload this article, or the chief, ticks what was checked."
NO_CHECKPOINT = "This claim has no checkpoint there. Look at it again."


@transaction.atomic
def tick(claim: Claim, ticked: Iterable[Span], *, by: Person, seen: int) -> Claim:
    """Say which checkpoints of claim have been checked: all of these and no others, as places inside its words."""
    require(may_check(by, Right.TICK, claim.article), Code.NOT_ALLOWED, NOT_YOURS)
    places = sorted({(span.start, span.end) for span in ticked})
    there = {(checkpoint["start"], checkpoint["end"]) for checkpoint in claim.checkpoints}
    require(there.issuperset(places), Code.INVALID, NO_CHECKPOINT, field="ticked")
    if claim.ticks == [list(place) for place in places] and claim.version == seen:
        return claim
    trail.write([change_claim(claim, "claim.ticked", seen=seen, ticks=[list(place) for place in places])], by=by)
    return claim

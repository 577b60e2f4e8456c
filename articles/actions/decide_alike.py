"""Decide several claims of one article that say the same, with one ruling: each keeps a decision of its own."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from articles.actions.assign import Outcome
from articles.actions.decide import Ruling, decide_claim
from articles.actions.many import over_each
from articles.actions.refusals import Code, require
from articles.models import Claim, Decision, Person

NOT_LIKE = "This claim does not say the same. Decide it by itself."


@transaction.atomic
def decide_alike(
    claim: Claim, also: Iterable[tuple[Claim, int]], ruling: Ruling, *, by: Person, seen: int
) -> tuple[Decision, Outcome]:
    """Record ruling on claim, and the same on each of `also`: claims that say the same, with the version seen of each.

    What is refused for claim is raised and nothing is written; what is refused for one of the others is told.
    """
    others, now = dict(also), timezone.now()  # one act, and so one time in the trail
    decision = decide_claim(claim, ruling, by=by, seen=seen, at=now)

    def same(other: Claim) -> None:
        alike = bool(claim.likeness) and (other.article_id, other.likeness) == (claim.article_id, claim.likeness)
        require(alike, Code.INVALID, NOT_LIKE, field="also")
        decide_claim(other, ruling, by=by, seen=others[other], at=now)

    return decision, over_each(others, same)

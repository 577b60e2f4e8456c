"""Deal the words of claims out anew: split one, merge two, and take back what was done last."""

from articles.actions.refusals import Code, Refused, require
from articles.actions.split import merge_claims, split_claim
from articles.models import Claim
from articles.policy import Right
from articles.web.decide import Done, form
from articles.web.door import Visit
from articles.web.typed import Typed, number_of
from articles.web.undo import take_back, undo_of
from articles.web.workbench import claims_of

CHOOSE_A_WORD = "Choose the word with which the second claim begins."
NOT_THERE = "That claim is not there to be merged. Open the claim again."


@form("split", Right.CHANGE_SPAN)
def split(visit: Visit, claim: Claim, typed: Typed) -> Done:
    """Cut a claim in two before the word that was chosen."""
    at = number_of(typed.at)
    if at is None:
        raise Refused(Code.INVALID, CHOOSE_A_WORD, field="at")
    first, second = split_claim(claim, at, by=visit.user, seen=typed.version)
    said = f"Claim {first.number} is split: claim {second.number} begins at “{second.words.quote.split()[0]}”."
    return Done(said, undo=undo_of("split", first, other=second))


@form("merge", Right.CHANGE_SPAN)
def merge(visit: Visit, claim: Claim, typed: Typed) -> Done:
    """Make a claim and the one before or after it one."""
    before, other = claim.words.span, _other(visit, claim, typed)
    require(other is not None, Code.INVALID, NOT_THERE, field="other")
    assert other is not None
    merge_claims(claim, other, by=visit.user, seen=typed.version, other_seen=typed.beside[1])
    said = f"Claim {other.number} is merged into claim {claim.number}."
    return Done(said, undo=undo_of("merge", claim, span=before, other=other))


@form("undo", Right.CHANGE_SPAN)
def undo(visit: Visit, claim: Claim, typed: Typed) -> Done:
    """Take back what was done last."""
    return Done(take_back(claim, _other(visit, claim, typed) if typed.other else None, typed, by=visit.user))


def _other(visit: Visit, claim: Claim, typed: Typed) -> Claim | None:
    """The other claim of the same article that a form names, if this person may know of it."""
    found: Claim | None = claims_of(visit).filter(article=claim.article_id, pk=typed.beside[0]).first()
    return found

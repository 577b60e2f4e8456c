"""The same verb over many claims: each stands or falls alone, and the answer tells of every one."""

from collections.abc import Callable, Iterable

from django.db import transaction

from articles.actions.assign import Outcome
from articles.actions.change import hold_all
from articles.actions.refusals import Refused
from articles.models import Claim


@transaction.atomic
def over_each(claims: Iterable[Claim], act: Callable[[Claim], object]) -> Outcome:
    """Do act, an action on one claim, to each of claims; what is refused is left as it is and told with its reason."""
    claims = list(claims)
    hold_all(claims)
    outcome = Outcome([], [])
    for claim in claims:
        try:
            with transaction.atomic():  # a savepoint: one refusal does not undo the others
                act(claim)
        except Refused as refused:
            outcome.refused.append((claim, refused))
        else:
            outcome.done.append(claim)
    return outcome

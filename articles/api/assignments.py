"""Assign many claims at once, and say of each what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.assign import MOST_AT_ONCE, Outcome, assign_many
from articles.api.answers import answer
from articles.api.errors import NOT_THERE
from articles.api.operation import operation
from articles.api.repeats import answered_once
from articles.api.resource import Resource
from articles.api.shapes.people import AssignedShape, AssignmentsForm, AssignmentsShape
from articles.api.shapes.queue import NO_PERSON, wish_of
from articles.models import Claim, Person
from articles.models.queue import ORDERS
from articles.policy import Right

TOO_MANY = f"These are more than {MOST_AT_ONCE:,} claims. Narrow the filter."


class Assignments(Resource):
    """Who must check many claims."""

    @operation(Right.TAKE, "assign_claims", takes=AssignmentsForm, gives=AssignmentsShape)
    def post(self, request: Request) -> Response:
        """Give many claims to one reviewer, or share them out.  What cannot be given is told with its reason."""
        told = self.told(AssignmentsForm).validated_data
        names, field = (told["balance"], "balance") if "balance" in told else ([told["reviewer"]], "reviewer")
        reviewers = reviewers_named(names, field)

        def act() -> Response:
            claims = claims_named(told, self.person)
            return answer(outcome_shown(assign_many(claims, reviewers, by=self.person), told.get("claims", [])))

        return answered_once(request, act)


def reviewers_named(names: Sequence[str | None], field: str) -> list[Person | None]:
    """The people of these usernames, None for None.  Raises ValidationError when one is nobody's."""
    found: Mapping[str | None, Person] = {
        person.username: person for person in Person.objects.filter(username__in=[name for name in names if name])
    }
    missing = [name for name in names if name is not None and name not in found]
    if missing:
        raise ValidationError({field: [f"{NO_PERSON} ({missing[0]})"]})
    return [found.get(name) for name in dict.fromkeys(names)]


def claims_named(told: Mapping[str, Any], person: Person) -> list[Claim]:
    """The claims of an AssignmentsForm that this person may know of, in the order of risk.  Raises ValidationError."""
    mine = Claim.objects.visible_to(person).for_lists().order_by(*ORDERS["risk"])
    if "claims" in told:
        return list(mine.filter(pk__in=set(told["claims"])))
    found = list(wish_of(told["filter"], person).claims(mine)[: MOST_AT_ONCE + 1])
    if len(found) > MOST_AT_ONCE:
        raise ValidationError({"filter": [TOO_MANY]})
    return found


def outcome_shown(outcome: Outcome, asked: Sequence[int]) -> Mapping[str, Any]:
    """What became of each claim, those that are not there for this person included."""
    refused = left_shown(outcome, asked)
    return {"assigned": AssignedShape(outcome.done, many=True).data, "refused": refused}


def left_shown(outcome: Outcome, asked: Sequence[int]) -> list[dict[str, Any]]:
    """The claims that were asked for and left as they are, each with the reason; those that are not there come last."""
    refused = [{"claim": claim.pk, "code": no.code.value, "message": no.message} for claim, no in outcome.refused]
    known = {claim.pk for claim in outcome.done} | {one["claim"] for one in refused}
    absent = [pk for pk in dict.fromkeys(asked) if pk not in known]
    return [*refused, *({"claim": pk, "code": "not_found", "message": NOT_THERE} for pk in absent)]

"""After a new revision: what only a person can say of its claims, by compare-and-set: moved to there, corrected as asked."""

from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.corrected import confirm_correction
from articles.actions.point import point_to
from articles.api.answers import answer
from articles.api.fields import Nothing
from articles.api.operation import operation
from articles.api.preconditions import seen_version
from articles.api.repeats import answered_once
from articles.api.resource import Resource
from articles.api.shapes.claims import ClaimShape, DecisionWithClaimShape
from articles.api.shapes.saying import PointForm
from articles.policy import Right


class Pointing(Resource):
    """A claim whose words are gone."""

    @operation(Right.CHANGE_SPAN, "point_claim", takes=PointForm, gives=ClaimShape, versioned=True)
    def post(self, request: Request, pk: int) -> Response:
        """Point a claim whose words are gone to where they went in the newest revision.

        It is open again.  What the extractor alone had proposed on exactly these words is set aside as merged into it.
        """
        claim = self.claim(pk)
        form, seen = self.told(PointForm), seen_version(request, claim)

        def act() -> Response:
            found = point_to(claim, form.span(), by=self.person, seen=seen, **form.seen())
            return answer(self.shown(ClaimShape, found))

        return answered_once(request, act)


class Confirmations(Resource):
    """A claim whose words were changed to those that a reviewer suggested."""

    @operation(
        Right.DECIDE, "confirm_correction", takes=Nothing, gives=DecisionWithClaimShape, status=201, versioned=True
    )
    def post(self, request: Request, pk: int) -> Response:
        """Verify a claim that was corrected as asked, on the evidence of the decision that suggested its words."""
        claim = self.claim(pk)
        self.told(Nothing)
        seen = seen_version(request, claim)

        def act() -> Response:
            decision = confirm_correction(claim, by=self.person, seen=seen)
            return answer(self.shown(DecisionWithClaimShape, decision), 201)

        return answered_once(request, act)

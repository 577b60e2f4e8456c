"""Claims: the queue, one claim, and every verb on it by compare-and-set."""

from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.assign import assign_claim
from articles.actions.decide import decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.place import change_span
from articles.actions.reopen import reopen_claim
from articles.api.answers import answer
from articles.api.assignments import reviewers_named
from articles.api.operation import operation
from articles.api.pages import page, page_shape
from articles.api.preconditions import seen_version
from articles.api.repeats import answered_once
from articles.api.resource import Resource
from articles.api.shapes.claims import (
    ClaimShape,
    ClaimWithDecisionsShape,
    DecidedShape,
    DecisionForm,
    DismissalForm,
    ReopeningForm,
    SpanForm,
)
from articles.api.shapes.people import AssignmentForm
from articles.api.shapes.queue import QueueForm, wish_of
from articles.models import Claim
from articles.models.queue import ORDERS
from articles.policy import Right


class Claims(Resource):
    """The queue."""

    @operation(Right.READ, "list_claims", asks=QueueForm, gives=page_shape(ClaimShape))
    def get(self, request: Request) -> Response:
        """List claims: all of them, or those that wait, of an article, of a person, with words in them."""
        wish = wish_of(self.asked, self.person)
        queue = wish.claims(Claim.objects.visible_to(self.person).for_lists())
        return page(self, queue, ORDERS[self.asked["ordering"]], ClaimShape)


class OneClaim(Resource):
    """A claim."""

    @operation(Right.READ, "get_claim", gives=ClaimWithDecisionsShape, tag=True)
    def get(self, request: Request, pk: int) -> Response:
        """Look at a claim, with its decisions; its ETag is its version."""
        return answer(self.shown(ClaimWithDecisionsShape, self.claim(pk)))

    @operation(Right.CHANGE_SPAN, "change_span", takes=SpanForm, gives=ClaimShape, versioned=True)
    def patch(self, request: Request, pk: int) -> Response:
        """Put a claim on other words of the newest revision.  A verdict on the old words does not hold for the new."""
        claim = self.claim(pk)
        form, seen = self.told(SpanForm), seen_version(request, claim)
        quote = form.validated_data.get("quote")
        return answer(self.shown(ClaimShape, change_span(claim, form.span(), by=self.person, seen=seen, quote=quote)))


class Decisions(Resource):
    """The decisions of a claim."""

    @operation(Right.DECIDE, "decide_claim", takes=DecisionForm, gives=DecidedShape, status=201, versioned=True)
    def post(self, request: Request, pk: int) -> Response:
        """Decide a claim.  An earlier decision is superseded, never edited."""
        claim = self.claim(pk)
        form, seen = self.told(DecisionForm), seen_version(request, claim)

        def act() -> Response:
            decision = decide_claim(claim, form.ruling(), by=self.person, seen=seen)
            return answer(self.shown(DecidedShape, decision), 201)

        return answered_once(request, act)


class Assignment(Resource):
    """Who must check a claim."""

    @operation(Right.TAKE, "assign_claim", takes=AssignmentForm, gives=ClaimShape, versioned=True)
    def post(self, request: Request, pk: int) -> Response:
        """Give a claim to a reviewer, or to nobody.  Reviewers take what is free and give back what is theirs."""
        claim = self.claim(pk)
        form, seen = self.told(AssignmentForm), seen_version(request, claim)
        [reviewer] = reviewers_named([form.validated_data["reviewer"]], "reviewer")

        def act() -> Response:
            return answer(self.shown(ClaimShape, assign_claim(claim, reviewer, by=self.person, seen=seen)))

        return answered_once(request, act)


class Dismissals(Resource):
    """A claim that is none."""

    @operation(Right.DISMISS, "dismiss_claim", takes=DismissalForm, gives=ClaimShape, versioned=True)
    def post(self, request: Request, pk: int) -> Response:
        """Set a claim aside as none, with the reason; `other` needs a note."""
        claim = self.claim(pk)
        form, seen = self.told(DismissalForm), seen_version(request, claim)
        told = form.validated_data

        def act() -> Response:
            done = dismiss_claim(claim, told["reason"], by=self.person, seen=seen, note=told["note"])
            return answer(self.shown(ClaimShape, done))

        return answered_once(request, act)


class Reopening(Resource):
    """A claim that was decided or dismissed."""

    @operation(Right.REOPEN, "reopen_claim", takes=ReopeningForm, gives=ClaimShape, versioned=True)
    def post(self, request: Request, pk: int) -> Response:
        """Make a claim wait for a person again, with the reason; its decisions stay in its history."""
        claim = self.claim(pk)
        form, seen = self.told(ReopeningForm), seen_version(request, claim)

        def act() -> Response:
            done = reopen_claim(claim, by=self.person, seen=seen, note=form.words())
            return answer(self.shown(ClaimShape, done))

        return answered_once(request, act)

"""Claims: the queue, one claim, and every verb on it by compare-and-set."""

from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.assign import assign_claim
from articles.actions.decide_alike import decide_alike
from articles.actions.dismiss import dismiss_claim
from articles.actions.place import change_span
from articles.actions.refusals import Code, Refused
from articles.actions.reopen import reopen_claim
from articles.actions.split import merge_claims, split_claim
from articles.actions.tick import tick
from articles.api.answers import answer
from articles.api.assignments import left_shown, reviewers_named
from articles.api.operation import operation
from articles.api.pages import page, page_shape
from articles.api.preconditions import seen_version
from articles.api.repeats import answered_once
from articles.api.resource import Resource
from articles.api.shapes.claims import (
    AlsoShape,
    ClaimShape,
    ClaimWithDecisionsShape,
    DecidedShape,
    DecisionWithClaimShape,
    SplitShape,
)
from articles.api.shapes.people import AssignmentForm
from articles.api.shapes.queue import QueueForm, wish_of
from articles.api.shapes.saying import (
    DecisionForm,
    DismissalForm,
    MergeForm,
    ReopeningForm,
    SpanForm,
    SplitForm,
    TicksForm,
)
from articles.models import Claim
from articles.models.queue import ORDERS
from articles.policy import Right

NO_CLAIM = "There is no such claim in this article, or it is not yours to see."


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
        """Decide a claim, and with `also` others that say the same.  An earlier decision is superseded, never edited."""
        claim = self.claim(pk)
        form, seen = self.told(DecisionForm), seen_version(request, claim)
        versions = form.others()

        def act() -> Response:
            others = Claim.objects.visible_to(self.person).for_lists().filter(pk__in=versions).in_reading_order()
            also = [(other, versions[other.pk]) for other in others]
            decision, outcome = decide_alike(claim, also, form.ruling(), by=self.person, seen=seen)
            became = {"decided": outcome.done, "refused": left_shown(outcome, [*versions])}
            body = self.shown(DecisionWithClaimShape, decision) | {"also": self.shown(AlsoShape, became)}
            return answer(body, 201)

        return answered_once(request, act)


class Ticks(Resource):
    """The checkpoints of a claim that are checked."""

    @operation(Right.TICK, "tick_claim", takes=TicksForm, gives=ClaimShape, versioned=True)
    def put(self, request: Request, pk: int) -> Response:
        """Say which checkpoints of a claim are checked: all that are named and no others."""
        claim = self.claim(pk)
        form, seen = self.told(TicksForm), seen_version(request, claim)
        return answer(self.shown(ClaimShape, tick(claim, form.spans(), by=self.person, seen=seen)))


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


class Split(Resource):
    """A claim that says two things."""

    @operation(Right.CHANGE_SPAN, "split_claim", takes=SplitForm, gives=SplitShape, status=201, versioned=True)
    def post(self, request: Request, pk: int) -> Response:
        """Cut a claim in two between two of its words.  Both parts are open; merging them undoes it."""
        claim = self.claim(pk)
        form, seen = self.told(SplitForm), seen_version(request, claim)

        def act() -> Response:
            first, second = split_claim(claim, form.validated_data["at"], by=self.person, seen=seen)
            return answer(self.shown(SplitShape, {"claim": first, "other": second}), 201)

        return answered_once(request, act)


class Merge(Resource):
    """Two claims that say one thing."""

    @operation(Right.CHANGE_SPAN, "merge_claims", takes=MergeForm, gives=ClaimShape, versioned=True)
    def post(self, request: Request, pk: int) -> Response:
        """Merge another claim of the same paragraph into this one; the other is set aside and can be reopened."""
        claim = self.claim(pk)
        told, seen = self.told(MergeForm).validated_data, seen_version(request, claim)
        beside = Claim.objects.visible_to(self.person).for_lists().filter(article=claim.article_id)
        other = beside.filter(pk=told["other"]).first()
        if other is None:
            raise Refused(Code.INVALID, NO_CLAIM, field="other")

        def act() -> Response:
            done = merge_claims(claim, other, by=self.person, seen=seen, other_seen=told["other_version"])
            return answer(self.shown(ClaimShape, done))

        return answered_once(request, act)

"""What is done from the queue to the claims that were selected: give, take, give back, set a time, dismiss, take the next."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from articles.actions.assign import MOST_AT_ONCE, assign_many, take_next
from articles.actions.dismiss import dismiss_claim
from articles.actions.many import over_each
from articles.actions.refusals import Code, Refused, require
from articles.actions.set_due import set_due
from articles.models import REASONS, Claim, Person
from articles.models.claim import ClaimQuerySet
from articles.models.queue import ORDERS, Wish
from articles.policy import Right
from articles.web.door import MOST_IN_A_NUMBER, Visit, door
from articles.web.outcomes import say_once, tell_outcome
from articles.web.wishes import asked_of

SELECT_FIRST = "Select claims first: tick the boxes at the left of their rows."
EVENLY = "evenly"
NOTHING_FREE = "Nothing is free: every open claim of this view has somebody, or is of an article that you uploaded."


class ManyForm(forms.Form):
    """The bar's fields."""

    claims = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reviewer = forms.CharField(max_length=150, required=False)
    due = forms.DateTimeField(required=False)
    reason = forms.ChoiceField(choices=REASONS, required=False)
    note = forms.CharField(max_length=2000, required=False)


@door(right=Right.TAKE, methods=("POST",))
def assign(request: Visit) -> HttpResponse:
    """Give the selected claims to the person chosen, or to all who check evenly, or back to nobody."""
    whom = _read(request).get("reviewer", "")
    reviewers, words = _reviewers(whom)
    tell_outcome(request, assign_many(_selected(request), reviewers, by=request.user), words)
    return _back(request)


@door(right=Right.TAKE, methods=("POST",))
def take(request: Visit) -> HttpResponse:
    """Take the selected claims."""
    tell_outcome(request, assign_many(_selected(request), [request.user], by=request.user), "taken; yours now")
    return _back(request)


@door(right=Right.TAKE, methods=("POST",))
def give_back(request: Visit) -> HttpResponse:
    """Give the selected claims back, so that they are free."""
    tell_outcome(request, assign_many(_selected(request), [None], by=request.user), "given back; nobody’s now")
    return _back(request)


@door(right=Right.SET_DUE, methods=("POST",))
def due(request: Visit) -> HttpResponse:
    """Set the time by which the selected claims must be decided; an empty one takes it away."""
    moment = _read(request).get("due")
    act = partial(_set_due, due=moment, by=request.user, at=timezone.now())  # one act, and so one time in the trail
    tell_outcome(request, over_each(_selected(request), act), "given a new time" if moment else "without a time now")
    return _back(request)


@door(right=Right.DISMISS, methods=("POST",))
def dismiss(request: Visit) -> HttpResponse:
    """Dismiss the selected claims with one reason."""
    fields = _read(request)
    said = {"reason": fields.get("reason", ""), "note": fields.get("note", "")}
    act = partial(_dismiss, **said, by=request.user, at=timezone.now())
    tell_outcome(request, over_each(_selected(request), act), "dismissed")
    return _back(request)


@door(right=Right.TAKE, methods=("POST",))
def next_claim(request: Visit) -> HttpResponse:
    """Take the free claim with the highest risk, of this view, and open it."""
    wish = asked_of(QueryDict(request.POST.get("back", ""))).wish
    narrowed = Wish(article=wish.article, kind=wish.kind, priority=wish.priority, q=wish.q, due=wish.due)
    claims = Claim.objects.visible_to(request.user).order_by(*ORDERS["risk"])
    claim = take_next(narrowed.claims(claims), by=request.user)
    if claim is not None:
        return redirect(f"/claims/{claim.pk}/")
    say_once(request, NOTHING_FREE)
    return _back(request)


def _reviewers(whom: str) -> tuple[list[Person | None], str]:
    if whom == EVENLY:
        return list(Person.objects.checkers()), "shared out evenly"
    chosen = Person.objects.checkers().filter(username=whom).first()
    if chosen is None:
        raise Refused(Code.INVALID, "Choose who shall check these claims.", field="reviewer")
    return [chosen], f"given to {chosen.name}"


def _set_due(claim: Claim, **what: Any) -> None:
    set_due(claim, seen=claim.version, **what)


def _dismiss(claim: Claim, *, reason: str, **what: Any) -> None:
    dismiss_claim(claim, reason, seen=claim.version, **what)


def _read(request: HttpRequest) -> dict[str, Any]:
    form = ManyForm(request.POST)
    form.fields["claims"].choices = [(pk, pk) for pk in request.POST.getlist("claims")]  # type: ignore[attr-defined]
    if not form.is_valid():
        raise Refused(Code.INVALID, "A field of the bar could not be read: write a time as 2026-01-31 16:00.")
    return form.cleaned_data


def _selected(request: Visit) -> ClaimQuerySet:
    numbers = [number for number in _read(request)["claims"] if 0 < number < MOST_IN_A_NUMBER]
    require(bool(numbers), Code.INVALID, SELECT_FIRST, field="claims")
    require(len(numbers) <= MOST_AT_ONCE, Code.INVALID, f"At most {MOST_AT_ONCE:,} claims at once.", field="claims")
    return Claim.objects.visible_to(request.user).for_lists().filter(pk__in=numbers)


def _back(request: HttpRequest) -> HttpResponse:
    """To the view that the claims were selected in; its address is read again, so nothing foreign gets into ours."""
    return redirect(f"/queue/?{QueryDict(request.POST.get('back', '')).urlencode()}")

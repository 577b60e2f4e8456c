"""What a person does to a claim: decide, dismiss, reopen it, give it to somebody, put it on other words."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from articles.actions.assign import assign_claim
from articles.actions.decide import decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.place import change_span
from articles.actions.refusals import Code, Refused, require
from articles.actions.reopen import reopen_claim
from articles.models import Claim, Person
from articles.policy import Right
from articles.web.bench import Bench
from articles.web.compare import compared
from articles.web.door import Visit, door, find
from articles.web.dossier import Dossier
from articles.web.typed import Typed, number_of
from articles.web.workbench import claims_of, show

NOBODY_LIKE_THAT = "There is nobody of that name who checks."
Act = Callable[[Visit, Claim, Typed], str]


def again(visit: Visit, refused: Refused, pk: int, *, act: str) -> HttpResponse:
    """The claim as it stands now, with the refusal and everything that was typed; to be recorded anew on what is now."""
    claim = find(claims_of(visit), pk=pk)
    bench = Bench(claim.article, visit.user, visit.POST.get("show", ""))
    typed = Typed.of(act, visit.POST)
    dossier = Dossier(bench, claim, visit.user, seen=number_of(typed.seen))
    return show(visit, bench, dossier, typed=typed, refused=refused, changed=claim)


def form(act: str, right: Right) -> Callable[[Act], Callable[..., HttpResponse]]:
    """Open the door for one of the forms of a claim; the act gives back what to say once it is recorded."""

    def decorate(do: Act) -> Callable[..., HttpResponse]:
        def redraw(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
            return again(visit, refused, pk, act=act)

        @door(right=right, methods=("POST",), again=redraw)
        @wraps(do)
        def enter(visit: Visit, pk: int) -> HttpResponse:
            typed = Typed.of(act, visit.POST)
            claim = find(claims_of(visit), pk=pk)
            messages.success(visit, do(visit, claim, typed))
            return go_on(visit, claim, far=typed.goes_on and act in ("decide", "dismiss"), moved=act == "span")

        return enter

    return decorate


def go_on(visit: Visit, claim: Claim, *, far: bool, moved: bool = False) -> HttpResponse:
    """After a record: the next open claim when `far`, else the same claim as it stands now."""
    claim = claims_of(visit).get(pk=claim.pk)
    bench = Bench(claim.article, visit.user, visit.POST.get("show", ""))
    following = bench.beside(claim.number, wrap=True)[1] if far else None
    number = following or claim.number
    if not visit.htmx:
        return redirect(bench.address(number))
    shown = claims_of(visit).get(article=claim.article, number=number) if following else claim
    response = show(visit, bench, Dossier(bench, shown, visit.user), changed=claim, moved=moved)
    response["HX-Push-Url"] = bench.address(number)
    return response


@form("decide", Right.DECIDE)
def decide(visit: Visit, claim: Claim, typed: Typed) -> str:
    """Record a verdict."""
    decision = decide_claim(claim, typed.ruling, by=visit.user, seen=typed.version)
    return f"Claim {claim.number} is recorded as {decision.verdict}."


@form("dismiss", Right.DISMISS)
def dismiss(visit: Visit, claim: Claim, typed: Typed) -> str:
    """Set a claim aside, with the reason."""
    dismiss_claim(claim, typed.reason, by=visit.user, seen=typed.version, note=typed.note)
    return f"Claim {claim.number} is dismissed."


@form("reopen", Right.REOPEN)
def reopen(visit: Visit, claim: Claim, typed: Typed) -> str:
    """Make a claim wait for a person again."""
    reopen_claim(claim, by=visit.user, seen=typed.version, note=typed.note)
    return f"Claim {claim.number} is open again."


@form("assign", Right.TAKE)
def assign(visit: Visit, claim: Claim, typed: Typed) -> str:
    """Give a claim to somebody, or to nobody."""
    reviewer = Person.objects.checkers().filter(username=typed.reviewer).first() if typed.reviewer else None
    require(reviewer is not None or not typed.reviewer, Code.INVALID, NOBODY_LIKE_THAT, field="reviewer")
    assign_claim(claim, reviewer, by=visit.user, seen=typed.version)
    return f"Claim {claim.number} is with {reviewer.name}." if reviewer else f"Claim {claim.number} is with nobody."


@form("span", Right.CHANGE_SPAN)
def span(visit: Visit, claim: Claim, typed: Typed) -> str:
    """Put a claim on other words."""
    change_span(claim, typed.span, by=visit.user, seen=typed.version, quote=typed.quote or None)
    return f"Claim {claim.number} stands on the words you chose."


@door(right=Right.DECIDE, methods=("POST",))
def another(visit: Visit, pk: int) -> HttpResponse:
    """The form as it was typed, with room for one more source."""
    claim = find(claims_of(visit), pk=pk)
    bench = Bench(claim.article, visit.user, visit.POST.get("show", ""))
    return show(visit, bench, Dossier(bench, claim, visit.user), typed=Typed.of("decide", visit.POST))


@door(methods=("POST",))
def compare(visit: Visit, pk: int) -> HttpResponse:
    """The claim's words against suggested ones, while somebody types them."""
    claim = find(claims_of(visit), pk=pk)
    return HttpResponse(compared(claim.words.quote, visit.POST.get("correction", "")[:10_000]))

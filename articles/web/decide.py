"""What a person does to a claim: decide, dismiss, reopen it, give it to somebody, put it on other words."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from articles.actions.assign import assign_claim
from articles.actions.decide_alike import decide_alike
from articles.actions.dismiss import dismiss_claim
from articles.actions.place import change_span
from articles.actions.refusals import Code, Refused, require
from articles.actions.reopen import reopen_claim
from articles.actions.tick import tick
from articles.models import Claim, Person
from articles.policy import Right
from articles.web.bench import Bench
from articles.web.compare import compared
from articles.web.door import Visit, door, find, tell
from articles.web.dossier import Dossier
from articles.web.proposed import filled
from articles.web.typed import Typed, number_of
from articles.web.undo import Undo, offer, undo_of
from articles.web.workbench import claims_of, show

MOVES = ("span", "split", "merge", "undo", "point")
"""The acts after which claims stand on other words: the whole text is drawn anew."""
NOT_PROPOSED = (
    "This source could not be taken over. The article may have a newer revision, or there are too many sources."
)
NOBODY_LIKE_THAT = "There is nobody of that name who checks."


class Done(NamedTuple):
    """What became of a form: what to say of it, which other claims it changed, what it left as it was, and how to undo it."""

    said: str
    also: Sequence[Claim] = ()
    left: Sequence[str] = ()
    undo: Undo | None = None


Act = Callable[[Visit, Claim, Typed], Done]


def again(visit: Visit, refused: Refused, pk: int, *, act: str) -> HttpResponse:
    """The claim as it stands now, with the refusal and everything that was typed; to be recorded anew on what is now."""
    claim = find(claims_of(visit), pk=pk)
    bench = Bench(claim.article, visit.user, visit.POST.get("show", ""))
    typed = Typed.of(act, visit.POST)
    dossier = Dossier(bench, claim, visit.user, seen=number_of(typed.seen))
    return show(visit, bench, dossier, typed=typed, refused=refused, changed=claim)


def form(act: str, right: Right) -> Callable[[Act], Callable[..., HttpResponse]]:
    """Open the door for one of the forms of a claim; the act gives back what became of it."""

    def decorate(do: Act) -> Callable[..., HttpResponse]:
        def redraw(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
            return again(visit, refused, pk, act=act)

        @door(right=right, methods=("POST",), again=redraw)
        @wraps(do)
        def enter(visit: Visit, pk: int) -> HttpResponse:
            typed = Typed.of(act, visit.POST)
            claim = find(claims_of(visit), pk=pk)
            done = do(visit, claim, typed)
            messages.success(visit, done.said)
            for words in done.left:
                messages.warning(visit, words)
            if done.undo is not None:
                offer(visit, done.undo)
            far = typed.goes_on and act in ("decide", "dismiss")
            return go_on(visit, claim, far=far, moved=act in MOVES, also=done.also)

        return enter

    return decorate


def go_on(visit: Visit, claim: Claim, *, far: bool, moved: bool = False, also: Sequence[Claim] = ()) -> HttpResponse:
    """After a record: the next open claim when `far`, else the same claim as it stands now; `also` changed with it."""
    claim = claims_of(visit).get(pk=claim.pk)
    bench = Bench(claim.article, visit.user, visit.POST.get("show", ""))
    following = bench.beside(claim.number, wrap=True)[1] if far else None
    number = following or claim.number
    if not visit.htmx:
        return redirect(bench.address(number))
    shown = claims_of(visit).get(article=claim.article, number=number) if following else claim
    response = show(visit, bench, Dossier(bench, shown, visit.user), changed=claim, moved=moved, also=also)
    response["HX-Push-Url"] = bench.address(number)
    return response


@form("decide", Right.DECIDE)
def decide(visit: Visit, claim: Claim, typed: Typed) -> Done:
    """Record a verdict, and the same for the claims that say the same and were chosen along."""
    along, seen = typed.along, typed.version
    if typed.ticked is not None:  # ticked without script and not kept yet: recorded before the verdict, told by itself
        seen = tick(claim, typed.ticked, by=visit.user, seen=seen).version
    others = claims_of(visit).filter(pk__in=along).exclude(pk=claim.pk)
    pairs = [(other, along[other.pk]) for other in others]
    decision, outcome = decide_alike(claim, pairs, typed.ruling, by=visit.user, seen=seen)
    said = f"Claim {claim.number} is recorded as {decision.verdict}."
    if outcome.done:
        said += f" The same is recorded for {_named(outcome.done)}."
    left = [f"Claim {other.number} stays as it was. {no.message}" for other, no in outcome.refused]
    undo = None if outcome.done else undo_of("decide", claim)  # what was recorded for many is opened again one by one
    return Done(said, outcome.done, left, undo)


def _named(claims: Sequence[Claim]) -> str:
    numbers = [str(claim.number) for claim in claims]
    return f"claim {numbers[0]}" if len(numbers) == 1 else f"claims {', '.join(numbers[:-1])} and {numbers[-1]}"


@form("dismiss", Right.DISMISS)
def dismiss(visit: Visit, claim: Claim, typed: Typed) -> Done:
    """Set a claim aside, with the reason."""
    dismiss_claim(claim, typed.reason, by=visit.user, seen=typed.version, note=typed.note)
    return Done(f"Claim {claim.number} is dismissed.", undo=undo_of("dismiss", claim))


@form("reopen", Right.REOPEN)
def reopen(visit: Visit, claim: Claim, typed: Typed) -> Done:
    """Make a claim wait for a person again."""
    reopen_claim(claim, by=visit.user, seen=typed.version, note=typed.note)
    return Done(f"Claim {claim.number} is open again.")


@form("assign", Right.TAKE)
def assign(visit: Visit, claim: Claim, typed: Typed) -> Done:
    """Give a claim to somebody, or to nobody."""
    reviewer = Person.objects.checkers().filter(username=typed.reviewer).first() if typed.reviewer else None
    require(reviewer is not None or not typed.reviewer, Code.INVALID, NOBODY_LIKE_THAT, field="reviewer")
    assign_claim(claim, reviewer, by=visit.user, seen=typed.version)
    return Done(f"Claim {claim.number} is with {reviewer.name if reviewer else 'nobody'}.")


@form("span", Right.CHANGE_SPAN)
def span(visit: Visit, claim: Claim, typed: Typed) -> Done:
    """Put a claim on other words."""
    before = claim.words.span
    change_span(claim, typed.span, by=visit.user, seen=typed.version, quote=typed.quote or None)
    undo = undo_of("span", claim, span=before) if claim.words.span != before else None
    return Done(f"Claim {claim.number} stands on the words you chose.", undo=undo)


@door(right=Right.DECIDE, methods=("POST",))
def another(visit: Visit, pk: int) -> HttpResponse:
    """The form as it was typed, with room for one more source, or with one that the file names; nothing is recorded."""
    claim = find(claims_of(visit), pk=pk)
    bench = Bench(claim.article, visit.user, visit.POST.get("show", ""))
    typed = Typed.of("decide", visit.POST)
    dossier = Dossier(bench, claim, visit.user, ticked=typed.ticked)
    if "proposed" in visit.POST:
        with_source = filled(typed, visit.POST["proposed"], dossier.proposed)
        if with_source is None and visit.htmx:  # a box above the page, in which everything typed stays as it is
            return tell(visit, NOT_PROPOSED, 409)
        if with_source is None:
            messages.warning(visit, NOT_PROPOSED)
        typed = with_source or typed
    return show(visit, bench, dossier, typed=typed)


@door(methods=("POST",))
def compare(visit: Visit, pk: int) -> HttpResponse:
    """The claim's words against suggested ones, while somebody types them."""
    claim = find(claims_of(visit), pk=pk)
    return HttpResponse(compared(claim.words.quote, visit.POST.get("correction", "")[:10_000]))

"""Claims by their own address, and claims that a person marks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles.actions.place import add_claim
from articles.actions.refusals import Refused
from articles.policy import Right
from articles.web.bench import Bench
from articles.web.door import Visit, door, find
from articles.web.dossier import Dossier
from articles.web.typed import Typed
from articles.web.workbench import articles_of, claims_of, show


@door()
def claim(visit: Visit, pk: int) -> HttpResponse:
    """A claim in its words: on the workbench, or, when they are gone, in the last revision where they stood."""
    found = find(claims_of(visit), pk=pk)
    if found.gone:
        where = reverse("web:revision", args=[found.article_id, found.words.revision.number])
        return redirect(f"{where}#w{found.number}")
    return redirect(Bench(found.article, visit.user, "all").address(found.number))


def again(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
    """The workbench with the words that could not be marked."""
    bench = Bench(find(articles_of(visit), pk=pk), visit.user, visit.POST.get("show", ""))
    first = claims_of(visit).filter(article=bench.article, number=bench.first).first() if bench.first else None
    dossier = Dossier(bench, first, visit.user) if first else None
    return show(visit, bench, dossier, typed=Typed.of("add", visit.POST), refused=refused)


@door(right=Right.ADD_CLAIM, methods=("POST",), again=again)
def add(visit: Visit, pk: int) -> HttpResponse:
    """Mark words as a claim."""
    typed = Typed.of("add", visit.POST)
    article = find(articles_of(visit), pk=pk)
    number = visit.POST.get("revision", "")
    revision = int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else None
    made = add_claim(article, typed.span, by=visit.user, revision=revision, quote=typed.quote or None)
    messages.success(visit, f"Claim {made.number} is marked.")
    return redirect(Bench(article, visit.user, visit.POST.get("show", "")).address(made.number))

"""Claims by their own address, and claims that a person marks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles.actions.place import add_claim
from articles.actions.refusals import Refused
from articles.models import Dismissal
from articles.policy import Right
from articles.web.bench import Bench
from articles.web.decide import go_on
from articles.web.door import Visit, door, find
from articles.web.dossier import Dossier
from articles.web.typed import Typed, number_of
from articles.web.undo import offer, undo_of
from articles.web.workbench import articles_of, claims_of, show, with_text


@door()
def claim(visit: Visit, pk: int) -> HttpResponse:
    """A claim in its words: on the workbench, or, when they are gone, in the last revision where they stood.

    What a split left that was taken back stands in no text any more: it leads to its trail.
    """
    found = find(claims_of(visit), pk=pk)
    if found.dismissal == Dismissal.UNDONE:
        return redirect("web:claim_trail", found.pk)
    if found.gone:
        where = reverse("web:revision", args=[found.article_id, found.words.revision.number])
        return redirect(f"{where}#w{found.number}")
    return redirect(Bench(found.article, visit.user, "all").address(found.number))


def again(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
    """The workbench with the claim that was in hand and why the words could not be marked."""
    bench = Bench(find(with_text(visit), pk=pk), visit.user, visit.POST.get("show", ""))
    asked = number_of(visit.POST.get("claim", ""))
    in_hand = claims_of(visit).filter(article=bench.article, gone=False, number=asked or bench.first or 0).first()
    dossier = Dossier(bench, in_hand, visit.user) if in_hand else None
    return show(visit, bench, dossier, typed=Typed.of("add", visit.POST), refused=refused)


@door(right=Right.ADD_CLAIM, methods=("POST",), again=again)
def add(visit: Visit, pk: int) -> HttpResponse:
    """Mark words as a claim."""
    typed = Typed.of("add", visit.POST)
    article = find(articles_of(visit), pk=pk)
    revision = number_of(visit.POST.get("revision", ""))
    made = add_claim(article, typed.span, by=visit.user, revision=revision, quote=typed.quote or None)
    messages.success(visit, f"Claim {made.number} is marked.")
    offer(visit, undo_of("add", made))
    return go_on(visit, made, far=False, moved=True)

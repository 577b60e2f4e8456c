"""Ticks: each kept as it is made, beside a form in which somebody may be typing."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from articles.actions.refusals import Refused
from articles.actions.tick import tick as tick_claim
from articles.models import Claim
from articles.policy import Right
from articles.web import decide
from articles.web.bench import Bench
from articles.web.door import Visit, door, find
from articles.web.dossier import Dossier
from articles.web.typed import Typed
from articles.web.workbench import claims_of, drawn_anew, show


def again(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
    """The claim as it stands now, with everything that was typed about it."""
    response = decide.again(visit, refused, pk, act="decide")
    response["HX-Retarget"], response["HX-Reswap"] = "#_claim", "outerHTML"
    return response


@door(right=Right.TICK, methods=("POST",), again=again)
def tick(visit: Visit, pk: int) -> HttpResponse:
    """Keep what is ticked; for htmx only what shows it is drawn anew, so that no field loses a letter."""
    typed = Typed.of("decide", visit.POST)
    claim: Claim = find(claims_of(visit), pk=pk)
    tick_claim(claim, typed.ticked or [], by=visit.user, seen=typed.version)
    bench = Bench(claim.article, visit.user, visit.POST.get("show", ""))
    dossier = Dossier(bench, claim, visit.user)
    if not visit.htmx:
        messages.success(visit, f"{dossier.ticked}.")
        return show(visit, bench, dossier, typed=typed)
    told = {"claim": claim, "dossier": dossier, **drawn_anew(bench, bench.painter(claim.number), [claim])}
    response = render(visit, "articles/_ticked.html", told)
    response["HX-Trigger"] = json.dumps({"versioned": {"claim": claim.number, "version": claim.version}})
    return response

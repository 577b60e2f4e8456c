"""Hints by their own address: a person accepts what the extractor noticed, waves it away, or takes the answer back."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from articles.actions.answer_hint import answer_hint
from articles.actions.refusals import Code, Refused, require
from articles.models import Claim, Hint, long_fields
from articles.policy import Right
from articles.web.bench import Bench
from articles.web.door import Visit, door, find
from articles.web.dossier import Dossier
from articles.web.typed import NO_VERSION, Typed, number_of
from articles.web.workbench import claims_of, show

SAID = {"accepted": "The hint is accepted.", "waved_away": "The hint is waved away.", "": "The hint is open again."}


def hints_of(visit: Visit) -> QuerySet[Hint]:
    """The hints that this person may know of, each with its text and what the head of a page says."""
    head = ("article__newest__created_by", "article__uploaded_by", "article__signed_off_by")
    return (
        Hint.objects.visible_to(visit.user)
        .select_related("revision", "answered_by", *head)
        .defer(*long_fields("revision"))
    )


def again(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
    """The hint as it stands now, with the refusal and the note that was typed."""
    return _shown(visit, find(hints_of(visit), pk=pk), refused)


@door(right=Right.ANSWER_HINT, methods=("POST",), again=again)
def answer(visit: Visit, pk: int) -> HttpResponse:
    """Record what a person says of a hint; for htmx only what shows it is drawn anew."""
    hint: Hint = find(hints_of(visit), pk=pk)
    said, note, version = visit.POST.get("answer", "none"), visit.POST.get("note", ""), number_of(_version(visit))
    require(version is not None, Code.INVALID, NO_VERSION)
    answer_hint(hint, said, by=visit.user, seen=version or 0, note=note.replace("\r\n", "\n").strip())
    return _shown(visit, hint)


def _version(visit: Visit) -> str:
    return visit.POST.get("version", "")


def _shown(visit: Visit, hint: Hint, refused: Refused | None = None) -> HttpResponse:
    bench = Bench(hint.article, visit.user, visit.POST.get("show", ""))
    claim = _in_hand(visit, bench)
    typed = Typed.of(f"hint-{hint.pk}", visit.POST) if refused else Typed()
    dossier = Dossier(bench, claim, visit.user) if claim else None
    if visit.htmx:
        noticed = bench.noticing.told(hint, claim.words.span if claim else None)
        told = {"bench": bench, "article": bench.article, "revision": bench.revision, "claim": claim}
        told |= {"dossier": dossier, "noticed": noticed, "typed": typed, "refused": refused}
        return render(visit, "articles/_hint_swap.html", told)
    if refused:
        return show(visit, bench, dossier, typed=typed, refused=refused)
    messages.success(visit, SAID[hint.answer])
    return redirect(f"{bench.address(claim.number) if claim else bench.hints_address}#hint-{hint.pk}")


def _in_hand(visit: Visit, bench: Bench) -> Claim | None:
    """The claim beside which the hint was shown, if it was one."""
    number = number_of(visit.POST.get("claim", ""))
    return claims_of(visit).filter(article=bench.article, gone=False, number=number).first() if number else None

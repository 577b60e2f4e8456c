"""The workbench: the article, what is known of the claim in hand, and the decision."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from articles.actions.refusals import Code, Refused
from articles.actions.retry import retry_extraction
from articles.actions.sign_off import sign_off, withdraw_sign_off
from articles.models import Article, Claim, Dismissal, long_fields
from articles.policy import Right
from articles.web.bench import Bench
from articles.web.door import Visit, door, find
from articles.web.dossier import Dossier
from articles.web.highlight import Painter
from articles.web.typed import Typed, number_of
from articles.web.undo import take_offer

DONE = "Signed off. Its claims stay as they are until the sign-off is taken back."
TAKEN_BACK = "The sign-off is taken back. The claims can be changed again."


def articles_of(visit: Visit) -> QuerySet[Article]:
    """The articles that this person may know of, each with what the head of a page says and without its text."""
    return with_text(visit).defer(*long_fields("newest"))


def with_text(visit: Visit) -> QuerySet[Article]:
    """The same, each with its newest text."""
    joined = ("newest__created_by", "uploaded_by", "signed_off_by")
    return Article.objects.visible_to(visit.user).select_related(*joined)


def claims_of(visit: Visit) -> QuerySet[Claim]:
    """The claims that this person may know of, each with everything that the workbench says of it."""
    joined = ("article__newest__created_by", "article__uploaded_by", "article__signed_off_by", "added_by")
    old_text = long_fields("extraction__revision")
    return (
        Claim.objects.visible_to(visit.user)
        .for_lists()
        .select_related(*joined, "extraction__revision")
        .defer(*old_text)
    )


@door()
def workbench(visit: Visit, pk: int) -> HttpResponse:
    """The article with one claim in hand, or with everything that was noticed in it; for htmx only that."""
    bench = Bench(find(with_text(visit), pk=pk), visit.user, visit.GET.get("show", ""))
    if "hints" in visit.GET:
        return show(visit, bench, None)
    asked = visit.GET.get("claim", "")
    number = number_of(asked) or bench.first
    claim = claims_of(visit).filter(article=bench.article, number=number).first() if number else None
    if claim is None and asked:
        return redirect(bench.address())
    if claim is not None and (claim.gone or claim.dismissal == Dismissal.UNDONE):
        return redirect("web:claim", claim.pk)
    dossier = Dossier(bench, claim, visit.user) if claim else None
    return show(visit, bench, dossier)


def show(
    visit: Visit,
    bench: Bench,
    dossier: Dossier | None,
    *,
    typed: Typed | None = None,
    refused: Refused | None = None,
    changed: Claim | None = None,
    moved: bool = False,
    also: Sequence[Claim] = (),
    pointing: Claim | None = None,
) -> HttpResponse:
    """The page, or for htmx the claim alone; with `changed` also, out of band, everything that its change touches.

    When words were `moved` under a claim, that is the whole text, else the lines in which it stands, and those of the
    claims that changed with it (`also`).  Instead of a claim in hand one can be shown that waits to be pointed.
    """
    told: dict[str, Any] = {
        "bench": bench,
        "article": bench.article,
        "revision": bench.revision,
        "dossier": dossier,
        "claim": dossier.claim if dossier else None,
        "typed": typed or Typed(seen=str(dossier.claim.version) if dossier else ""),
        "refused": refused,
        "notice": refused is not None and _stands_apart(refused, typed),
        "changed": changed,
        "undo": take_offer(visit),
        "pointing": pointing,
    }
    is_swap = visit.htmx and not visit.htmx.history_restore_request
    if changed is not None or not is_swap:
        told["painter"] = bench.painter(dossier.claim.number if dossier else None)
    if is_swap:
        told["moved"] = moved
        if changed is not None and not moved:
            told |= drawn_anew(bench, told["painter"], [changed, *also])
        return render(visit, "articles/_workbench_swap.html", told)
    return render(visit, "articles/workbench.html", told)


def drawn_anew(bench: Bench, painter: Painter, claims: Sequence[Claim]) -> dict[str, Any]:
    """The lines of the text in which claims stand and what a screen reader says of them, for a swap out of band."""
    numbers = {claim.number for claim in claims}
    return {"lines": painter.changed(*numbers), "rows": [row for row in bench.rows if row.number in numbers]}


def _stands_apart(refused: Refused, typed: Typed | None) -> bool:
    """Whether a refusal is told above the forms: it is about no field, or about one that the reader does not see."""
    unseen = refused.field in ("", "quote", "ticked", "also") or (typed is not None and typed.act in ("add", "undo"))
    return refused.code != Code.INVALID or unseen


@door()
def extraction(visit: Visit, pk: int) -> HttpResponse:
    """How far the look for claims is; once it is over, everything that its claims touch."""
    bench = Bench(find(articles_of(visit), pk=pk), visit.user, visit.GET.get("show", ""))
    if bench.is_looking:
        return render(visit, "articles/_looking.html", {"bench": bench, "article": bench.article})
    bench = Bench(find(with_text(visit), pk=pk), visit.user, bench.show)
    number = bench.first
    claim = claims_of(visit).filter(article=bench.article, number=number).first() if number else None
    told = {
        "bench": bench,
        "article": bench.article,
        "revision": bench.revision,
        "dossier": Dossier(bench, claim, visit.user) if claim else None,
        "claim": claim,
        "typed": Typed(seen=str(claim.version) if claim else ""),
        "painter": bench.painter(number),
    }
    return render(visit, "articles/_workbench_found.html", told)


@door(right=Right.RETRY, methods=("POST",))
def retry(visit: Visit, pk: int) -> HttpResponse:
    """Look for claims again."""
    article = find(articles_of(visit), pk=pk)
    retry_extraction(article, by=visit.user)
    return redirect("web:workbench", article.pk)


@door(right=Right.SIGN_OFF, methods=("POST",))
def sign(visit: Visit, pk: int) -> HttpResponse:
    """Sign the newest revision off."""
    article = sign_off(find(articles_of(visit), pk=pk), by=visit.user)
    messages.success(visit, DONE)
    return redirect("web:workbench", article.pk)


@door(right=Right.SIGN_OFF, methods=("POST",))
def take_back(visit: Visit, pk: int) -> HttpResponse:
    """Take the sign-off back, with a reason."""
    article = withdraw_sign_off(find(articles_of(visit), pk=pk), by=visit.user, note=visit.POST.get("note", ""))
    messages.success(visit, TAKEN_BACK)
    return redirect("web:workbench", article.pk)

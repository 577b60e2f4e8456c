"""After a new revision: what it changed, and what only a person can say of that: corrected as asked, moved to there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from articles.actions.corrected import confirm_correction
from articles.actions.point import point_to
from articles.actions.refusals import Code, Refused, require
from articles.models import Claim, Revision
from articles.policy import Right
from articles.text.spans import Span
from articles.web import decide
from articles.web.bench import Bench
from articles.web.changes import Changes
from articles.web.door import Visit, door, find
from articles.web.revision import revision_of
from articles.web.typed import Typed
from articles.web.workbench import claims_of, show

NO_WORDS = "Select the words in the text, or type them exactly as they stand there."
NOT_IN_THE_TEXT = "These words do not stand in the text. Type them exactly as they stand there."
MORE_THAN_ONCE = "These words stand {count} times in the text. Type more of them, so that they stand there once."


@door()
def revised(visit: Visit, pk: int, number: int) -> HttpResponse:
    """What a revision changed against the one before it: what is for a person in reading order, the rest folded."""
    return _changes(visit, revision_of(visit, pk, number))


def _changes(visit: Visit, shown: Revision, refused: Refused | None = None, claim: Claim | None = None) -> HttpResponse:
    told = {
        "article": shown.article,
        "revision": shown,
        "before": shown.number - 1,
        "changes": Changes(shown, visit.user),
        "refused": refused,
        "claim": claim,
    }
    return render(visit, "articles/revised.html", told)


def not_so(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
    """The changes as they stand now, and why the claim could not be confirmed."""
    claim = find(claims_of(visit), pk=pk)
    assert claim.article.newest is not None
    return _changes(visit, revision_of(visit, claim.article_id, claim.article.newest.number), refused, claim)


@door(right=Right.DECIDE, methods=("POST",), again=not_so)
def corrected(visit: Visit, pk: int) -> HttpResponse:
    """Verify a claim whose words were changed to those that were suggested."""
    claim = find(claims_of(visit), pk=pk)
    confirm_correction(claim, by=visit.user, seen=Typed.of("corrected", visit.POST).version)
    messages.success(visit, f"Claim {claim.number} is recorded as verified: corrected as asked.")
    where = reverse("web:revised", args=[claim.article_id, claim.article.newest.number])
    return redirect(f"{where}#c{claim.number}")


def again(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
    """The claim that is to be pointed, or, when somebody was quicker, as it stands now."""
    claim = find(claims_of(visit), pk=pk)
    if not claim.gone:
        return decide.again(visit, refused, pk, act="point")
    return _pointing(visit, claim, refused)


@door(right=Right.CHANGE_SPAN, methods=("GET", "HEAD", "POST"), again=again)
def point(visit: Visit, pk: int) -> HttpResponse:
    """A claim whose words are gone beside the newest text, and the words to which a person points it."""
    claim = find(claims_of(visit), pk=pk)
    if visit.method != "POST":
        return _pointing(visit, claim) if claim.gone else redirect("web:claim", claim.pk)
    typed = Typed.of("point", visit.POST)
    span = typed.span if typed.start else _found(claim.article.newest.text, typed.quote.strip())
    point_to(claim, span, by=visit.user, seen=typed.version, quote=typed.quote.strip() or None)
    messages.success(visit, f"Claim {claim.number} is pointed to the words where it stands now.")
    return decide.go_on(visit, claim, far=False, moved=True)


def _pointing(visit: Visit, claim: Claim, refused: Refused | None = None) -> HttpResponse:
    bench = Bench(claim.article, visit.user, visit.POST.get("show", ""))
    return show(visit, bench, None, typed=Typed.of("point", visit.POST), refused=refused, pointing=claim)


def _found(text: str, words: str) -> Span:
    """The one place where words stand in text.  Raises Refused."""
    require(bool(words), Code.INVALID, NO_WORDS, field="words")
    count = text.count(words)
    require(count > 0, Code.INVALID, NOT_IN_THE_TEXT, field="words")
    require(count == 1, Code.INVALID, MORE_THAN_ONCE.format(count=count), field="words")
    start = text.index(words)
    return Span(start, start + len(words))

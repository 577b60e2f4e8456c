"""Revisions: a text as it stood with its claims, its original as a download, and what a new one changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused, require
from articles.actions.revise import revise_article
from articles.ingest.limits import sentences
from articles.models import Original, Revision
from articles.policy import Right
from articles.web.door import Visit, door, find
from articles.web.leaving import leaving
from articles.web.noticed import Noticing, There
from articles.web.placements import as_they_stood
from articles.web.workbench import articles_of

NOTHING = "Choose a file, or paste the new text."
ADDED = "Revision {number} is stored."
SANDBOX = "default-src 'none'; sandbox"


def revision_of(visit: Visit, pk: int, number: int) -> Revision:
    """One revision of an article that this person may know of; 404 otherwise."""
    article = find(articles_of(visit), pk=pk)
    found: Revision = find(article.revisions.select_related("created_by").defer("proposals"), number=number)
    found.article = article
    return found


@door()
def revision(visit: Visit, pk: int, number: int) -> HttpResponse:
    """The exact text of a revision with the claims as they stood, and the facts about it."""
    shown = revision_of(visit, pk, number)
    original = Original.objects.filter(revision=shown).defer("data").first()
    painter, rows = as_they_stood(shown)
    there = [There(one.place.start, one.place.end, one.claim.number, one.standing) for one in rows]
    hints = list(shown.hints.select_related("answered_by"))
    told = {
        "article": shown.article,
        "revision": shown,
        "hints": Noticing(shown, hints, there).all(),
        "original": original,
        "painter": painter,
        "rows": rows,
        "revisions": shown.article.revisions.values("number", "created_at").order_by("-number"),
    }
    return render(visit, "articles/revision.html", told)


@door()
def original(visit: Visit, pk: int, number: int) -> HttpResponse:
    """The bytes as they were uploaded: to be stored, never to be shown by a browser on this desk."""
    article = find(articles_of(visit), pk=pk)
    stored = find(Original.objects.filter(revision__article=article), revision__number=number)
    response = HttpResponse(bytes(stored.data), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=stored.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response


def again(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
    """The form with what was pasted and why it was refused."""
    return _form(visit, pk, refused)


@door(right=Right.REVISE, methods=("GET", "HEAD", "POST"), again=again)
def revise(visit: Visit, pk: int) -> HttpResponse:
    """Take a new text of the article."""
    if visit.method != "POST":
        return _form(visit, pk)
    article = find(articles_of(visit), pk=pk)
    file, text = visit.FILES.get("file"), visit.POST.get("text", "")
    require(file is not None or bool(text.strip()), Code.INVALID, NOTHING, field="file")
    upload = Upload(name=file.name or "", data=file.read()) if file is not None else Upload(text=text)
    made = revise_article(article, upload, by=visit.user)
    messages.success(visit, ADDED.format(number=made.number))
    return redirect(reverse("web:revised", args=[article.pk, made.number]))


def _form(visit: Visit, pk: int, refused: Refused | None = None) -> HttpResponse:
    told = {"article": find(articles_of(visit), pk=pk), "refused": refused, "limits": sentences(), "leaving": leaving()}
    return render(visit, "articles/revise.html", told | {"text": visit.POST.get("text", "")})

"""The verification of the trail: what was verified, when and against what; ask for another; look at earlier ones."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from articles.actions.ask_verification import ask_verification
from articles.models import AuditEvent, Heartbeat, Verification
from articles.models.queue import page_of
from articles.policy import Right
from articles.web.door import Visit, door, find
from articles.web.vouching import vouching

NEWEST = ("-pk",)
PAGE = 20


@door(right=Right.VERIFY_TRAIL, methods=("GET", "HEAD", "POST"))
def verify(visit: Visit) -> HttpResponse:
    """The page of the verification that was asked for last; sent a form, ask for another."""
    if visit.method != "POST":
        return latest_page(visit)
    run = ask_verification(by=visit.user)
    return _swap(visit, run) if visit.htmx else redirect("web:verify_trail")


@door(right=Right.VERIFY_TRAIL)
def verification(visit: Visit, pk: int) -> HttpResponse:
    """One verification; for htmx only what changes while it runs."""
    run = find(Verification.objects.select_related("asked_by"), pk=pk)
    return _swap(visit, run) if visit.htmx else _page(visit, run)


@door(right=Right.VERIFY_TRAIL)
def trust(visit: Visit) -> HttpResponse:
    """What the trail proves and what it does not: the document that comes with the desk."""
    try:
        words = (settings.BASE_DIR / "docs" / "trust.md").read_text("utf-8")
    except FileNotFoundError as error:
        raise Http404 from error
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(words)
    return render(visit, "articles/trust.html", {"words": mark_safe(html)})  # noqa: S308  our own, and no HTML in it


def latest_page(visit: Visit, **about: Any) -> HttpResponse:
    """The page with the verification on top that was asked for last; about: what a refused form says."""
    return _page(visit, Verification.objects.select_related("asked_by").order_by("-pk").first(), **about)


def _page(visit: Visit, run: Verification | None, **about: Any) -> HttpResponse:
    return render(visit, "articles/verification.html", _told(visit, run) | vouching() | about)


def _swap(visit: Visit, run: Verification) -> HttpResponse:
    return render(visit, "articles/_verification_swap.html", _told(visit, run))


def _told(visit: Visit, run: Verification | None) -> dict[str, Any]:
    runs = Verification.objects.select_related("asked_by")
    return {
        "run": run,
        "events": AuditEvent.objects.newest_first().values_list("seq", flat=True).first() or 0,
        "page": page_of(runs, NEWEST, cursor=visit.GET.get("cursor", ""), size=PAGE),
        "nobody_works": bool(run and run.is_under_way and not Heartbeat.objects.alive("worker")),
    }

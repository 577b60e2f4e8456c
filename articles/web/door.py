"""The door itself: who comes in, and how a refusal is told.  Every view of this room goes through it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from articles.actions.refusals import Code, Refused
from articles.models import Person
from articles.models.queue import BadCursor
from articles.policy import Right, may

STATUS = {
    Code.NOT_ALLOWED: 403,
    Code.INVALID: 422,
    Code.STALE: 409,
    Code.NEWER_REVISION: 409,
    Code.CLOSED: 409,
    Code.ALREADY_HERE: 409,
    Code.DAMAGED: 409,
    Code.CANNOT_TAKE: 422,
}
LOGGED_OUT = "You were logged out. What you typed is still here; log in to go on."
NOT_YOUR_PAGE = "Your role does not open this page."
WRONG_METHOD = "This address only takes what a form on another page sends. Go there and press its button."
BAD_CURSOR = "This page of the list does not exist. Begin at the first one."
MOST_IN_A_NUMBER = 2**63


class Visit(HttpRequest):
    """A request of somebody who is logged in."""

    user: Person
    htmx: HtmxDetails


P = ParamSpec("P")
View = Callable[Concatenate[Visit, P], HttpResponse]
Opened = Callable[Concatenate[HttpRequest, P], HttpResponse]
Again = Callable[..., HttpResponse]


def door(
    *, right: Right = Right.READ, methods: tuple[str, ...] = ("GET", "HEAD"), again: Again | None = None
) -> Callable[[View[P]], Opened[P]]:
    """Open a view to people with `right`, by `methods`; tell a refusal of an action once, here.

    `again(visit, refused, *args, **kwargs)` draws a form again with the refusal beside its field, words kept; the door
    sets the status.  It is asked for every refusal but NOT_ALLOWED.  Without it the refusal is a page, or for htmx a box.
    """

    def decorate(view: View[P]) -> Opened[P]:
        def enter(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in methods:
                return _not_so(request, methods)
            stopped = _stop(request, right, is_object=bool(args or kwargs))
            return stopped or _answer(view, again, request, *args, **kwargs)

        return cast(Opened[P], wraps(view)(enter))

    return decorate


def find(things: QuerySet[Any], **what: Any) -> Any:
    """The one thing of things that is wanted, or 404; also when the number in the address is out of all bounds."""
    for value in what.values():
        if isinstance(value, int) and value >= MOST_IN_A_NUMBER:
            raise Http404
    found = things.filter(**what).first()
    if found is None:
        raise Http404
    return found


def tell(request: HttpRequest, message: str, status: int, *, title: str = "There is a problem") -> HttpResponse:
    """Say message: as a page, or for htmx as a box that the page puts on top of what stands there."""
    told = {"message": message, "title": title, "status": status}
    if getattr(request, "htmx", False):
        response = render(request, "articles/_problem.html", told, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#_problem", "innerHTML show:#_problem:top"
        return response
    return render(request, "articles/problem.html", told, status=status)


def _not_so(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """An address that only takes forms, looked at; or a page that was sent a form."""
    response = tell(request, WRONG_METHOD, 405)
    response["Allow"] = ", ".join(methods)
    return response


def _stop(request: Any, right: Right, *, is_object: bool) -> HttpResponse | None:
    """Why this person does not come in; None for those who do."""
    person = request.user
    if not person.is_authenticated:
        return tell(request, LOGGED_OUT, 401) if request.htmx else redirect_to_login(_page_to_come_back_to(request))
    if not person.role:
        if is_object:
            raise Http404
        return render(request, "articles/no_role.html", status=403)
    return None if may(person, right) else tell(request, NOT_YOUR_PAGE, 403)


def _page_to_come_back_to(request: HttpRequest) -> str:
    """The page asked for; for a form the page it stands on, since the form's own address only takes forms."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    parts = urlsplit(request.headers.get("Referer", ""))
    return f"{parts.path}?{parts.query}".rstrip("?") if parts.netloc == request.get_host() else "/"


def _answer(view: Any, again: Again | None, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        response: HttpResponse = view(request, *args, **kwargs)
    except Refused as refused:
        response = _refuse(again, request, refused, *args, **kwargs)
    except BadCursor:
        response = tell(request, BAD_CURSOR, 400)
    patch_vary_headers(response, ("HX-Request",))
    return response


def _refuse(again: Again | None, request: Visit, refused: Refused, *args: Any, **kwargs: Any) -> HttpResponse:
    status = refused.details.get("status", STATUS[refused.code])
    if again is None or refused.code == Code.NOT_ALLOWED:
        return tell(request, refused.message, status)
    response = again(request, refused, *args, **kwargs)
    response.status_code = status
    return response

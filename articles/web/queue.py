"""The queue: everybody's claims, narrowed, ordered, in pages that cost the same at any depth."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from articles.models import REASONS, Article, Claim, Person
from articles.models.claim import ClaimQuerySet
from articles.models.queue import ORDERS, Page, page_of
from articles.policy import Right, may
from articles.web.chips import kinds_of, risk_chips, state_chips, total, who_chips
from articles.web.counts import counts_of
from articles.web.door import Visit, door
from articles.web.outcomes import take_told
from articles.web.saved_views import Loads, loads_of, saved_views
from articles.web.wishes import ORDER_WORDS, Asked, asked_of

NOT_SHOWN = ("placement__revision__notes", "facets", "reasons", "context", "checkpoints", "ticks")
"""What a page's list does not show, beside what no list carries (see for_lists)."""
ROWS_COOKIE = "factcheck_rows"
ROWS = ("roomy", "close")
A_YEAR = 365 * 24 * 3600
MOST_ARTICLES = 100


@door()
def queue(request: Visit) -> HttpResponse:
    """The queue as its address asks for it; for htmx only what changes."""
    is_part = request.htmx and not request.htmx.history_restore_request
    facts = queue_facts(request, asked_of(request.GET))
    return render(request, "articles/_queue.html" if is_part else "articles/queue.html", facts)


@door(methods=("POST",))
def rows(request: Visit) -> HttpResponse:
    """Remember how high rows are, on this computer."""
    response = redirect(f"/queue/?{QueryDict(request.POST.get('back', '')).urlencode()}")
    height = request.POST.get("rows", "")
    if height in ROWS:
        response.set_cookie(
            ROWS_COOKIE, height, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response


def listed(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Claims with what a row shows, and no more."""
    return claims.for_lists().defer(*NOT_SHOWN)


def queue_facts(request: Visit, asked: Asked) -> dict[str, Any]:
    """Everything the page shows; the number of queries does not depend on the number of rows."""
    person, claims = request.user, Claim.objects.visible_to(request.user)
    loads = loads_of(person)
    counts = counts_of(asked.wish, claims)
    team = people_of(loads, counts.by_person)
    states, views = state_chips(asked, counts.by_standing), saved_views(person, asked, loads)
    return {
        "asked": asked,
        "page": _page(asked, claims),
        "views": views,
        "title": next((one.name for _, group in views for one in group if one.is_here), "Claims"),
        "states": states,
        "count": total(asked.wish.status, counts.by_standing),
        "whos": who_chips(asked, person, team, counts.by_person),
        "risks": risk_chips(asked, counts.by_priority),
        "kinds": kinds_of(claims),
        "articles": Article.objects.visible_to(person).only("title")[:MOST_ARTICLES],
        "order_words": ORDER_WORDS[asked.order],
        "open_count": loads.open,
        "is_close": request.COOKIES.get(ROWS_COOKIE) == "close",
        "told": take_told(request),
        **what_may_be_done(person, team, loads),
    }


def what_may_be_done(person: Person, team: list[Person], loads: Loads) -> dict[str, Any]:
    """Which buttons the bar for selected claims has, and whom it can name."""
    assigns = may(person, Right.ASSIGN)
    checkers = [one for one in team if one.is_active and may(one, Right.DECIDE)] if assigns else []
    return {
        "takes": may(person, Right.TAKE),
        "assigns": assigns,
        "sets_due": may(person, Right.SET_DUE),
        "dismisses": may(person, Right.DISMISS),
        "reasons": REASONS,
        "checkers": [(one, loads.open_by_person.get(one.pk, 0)) for one in checkers],
    }


def people_of(loads: Loads, by_person: dict[int | None, int]) -> list[Person]:
    """Those who check, and those who have claims though they check no longer, by name; one query."""
    holders = {pk for pk in (*loads.open_by_person, *by_person) if pk is not None}
    return list(Person.objects.checking_or_holding(holders))


def _page(asked: Asked, claims: ClaimQuerySet) -> Page[Claim]:
    return page_of(asked.wish.claims(listed(claims)), ORDERS[asked.order], cursor=asked.cursor)

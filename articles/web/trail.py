"""The trail: everything that happened, newest first, each line leading back to the exact words."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from articles.models import Article, AuditEvent, Claim, Person, long_fields
from articles.models.queue import NOBODY
from articles.models.trail import GROUPS
from articles.policy import Right, may
from articles.web.acts import MOST_COUNTED, page_of_acts
from articles.web.door import Visit, door, find
from articles.web.trail_lines import Folded, lines_of
from articles.web.trail_wishes import NO_PERSON, Asked, asked_of
from articles.web.workbench import articles_of, claims_of

MOST_ARTICLES = 100


@door(right=Right.READ_TRAIL)
def trail(visit: Visit) -> HttpResponse:
    """The trail of the whole desk."""
    return _page(visit, asked_of(visit.GET), {})


@door(right=Right.READ_TRAIL)
def article_trail(visit: Visit, pk: int) -> HttpResponse:
    """The trail of an article."""
    article = find(articles_of(visit), pk=pk)
    return _page(visit, asked_of(visit.GET).within(article=article.pk), {"article": article})


@door(right=Right.READ_TRAIL)
def claim_trail(visit: Visit, pk: int) -> HttpResponse:
    """The trail of a claim."""
    claim: Claim = find(claims_of(visit).defer(*long_fields("article__newest")), pk=pk)
    about = {"article": claim.article, "claim": claim}
    return _page(visit, asked_of(visit.GET).within(claim=claim.pk), about)


def _page(visit: Visit, asked: Asked, about: Mapping[str, Any]) -> HttpResponse:
    events = asked.narrowing.events(AuditEvent.objects.visible_to(visit.user))
    query = visit.GET
    page = page_of_acts(events, before=query.get("before", ""), after=query.get("after", ""), folded=not asked.each)
    people = list(Person.objects.only("username", "name").order_by("name", "pk"))
    articles = [] if "article" in about else _articles(visit, asked)
    lines = lines_of(page.acts)
    shown = {
        "asked": asked,
        "chips": list(asked.chips(people, articles)),
        "groups": [(name, words) for name, (words, _) in GROUPS.items()],
        "people": people,
        "articles": articles,
        "nobody": (NOBODY, NO_PERSON),
        "page": page,
        "lines": lines,
        "has_acts": any(isinstance(line, Folded) for line in lines),
        "most_counted": MOST_COUNTED,
        "newer": asked.link(after=page.newer),
        "older": asked.link(before=page.older),
        "folded_link": asked.link(each=None),
        "each_link": asked.link(each="yes"),
        "exported": list(asked.narrowing.told().items()),
        "may_export": may(visit.user, Right.EXPORT_TRAIL),
    }
    template = "articles/_events.html" if visit.htmx else "articles/trail.html"
    return render(visit, template, _chain() | shown | dict(about))


def _chain() -> dict[str, Any]:
    """What the box above the trail shows: the length of the whole chain and its head."""
    return {"head": AuditEvent.objects.newest_first().values("seq", "leaf").first()}


def _articles(visit: Visit, asked: Asked) -> list[Article]:
    """The newest articles to choose from, and the one that is chosen."""
    known = Article.objects.visible_to(visit.user).only("title").order_by("-pk")
    chosen = Q(pk=asked.narrowing.article)
    return [*known.filter(chosen), *known.exclude(chosen)[:MOST_ARTICLES]]

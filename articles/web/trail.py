"""The trail: everything that happened, newest first, each line leading back to the exact words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from articles.models import AuditEvent, Claim, Person, Placement
from articles.models.queue import page_of
from articles.policy import Right
from articles.web.door import Visit, door, find
from articles.web.telling import KINDS, tell_lines
from articles.web.workbench import articles_of, claims_of

ORDER = ("-seq",)
PAGE = 50
NO_PERSON = "nobody"


@dataclass(frozen=True)
class Narrowing:
    """What somebody wants to see of the trail; empty fields narrow nothing."""

    words: str = ""
    who: str = ""
    what: str = ""
    since: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Narrowing":
        """As the address says it."""
        return cls(
            *(query.get(name, "").replace("\x00", "").strip()[:200] for name in ("words", "who", "what", "since"))
        )

    def lines(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """The events that answer it."""
        if self.words:
            events = events.filter(_saying(self.words))
        if self.who:
            events = events.filter(actor=None) if self.who == NO_PERSON else events.filter(actor__username=self.who)
        if self.what in KINDS:
            events = events.filter(kind__in=KINDS[self.what][1])
        return events.filter(at__gte=self.day.isoformat()) if self.day else events

    @property
    def day(self) -> date | None:
        """The first day, if it is one."""
        try:
            return date.fromisoformat(self.since)
        except ValueError:
            return None

    @property
    def is_set(self) -> bool:
        """Whether anything is narrowed at all."""
        return bool(self.words or self.who or self.what or self.since)


def _saying(words: str) -> Q:
    """Events on claims whose words, in any revision, hold these; or on the claim of that number, or of that number itself."""
    found = Q(claim__in=Placement.objects.filter(quote__icontains=words).values("claim"))
    if words.isascii() and words.isdigit() and len(words) <= 9:
        return found | Q(claim__number=int(words)) | Q(seq=int(words))
    return found


@door(right=Right.READ_TRAIL)
def trail(visit: Visit) -> HttpResponse:
    """The trail of the whole desk."""
    return _page(visit, _events(visit), {})


@door(right=Right.READ_TRAIL)
def article_trail(visit: Visit, pk: int) -> HttpResponse:
    """The trail of an article."""
    article = find(articles_of(visit), pk=pk)
    return _page(visit, _events(visit).filter(article=article), {"article": article})


@door(right=Right.READ_TRAIL)
def claim_trail(visit: Visit, pk: int) -> HttpResponse:
    """The trail of a claim."""
    claim: Claim = find(claims_of(visit), pk=pk)
    return _page(visit, _events(visit).filter(claim=claim), {"article": claim.article, "claim": claim})


def _events(visit: Visit) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.visible_to(visit.user)


def _page(visit: Visit, events: QuerySet[AuditEvent], about: Mapping[str, Any]) -> HttpResponse:
    narrowing = Narrowing.of(visit.GET)
    rows = narrowing.lines(events).select_related("claim", "article")
    page = page_of(rows, ORDER, cursor=visit.GET.get("cursor", ""), size=PAGE)
    query = visit.GET.copy()
    query.pop("cursor", None)
    told = {
        "narrowing": narrowing,
        "kinds": [(name, words) for name, (words, _) in KINDS.items()],
        "people": Person.objects.order_by("name", "pk"),
        "no_person": NO_PERSON,
        "page": page,
        "lines": tell_lines(page.rows),
        "query": query.urlencode(),
        "head": AuditEvent.objects.newest_first().values("seq", "leaf").first(),
    }
    template = "articles/_events.html" if visit.htmx else "articles/trail.html"
    return render(visit, template, told | dict(about))

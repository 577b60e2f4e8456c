"""My desk: what is mine, what comes next, what came back, how the articles stand and who has how much."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import Article, Claim, Person
from articles.models.claim import ClaimQuerySet, end_of_day
from articles.models.queue import ORDERS, Wish
from articles.policy import Right, may
from articles.web.door import Visit, door
from articles.web.outcomes import take_told
from articles.web.progress import Progress, progress_of
from articles.web.queue import listed
from articles.web.sums import counted, sentence

MOST_ROWS, MOST_ARTICLES = 10, 6


@dataclass(frozen=True)
class Load:
    """The open claims of one person, or of nobody (None): all, due by the end of today, late."""

    person: Person | None
    open: int
    today: int
    late: int


@door()
def desk(request: Visit) -> HttpResponse:
    """The page everybody begins the day with; for those who do not check, it shows the whole desk's work."""
    person = request.user
    everything = Claim.objects.visible_to(person)
    checks = may(person, Right.DECIDE)
    work = everything.pending().assigned_to(person) if checks else everything.pending()
    late = list(listed(work.late()).order_by(*ORDERS["deadline"])[:MOST_ROWS])
    following = list(listed(work.filter(due_at__gte=timezone.now())).order_by(*ORDERS["risk"])[:MOST_ROWS])
    back = list(listed(Wish(back_to=person.username).claims(everything)).order_by("-pk")[:MOST_ROWS])
    sums = sums_of(work, len(back))
    team = team_now(everything)
    facts = {
        "checks": checks,
        "late": late,
        "next": following,
        "first": next(iter(following or late), None),
        "back": back,
        "sums": sums,
        "lede": lede(sums, checks=checks),
        "progress": articles_in_progress(person),
        "team": team,
        "most": max(load.open for load in team),
        "now": timezone.now(),
        "told": take_told(request),
    }
    return render(request, "articles/desk.html", facts)


def sums_of(work: ClaimQuerySet, back: int) -> dict[str, int]:
    """How many claims of work are open, late and due today, in one query."""
    now = timezone.now()
    counts: dict[str, int] = work.aggregate(
        open=Count("pk"), late=Count("pk", filter=_late(now)), today=Count("pk", filter=_today(now))
    )
    return counts | {"back": back, "next": counts["open"] - counts["late"]}


def lede(sums: dict[str, int], *, checks: bool) -> str:
    """The sentence of sums under the head of the page."""
    whose = ("claim is yours", "claims are yours") if checks else ("claim is open", "claims are open")
    first = sentence([counted(sums["open"], *whose)])
    then = sentence(
        [
            counted(sums["late"], "is late", "are late") if sums["late"] else "",
            counted(sums["today"], "is due today", "are due today") if sums["today"] else "",
        ]
    )
    back = (
        sentence([counted(sums["back"], "thing came back to you", "things came back to you")]) if sums["back"] else ""
    )
    return " ".join(part for part in (first, then, back) if part)


def articles_in_progress(person: Person) -> list[tuple[Article, Progress]]:
    """The articles that are not signed off, the most urgent first, each with how far it is; two queries."""
    unfinished = Article.objects.visible_to(person).filter(
        Q(signed_off_revision=None) | ~Q(signed_off_revision=F("newest"))
    )
    urgent = list(unfinished.with_state().order_by(F("deadline").asc(nulls_last=True), "-pk")[:MOST_ARTICLES])
    progress = progress_of(urgent)
    return [(article, progress[article.pk]) for article in urgent]


def team_now(everything: ClaimQuerySet) -> list[Load]:
    """Who has how much, those who check and have nothing included; nobody's claims are the last row."""
    now = timezone.now()
    counted_by = everything.pending().order_by().values_list("assignee_id")
    rows: dict[Any, tuple[int, int, int]] = {
        pk: (count, today, late)
        for pk, count, today, late in counted_by.annotate(
            Count("pk"), today=Count("pk", filter=_today(now)), late=Count("pk", filter=_late(now))
        )
    }
    people = Person.objects.checking_or_holding(pk for pk in rows if pk is not None)
    loads = [Load(one, *rows.get(one.pk, (0, 0, 0))) for one in people]
    return [*sorted(loads, key=lambda load: -load.open), Load(None, *rows.get(None, (0, 0, 0)))]


def _late(now: datetime) -> Q:
    return Q(due_at__lt=now)


def _today(now: datetime) -> Q:
    return Q(due_at__gte=now, due_at__lte=end_of_day(now))

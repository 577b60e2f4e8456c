"""Erasing what people wrote: a page that shows what would go, asks why, and says that it cannot be undone."""

import json

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from articles.actions.erase import erase_texts
from articles.actions.erase_name import erase_name
from articles.actions.erase_source import erase_source
from articles.actions.refusals import Refused
from articles.models import AuditEvent, Decision, Person, Source
from articles.models.guards import ERASED
from articles.policy import Right
from articles.reports.erasable import erasable
from articles.web.door import Visit, door, find
from articles.web.typed import number_of

BOTH = ("GET", "HEAD", "POST")


def _texts_again(visit: Visit, refused: Refused, seq: int) -> HttpResponse:
    return _texts_page(visit, _event(visit, seq), refused)


@door(right=Right.ERASE, methods=BOTH, again=_texts_again)
def erase_from_event(visit: Visit, seq: int) -> HttpResponse:
    """Choose what of an event shall go; a source goes from wherever it is cited."""
    event = _event(visit, seq)
    if visit.method != "POST":
        return _texts_page(visit, event)
    reason = visit.POST.get("reason", "")
    if source := visit.POST.get("source", ""):
        cited = _cited(event)
        done = erase_source(find(cited, pk=number_of(source) or 0), by=visit.user, reason=reason)
    else:
        done = erase_texts(event, visit.POST.getlist("texts"), by=visit.user, reason=reason)
    messages.success(visit, f"Removed. Event {done.seq} tells who did it and why.")
    return redirect("web:event", seq)


def _name_again(visit: Visit, refused: Refused, pk: int) -> HttpResponse:
    return _name_page(visit, find(Person.objects.all(), pk=pk), refused)


@door(right=Right.MANAGE_PEOPLE, methods=BOTH, again=_name_again)
def erase_person(visit: Visit, pk: int) -> HttpResponse:
    """Take the name off somebody who left; what they did stays under their number."""
    person = find(Person.objects.all(), pk=pk)
    if visit.method != "POST":
        return _name_page(visit, person)
    name = person.name
    done = erase_name(person, by=visit.user, reason=visit.POST.get("reason", ""))
    messages.success(visit, f"The name of {name} was removed. Event {done.seq} tells who did it and why.")
    return redirect("web:people")


def _event(visit: Visit, seq: int) -> AuditEvent:
    event: AuditEvent = find(AuditEvent.objects.visible_to(visit.user), seq=seq)
    return event


def _texts_page(visit: Visit, event: AuditEvent, refused: Refused | None = None) -> HttpResponse:
    here = erasable(event)
    texts = [each for each in here if not each.names_a_source]
    told = {
        "event": event,
        "texts": texts,
        "sources": _cited(event).exclude(title__startswith=ERASED),
        "left": any(not each.is_erased for each in texts),
        "chosen": visit.POST.getlist("texts"),
        "refused": refused,
        "reason": visit.POST.get("reason", ""),
    }
    return render(visit, "articles/erase.html", told)


def _name_page(visit: Visit, person: Person, refused: Refused | None = None) -> HttpResponse:
    told = {
        "person": person,
        "is_gone": person.name.startswith(ERASED),
        "refused": refused,
        "reason": visit.POST.get("reason", ""),
    }
    return render(visit, "articles/erase_name.html", told)


def _cited(event: AuditEvent) -> QuerySet[Source]:
    """The sources that an event names."""
    facts = json.loads(event.payload)
    if event.kind == "source.added":
        return Source.objects.filter(pk=facts["subject"]["source"])
    if event.kind != "claim.decided":
        return Source.objects.none()
    decision = Decision.objects.filter(claim=event.claim_id, number=facts["now"]["decision"])
    return Source.objects.filter(evidence__decision__in=decision).distinct()

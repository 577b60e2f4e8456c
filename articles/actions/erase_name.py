"""Erase a person's name: what they did stays in the trail, under their number (SAFETY T11)."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.actions.erase import erase_seals, refuse_unless_reasoned, tombstone
from articles.actions.people import NOT_YOURS, end_sessions
from articles.actions.refusals import Code, require
from articles.actions.trail import Line
from articles.models import AuditEvent, Person, SealedText
from articles.models.guards import ERASED
from articles.policy import Right

OPEN = "Close this account first: somebody who still works here needs a name."
GONE = "This name was erased already."
NOBODY = "removed-{}"
"""The account that an erased person's rows are under; nobody can log in to it."""


@transaction.atomic
def erase_name(person: Person, *, by: Person | None, reason: str, at: datetime | None = None) -> AuditEvent:
    """Erase the name, account name and e-mail address of somebody whose account is closed."""
    refuse_unless_reasoned(by, reason, Right.MANAGE_PEOPLE, NOT_YOURS)
    when = at or timezone.now()
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    require(not person.is_active, Code.CLOSED, OPEN)
    require(not person.name.startswith(ERASED), Code.CLOSED, GONE)
    made = AuditEvent.objects.filter(kind="person.made", payload__contains=f'"subject":{{"person":{person.pk}}}')
    seals = SealedText.objects.filter(Q(person=person) | Q(event__in=made)).exclude(salt="")
    event = erase_seals(
        list(seals.values_list("pk", flat=True)), Line("text.erased", subject={"person": person.pk}), by, reason, when
    )
    end_sessions(person)
    stone, closed = tombstone(by, when), make_password(None)
    Person.objects.filter(pk=person.pk).update(name=stone, username=NOBODY.format(person.pk), email="", password=closed)
    return event

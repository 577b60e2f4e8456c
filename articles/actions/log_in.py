"""Log in and out: each a line of the trail, without secrets."""

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from articles.actions import trail
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.models import Person

UNKNOWN = "somebody"


@transaction.atomic
def log_in(request: HttpRequest, person: Person) -> None:
    """Open a session for person."""
    login(request, person)
    trail.write([Line("person.logged_in", subject={"person": person.pk})], by=person)


@transaction.atomic
def refuse_log_in(username: str) -> None:
    """Note a log-in that failed.  A name that is no account's is not kept: it may be a mistyped password."""
    person = Person.objects.filter(username=username).first()
    subject: dict[str, JSON] = {"person": person.pk} if person else {}
    trail.write([Line("person.log_in_refused", subject=subject)], by=None, name=UNKNOWN)


@transaction.atomic
def log_out(request: HttpRequest) -> None:
    """End the session."""
    person = request.user if isinstance(request.user, Person) else None
    logout(request)
    if person is not None:
        trail.write([Line("person.logged_out", subject={"person": person.pk})], by=person)

"""People: make an account, change a role, close an account; nobody is ever deleted."""

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.actions import trail
from articles.actions.refusals import Code, Refused, require, require_keepable
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.ledger.sealed import FreeText
from articles.models import Person, Role
from articles.policy import Right, may

NOT_YOURS = "Only an admin opens accounts and changes roles."
NOT_YOURSELF = "You cannot change your own role or close your own account. Ask another admin."
TAKEN = "There is an account of this name already."
OPERATOR = "operator at the command line"


@transaction.atomic
def make_person(
    username: str, role: str, *, by: Person | None, name: str = "", email: str = "", password: str | None = None
) -> Person:
    """Open an account.  `by` None is the operator at the command line; without a password nobody can log in to it."""
    require(by is None or may(by, Right.MANAGE_PEOPLE), Code.NOT_ALLOWED, NOT_YOURS)
    require(role in Role.values, Code.INVALID, "No such role.", field="role")
    require_keepable(username=username, name=name, email=email)
    person = Person(username=username, name=name or username.capitalize(), email=email, role=role)
    person.set_password(password)
    try:
        person.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(Code.INVALID, str(messages[0]), field=field) from error
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:  # somebody took the name since it was looked for
        raise Refused(Code.INVALID, TAKEN, field="username") from error
    trail.write(
        [
            _line(
                "person.made",
                person,
                None,
                {"username": FreeText(username), "name": FreeText(person.name), "role": role},
            )
        ],
        by=by,
        name=OPERATOR,
    )
    return person


@transaction.atomic
def set_role(person: Person, role: str, *, by: Person | None) -> Person:
    """Give person another role.  Their sessions end, so that no page shows what the old role allowed."""
    _refuse_unless_may_manage(person, by)
    require(role in Role.values, Code.INVALID, "No such role.", field="role")
    was = _held(person).role
    person.role = role
    if role != was:
        Person.objects.filter(pk=person.pk).update(role=role)
        end_sessions(person)
        trail.write([_line("person.role_changed", person, {"role": was}, {"role": role})], by=by, name=OPERATOR)
    return person


@transaction.atomic
def set_active(person: Person, active: bool, *, by: Person | None) -> Person:
    """Open or close an account.  What the person did stays theirs; claims given to them stay in sight."""
    _refuse_unless_may_manage(person, by)
    was = _held(person).is_active
    person.is_active = active
    if active != was:
        Person.objects.filter(pk=person.pk).update(is_active=active)
        end_sessions(person)
        kind = "person.opened" if active else "person.closed"
        trail.write([_line(kind, person, {"active": was}, {"active": active})], by=by, name=OPERATOR)
    return person


def end_sessions(person: Person) -> None:
    """Log person out everywhere."""
    mine = [row.pk for row in Session.objects.all() if row.get_decoded().get("_auth_user_id") == str(person.pk)]
    Session.objects.filter(pk__in=mine).delete()


def _held(person: Person) -> Person:
    """The person as they are now, held until the transaction ends: `was` must be what the trail told last."""
    held: Person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return held


def _refuse_unless_may_manage(person: Person, by: Person | None) -> None:
    require(by is None or may(by, Right.MANAGE_PEOPLE), Code.NOT_ALLOWED, NOT_YOURS)
    require(by != person, Code.NOT_ALLOWED, NOT_YOURSELF)


def _line(kind: str, person: Person, was: dict[str, JSON] | None, now: dict[str, JSON]) -> Line:
    return Line(kind, subject={"person": person.pk}, was=was, now=now)

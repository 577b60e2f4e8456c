"""What people do with their own account: another password, and an end to sessions on other computers."""

from django.contrib.auth import password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from articles.actions import trail
from articles.actions.people import end_sessions
from articles.actions.refusals import Code, Refused, require
from articles.actions.trail import Line
from articles.models import Person

WRONG = "This is not your present password."


@transaction.atomic
def change_password(request: HttpRequest, present: str, new: str, *, by: Person) -> None:
    """Give `by` another password.  All sessions end but this one, which goes on under a new key."""
    require(by.check_password(present), Code.INVALID, WRONG, field="present")
    try:
        password_validation.validate_password(new, by)
    except ValidationError as error:
        raise Refused(Code.INVALID, " ".join(error.messages), field="new") from error
    by.set_password(new)
    Person.objects.filter(pk=by.pk).update(password=by.password)
    trail.write([Line("person.password_changed", subject={"person": by.pk})], by=by)
    update_session_auth_hash(request, by)


@transaction.atomic
def log_out_everywhere(person: Person) -> None:
    """End every session of person, this one too."""
    end_sessions(person)
    trail.write([Line("person.logged_out_everywhere", subject={"person": person.pk})], by=person)

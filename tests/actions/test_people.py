"""Accounts and roles: what two admins do at once, and what cannot be kept."""

import pytest

from articles.actions.audit import verify
from articles.actions.people import make_person, set_active, set_role
from articles.actions.refusals import Code, Refused
from articles.models import AuditEvent, Person


def test_two_admins_who_change_one_role_leave_a_trail_that_holds(rita: Person) -> None:
    again = Person.objects.get(pk=rita.pk)
    set_role(rita, "chief", by=None)
    set_role(again, "auditor", by=None)
    assert verify(by=None).is_clean
    assert Person.objects.get(pk=rita.pk).role == "auditor"


def test_an_account_that_two_admins_close_is_closed_once(rita: Person) -> None:
    again = Person.objects.get(pk=rita.pk)
    set_active(rita, False, by=None)
    set_active(again, False, by=None)
    assert verify(by=None).is_clean
    assert AuditEvent.objects.filter(kind="person.closed").count() == 1


def test_a_role_given_back_by_who_saw_an_older_one_is_given_back(rita: Person) -> None:
    again = Person.objects.get(pk=rita.pk)
    set_role(rita, "chief", by=None)
    set_role(again, "reviewer", by=None)
    assert Person.objects.get(pk=rita.pk).role == "reviewer"


def test_a_name_that_another_admin_took_at_the_same_moment_is_refused(
    rita: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Person, "validate_unique", lambda *_, **__: None)  # looked before the other's was there
    with pytest.raises(Refused) as refused:
        make_person("rita", "editor", by=None)
    assert (refused.value.code, refused.value.field) == (Code.INVALID, "username")
    assert AuditEvent.objects.filter(kind="person.made").count() == 1

"""Logging in and out."""

import pytest
from django.test import Client

from articles.models import AuditEvent, Person
from tests.cast import PASSWORD

WRONG = "The name or the password is not right."


def test_a_log_in_opens_the_desk_and_is_in_the_trail(client: Client, rita: Person) -> None:
    response = client.post("/login/", {"username": "rita", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert AuditEvent.objects.filter(kind="person.logged_in", actor=rita).count() == 1


@pytest.mark.parametrize("username", ["rita", "nobody-here"])
def test_a_failed_log_in_says_the_same_whether_the_name_exists_or_not(
    client: Client, rita: Person, username: str
) -> None:
    response = client.post("/login/", {"username": username, "password": "wrong"})
    assert response.status_code == 422
    assert WRONG in response.content.decode()
    assert AuditEvent.objects.filter(kind="person.log_in_refused").count() == 1


def test_a_failed_log_in_keeps_no_password_in_the_trail(client: Client, rita: Person) -> None:
    client.post("/login/", {"username": "hunter2 mistyped", "password": "hunter2"})
    event = AuditEvent.objects.get(kind="person.log_in_refused")
    assert "hunter2" not in event.payload


def test_a_name_that_no_database_takes_is_a_failed_log_in(client: Client, db: None) -> None:
    response = client.post("/login/", {"username": "ri\x00ta", "password": "x"})
    assert response.status_code == 422


def test_an_empty_form_is_a_failed_log_in(client: Client, db: None) -> None:
    assert client.post("/login/", {}).status_code == 422


def test_somebody_whose_account_is_closed_does_not_get_in(client: Client, rita: Person) -> None:
    Person.objects.filter(pk=rita.pk).update(is_active=False)
    assert client.post("/login/", {"username": "rita", "password": PASSWORD}).status_code == 422


def test_log_in_goes_on_to_the_page_that_was_asked_for(client: Client, rita: Person) -> None:
    asked = client.get("/queue/?status=all")
    assert asked["Location"] == "/login/?next=/queue/%3Fstatus%3Dall"
    response = client.post("/login/", {"username": "rita", "password": PASSWORD, "next": "/queue/?status=all"})
    assert response["Location"] == "/queue/?status=all"


@pytest.mark.parametrize("foreign", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_log_in_never_leads_to_a_foreign_address(client: Client, rita: Person, foreign: str) -> None:
    response = client.post("/login/", {"username": "rita", "password": PASSWORD, "next": foreign})
    assert response["Location"] == "/"


def test_a_week_is_only_given_to_those_who_ask(client: Client, rita: Person) -> None:
    client.post("/login/", {"username": "rita", "password": PASSWORD})
    assert client.session.get_expiry_age() <= 12 * 3600
    client.post("/login/", {"username": "rita", "password": PASSWORD, "stay": "on"})
    assert client.session.get_expiry_age() == 7 * 24 * 3600


def test_logging_out_needs_a_form_and_is_in_the_trail(client: Client, rita: Person) -> None:
    client.force_login(rita)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert AuditEvent.objects.filter(kind="person.logged_out", actor=rita).count() == 1
    assert client.get("/").status_code == 302

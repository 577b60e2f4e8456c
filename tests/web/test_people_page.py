"""The team, and everybody's own account."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from articles.actions.tokens import digest, make_token
from articles.models import ApiToken, AuditEvent, Person
from tests.cast import PASSWORD
from tests.web.conftest import Browser

Visit = Callable[[Person], Browser]


def test_everybody_with_a_role_sees_the_team_and_only_an_admin_its_buttons(
    visit: Visit, rita: Person, root: Person
) -> None:
    assert "Close account" not in visit(rita).text("/people/")
    assert "Close account" in visit(root).text("/people/")


def test_an_admin_changes_a_role_and_the_old_sessions_end(visit: Visit, rita: Person, root: Person) -> None:
    hers = visit(rita)
    page = visit(root).send(f"/people/{rita.pk}/role/", role="editor").content.decode()
    assert "Rita: editor now." in page
    assert Person.objects.get(pk=rita.pk).role == "editor"
    assert hers.get("/").status_code == 302


@pytest.mark.parametrize("path", ["role", "account"])
@pytest.mark.parametrize("username", ["carl", "edith", "ada"])
def test_nobody_but_an_admin_changes_accounts(
    visit: Visit, request: pytest.FixtureRequest, rita: Person, path: str, username: str
) -> None:
    person = request.getfixturevalue(username)
    response = visit(person).post(f"/people/{rita.pk}/{path}/", {"role": "admin", "open": "0"})
    rita.refresh_from_db()
    assert (response.status_code, rita.role, rita.is_active) == (403, "reviewer", True)


def test_an_admin_cannot_lock_themselves_out(visit: Visit, root: Person) -> None:
    response = visit(root).post(f"/people/{root.pk}/account/", {"open": "0"})
    assert response.status_code == 403
    assert Person.objects.get(pk=root.pk).is_active


def test_a_closed_account_is_still_named_and_can_be_brought_back(visit: Visit, rita: Person, root: Person) -> None:
    browser = visit(root)
    page = browser.send(f"/people/{rita.pk}/account/", open="0").content.decode()
    assert "Left the desk" in page
    assert "Bring back" in page
    browser.send(f"/people/{rita.pk}/account/", open="1")
    assert Person.objects.get(pk=rita.pk).is_active


def test_an_invited_person_logs_in_with_the_password_that_was_shown_once(visit: Visit, root: Person) -> None:
    browser = visit(root)
    page = browser.send("/people/new/", username="zoe", name="Zoe Park", role="reviewer").content.decode()
    shown = re.search(r'class="secret">([^<]+)<', page)
    assert shown
    assert shown[1] not in browser.text("/people/")
    assert not AuditEvent.objects.filter(payload__contains=shown[1]).exists()
    response = Client().post("/login/", {"username": "zoe", "password": shown[1]})
    assert response["Location"] == "/"


@pytest.mark.parametrize(
    ("username", "told"), [("rita", "already exists"), ("no spaces!", "valid username"), ("", "required")]
)
def test_an_invitation_that_cannot_be_is_told_beside_its_field(
    visit: Visit, rita: Person, root: Person, username: str, told: str
) -> None:
    response = visit(root).post("/people/new/", {"username": username, "role": "reviewer"})
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert 'id="username-error"' in page


def test_a_token_is_shown_once_and_kept_only_as_a_hash(visit: Visit, rita: Person) -> None:
    browser = visit(rita)
    page = browser.send("/people/me/tokens/", name="nightly", scopes=["read"]).content.decode()
    shown = re.search(r'class="secret">([^<]+)<', page)
    assert shown
    token = ApiToken.objects.get(person=rita)
    assert (token.digest, token.scopes, token.name) == (digest(shown[1]), ["read"], "nightly")
    assert shown[1] not in browser.text("/people/me/")


def test_a_token_needs_a_name_and_a_scope(visit: Visit, rita: Person) -> None:
    browser = visit(rita)
    assert browser.post("/people/me/tokens/", {"name": "", "scopes": ["read"]}).status_code == 422
    assert browser.post("/people/me/tokens/", {"name": "x"}).status_code == 422
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked_by_its_owner_and_is_nothing_to_others(visit: Visit, rita: Person, bob: Person) -> None:
    token, _ = make_token(rita, by=rita, name="nightly")
    assert visit(bob).post(f"/people/me/tokens/{token.pk}/revoke/").status_code == 404
    assert "is revoked" in visit(rita).send(f"/people/me/tokens/{token.pk}/revoke/").content.decode()
    assert not ApiToken.objects.usable().exists()


def test_a_new_password_works_here_and_ends_sessions_elsewhere(visit: Visit, rita: Person) -> None:
    here, elsewhere = visit(rita), visit(rita)
    page = here.send("/people/me/password/", present=PASSWORD, new="another long sentence").content.decode()
    assert "Your password is changed." in page
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert Client().post("/login/", {"username": "rita", "password": "another long sentence"}).status_code == 302
    assert AuditEvent.objects.filter(kind="person.password_changed", actor=rita).count() == 1


@pytest.mark.parametrize(
    ("present", "new", "told"),
    [
        ("wrong", "another long sentence", "not your present password"),
        (PASSWORD, "short", "too short"),
        (PASSWORD, "1qaz2wsx3edc", "too common"),
    ],
)
def test_a_password_that_cannot_be_is_refused(visit: Visit, rita: Person, present: str, new: str, told: str) -> None:
    response = visit(rita).post("/people/me/password/", {"present": present, "new": new})
    assert response.status_code == 422
    assert told in response.content.decode()
    assert Person.objects.get(pk=rita.pk).check_password(PASSWORD)


def test_logging_out_everywhere_ends_every_session(visit: Visit, rita: Person, bob: Person) -> None:
    here, elsewhere, his = visit(rita), visit(rita), visit(bob)
    assert here.post("/people/me/sessions/")["Location"] == "/login/"
    assert here.get("/").status_code == elsewhere.get("/").status_code == 302
    assert his.get("/").status_code == 200
    assert AuditEvent.objects.filter(kind="person.logged_out_everywhere", actor=rita).count() == 1

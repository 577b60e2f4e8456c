"""Who comes in at this door, and how a refusal is told."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article, Person
from tests.web.conftest import HTMX, Browser, file

PAGES = ["/", "/queue/", "/articles/", "/articles/new/", "/people/", "/people/me/"]
ACTS = [
    "/queue/assign/",
    "/queue/take/",
    "/queue/give-back/",
    "/queue/due/",
    "/queue/dismiss/",
    "/queue/next/",
    "/queue/rows/",
]
ACTS += ["/people/new/", "/people/1/role/", "/people/1/account/", "/people/me/tokens/", "/people/me/tokens/1/revoke/"]
ACTS += ["/people/me/sessions/", "/people/me/password/"]
EVERYBODY = ("edith", "rita", "carl", "ada", "root")
WHO = {
    "/": EVERYBODY,
    "/queue/": EVERYBODY,
    "/articles/": EVERYBODY,
    "/articles/new/": ("edith", "carl"),
    "/people/": EVERYBODY,
    "/people/me/": EVERYBODY,
}
CAST = (*EVERYBODY, "nemo")


@pytest.mark.parametrize("path", PAGES)
def test_without_logging_in_every_page_leads_to_the_log_in(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/login/?next=")


@pytest.mark.parametrize("path", ACTS)
def test_without_logging_in_no_act_is_done(client: Client, db: None, path: str) -> None:
    response = client.post(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/login/?next=")


@pytest.mark.parametrize("path", ACTS)
def test_an_act_is_not_done_by_looking(visit: Callable[[Person], Browser], carl: Person, path: str) -> None:
    assert visit(carl).get(path).status_code == 405


@pytest.mark.parametrize("username", CAST)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_to_its_roles_and_to_no_other(
    visit: Callable[[Person], Browser], request: pytest.FixtureRequest, path: str, username: str
) -> None:
    person: Person = request.getfixturevalue(username)
    expected = 200 if username in WHO[path] else 403
    assert visit(person).get(path).status_code == expected


def test_somebody_without_a_role_is_told_who_can_help(visit: Callable[[Person], Browser], nemo: Person) -> None:
    page = visit(nemo).get("/").content.decode()
    assert "An admin of this desk must give it a role" in page
    assert "/queue/" not in page


def test_somebody_without_a_role_cannot_tell_an_article_from_nothing(
    visit: Callable[[Person], Browser], nemo: Person, article: Article
) -> None:
    there, nowhere = (visit(nemo).get(f"/articles/{pk}/intake/") for pk in (article.pk, 10**6))
    assert there.status_code == nowhere.status_code == 404
    # a page may carry a token of its own each time; nothing else may differ
    assert _without_tokens(there.content) == _without_tokens(nowhere.content)


def _without_tokens(page: bytes) -> bytes:
    return re.sub(rb'value="[A-Za-z0-9]{64}"', b"", page)


def test_a_session_that_is_over_is_told_to_htmx_and_not_swapped_in_as_a_log_in_page(client: Client, db: None) -> None:
    response = client.get("/queue/", headers=HTMX)
    assert response.status_code == 401
    assert "You were logged out." in response.content.decode()
    assert "<html" not in response.content.decode()
    assert response["HX-Retarget"] == "#_problem"


def test_a_refusal_is_a_page_for_browsers_and_a_box_for_htmx(visit: Callable[[Person], Browser], rita: Person) -> None:
    page, box = visit(rita).get("/articles/new/"), visit(rita).get("/articles/new/", headers=HTMX)
    assert page.status_code == box.status_code == 403
    assert "<html" in page.content.decode()
    assert "<html" not in box.content.decode()
    assert 'role="alert"' in box.content.decode()


@pytest.mark.parametrize("cursor", ["x", "bm90IGpzb24", "WzAsMSwyXQ", "//////", "a" * 400])
def test_a_cursor_that_this_desk_did_not_give_out_is_a_bad_request(
    visit: Callable[[Person], Browser], rita: Person, cursor: str
) -> None:
    assert visit(rita).get("/queue/", {"cursor": cursor}).status_code == 400
    assert visit(rita).get("/articles/", {"cursor": cursor}).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["status=odd", "article=x", "article=99999999999999999999", "priority=9", "order=password", "due=never", "q=%00"],
)
def test_a_filter_that_does_not_exist_is_refused_in_words(
    visit: Callable[[Person], Browser], rita: Person, query: str
) -> None:
    response = visit(rita).get(f"/queue/?{query}")
    assert response.status_code == 422
    assert "There is no such filter." in response.content.decode()


def test_a_number_beyond_all_bounds_is_not_found(visit: Callable[[Person], Browser], edith: Person) -> None:
    assert visit(edith).get(f"/articles/{10**30}/intake/").status_code == 404


def test_what_is_not_there_has_a_page_of_our_own(client: Client, db: None) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "Nothing is here" in response.content.decode()


def test_a_page_that_was_open_too_long_says_that_nothing_was_recorded(rita: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rita)
    response = browser.post("/queue/take/", {"claims": "1"})
    assert response.status_code == 403
    assert "Nothing was recorded" in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_no_inline_style_or_script_and_are_not_kept(
    visit: Callable[[Person], Browser], carl: Person, article: Article, path: str
) -> None:
    response = visit(carl).get(path)
    page = response.content.decode()
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)
    assert response["Cache-Control"].startswith(("no-store", "max-age=0"))
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_a_form_that_is_too_much_at_once_is_a_bad_request_with_a_page_of_our_own(
    visit: Callable[[Person], Browser], edith: Person
) -> None:
    files = [file(f"{number}.txt", b"x") for number in range(21)]
    response = visit(edith).post("/articles/new/", {"files": files})
    assert response.status_code == 400
    assert "Go back and try again." in response.content.decode()


def test_what_breaks_on_our_side_is_told_without_its_inside(
    visit: Callable[[Person], Browser], rita: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("the inside of the desk")

    monkeypatch.setattr("articles.web.queue.queue_facts", break_down)
    browser = visit(rita)
    browser.raise_request_exception = False
    response = browser.get("/queue/")
    assert response.status_code == 500
    assert "The fault is ours." in response.content.decode()
    assert "the inside of the desk" not in response.content.decode()


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client: Client, db: None) -> None:
    response = client.post("/queue/take/", headers={"Referer": "http://testserver/queue/?status=all"})
    assert response["Location"] == "/login/?next=/queue/%3Fstatus%3Dall"
    foreign = client.post("/queue/take/", headers={"Referer": "https://evil.example/queue/"})
    assert foreign["Location"] == "/login/?next=/"

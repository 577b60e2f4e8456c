"""Somebody who uses a running desk from outside: through its API with a token, or in a browser."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

from tests.desk import RunningDesk, wait_until

logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each request tells nobody anything
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


@cache
def token(desk: RunningDesk, username: str) -> str:
    """A token of this person, made as an operator makes it; one for all tests that share the desk."""
    made = desk.manage("token", username)
    assert made.returncode == 0, made.stderr
    return made.stdout.split()[-1]


class ApiVisitor(httpx.Client):
    """A program that acts for one of the cast through the API."""

    def __init__(self, desk: RunningDesk, username: str) -> None:
        super().__init__(
            base_url=f"{desk.url}/api/v1/", headers={"Authorization": f"Token {token(desk, username)}"}, timeout=60
        )

    def upload(self, path: Path, **about: str) -> dict[str, Any]:
        """Upload a file as an article."""
        answer = self.post("articles/", files={"file": (path.name, path.read_bytes())}, data=about)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def submit(self, text: str, **about: str) -> dict[str, Any]:
        """Submit a text as an article."""
        answer = self.post("articles/", json={"title": "Submitted", "text": text} | about)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def article(self, pk: int) -> dict[str, Any]:
        """The article as it stands."""
        return dict(self.get(f"articles/{pk}/").raise_for_status().json())

    def extracted(self, pk: int) -> dict[str, Any]:
        """The article, once its claims have been looked for."""
        wait_until(lambda: self.article(pk)["extraction"]["status"] in ("done", "failed"), "the extraction to end")
        return self.article(pk)

    def claims(self, **wish: str | int) -> list[dict[str, Any]]:
        """All claims that answer the wish, page after page."""
        found: list[dict[str, Any]] = []
        url: str | None = str(self.base_url.join("claims/").copy_merge_params(wish))
        while url:
            page = self.get(url).raise_for_status().json()
            found += page["results"]
            url = page["next"]
        return found

    def decide(self, claim: dict[str, Any], verdict: str, *, seen: str | None = None, **words: Any) -> httpx.Response:
        """Decide a claim as seen."""
        version = seen or self.get(f"claims/{claim['id']}/").headers["ETag"]
        ruling = {"verdict": verdict, "note": "Checked.", "evidence": [{"source": {"title": "City archive"}}]} | words
        return self.post(f"claims/{claim['id']}/decisions/", json=ruling, headers={"If-Match": version})


Visit = Callable[[RunningDesk, str], ApiVisitor]


def logged_in(desk: RunningDesk, username: str) -> httpx.Client:
    """One of the cast who is logged in to the pages of a desk (see client_of)."""
    return client_of(desk.url, username, desk.password(username))


def client_of(url: str, username: str, password: str) -> httpx.Client:
    """Somebody who is logged in to the pages, without a browser; forms are posted as a page would post them."""
    client = httpx.Client(base_url=url, timeout=60, follow_redirects=True, headers={"Referer": url})
    client.get("/login/")
    client.headers["X-CSRFToken"] = client.cookies["factcheck_csrf"]
    form = {"username": username, "password": password}
    client.post("/login/", data=form).raise_for_status()
    assert "factcheck_session" in client.cookies, "could not log in"
    client.headers["X-CSRFToken"] = client.cookies["factcheck_csrf"]
    return client


@contextmanager
def browser_page(executable: str, *, expected: tuple[str, ...] = (), **context: Any) -> Iterator[Page]:
    """A page of a fresh browser; every error in its console and every breach of the content policy fails the test.

    What begins with one of `expected` is what the test is about.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        page = browser.new_context(**context).new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        try:
            yield page
        finally:
            browser.close()
        assert [words for words in troubles if not words.startswith(expected)] == []


def log_in(page: Page, desk: RunningDesk, username: str) -> None:
    """Log in as one of the cast."""
    page.goto(f"{desk.url}/login/")
    page.get_by_label("Name", exact=False).first.fill(username)
    page.get_by_label("Password", exact=False).first.fill(desk.password(username))
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{desk.url}/")

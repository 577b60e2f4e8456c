"""The desk's pages in a real browser: by keyboard, without script, in both themes and at every width."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.desk import RunningDesk
from tests.visitor import ApiVisitor, browser_page, log_in

PAGES = ("/", "/queue/", "/queue/?status=all&q=zebra", "/articles/", "/articles/new/", "/people/", "/people/me/")
WIDTHS = (1440, 320)
TEXT = "The ferry carried {} passengers in 2025, the port said.\n\nIt cost $3 million, 12 percent more than in 2024.\n"
pytestmark = pytest.mark.xdist_group("pages-in-a-browser")


@pytest.fixture(scope="module")
def open_desk_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with RunningDesk(tmp_path_factory.mktemp("desk")) as desk:
        with ApiVisitor(desk, "rita") as rita:  # the worker may still be looking for the samples' claims
            for article in rita.get("articles/").json()["results"]:
                rita.extracted(article["id"])
        yield desk


def assert_accessible(page: Page, where: str) -> None:
    broken = Axe().run(page).response["violations"]
    assert not broken, (where, [(one["id"], one["nodes"][0]["html"][:200]) for one in broken])
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} scrolls sideways by {wide}px"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible_at_every_width(open_desk_once: RunningDesk, chromium: str, theme: str) -> None:
    with browser_page(chromium, color_scheme=theme) as page:
        page.goto(f"{open_desk_once.url}/login/")
        assert_accessible(page, f"/login/ {theme}")
        log_in(page, open_desk_once, "carl")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for path in PAGES:
                page.goto(open_desk_once.url + path)
                assert_accessible(page, f"{path} {theme} {width}")


def test_an_admin_finds_the_team_accessible_too(open_desk_once: RunningDesk, chromium: str) -> None:
    with browser_page(chromium) as page:
        log_in(page, open_desk_once, "root")
        page.goto(f"{open_desk_once.url}/people/")
        assert_accessible(page, "/people/ of an admin")


def test_claims_come_while_one_looks_on(open_desk_once: RunningDesk, chromium: str, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"ferry-{number}.txt").write_text(TEXT.format(number * 1_000), "utf-8")
    with browser_page(chromium) as page:
        log_in(page, open_desk_once, "edith")
        page.goto(f"{open_desk_once.url}/articles/new/")
        page.set_input_files("#files", [tmp_path / "ferry-1.txt", tmp_path / "ferry-2.txt"])
        page.get_by_role("button", name="Upload these files").click()
        found = page.locator("#_files").get_by_text("claims found")
        found.nth(1).wait_for(timeout=30_000)
        expect(page.locator("#sums")).to_have_text("2 ready")
        assert_accessible(page, "the upload page with files")


def test_claims_are_selected_and_taken_by_keyboard(open_desk_once: RunningDesk, chromium: str) -> None:
    with browser_page(chromium) as page:
        log_in(page, open_desk_once, "rita")
        page.goto(f"{open_desk_once.url}/queue/?assignee=nobody")
        words = page.locator("#_rows tbody th a").all_inner_texts()[:2]
        for key in "jxjx":
            page.keyboard.press(key)
        expect(page.locator("#selected")).to_have_text("2 claims selected")
        assert_accessible(page, "the queue with a selection")
        page.keyboard.press("i")
        page.get_by_text("2 claims taken; yours now.").wait_for()
        page.goto(f"{open_desk_once.url}/queue/?assignee=rita")
        assert set(words) <= set(page.locator("#_rows tbody th a").all_inner_texts())


def test_keys_are_silent_while_somebody_types(open_desk_once: RunningDesk, chromium: str) -> None:
    with browser_page(chromium) as page:
        log_in(page, open_desk_once, "rita")
        page.goto(f"{open_desk_once.url}/queue/")
        page.keyboard.press("/")
        page.keyboard.type("jxit?gd")
        assert page.locator("#find").input_value() == "jxit?gd"
        assert page.url == f"{open_desk_once.url}/queue/"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.get_by_role("dialog").wait_for()
        assert_accessible(page, "the key map")


def test_the_queue_works_without_script(open_desk_once: RunningDesk, chromium: str) -> None:
    with browser_page(chromium, java_script_enabled=False) as page:
        log_in(page, open_desk_once, "bob")
        page.goto(f"{open_desk_once.url}/queue/")
        page.get_by_role("group", name="Person").get_by_role("link", name="Nobody").click()
        page.get_by_role("button", name="Due").click()
        assert "order=deadline" in page.url
        assert "assignee=nobody" in page.url
        page.locator("[name=claims]").first.check()
        page.get_by_role("button", name="Take them").click()
        expect(page.locator("body")).to_contain_text("1 claim taken; yours now.")


def test_somebody_whose_session_ended_logs_in_beside_and_goes_on(open_desk_once: RunningDesk, chromium: str) -> None:
    with browser_page(chromium) as page:
        log_in(page, open_desk_once, "bob")
        page.goto(f"{open_desk_once.url}/people/me/")
        page.get_by_label("What is it for").fill("words that must not be lost")
        beside = page.context.new_page()
        beside.goto(f"{open_desk_once.url}/people/me/")
        beside.get_by_role("button", name="Log out", exact=True).click()
        log_in(beside, open_desk_once, "bob")
        beside.close()
        page.evaluate("dispatchEvent(new Event('focus'))")  # a headless browser has no windows to look into
        page.get_by_role("button", name="Make a token").click()
        page.get_by_text("This is the token.").wait_for()
        assert page.get_by_role("rowheader", name="words that must not be lost").count() == 1

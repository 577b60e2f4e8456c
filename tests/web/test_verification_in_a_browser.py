"""The verification of the trail in a real browser: by keyboard, without script, in both themes, narrow and broken."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk import RunningDesk, wait_until
from tests.visitor import browser_page, log_in
from tests.web.test_in_a_browser import WIDTHS, assert_accessible

PAGE = "/trail/verify/"
pytestmark = pytest.mark.xdist_group("verification-in-a-browser")


@pytest.fixture(scope="module")
def verified_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk whose night's verification has ended, and that has signed something."""
    with RunningDesk(tmp_path_factory.mktemp("desk")) as desk:
        wait_until(lambda: rows(desk, "SELECT 1 FROM articles_checkpoint"), "a checkpoint")
        wait_until(lambda: rows(desk, "SELECT 1 FROM articles_verification WHERE state = 'done'"), "a verification")
        yield desk


def rows(desk: RunningDesk, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(desk.data / "factcheck.sqlite3", timeout=20)) as line:
        return list(line.execute(question))


def open_page(page: Page, desk: RunningDesk, username: str = "ada") -> None:
    log_in(page, desk, username)
    page.goto(desk.url + PAGE)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_are_accessible_at_every_width(verified_desk: RunningDesk, chromium: str, theme: str) -> None:
    with browser_page(chromium, color_scheme=theme) as page:
        log_in(page, verified_desk, "ada")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for path in (PAGE, f"{PAGE}checkpoints/", f"{PAGE}trust/", "/trail/"):
                page.goto(verified_desk.url + path)
                assert_accessible(page, f"{path} {theme} {width}")


def test_who_presses_verify_again_by_keyboard_sees_it_end_without_loading_the_page(
    verified_desk: RunningDesk, chromium: str
) -> None:
    with browser_page(chromium) as page:
        open_page(page, verified_desk)
        before = page.locator("#_runs tbody tr").count()
        page.evaluate("window.still = true")
        page.get_by_role("button", name="Verify again").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#_runs tbody tr")).to_have_count(before + 1, timeout=20_000)
        expect(page.locator("#_verification")).to_contain_text("Chain verified")
        expect(page.locator("#_runs tbody tr").first).to_contain_text("Ada Brandt")
        assert page.evaluate("window.still") is True


def test_without_script_the_page_comes_back_by_itself(verified_desk: RunningDesk, chromium: str) -> None:
    with browser_page(chromium, java_script_enabled=False) as page:
        open_page(page, verified_desk)
        page.get_by_role("button", name="Verify again").click()
        expect(page.locator("#_verification")).to_contain_text("Chain verified", timeout=20_000)
        expect(page.locator("#_runs tbody tr").first).to_contain_text("Ada Brandt")


def test_a_checkpoint_is_downloaded_kept_and_compared_with(
    verified_desk: RunningDesk, chromium: str, tmp_path: Path
) -> None:
    with browser_page(
        chromium, expected=("Failed to load resource: the server responded with a status of 422",)
    ) as page:
        open_page(page, verified_desk)
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the checkpoint").first.click()
        mine = tmp_path / download.value.suggested_filename
        download.value.save_as(mine)
        page.set_input_files("#checkpoint", mine)
        page.get_by_role("button", name="Compare").click()
        expect(page.locator("#_verification")).to_contain_text("Chain verified", timeout=20_000)
        page.reload()
        expect(page.locator("main")).to_contain_text("1 checkpoint that somebody gave")
        mine.write_bytes(mine.read_bytes() + b"x")
        page.set_input_files("#checkpoint", mine)
        page.get_by_role("button", name="Compare").click()
        expect(page.locator("#checkpoint-e")).to_contain_text("This is no checkpoint of a trail.")
        expect(page.locator("#checkpoint")).to_be_focused()
        assert_accessible(page, "the page with a refused file")


def test_a_broken_trail_is_loud_on_every_page_and_accessible(
    tmp_path_factory: pytest.TempPathFactory, chromium: str
) -> None:
    with RunningDesk(tmp_path_factory.mktemp("desk")) as desk:
        wait_until(lambda: rows(desk, "SELECT 1 FROM articles_auditevent WHERE seq = 17"), "some events")
        with closing(sqlite3.connect(desk.data / "factcheck.sqlite3", timeout=20)) as line:
            line.execute("DROP TRIGGER articles_auditevent_no_update")
            line.execute("UPDATE articles_auditevent SET payload = payload || ' ' WHERE seq = 17")
            line.commit()
        for theme in ("light", "dark"):
            with browser_page(chromium, color_scheme=theme) as page:
                open_page(page, desk, "carl")
                page.get_by_role("button", name="Verify").click()
                outcome = page.locator("#_verification [role=alert]")
                expect(outcome).to_contain_text("The chain is broken at event 17.", timeout=20_000)
                assert_accessible(page, f"{PAGE} broken {theme}")
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 800})
                    for path in ("/", "/trail/", "/people/"):
                        page.goto(desk.url + path)
                        alarm = page.get_by_role("complementary", name="Alarm of the trail")
                        expect(alarm).to_contain_text("The chain is broken at event 17.")
                        assert_accessible(page, f"{path} with the alarm, {theme} {width}")
                page.get_by_role("link", name="What was found, and what to do now").click()
                page.get_by_role("link", name="Look at event 17").click()
                expect(page).to_have_url(f"{desk.url}/trail/17/")

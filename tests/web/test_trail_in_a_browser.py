"""The trail in a real browser: filtered, unfolded, walked by keyboard, taken away; in both themes, narrow, and without script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.desk import RunningDesk
from tests.visitor import ApiVisitor, browser_page, log_in

pytestmark = pytest.mark.xdist_group("trail-in-a-browser")


@pytest.fixture(scope="module")
def trail_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk on which Carl gave all claims of both samples to Rita at once, and decided one."""
    with RunningDesk(tmp_path_factory.mktemp("desk")) as desk:
        with ApiVisitor(desk, "carl") as carl:
            for article in carl.get("articles/").json()["results"]:
                carl.extracted(article["id"])
            given = carl.post("assignments/", json={"filter": {"status": "open"}, "reviewer": "rita"})
            assert given.status_code == 200, given.text
            assert carl.decide(carl.claims()[0], "disputed", note="Die Größe stimmt nicht.").status_code == 201
        yield desk


def accessible(page: Page, where: str) -> None:
    broken = Axe().run(page).response["violations"]
    assert not broken, (where, [(one["id"], one["nodes"][0]["html"][:200]) for one in broken])
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} scrolls sideways by {wide}px"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_trail_is_accessible_folded_and_unfolded_at_every_width(
    trail_desk: RunningDesk, chromium: str, theme: str
) -> None:
    with browser_page(chromium, color_scheme=theme) as page:
        log_in(page, trail_desk, "carl")
        for width in (1440, 320):
            page.set_viewport_size({"width": width, "height": 800})
            for path in ("/trail/?q=zebra&kind=decisions", "/trail/1/", "/trail/?each=yes", "/trail/"):
                page.goto(trail_desk.url + path)
                accessible(page, f"{path} {theme} {width}")
            page.locator(".act summary").first.click()
            page.locator(".act .leaf summary").first.click()
            expect(page.locator(".act .leaf span").first).to_be_visible()
            accessible(page, f"an act {theme} {width}")


def test_a_filter_stays_in_the_address_and_a_chip_takes_it_away(trail_desk: RunningDesk, chromium: str) -> None:
    with browser_page(chromium) as page:
        log_in(page, trail_desk, "carl")
        page.goto(f"{trail_desk.url}/trail/")
        page.get_by_label("What").select_option("Assignments and deadlines")
        page.get_by_role("button", name="Show", exact=True).click()
        line = page.locator(".act .who-what > details > summary")
        expect(line).to_have_count(1)
        expect(line).to_contain_text("of 2 articles to Rita")
        expect(page).to_have_url(re.compile("kind=assignments"))
        page.get_by_role("link", name="Remove the filter: Assignments and deadlines").click()
        expect(page).not_to_have_url(re.compile("kind="))
        expect(page.get_by_label("What")).to_have_value("")


def test_words_of_a_note_lead_to_the_decision_and_from_there_to_the_claim_in_its_text(
    trail_desk: RunningDesk, chromium: str
) -> None:
    with browser_page(chromium) as page:
        log_in(page, trail_desk, "rita")
        page.goto(f"{trail_desk.url}/trail/")
        page.get_by_label("Words, names or a number").fill("größe STIMMT")
        page.keyboard.press("Enter")
        expect(page.locator("#_events tbody tr")).to_have_count(1)
        expect(page.locator("#_trail_count")).to_have_text("1 event")
        words = page.locator("#_events tbody .words")
        told = words.text_content()
        words.press("Enter")
        expect(page.locator(":target")).to_be_in_viewport()
        assert told
        expect(page.locator(":target")).to_contain_text(told.rstrip("…")[:20])


def test_the_trail_is_walked_by_keyboard(trail_desk: RunningDesk, chromium: str) -> None:
    with browser_page(chromium) as page:
        log_in(page, trail_desk, "carl")
        page.keyboard.press("g")
        page.keyboard.press("t")
        expect(page.get_by_role("heading", name="Trail", exact=True)).to_be_visible()
        second = page.locator("#_events tbody tr").nth(1).locator(".no").first
        number = second.text_content()
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(second).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=f"Event {number}", exact=True)).to_be_visible()
        page.keyboard.press("k")
        expect(page.get_by_role("heading", name=f"Event {int(number or 0) + 1}", exact=True)).to_be_visible()


def test_the_trail_is_read_and_taken_away_without_script(
    trail_desk: RunningDesk, chromium: str, tmp_path: Path
) -> None:
    with browser_page(chromium, java_script_enabled=False) as page:
        log_in(page, trail_desk, "carl")
        page.goto(f"{trail_desk.url}/trail/?each=yes")
        page.get_by_role("link", name="Older events").click()
        expect(page.get_by_role("link", name="Newer events")).to_be_visible()
        page.get_by_role("link", name="One line an act").click()
        page.get_by_label("What").select_option("Decisions")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("#_trail_count")).to_have_text("1 event")
        with page.expect_download() as download:
            page.get_by_role("button", name="JSON lines").click()
        download.value.save_as(tmp_path / "trail.jsonl")
        assert download.value.suggested_filename.endswith("-decisions.jsonl")
        assert (tmp_path / "trail.jsonl").read_text("utf-8").count("\n") == 1

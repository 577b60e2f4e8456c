"""After a new revision, in a real browser: walk what changed by keyboard, confirm, point, split and undo."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.desk import RunningDesk
from tests.visitor import Visit, browser_page, log_in
from tests.web.test_workbench_in_a_browser import accessible, select

COST = "The new depot cost $30 million in 2024, the transport office said."
BETTER = "The new depot cost $33 million in 2024, the transport office said."
GONE = "About 18,000 people ride the line every day, according to its operator."
MOVED = "Its operator counts 18,000 riders between one midnight and the next."
PART = "18,000 riders between one midnight and the next"
LONG = "The line opened in 1998, carries 40 trains a day and employs 310 drivers."
TEXT = f"""The depot and its line

{COST}
{GONE}
Nobody was hurt when the roof was lifted.
{LONG}
"""
NEWER = TEXT.replace(COST, BETTER).replace(GONE + "\n", "") + MOVED + "\n"
Revised = Callable[[], dict[str, Any]]


@pytest.fixture
def article(desk: RunningDesk, visit: Visit) -> dict[str, Any]:
    """An article whose first figure was disputed with other words; its new revision has just these, and moved others."""
    edith, rita = visit(desk, "edith"), visit(desk, "rita")
    made = edith.extracted(edith.submit(TEXT, title="The depot and its line")["id"])
    cost = next(one for one in rita.claims(article=made["id"]) if one["text"] == COST)
    assert rita.decide(cost, "disputed", note="The budget says 33.", correction=BETTER).status_code == 201
    edith.post(f"articles/{made['id']}/revisions/", json={"text": NEWER}).raise_for_status()
    return edith.extracted(made["id"])


def changes(desk: RunningDesk, article: dict[str, Any]) -> str:
    return f"{desk.url}/articles/{article['id']}/revisions/2/changes/"


def stand_on(page: Page, words: str) -> None:
    """Press j until the change with these words is in focus."""
    for _ in range(12):
        page.keyboard.press("j")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"j does not reach {words}")


def test_walk_what_changed_confirm_point_split_and_undo(
    desk: RunningDesk, chromium: str, visit: Visit, article: dict[str, Any]
) -> None:
    with browser_page(chromium, viewport={"width": 1440, "height": 900}) as page:
        log_in(page, desk, "rita")
        page.goto(changes(desk, article))
        accessible(page, "what changed")
        stand_on(page, "The budget says 33.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("is recorded as verified: corrected as asked.")).to_be_visible()
        assert "33 million" in page.evaluate("document.activeElement.textContent")

        stand_on(page, "18,000 people ride the line")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Where did claim")).to_be_visible()
        accessible(page, "where a claim went")
        select(page, PART)
        page.keyboard.press("w")
        expect(page.get_by_text("is pointed to the words where it stands now.")).to_be_visible()
        expect(page.locator("#exact")).to_have_text(PART)

        number = page.locator("#_text .w", has_text="carries 40 trains").first.get_attribute("data-claims")
        page.locator("#_text .w", has_text="carries 40 trains").first.click()
        expect(page.locator(f'#_claim[data-number="{number}"]')).to_be_visible()
        page.keyboard.press("s")
        page.get_by_role("radio", name="carries").focus()
        page.keyboard.press("Space")
        accessible(page, "where a claim is split")
        page.keyboard.press("Enter")
        expect(page.locator("#exact")).to_have_text("The line opened in 1998,")
        accessible(page, "an offer to undo")
        page.keyboard.press("z")
        expect(page.get_by_text(f"Claim {number} is whole again.")).to_be_visible()
        expect(page.locator("#exact")).to_have_text(LONG)

        page.keyboard.press("b")
        page.wait_for_url("**/changes/")
        assert "18,000" in page.evaluate("document.activeElement.textContent")

    rita = visit(desk, "rita")
    claims = {one["text"]: one for one in rita.claims(article=article["id"], status="all")}
    assert claims[BETTER]["status"] == "verified"
    assert PART in claims
    assert LONG in claims


def test_the_cursor_in_the_text_chooses_where_a_claim_is_split(
    desk: RunningDesk, chromium: str, article: dict[str, Any]
) -> None:
    with browser_page(chromium, viewport={"width": 1440, "height": 900}) as page:
        log_in(page, desk, "bob")
        page.goto(f"{desk.url}/articles/{article['id']}/?show=all")
        page.locator("#_text .w", has_text="carries 40 trains").first.click()
        expect(page.locator("#exact")).to_have_text(LONG)
        select(page, "employs 310 drivers")
        page.get_by_role("button", name="Split claim").click()
        expect(page.get_by_role("radio", name="employs")).to_be_checked()
        expect(page.get_by_role("radio", name="employs")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text("begins at “employs”.")).to_be_visible()
        page.keyboard.press("m")
        page.get_by_role("button", name="just after").click()
        expect(page.locator("#exact")).to_have_text(LONG)


def test_all_of_it_needs_no_script(desk: RunningDesk, chromium: str, article: dict[str, Any]) -> None:
    with browser_page(chromium, java_script_enabled=False) as page:
        log_in(page, desk, "rita")
        page.goto(changes(desk, article))
        page.get_by_role("link", name="It moved: point to it").first.click()
        page.get_by_label("The words that say it now").fill(PART)
        page.get_by_role("button", name="to these words").click()
        expect(page.locator("body")).to_contain_text("is pointed to the words where it stands now.")
        page.locator("#_text .w", has_text="carries 40 trains").first.click()
        page.locator('[data-key="s"] summary').click()
        page.get_by_role("radio", name="employs").check(force=True)
        page.get_by_role("button", name="Split before this word").click()
        page.get_by_role("button", name="Undo the split").click()
        expect(page.locator("body")).to_contain_text("is whole again.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_changed_is_accessible_at_every_width(
    desk: RunningDesk, chromium: str, article: dict[str, Any], theme: str
) -> None:
    with browser_page(chromium, color_scheme=theme) as page:
        log_in(page, desk, "rita")
        for width in (1440, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(changes(desk, article))
            accessible(page, f"what changed {theme} {width}")
            page.get_by_role("link", name="It moved: point to it").first.click()
            accessible(page, f"point {theme} {width}")
            for view in ("one", "sides"):
                page.goto(f"{desk.url}/articles/{article['id']}/compare/?view={view}")
                accessible(page, f"compared {view} {theme} {width}")
            page.goto(f"{desk.url}/articles/{article['id']}/?show=all")
            page.locator('[data-key="s"] summary').first.click()
            accessible(page, f"split {theme} {width}")

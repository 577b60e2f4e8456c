"""Checking a claim as a reviewer does it, in a real browser: tick, decide for all that say the same, answer a hint."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.desk import RunningDesk
from tests.visitor import ApiVisitor, Visit, browser_page, log_in
from tests.web.test_workbench_in_a_browser import accessible

TEXT = """Ferry sales rose 46.3 percent in 2025

Ferry sales rose 46.3 percent in 2025.
The line carried 1.2 million people and bought two new boats for $30 million.
Sales of the ferry line rose 8.8 percent in 2025, its annual report says.
"""
NOTE = "In 2025 it was 12 percent, not 46.3."


@pytest.fixture
def article(desk: RunningDesk, visit: Visit) -> dict[str, Any]:
    """An article whose headline says what its first sentence says, and whose last one says otherwise."""
    edith = visit(desk, "edith")
    made = edith.submit(TEXT, title="Ferry sales", published_on="2026-01-20")
    return edith.extracted(made["id"])


def at(page: Page, desk: RunningDesk, who: str, article: dict[str, Any], query: str) -> None:
    log_in(page, desk, who)
    page.goto(f"{desk.url}/articles/{article['id']}/{query}")


def test_tick_by_key_decide_for_all_that_say_the_same_and_wave_a_hint_away(
    desk: RunningDesk, chromium: str, visit: Visit, article: dict[str, Any]
) -> None:
    with browser_page(chromium, viewport={"width": 1440, "height": 900}) as page:
        at(page, desk, "rita", article, "?claim=2&show=all")
        ticked = page.locator("#_ticked")
        expect(ticked).to_have_text("0 of 2 ticked")
        page.keyboard.press("d")
        page.keyboard.type(NOTE)
        expect(ticked).to_have_text("0 of 2 ticked")  # figures in a note tick nothing
        page.keyboard.press("Escape")
        page.keyboard.press("1")
        expect(ticked).to_have_text("1 of 2 ticked")
        expect(page.locator("#_text .t.last")).to_have_text("46.3 percent")
        expect(page.locator("#_claim_trail")).to_contain_text("ticked “46.3 percent”")
        expect(page.get_by_label("claim 1 (headline)")).to_be_checked()
        assert page.input_value("#note") == NOTE
        accessible(page, "a claim with ticks and a twin")

        page.route("**/tick/", late)  # the second tick is still on its way when the verdict is recorded
        page.keyboard.press("2")
        page.keyboard.press("Control+Enter")
        said = page.get_by_text("Claim 2 is recorded as disputed. The same is recorded for claim 1.")
        expect(said).to_be_visible()
        for number in (1, 2):
            expect(page.locator(f"#w{number}")).to_have_attribute("data-n", f"{number}D")

        expect(page.get_by_role("link", name="1 thing to compare")).to_be_visible()
        page.keyboard.press("h")
        expect(page.get_by_role("heading", name="What to compare")).to_be_focused()
        page.keyboard.press("h")
        hint = page.locator(".noticed")
        expect(hint).to_be_focused()
        assert lit(page) == [
            "Ferry sales rose 46.3 percent in 2025",
            "Sales of the ferry line rose 8.8 percent in 2025",
        ]
        accessible(page, "what to compare")
        hint.get_by_role("button", name="Wave away").click()
        expect(hint).to_contain_text("Waved away by Rita")
        expect(hint.get_by_role("button", name="Take back")).to_be_focused()
        expect(page.get_by_role("link", name="What was compared")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="1 thing to compare")).to_be_visible()

    rita = visit(desk, "rita")
    claims = sorted(rita.claims(article=article["id"], status="all"), key=lambda one: one["start"])
    assert [one["status"] for one in claims[:3]] == ["disputed", "disputed", "pending"]
    assert told(rita, claims[1]["id"])[-3:] == ["claim.ticked", "claim.ticked", "claim.decided"]


def late(route: Route) -> None:
    """A line that is slow."""
    time.sleep(0.5)
    route.continue_()


def lit(page: Page) -> list[str]:
    """The words that are lit up in the text."""
    words: list[str] = page.evaluate("[...CSS.highlights.get('compared')].map((range) => range.toString())")
    return words


def told(visitor: ApiVisitor, claim: int) -> list[str]:
    """The kinds of a claim's events, oldest first."""
    events = visitor.get(f"claims/{claim}/trail/").raise_for_status().json()["results"]
    return [event["kind"] for event in sorted(events, key=lambda event: event["seq"])]


def test_somebody_else_s_tick_is_told_and_no_word_is_lost(
    desk: RunningDesk, chromium: str, article: dict[str, Any]
) -> None:
    refusals = ("Failed to load resource", "Response Status Error Code")
    with browser_page(chromium, expected=refusals) as page:
        assert page.context.browser is not None
        beside = page.context.browser.new_context().new_page()
        at(page, desk, "rita", article, "?claim=3&show=all")
        at(beside, desk, "bob", article, "?claim=3&show=all")
        page.locator("#note").fill(NOTE)
        beside.keyboard.press("1")
        expect(beside.locator("#_ticked")).to_have_text("1 of 3 ticked")
        page.get_by_role("checkbox", name="$30 million").check()
        expect(page.locator("#refused")).to_contain_text("Bob Lindgren changed this claim")
        expect(page.locator("#refused")).to_contain_text("ticked “1.2 million people”")
        assert page.input_value("#note") == NOTE
        expect(page.locator("#_ticked")).to_have_text("1 of 3 ticked")
        page.keyboard.press("3")
        expect(page.locator("#_ticked")).to_have_text("2 of 3 ticked")


def test_ticks_and_hints_need_no_script(desk: RunningDesk, chromium: str, article: dict[str, Any]) -> None:
    with browser_page(chromium, java_script_enabled=False) as page:
        at(page, desk, "bob", article, "?claim=3&show=all")
        page.locator("#note").fill(NOTE)
        page.get_by_role("checkbox", name="two new boats").check()
        page.get_by_role("button", name="Keep ticks").click()
        expect(page.locator("body")).to_contain_text("1 of 3 ticked.")
        assert page.locator("#note").input_value() == NOTE
        page.get_by_role("radio", name="Disputed").check(force=True)
        page.get_by_role("checkbox", name="$30 million").check()
        page.get_by_role("button", name="Record").click()
        expect(page.locator("body")).to_contain_text("Claim 3 is recorded as disputed.")
        page.locator("#w3").click()
        expect(page.locator("body")).to_contain_text("2 of 3 ticked")
        page.get_by_role("link", name="1 thing to compare").click()
        page.get_by_text("With a note").click()
        page.get_by_label("Note", exact=True).fill("Two years of account.")
        page.get_by_role("button", name="Accept").click()
        expect(page.locator(".noticed")).to_contain_text(re.compile(r"Accepted\s+by Bob"))
        expect(page.locator("body")).to_contain_text("Two years of account.")
        page.get_by_role("button", name="Take back").click()
        expect(page.locator("body")).to_contain_text("1 thing to compare")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_ticked_and_compared_is_accessible_at_every_width(
    desk: RunningDesk, chromium: str, article: dict[str, Any], theme: str
) -> None:
    base = f"{desk.url}/articles/{article['id']}/"
    with browser_page(chromium, color_scheme=theme) as page:
        at(page, desk, "rita", article, "?claim=2&show=all")
        page.keyboard.press("1")
        expect(page.locator("#_ticked")).to_have_text("1 of 2 ticked")
        for width in (1440, 1100, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            for query in ("?claim=2&show=all", "?hints=all", "revisions/1/"):
                page.goto(base + query)
                accessible(page, f"{query} {theme} {width}")
        small = page.evaluate(
            """() => [...document.querySelectorAll(".noticed button, #_claim label.tick, .compare a")]
              .filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 24).length"""
        )
        assert small == 0

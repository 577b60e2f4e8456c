"""Reading what nobody has looked at, in a real browser and by keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.desk import RunningDesk
from tests.visitor import Visit, browser_page, log_in

TEXT = """Ferry sales 😀 rose 46.3 percent in 2025

What does it mean for the islands?
The line carried 1.2 million people in 2025.
Who will pay?
"""


@pytest.fixture
def article(desk: RunningDesk, visit: Visit) -> dict[str, Any]:
    """An article with two questions, which are no claims."""
    edith = visit(desk, "edith")
    return edith.extracted(edith.submit(TEXT, title="Ferry sales")["id"])


def test_n_walks_what_nobody_has_looked_at_p_says_it_was_read_and_z_takes_it_back(
    desk: RunningDesk, chromium: str, visit: Visit, article: dict[str, Any]
) -> None:
    rita = visit(desk, "rita")
    passages = f"articles/{article['id']}/passages/"
    with browser_page(chromium, viewport={"width": 1440, "height": 900}) as page:
        log_in(page, desk, "rita")
        page.goto(f"{desk.url}/articles/{article['id']}/")
        expect(page.locator("#_article_head")).to_contain_text("Looked at 0%")

        page.locator("#note").fill("nnp")  # a note is a note
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        page.wait_for_function("getSelection().toString() === 'What does it mean for the islands?'")
        page.keyboard.press("n")
        page.wait_for_function("getSelection().toString() === 'Who will pay?'")
        page.keyboard.press("Shift+N")
        page.wait_for_function("getSelection().toString() === 'What does it mean for the islands?'")
        page.keyboard.press("p")
        expect(page.locator("#_wb_tools")).to_contain_text("1 passage marked as read.")
        assert page.input_value("#note") == "nnp"
        told = rita.get(passages).json()
        assert [one["quote"] for one in told["read"]] == ["What does it mean for the islands?"]
        assert [one["quote"] for one in told["unread"]] == ["Who will pay?"]

        page.keyboard.press("z")
        expect(page.locator("#_wb_tools")).to_contain_text("1 passage shown as unread again.")
        page.locator(".read").last.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#_wb_tools")).to_contain_text("1 passage marked as read.")
        assert [one["quote"] for one in rita.get(passages).json()["read"]] == ["Who will pay?"]

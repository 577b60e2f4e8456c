"""The main job as people do it, in a real browser, on the embedded desk and on PostgreSQL and Redis."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk import RunningDesk
from tests.visitor import browser_page, log_in

SAMPLES = {
    "lumen-btcc.txt": "Lumen Stock Surges 46.3% in 2026",
    "lumen-motley-fool.txt": "lumen-motley-fool",
}


def upload(page: Page, desk: RunningDesk, sample: Path, title: str) -> None:
    """Upload a file, see its claims found without reloading, and open the article."""
    page.get_by_role("link", name="Upload").click()
    page.get_by_label("Take a text also when").check()  # the other kind of desk may share this test's texts
    page.get_by_label("Published on").fill("2026-01-19")
    page.get_by_label("or choose them").set_input_files(sample)
    page.get_by_role("button", name="Upload these files").click()
    row = page.locator("li.file", has_text=sample.name)
    expect(row).to_contain_text(re.compile(r"[1-9]\d* claims found"), timeout=20_000)
    row.get_by_role("link", name="Open").click()
    expect(page.get_by_role("heading", level=1).first).to_contain_text(title)


def decide_by_keyboard(page: Page) -> str:
    """Dispute the claim in hand with keys alone; its words."""
    words = page.locator("#_claim blockquote").first.inner_text().strip("“”")
    page.keyboard.press("d")
    page.keyboard.type("very wrong: v and d in a note decide nothing")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(re.compile(r"is recorded as disputed")).first).to_be_visible()
    return words


@pytest.mark.parametrize("sample", SAMPLES)
def test_from_upload_to_report(desk: RunningDesk, shared: Path, chromium: str, sample: str, tmp_path: Path) -> None:
    with browser_page(chromium) as page:
        log_in(page, desk, "edith")
        upload(page, desk, shared / "samples" / sample, SAMPLES[sample])
        article = re.sub(r"\?.*", "", page.url)

    with browser_page(chromium) as page:
        log_in(page, desk, "rita")
        page.goto(article)
        page.keyboard.press("i")
        expect(page.get_by_text(re.compile(r"is with Rita")).first).to_be_visible()
        words = decide_by_keyboard(page)
        page.goto(f"{article}trail/?each=yes")
        line = page.locator("tr", has_text="decided: disputed").filter(has_text=words[:40]).first
        expect(line).to_be_visible()
        on_the_words = {"x": 60, "y": 12}  # not on the quotation mark before them
        line.get_by_role("link", name=words[:40]).click(position=on_the_words)
        expect(page).to_have_url(re.compile(r"/revisions/1/#w\d+$"))
        expect(page.locator(re.sub(r".*#", "#", page.url))).to_be_in_viewport()

    with browser_page(chromium) as page:
        log_in(page, desk, "edith")
        page.goto(f"{article}report/")
        with page.expect_download() as started:
            page.get_by_role("button", name=re.compile("HTML|page", re.IGNORECASE)).first.click()
        report = tmp_path / "report.html"
        started.value.save_as(report)
        page.goto(report.as_uri())
        expect(page.locator("body")).to_contain_text(words[:40])


def test_the_same_without_javascript(desk: RunningDesk, chromium: str) -> None:
    with browser_page(chromium, java_script_enabled=False) as page:
        log_in(page, desk, "carl")
        page.goto(f"{desk.url}/articles/new/")
        page.get_by_label("Headline").fill("Bridge opened")
        page.get_by_label("Text", exact=True).fill(
            "The bridge cost 40 million euros in 2019. It opened on 3 March 2020."
        )
        page.get_by_role("button", name="Add the pasted text").click()
        for _ in range(50):
            page.goto(f"{desk.url}/queue/?q=bridge+cost+40")
            if page.locator("tbody tr").count():
                break
            page.wait_for_timeout(200)
        page.get_by_role("link", name=re.compile("bridge cost 40 million")).first.click()
        page.get_by_role("radio", name="Unsourced").check()
        page.get_by_role("textbox", name=re.compile("^Where did you look|^Note")).fill("Asked the works department.")
        page.get_by_role("button", name="Record").click()
        expect(page.get_by_text(re.compile("is recorded as unsourced")).first).to_be_visible()

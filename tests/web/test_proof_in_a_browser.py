"""The proof bundle in a real browser: taken away by a click, proved by its own program, explained at every width."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.desk import RunningDesk
from tests.visitor import ApiVisitor, browser_page, log_in

pytestmark = pytest.mark.xdist_group("proof-in-a-browser")


@pytest.fixture(scope="module")
def proof_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningDesk, str]]:
    """A desk, and the address of a report on it in which one claim is disputed."""
    with RunningDesk(tmp_path_factory.mktemp("desk")) as desk:
        with ApiVisitor(desk, "carl") as carl:
            article = carl.get("articles/").json()["results"][0]["id"]
            carl.extracted(article)
            assert carl.decide(carl.claims(article=article)[0], "disputed", note="Die Größe stimmt nicht.").is_success
        yield desk, f"{desk.url}/articles/{article}/report/"


def accessible(page: Page, where: str) -> None:
    broken = Axe().run(page).response["violations"]
    assert not broken, (where, [(one["id"], one["nodes"][0]["html"][:200]) for one in broken])
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} scrolls sideways by {wide}px"


@pytest.mark.parametrize("script", [True, False])
def test_a_bundle_is_taken_away_and_proves_itself(
    proof_desk: tuple[RunningDesk, str], chromium: str, tmp_path: Path, script: bool
) -> None:
    desk, report = proof_desk
    with browser_page(chromium, java_script_enabled=script) as page:
        log_in(page, desk, "edith")
        page.goto(report)
        with page.expect_download() as started:
            page.get_by_role("button", name="Proof bundle (zip)").click()
        started.value.save_as(tmp_path / "bundle.zip")
        page.goto(report)
        page.get_by_text("How a reader checks it").click()
        expect(page.locator(".proof .command")).to_contain_text("verify.py --key")
        command = page.locator(".proof .command").inner_text()
    key = command.split("'")[1]
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extractall(tmp_path)
    (tmp_path / "bundle.zip").unlink()
    told = subprocess.run(
        [sys.executable, "-I", "verify.py", "--key", key], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert "Die Größe" in (tmp_path / "report.json").read_text("utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_help_is_accessible_at_every_width_and_not_on_paper(
    proof_desk: tuple[RunningDesk, str], chromium: str, theme: str
) -> None:
    desk, report = proof_desk
    with browser_page(chromium, color_scheme=theme) as page:
        log_in(page, desk, "carl")
        for width in (1440, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(report)
            page.get_by_text("How a reader checks it").click()
            expect(page.locator(".proof ol")).to_be_visible()
            accessible(page, f"{theme} {width}")
        page.emulate_media(media="print")
        expect(page.locator(".proof")).to_be_hidden()

"""Uploading many in a real browser: zips, what is left out, and a character set that is changed by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk import RunningDesk
from tests.ingest.files import p, word, zipped
from tests.visitor import browser_page, log_in
from tests.web.test_in_a_browser import assert_accessible

POLISH = "Łódź płaci\n\nŁódź zapłaciła 3 miliony złotych w 2024 roku. Żółta łódź kosztowała 2 miliony.\n"
LONG_NAME = "closed_and_without_a_break_" * 4
pytestmark = pytest.mark.xdist_group("uploading-in-a-browser")


@pytest.fixture(scope="module")
def upload_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with RunningDesk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


def files(folder: Path, name: str) -> list[Path]:
    """A zip with two articles, a picture and a hidden file, and a text whose letters have to be guessed; new for each name."""
    packed, guessed = folder / f"{name}.zip", folder / f"{name}-lodz.txt"
    packed.write_bytes(
        zipped(
            {
                "in/ferry.txt": f"The {name} ferry carried 1,200 passengers in 2025, the port said.",
                "bridge.docx": word(p(f"The {name} bridge cost $4 million in 2019.")),
                "picture.png": b"\x89PNG" + b"x" * 60,
                "__MACOSX/._ferry.txt": b"x",
            }
        )
    )
    guessed.write_bytes(f"{POLISH}{name}\n".encode("cp1250"))
    return [packed, guessed]


def choose(page: Page, desk: RunningDesk, paths: list[Path]) -> None:
    log_in(page, desk, "edith")
    page.goto(f"{desk.url}/articles/new/")
    page.set_input_files("#files", paths)
    page.get_by_role("button", name="Upload these files").click()


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_every_file_says_how_far_it_is_and_the_list_is_accessible(
    upload_desk: RunningDesk, chromium: str, tmp_path: Path, theme: str, width: int
) -> None:
    with browser_page(chromium, color_scheme=theme) as page:
        page.set_viewport_size({"width": width, "height": 900})
        choose(page, upload_desk, files(tmp_path, theme))
        expect(page.locator("#_files li.finished")).to_have_count(3, timeout=30_000)
        expect(page.locator("#sums")).to_have_text("3 ready, 1 refused")
        expect(page.locator("li.refused")).to_contain_text(f"{theme}.zip: picture.png")
        expect(page.locator("li.left-out")).to_contain_text("1 file left out.")
        assert_accessible(page, f"the list of files, {theme}, {width}")


def test_a_character_set_is_changed_by_keyboard(upload_desk: RunningDesk, chromium: str, tmp_path: Path) -> None:
    with browser_page(chromium) as page:
        choose(page, upload_desk, files(tmp_path, "keys")[1:])
        row = page.locator("li.file", has_text="keys-lodz.txt")
        expect(row).to_contain_text(re.compile(r"\d claims? found"), timeout=30_000)
        expect(row).to_contain_text("This file was read as windows-1250")
        row.get_by_role("combobox").focus()
        page.keyboard.type("windows-1252")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(row).to_contain_text("The file was read again as windows-1252. This is revision 2 now.")
        row.get_by_role("combobox").select_option("windows-1250")
        row.get_by_role("button", name="Read again").click()
        expect(row).to_contain_text("This is revision 3 now.")
        expect(row).to_contain_text(re.compile(r"\d claims? found"), timeout=30_000)
        expect(row.locator(".name").first).to_contain_text("Łódź płaci")


def test_the_same_without_script(upload_desk: RunningDesk, chromium: str, tmp_path: Path) -> None:
    with browser_page(chromium, java_script_enabled=False) as page:
        choose(page, upload_desk, files(tmp_path, "bare"))
        expect(page.locator("#_files li.file")).to_have_count(6)
        row = page.locator("li.file", has_text="bare-lodz.txt")
        row.get_by_role("combobox").select_option("windows-1252")
        row.get_by_role("button", name="Read again").click()
        expect(page.locator("body")).to_contain_text("The file was read again as windows-1252. This is revision 2 now.")
        page.goto(f"{upload_desk.url}/articles/new/")
        page.get_by_role("link", name="bare.zip").click()
        expect(page.locator("li.zip")).to_be_visible()
        again = page.get_by_role("link", name="look again every 5 seconds")
        if again.is_visible():  # a worker may have been quicker
            again.click()
        expect(page.locator("li.zip")).to_contain_text("3 files: 2 taken, 1 refused", timeout=30_000)
        expect(page.locator("li.refused")).to_contain_text("This is a picture.")


def many(folder: Path, name: str, count: int) -> Path:
    """A zip with so many articles, one of them no text at all."""
    texts = {f"{number:03}.txt": f"In {name} the ferry {number} cost ${number} million." for number in range(1, count)}
    packed = folder / f"{name}.zip"
    packed.write_bytes(zipped({**texts, "picture.png": b"\x89PNG" + b"x" * 60}))
    return packed


def test_a_zip_is_read_while_one_looks_on(upload_desk: RunningDesk, chromium: str, tmp_path: Path) -> None:
    with browser_page(chromium) as page:
        choose(page, upload_desk, [many(tmp_path, "fleet", 40)])
        head = page.locator("li.zip")
        expect(head).to_contain_text("40 files: 39 taken, 1 refused", timeout=60_000)
        expect(page.locator("#_files li.waiting")).to_have_count(0)
        expect(page.locator("#_files li.refused")).to_contain_text("fleet.zip: picture.png")
        expect(page.locator("#sums")).to_have_text("39 ready, 1 refused", timeout=60_000)


def test_a_browser_that_is_closed_loses_nothing_of_a_zip(
    upload_desk: RunningDesk, chromium: str, tmp_path: Path
) -> None:
    upload_desk.kill("worker")
    with browser_page(chromium) as page:
        choose(page, upload_desk, [many(tmp_path, LONG_NAME, 20)])
        expect(page.locator("#_files li.waiting")).to_have_count(20)
    with browser_page(chromium, color_scheme="dark") as page:
        page.set_viewport_size({"width": 320, "height": 900})
        log_in(page, upload_desk, "edith")
        page.goto(f"{upload_desk.url}/articles/new/")
        page.get_by_role("link", name=f"{LONG_NAME}.zip").click()
        expect(page.locator("li.zip")).to_contain_text("20 files: 19 taken, 1 refused", timeout=60_000)
        expect(page.locator("li.finished")).to_have_count(19, timeout=60_000)
        assert_accessible(page, "a zip, dark, 320")

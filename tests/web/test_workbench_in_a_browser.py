"""The workbench in a real browser: by keys, by selection, without script, and when somebody else was quicker."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.desk import RunningDesk
from tests.visitor import ApiVisitor, browser_page, log_in

TEXT = """A headline of 2025: costs rose by 12 percent

👩‍🚒🔥 The fire station cost $4 million in 2019, the city said. It opened in March 2021 with 30 firefighters.
Prices rose by 5 percent in 2024. Prices rose by 5 percent in 2024. Prices rose by 5 percent in 2024.
<b>Not bold</b> & not "run": 40 trains a day stopped here in 1998, the railway said.
"""
REFUSALS = ("Failed to load resource", "Response Status Error Code")
"""What a browser says of a 409 and a 422, which are what these tests are about."""
pytestmark = pytest.mark.xdist_group("workbench-in-a-browser")


@pytest.fixture(scope="module")
def workbench_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with RunningDesk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture
def by_api(workbench_desk: RunningDesk) -> Iterator[Callable[[str], ApiVisitor]]:
    """One of the cast through the API."""
    with ExitStack() as stack:
        yield lambda username: stack.enter_context(ApiVisitor(workbench_desk, username))


@pytest.fixture
def article(by_api: Callable[[str], ApiVisitor]) -> dict[str, Any]:
    """A fresh article of Edith's with its claims."""
    edith = by_api("edith")
    return edith.extracted(edith.submit(TEXT)["id"])


@contextmanager
def at(desk: RunningDesk, executable: str, username: str, path: str, **context: Any) -> Iterator[Page]:
    """Somebody at a page; every error but a refusal fails the test."""
    with browser_page(executable, expected=REFUSALS, **{"viewport": {"width": 1440, "height": 900}, **context}) as page:
        log_in(page, desk, username)
        page.goto(desk.url + path)
        yield page


def in_hand(page: Page, number: int) -> None:
    """Wait until this claim is in hand, in the claim and in the text."""
    page.locator(f'#_claim[data-number="{number}"]').wait_for()
    page.locator(f'#_text .w.current[data-claims~="{number}"]').first.wait_for()


def select(page: Page, words: str, *, nth: int = 0) -> None:
    """Select words in the article with the mouse's own event; the nth place where they stand."""
    page.evaluate(
        """([words, nth]) => {
          const nodes = document.createTreeWalker(document.querySelector("#_text"), NodeFilter.SHOW_TEXT);
          for (let node; (node = nodes.nextNode());) {
            let at = -1;
            while ((at = node.data.indexOf(words, at + 1)) >= 0) {
              if (nth-- > 0) continue;
              const range = document.createRange();
              range.setStart(node, at); range.setEnd(node, at + words.length);
              getSelection().removeAllRanges(); getSelection().addRange(range);
              document.dispatchEvent(new MouseEvent("mouseup"));
              return;
            }
          }
          throw new Error(`${words} is not in the text`);
        }""",
        [words, nth],
    )
    page.locator("#_add_claim").wait_for()


def test_a_browser_shows_the_text_letter_for_letter(
    workbench_desk: RunningDesk, chromium: str, by_api: Callable[[str], ApiVisitor], article: dict[str, Any]
) -> None:
    rita = by_api("rita")
    text = rita.get(f"articles/{article['id']}/revisions/1/").json()["text"]
    with at(workbench_desk, chromium, "rita", f"/articles/{article['id']}/") as page:
        blocks = page.eval_on_selector_all(
            "#_text p[data-start]", "all => all.map((one) => [Number(one.dataset.start), one.textContent])"
        )
    at_now = 0
    for start, words in sorted(blocks):
        assert not text[at_now:start].strip()
        assert text[start : start + len(words)] == words
        at_now = start + len(words)
    assert not text[at_now:].strip()


@pytest.mark.parametrize(
    ("words", "nth"), [("cost $4 million", 0), ("5 percent", 2), ("<b>Not bold</b>", 0), ("🔥 The fire", 0)]
)
def test_selected_words_become_a_claim_on_exactly_these_words(
    workbench_desk: RunningDesk,
    chromium: str,
    by_api: Callable[[str], ApiVisitor],
    article: dict[str, Any],
    words: str,
    nth: int,
) -> None:
    rita = by_api("rita")
    with at(workbench_desk, chromium, "rita", f"/articles/{article['id']}/") as page:
        select(page, words, nth=nth)
        page.keyboard.press("c")
        page.get_by_text("is marked.").wait_for()
        number = int(page.get_attribute("#_claim", "data-number") or "0")
        in_hand(page, number)
        expect(page.locator("#exact")).to_have_text(words)
    made = next(one for one in rita.claims(article=article["id"], status="all") if one["origin"] == "person")
    text = rita.get(f"articles/{article['id']}/revisions/1/").json()["text"]
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    assert (made["text"], made["start"]) == (words, places[nth])


def test_a_claim_is_put_on_selected_words(workbench_desk: RunningDesk, chromium: str, article: dict[str, Any]) -> None:
    with at(workbench_desk, chromium, "rita", f"/articles/{article['id']}/?show=all&claim=2") as page:
        select(page, "$4 million")
        page.get_by_role("button", name="Put claim 2 on these words").click()
        page.get_by_text("Claim 2 stands on the words you chose.").wait_for()
        expect(page.locator("#exact")).to_have_text("$4 million")
        assert page.locator('#_text .w[data-claims~="2"]').all_inner_texts() == ["$4 million"]


def test_a_whole_article_is_decided_by_keys_alone(
    workbench_desk: RunningDesk, chromium: str, article: dict[str, Any]
) -> None:
    with at(workbench_desk, chromium, "rita", f"/articles/{article['id']}/") as page:
        first = int(page.get_attribute("#_claim", "data-number") or "0")
        page.keyboard.press("j")
        page.locator(f'#_claim:not([data-number="{first}"])').wait_for()
        page.keyboard.press("k")
        in_hand(page, first)
        assert page.evaluate("document.activeElement.id") == "claim-h"
        page.keyboard.press("d")
        page.keyboard.type("jkvdu? Not so.")
        assert page.input_value("#note") == "jkvdu? Not so."
        page.keyboard.press("Control+Enter")
        page.get_by_text(f"Claim {first} is recorded as disputed.").wait_for()
        assert page.get_attribute(f"#w{first}", "data-n") == f"{first}D"
        expect(page.locator("#_article_head")).to_contain_text("Decided by people 1 of")
        page.keyboard.press("-")
        page.keyboard.press("ArrowDown")
        page.get_by_role("button", name="Dismiss", exact=True).click()
        page.get_by_text("is dismissed.").wait_for()
        expect(page.locator("#_article_head")).to_contain_text("Decided by people 2 of")


def test_what_was_typed_is_still_there_after_a_look_at_another_claim(
    workbench_desk: RunningDesk, chromium: str, article: dict[str, Any]
) -> None:
    with at(workbench_desk, chromium, "rita", f"/articles/{article['id']}/") as page:
        first = int(page.get_attribute("#_claim", "data-number") or "0")
        page.keyboard.press("u")
        page.keyboard.type("Asked the city.")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.locator(f'#_claim:not([data-number="{first}"])').wait_for()
        page.keyboard.press("k")
        in_hand(page, first)
        assert page.input_value("#note") == "Asked the city."
        assert page.is_checked("[name=verdict][value=unsourced]")


def test_somebody_who_was_slower_is_told_and_loses_no_word(
    workbench_desk: RunningDesk, chromium: str, by_api: Callable[[str], ApiVisitor], article: dict[str, Any]
) -> None:
    bob = by_api("bob")
    with at(workbench_desk, chromium, "rita", f"/articles/{article['id']}/") as page:
        number = int(page.get_attribute("#_claim", "data-number") or "0")
        page.keyboard.press("u")
        page.keyboard.type("Asked the city twice.")
        words = page.locator("#exact").inner_text()
        claim = next(one for one in bob.claims(article=article["id"]) if one["text"] == words)
        assert bob.decide(claim, "disputed", note="The city says otherwise.").status_code == 201
        page.keyboard.press("Control+Enter")
        page.locator("#refused").wait_for()
        expect(page.locator("#refused")).to_contain_text("changed this claim while you were writing")
        expect(page.locator("#refused")).to_contain_text("The city says otherwise.")
        assert page.evaluate("document.activeElement.id") == "refused"
        assert page.input_value("#note") == "Asked the city twice."
        assert page.get_attribute(f"#w{number}", "data-n") == f"{number}D"
        accessible(page, "a conflict")
        page.locator("#note").press("Control+Enter")
        page.get_by_text(f"Claim {number} is recorded as unsourced.").wait_for()


def test_a_refusal_takes_the_focus_to_its_field(
    workbench_desk: RunningDesk, chromium: str, article: dict[str, Any]
) -> None:
    with at(workbench_desk, chromium, "rita", f"/articles/{article['id']}/") as page:
        page.keyboard.press("v")
        page.keyboard.press("Control+Enter")
        page.locator("#evidence-error").wait_for()
        assert page.evaluate("document.activeElement.name") == "source_title"
        accessible(page, "a refusal beside its field")


def test_claims_come_to_the_open_page(
    workbench_desk: RunningDesk, chromium: str, by_api: Callable[[str], ApiVisitor]
) -> None:
    edith = by_api("edith")
    with at(workbench_desk, chromium, "rita", "/") as page:
        made = edith.submit(TEXT.replace("2019", "2018"))
        page.goto(f"{workbench_desk.url}/articles/{made['id']}/")
        page.locator("#_text .w").first.wait_for(timeout=30_000)
        page.locator("#_claim[data-number]").wait_for()
        assert page.locator("[hx-trigger='every 1s']").count() == 0


def test_reading_and_deciding_need_no_script(
    workbench_desk: RunningDesk, chromium: str, article: dict[str, Any]
) -> None:
    path = f"/articles/{article['id']}/"
    with at(workbench_desk, chromium, "bob", path, java_script_enabled=False) as page:
        number = page.get_attribute("#_claim", "data-number")
        page.get_by_role("radio", name="Verified").check(force=True)
        page.get_by_text("Evidence (needed").click()
        page.get_by_label("What it is called").fill("City budget")
        page.get_by_role("button", name="Add another source").click()
        assert page.get_by_label("What it is called").first.input_value() == "City budget"
        page.get_by_role("button", name="Record verified").click()
        expect(page.locator("body")).to_contain_text(f"Claim {number} is recorded as verified.")
        page.locator(f"#w{number}").click()
        assert f"?claim={number}&" in page.url
        expect(page.locator(".decided")).to_contain_text("by Bob")


def accessible(page: Page, where: str) -> None:
    broken = Axe().run(page).response["violations"]
    assert not broken, (where, [(one["id"], one["nodes"][0]["html"][:200]) for one in broken])
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} scrolls sideways by {wide}px"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_around_an_article_is_accessible_at_every_width(
    workbench_desk: RunningDesk, chromium: str, by_api: Callable[[str], ApiVisitor], article: dict[str, Any], theme: str
) -> None:
    carl = by_api("carl")
    claims = carl.claims(article=article["id"])
    assert carl.decide(claims[0], "disputed", correction="Other words").status_code == 201
    edith = by_api("edith")
    changed = edith.post(
        f"articles/{article['id']}/revisions/",
        json={"text": TEXT.replace("$4", "$5").replace("40 trains", "No trains")},
    )
    assert changed.status_code == 201, changed.text
    base = f"/articles/{article['id']}/"
    paths = (base, f"{base}?show=all&claim=1", f"{base}revisions/1/", f"{base}revisions/2/changes/", f"{base}revise/", f"{base}trail/", f"{base}report/", "/trail/", f"/claims/{claims[0]['id']}/trail/")  # fmt: skip
    edith.extracted(article["id"])
    with at(workbench_desk, chromium, "carl", base, color_scheme=theme) as page:
        for width in (1440, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            for path in paths:
                page.goto(workbench_desk.url + path)
                accessible(page, f"{path} {theme} {width}")
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(workbench_desk.url + base)
        page.keyboard.press("?")
        page.get_by_role("dialog").wait_for()
        accessible(page, "the key map")

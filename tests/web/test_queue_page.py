"""The queue: views, filters, orders, pages."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from articles.actions.assign import assign_claim
from articles.actions.decide import Ruling, decide_claim
from articles.actions.set_due import set_due
from articles.models import Article, Claim, Person
from tests.web.conftest import HTMX, Browser

TEXT = "The mayor paid ${} million for {} buses in 2025, the treasurer said."


@pytest.fixture
def browser(visit: Callable[[Person], Browser], rita: Person) -> Browser:
    return visit(rita)


def quotes(page: str) -> list[str]:
    return re.findall(r'class="words bare"[^>]*>([^<]*)</a>', page)


def chip(page: str, name: str) -> str:
    found = re.search(rf'id="chip-{name}".*?<b>(\d+)</b>', page, re.DOTALL)
    assert found, f"no chip {name}"
    return found[1]


def view(page: str, name: str) -> str:
    found = re.search(rf">{name} <span>(\d+)</span>", page)
    assert found, f"no view {name}"
    return found[1]


def claims_of(article: Article) -> list[Claim]:
    return list(article.claims.for_lists())


def test_the_queue_shows_the_exact_words_of_every_open_claim(browser: Browser, article: Article) -> None:
    page = browser.text("/queue/")
    assert sorted(quotes(page)) == sorted(str(escape(claim.words.quote)) for claim in claims_of(article))
    assert "All open claims" in page


def test_a_decided_claim_leaves_the_open_view_and_its_chip_counts_it(
    browser: Browser, article: Article, rita: Person
) -> None:
    claim = claims_of(article)[0]
    decide_claim(claim, Ruling("disputed", "It was 2024."), by=rita, seen=claim.version)
    page = browser.text("/queue/")
    assert str(escape(claim.words.quote)) not in quotes(page)
    assert chip(page, "state-disputed") == "1"
    assert quotes(browser.text("/queue/?status=disputed")) == [str(escape(claim.words.quote))]


def test_views_and_chips_count_whose_claims_are_whose(
    browser: Browser, article: Article, rita: Person, bob: Person, carl: Person
) -> None:
    mine, his, *free = claims_of(article)
    for claim, reviewer in ((mine, rita), (his, bob)):
        assign_claim(claim, reviewer, by=carl, seen=claim.version)
    page = browser.text("/queue/")
    assert (view(page, "My open claims"), view(page, "Nobody’s claims")) == ("1", str(len(free)))
    assert (chip(page, "who-rita"), chip(page, "who-bob"), chip(page, "who-nobody")) == ("1", "1", str(len(free)))
    assert quotes(browser.text("/queue/?assignee=bob")) == [str(escape(his.words.quote))]


def test_what_is_late_is_in_its_own_view_and_says_so_in_its_row(
    browser: Browser, article: Article, rita: Person, carl: Person
) -> None:
    claim = claims_of(article)[0]
    assign_claim(claim, rita, by=carl, seen=claim.version)
    set_due(claim, timezone.now() - timedelta(minutes=5), by=carl, seen=claim.version)
    page = browser.text("/queue/?status=open&assignee=rita&due=late")
    assert quotes(page) == [str(escape(claim.words.quote))]
    assert view(page, "Late") == "1"
    assert '<span class="due late"><span class="vh">Late: </span>' in page


def test_search_finds_words_and_says_when_there_are_none(browser: Browser, article: Article) -> None:
    assert quotes(browser.text("/queue/?q=18,000"))
    page = browser.text("/queue/?q=zebra")
    assert "Nothing here says “zebra”." in page
    assert "are open on the whole desk" in page


@pytest.mark.parametrize(
    "narrowed", ["", "&assignee=bob", "&assignee=nobody", "&priority=3", "&status=all", "&status=verified"]
)
def test_chips_count_the_same_whether_or_not_words_are_searched(
    browser: Browser, article: Article, bob: Person, carl: Person, rita: Person, narrowed: str
) -> None:
    first, second, *_ = claims_of(article)
    assign_claim(first, bob, by=carl, seen=first.version)
    decide_claim(second, Ruling("unsourced", "Asked the city."), by=rita, seen=second.version)
    everywhere = article.title[:7]  # search looks into titles too, so that it leaves every claim
    plain, searched = browser.text(f"/queue/?{narrowed}"), browser.text(f"/queue/?q={everywhere}{narrowed}")
    counts = [re.findall(r'id="chip-([^"]+)".*?<b>(\d+)</b>', page) for page in (plain, searched)]
    assert counts[0] == counts[1] != []


def test_searched_words_are_shown_as_they_are_and_never_as_markup(browser: Browser, article: Article) -> None:
    page = browser.text("/queue/?q=<script>alert(1)</script>")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_one_head_says_how_the_rows_are_sorted(browser: Browser, article: Article) -> None:
    for order, words in (
        ("risk", "highest risk first"),
        ("deadline", "soonest due first"),
        ("article", "in reading order"),
    ):
        page = browser.text(f"/queue/?order={order}")
        assert page.count("aria-sort=") == 1
        assert words in page


def test_pages_hold_every_claim_once(browser: Browser, submit: Callable[..., Article]) -> None:
    article = submit("\n".join(TEXT.format(n, n + 3) for n in range(60)))
    seen, path = [], "/queue/"
    while path:
        page = browser.text(path)
        seen += re.findall(r'<tr role="row" id="claim-(\d+)">', page)
        following = re.search(r'rel="next" id="page-next" href="([^"]+)"', page)
        path = "/queue/" + following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == article.claims.count() > 50


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(
    browser: Browser, submit: Callable[..., Article]
) -> None:
    submit("\n".join(TEXT.format(n, n + 3) for n in range(5)))
    browser.text("/queue/")
    queries = _queries_of(browser)
    submit("\n".join(TEXT.format(n, n + 3) for n in range(60, 120)))
    page = browser.text("/queue/")
    assert len(quotes(page)) == 50
    assert _queries_of(browser) == queries <= 18


def _queries_of(browser: Browser) -> int:
    with CaptureQueriesContext(connection) as captured:
        browser.text("/queue/")
    return len(captured)


def test_a_list_never_loads_whole_texts(browser: Browser, article: Article) -> None:
    with CaptureQueriesContext(connection) as captured:
        browser.text("/queue/")
    assert not [query for query in captured if '"articles_revision"."text"' in query["sql"]]


def test_htmx_is_given_only_what_changes(browser: Browser, article: Article) -> None:
    part = browser.text("/queue/", headers=HTMX)
    assert part.strip().startswith('<div class="queue" id="_queue"')
    assert "<html" not in part
    whole = browser.text("/queue/", headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert "<html" in whole


def test_the_height_of_rows_is_remembered(browser: Browser, article: Article) -> None:
    assert 'class="q stack"' in browser.text("/queue/")
    response = browser.send("/queue/rows/", rows="close", back="status=all")
    assert 'class="q stack compact"' in response.content.decode()
    assert response.request["QUERY_STRING"] == "status=all"


@pytest.mark.parametrize(("username", "selects"), [("rita", True), ("carl", True), ("edith", False), ("ada", False)])
def test_only_those_who_take_claims_can_select_them(
    visit: Callable[[Person], Browser], request: pytest.FixtureRequest, article: Article, username: str, selects: bool
) -> None:
    page = visit(request.getfixturevalue(username)).text("/queue/")
    assert ('name="claims"' in page) is selects
    assert ('action="/queue/next/"' in page) is selects


def test_only_the_chief_is_offered_names_with_their_load(
    visit: Callable[[Person], Browser], article: Article, rita: Person, carl: Person
) -> None:
    claim = claims_of(article)[0]
    assign_claim(claim, rita, by=carl, seen=claim.version)
    assert ">Rita (1 open)</option>" in visit(carl).text("/queue/")
    assert "/queue/assign/" not in visit(rita).text("/queue/")

"""My desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from articles.actions.assign import assign_claim
from articles.actions.decide import Ruling, decide_claim
from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.actions.set_due import set_due
from articles.models import Article, Claim, Person
from articles.web.desk import team_now
from tests.cast import TEXT
from tests.web.conftest import Browser

Visit = Callable[[Person], Browser]


def given(article: Article, to: Person, by: Person) -> list[Claim]:
    claims = list(article.claims.for_lists())
    for claim in claims:
        assign_claim(claim, to, by=by, seen=claim.version)
    return claims


def test_the_desk_sums_up_what_is_mine(visit: Visit, article: Article, rita: Person, carl: Person) -> None:
    first, *others = given(article, rita, carl)
    set_due(first, timezone.now() - timedelta(minutes=20), by=carl, seen=first.version)
    page = visit(rita).text("/")
    assert "claims are yours. One is late." in page
    late, following = page.split('id="next-h"')
    assert str(escape(first.words.quote)) in late
    assert all(str(escape(claim.words.quote)) in following for claim in others)


def test_the_desk_offers_to_start_with_the_riskiest(visit: Visit, article: Article, rita: Person, carl: Person) -> None:
    given(article, rita, carl)
    first = Claim.objects.pending().assigned_to(rita).order_by("-priority", "-score", "pk")[0]
    assert f'href="/claims/{first.pk}/" data-key="Enter">Start with claim {first.number}' in visit(rita).text("/")


def test_a_claim_whose_words_changed_comes_back_to_who_decided_it(
    visit: Visit, article: Article, edith: Person, rita: Person, bob: Person
) -> None:
    claim = next(claim for claim in article.claims.for_lists() if "$412 million" in claim.words.quote)
    decide_claim(claim, Ruling("disputed", "It was 402."), by=rita, seen=claim.version)
    revise_article(article, Upload(text=TEXT.replace("$412", "$402")), by=edith)
    claim.refresh_from_db()
    assert claim.standing == "recheck"
    assert "Came back to you" in visit(rita).text("/")
    assert "Came back to you" not in visit(bob).text("/")


def test_the_team_is_shown_with_those_who_have_nothing_and_with_nobody(
    article: Article, rita: Person, bob: Person, carl: Person
) -> None:
    claims = given(article, rita, carl)
    assign_claim(claims[0], None, by=carl, seen=claims[0].version)
    loads = {load.person.username if load.person else None: load.open for load in team_now(Claim.objects.all())}
    assert loads == {"rita": len(claims) - 1, "bob": 0, "carl": 0, None: 1}


def test_those_who_do_not_check_see_the_whole_desk(visit: Visit, article: Article, edith: Person) -> None:
    page = visit(edith).text("/")
    assert "The desk today" in page
    assert "claims are open." in page
    assert "/queue/next/" not in page


def test_an_article_in_progress_shows_what_people_decided(visit: Visit, article: Article, rita: Person) -> None:
    claim, *others = article.claims.for_lists()
    decide_claim(claim, Ruling("unsourced", "Asked the city."), by=rita, seen=claim.version)
    page = visit(rita).text("/")
    assert f"1 of {len(others) + 1} claims decided by people: 0 verified, 0 disputed, 1 unsourced, 0 dismissed." in page


@pytest.mark.parametrize("path", ["/", "/articles/"])
def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
    visit: Visit, submit: Callable[..., Article], rita: Person, carl: Person, path: str
) -> None:
    browser = visit(rita)
    counts = []
    for round_ in range(2):
        for number in range(1 + 3 * round_):
            given(submit(TEXT.replace("412", f"41{round_}{number}")), rita, carl)
        browser.text(path)
        with CaptureQueriesContext(connection) as captured:
            browser.text(path)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_articles_are_found_by_title_and_state(visit: Visit, article: Article, rita: Person) -> None:
    browser = visit(rita)
    assert article.title in browser.text("/articles/?state=in_review&q=HARBOUR")
    assert article.title not in browser.text("/articles/?state=signed_off")
    assert "No article matches this." in browser.text("/articles/?q=zebra")


def test_a_title_is_shown_as_it_is_and_never_as_markup(
    visit: Visit, submit: Callable[..., Article], rita: Person
) -> None:
    submit('<b>Bold</b> & "quoted"\n\nThe council paid $3 million in 2025, the mayor said.\n')
    for path in ("/", "/articles/", "/queue/"):
        page = visit(rita).text(path)
        assert "<b>Bold</b>" not in page
        assert "&lt;b&gt;Bold&lt;/b&gt;" in page

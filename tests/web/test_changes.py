"""What a revision leaves to people: one list in reading order, corrected as asked, pointed to where words went."""

import re

import pytest
from django.test import Client

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.models import Article, Claim, Person
from articles.reports.verification import verify_trail
from tests.cast import TEXT
from tests.web.test_decide import now

WORDS = "It cost $412 million, 37 percent more than the council approved in 2019."
BETTER = "It cost $421 million, 40 percent more than the council approved in 2019."
GONE = "About 18,000 cars use the tunnel every day, according to the traffic office."
MOVED = "Cars use it 18,000 times between one midnight and the next, its keepers say."
NEWER = TEXT.replace(WORDS, BETTER).replace(GONE + "\n", "") + MOVED + "\n"
BUDGET = Citation(title="Budget of the city", locator="p. 4", stance="refutes")


@pytest.fixture
def cost(article: Article) -> Claim:
    return article.claims.for_lists().get(placement__quote=WORDS)


@pytest.fixture
def gone(article: Article) -> Claim:
    return article.claims.for_lists().get(placement__quote=GONE)


def ask(cost: Claim, by: Person) -> None:
    decide_claim(cost, Ruling("disputed", "The budget says 421.", BETTER, [BUDGET]), by=by, seen=1)


def changes(client: Client, article: Article, number: int = 2) -> str:
    return client.get(f"/articles/{article.pk}/revisions/{number}/changes/").content.decode()


def left(html: str) -> str:
    found = re.search(r"(\d+ of \d+ left|all \d+ are decided)", html)
    return found.group(1) if found else ""


def test_what_was_corrected_as_asked_is_confirmed_with_one_button(
    client: Client, article: Article, cost: Claim, rita: Person, edith: Person
) -> None:
    ask(cost, rita)
    revise_article(article, Upload(text=NEWER), by=edith)
    client.force_login(rita)
    html = changes(client, article)
    assert html.count("Corrected as we asked") == 1
    assert "On revision 1: disputed by Rita" in html
    assert "The budget says 421." in html
    before = left(html)
    response = client.post(f"/claims/{cost.pk}/corrected/", {"seen": now(cost).version})
    assert response.headers["Location"] == f"/articles/{article.pk}/revisions/2/changes/#c{cost.number}"
    assert now(cost).verdict == "verified"
    html = changes(client, article)
    assert "is recorded as verified: corrected as asked." in html
    assert "Corrected as we asked" not in html
    assert left(html) != before
    assert verify_trail().is_clean


def test_other_words_than_those_asked_for_have_no_such_button_and_are_not_confirmed(
    client: Client, article: Article, cost: Claim, rita: Person, edith: Person
) -> None:
    ask(cost, rita)
    revise_article(article, Upload(text=NEWER.replace("$421", "$422")), by=edith)
    client.force_login(rita)
    assert "Corrected as we asked" not in changes(client, article)
    response = client.post(f"/claims/{cost.pk}/corrected/", {"seen": now(cost).version})
    assert response.status_code == 422
    assert "These are not the words that were suggested." in response.content.decode()
    assert now(cost).verdict == "pending"


def test_progress_counts_only_what_people_decided(
    client: Client, article: Article, cost: Claim, rita: Person, edith: Person
) -> None:
    revise_article(article, Upload(text=TEXT.replace(WORDS, BETTER)), by=edith)
    client.force_login(rita)
    whole = int(left(changes(client, article)).split()[0])
    assert left(changes(client, article)) == f"{whole} of {whole} left"
    decide_claim(now(cost), Ruling("disputed", "Not so."), by=rita, seen=now(cost).version)
    rest = f"{whole - 1} of {whole} left" if whole > 1 else "all 1 are decided"
    assert left(changes(client, article)) == rest


def test_the_list_is_in_reading_order_and_what_is_gone_stands_where_it_stood(
    client: Client, article: Article, cost: Claim, gone: Claim, rita: Person, edith: Person
) -> None:
    ask(cost, rita)
    text = NEWER.replace("has led the works department since 2016", "has led the works department since 2015")
    revise_article(article, Upload(text=text), by=edith)
    client.force_login(rita)
    rows = [int(number) for number in re.findall(r'<li id="c(\d+)"', changes(client, article))]
    stood = dict(article.claims.values_list("number", "placement__start"))
    assert {cost.number, gone.number} <= set(rows)
    assert rows.index(cost.number) < rows.index(gone.number) < len(rows) - 1
    assert [stood[n] for n in rows if n != gone.number] == sorted(stood[n] for n in rows if n != gone.number)


def test_a_claim_is_pointed_to_where_its_words_went(
    client: Client, article: Article, gone: Claim, rita: Person, edith: Person
) -> None:
    revise_article(article, Upload(text=NEWER), by=edith)
    client.force_login(rita)
    assert f'href="/claims/{gone.pk}/point/"' in changes(client, article)
    page = client.get(f"/claims/{gone.pk}/point/").content.decode()
    assert GONE in page
    assert f'data-span="/claims/{gone.pk}/point/"' in page
    start = NEWER.index(MOVED)
    form = {"seen": now(gone).version, "start": start, "end": start + len(MOVED), "quote": MOVED}
    response = client.post(f"/claims/{gone.pk}/point/", form)
    assert response.headers["Location"] == f"/articles/{article.pk}/?claim={gone.number}&show=open"
    assert (now(gone).gone, now(gone).words.quote) == (False, MOVED)
    html = changes(client, article)
    assert "pointed by hand" in html
    assert f'href="/claims/{gone.pk}/point/"' not in html
    assert client.get(f"/claims/{gone.pk}/point/").status_code == 302
    assert "pointed it to where its words went" in client.get(f"/claims/{gone.pk}/trail/").content.decode()


def test_words_that_were_typed_are_found_where_they_stand_once(
    client: Client, gone: Claim, rita: Person, edith: Person
) -> None:
    revise_article(gone.article, Upload(text=NEWER), by=edith)
    client.force_login(rita)
    seen = now(gone).version
    for words, why in (("", "Select the words"), ("nowhere at all", "do not stand in the text"), ("the", "times in")):
        response = client.post(f"/claims/{gone.pk}/point/", {"seen": seen, "quote": words})
        html = response.content.decode()
        assert response.status_code == 422
        assert why in html[html.index('id="point-error"') :][:300]
    assert client.post(f"/claims/{gone.pk}/point/", {"seen": seen, "quote": MOVED}).status_code == 302
    assert now(gone).words.quote == MOVED


def test_who_was_slower_learns_where_somebody_else_pointed(
    client: Client, gone: Claim, rita: Person, edith: Person
) -> None:
    revise_article(gone.article, Upload(text=NEWER), by=edith)
    client.force_login(rita)
    seen = now(gone).version
    for status in (302, 409):
        response = client.post(f"/claims/{gone.pk}/point/", {"seen": seen, "quote": MOVED})
        assert response.status_code == status
    assert "Nothing of yours was recorded." in response.content.decode()


def test_who_does_not_check_is_offered_no_act(
    client: Client, article: Article, cost: Claim, gone: Claim, rita: Person, edith: Person, ada: Person
) -> None:
    ask(cost, rita)
    revise_article(article, Upload(text=NEWER), by=edith)
    for person in (edith, ada):
        client.force_login(person)
        html = changes(client, article)
        assert "Corrected as we asked" not in html
        assert "It moved: point to it" not in html
        assert client.get(f"/claims/{gone.pk}/point/").status_code == 403
        assert client.post(f"/claims/{cost.pk}/corrected/", {"seen": now(cost).version}).status_code == 403


def test_nothing_is_offered_in_the_changes_of_an_older_revision(
    client: Client, article: Article, cost: Claim, rita: Person, edith: Person
) -> None:
    ask(cost, rita)
    revise_article(article, Upload(text=NEWER), by=edith)
    revise_article(Article.objects.get(pk=article.pk), Upload(text=NEWER + "One line more.\n"), by=edith)
    client.force_login(rita)
    html = changes(client, article)
    assert "Corrected as we asked" not in html
    assert "It moved: point to it" not in html
    assert left(html) == ""

"""Split, merge and undo on the page: plain forms, the opposite act beside the message, and refusals that keep the place."""

import re
from html import unescape

import pytest
from django.test import Client

from articles.actions.decide import Ruling, decide_claim
from articles.actions.split import split_claim
from articles.models import Article, Claim, Person
from articles.reports.verification import verify_trail
from tests.web.test_decide import HTMX, form, now

WORDS = "It cost $412 million, 37 percent more than the council approved in 2019."
FIRST, SECOND = "It cost $412 million,", "37 percent more than the council approved in 2019."


@pytest.fixture
def cost(article: Article) -> Claim:
    return article.claims.for_lists().get(placement__quote=WORDS)


def page(client: Client, claim: Claim) -> str:
    return client.get(f"/articles/{claim.article_id}/?claim={claim.number}&show=all").content.decode()


def undo_form(html: str) -> tuple[str, dict[str, str]]:
    """Where the offered undo is sent, and what stands in its form."""
    [whole] = re.findall(r'<form class="undo".*?</form>', html, re.DOTALL)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', whole))
    where = re.search(r'action="([^"]+)"', whole)
    assert where is not None
    return where.group(1), {name: unescape(value) for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def undo(client: Client, html: str) -> str:
    where, fields = undo_form(html)
    response = client.post(where, fields)
    assert response.status_code == 302
    return client.get(response.headers["Location"]).content.decode()


def place(claim: Claim, words: str) -> int:
    return claim.words.start + claim.words.quote.index(words)


def test_a_claim_is_split_before_a_word_and_made_whole_again(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    assert f'name="at" value="{place(cost, "37")}" required>37</label>' in page(client, cost)
    client.post(f"/claims/{cost.pk}/split/", form(cost, at=place(cost, "37")))
    assert now(cost).words.quote == FIRST
    html = page(client, cost)
    assert f"Claim {cost.number} is split: claim" in html
    assert undo_form(html)[0] == f"/claims/{cost.pk}/undo/"
    assert f"Claim {cost.number} is whole again." in undo(client, html)
    assert now(cost).words.quote == WORDS
    assert verify_trail().is_clean


def test_a_verdict_is_undone_right_away_and_both_stay_in_the_trail(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    client.post(f"/claims/{cost.pk}/decide/", form(cost, verdict="unsourced", note="Asked the city."))
    html = page(client, cost)
    assert "Undo the verdict" in html
    assert f"Claim {cost.number} is open again." in undo(client, html)
    assert now(cost).standing == "pending"
    told = list(cost.events.oldest_first().values_list("kind", flat=True))
    assert told[-2:] == ["claim.decided", "claim.reopened"]
    assert "Undo the verdict" not in page(client, cost)


def test_a_verdict_that_somebody_changed_since_is_not_undone(
    client: Client, cost: Claim, rita: Person, bob: Person
) -> None:
    client.force_login(rita)
    client.post(f"/claims/{cost.pk}/decide/", form(cost, verdict="unsourced", note="Asked the city."))
    where, fields = undo_form(page(client, cost))
    decide_claim(now(cost), Ruling("disputed", note="It says 388."), by=bob, seen=now(cost).version)
    assert client.post(where, fields).status_code == 409
    assert now(cost).verdict == "disputed"


def test_of_a_split_that_was_undone_nothing_is_left_but_its_trail(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    every = [f"/articles/{cost.article_id}/?show=all", f"/articles/{cost.article_id}/report/", "/queue/?status=all"]
    every += [f"/articles/{cost.article_id}/revisions/1/", "/articles/"]
    client.post(f"/claims/{cost.pk}/split/", form(cost, at=place(cost, "37")))
    part = cost.article.claims.latest("pk")
    undo(client, page(client, cost))
    for address in every:
        html = client.get(address).content.decode()
        assert f"claim={part.number}&" not in html.replace("&amp;", "&"), address
        assert f"/claims/{part.pk}/" not in html, address
    assert "1 dismissed" not in client.get("/articles/").content.decode()
    for address in (f"/claims/{part.pk}/", f"/articles/{cost.article_id}/?claim={part.number}"):
        assert client.get(address, follow=True).redirect_chain[-1][0] == f"/claims/{part.pk}/trail/"


def test_an_offer_stands_for_one_page(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    client.post(f"/claims/{cost.pk}/split/", form(cost, at=place(cost, "37")))
    assert "Undo the split" in page(client, cost)
    assert "Undo the split" not in page(client, cost)


def test_two_claims_are_merged_and_parted_again(client: Client, cost: Claim, rita: Person) -> None:
    first, second = split_claim(cost, place(cost, "37"), by=rita, seen=1)
    client.force_login(rita)
    html = page(client, first)
    assert f'value="{second.pk}-1">Merge with claim {second.number}, just after' in html
    client.post(f"/claims/{first.pk}/merge/", form(first, other=f"{second.pk}-1"))
    assert (now(first).words.quote, now(second).dismissal) == (WORDS, "merged")
    undo(client, page(client, first))
    assert (now(first).words.quote, now(second).words.quote, now(second).dismissal) == (FIRST, SECOND, "")
    assert verify_trail().is_clean


def test_claims_of_other_paragraphs_are_not_offered(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    assert "Merge with claim" not in page(client, cost)


@pytest.mark.parametrize("act", ["span", "dismiss"])
def test_a_changed_span_goes_back_and_a_dismissed_claim_opens(
    client: Client, cost: Claim, rita: Person, act: str
) -> None:
    client.force_login(rita)
    told = {"span": {"start": "0", "end": "14"}, "dismiss": {"reason": "opinion"}}[act]
    client.post(f"/claims/{cost.pk}/{act}/", form(cost, **told))
    assert now(cost).version == 2
    undo(client, page(client, cost))
    assert (now(cost).words.quote, now(cost).dismissal, now(cost).version) == (WORDS, "", 3)


def test_a_claim_that_was_marked_by_mistake_is_dismissed(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    client.post(f"/articles/{article.pk}/claims/", {"start": "0", "end": "14", "show": "all"})
    made = article.claims.for_lists().latest("pk")
    undo(client, page(client, made))
    assert now(made).dismissal == "other"


def test_what_somebody_did_since_is_not_undone(client: Client, cost: Claim, rita: Person, bob: Person) -> None:
    client.force_login(rita)
    client.post(f"/claims/{cost.pk}/split/", form(cost, at=place(cost, "37")))
    where, fields = undo_form(page(client, cost))
    split_claim(now(cost), place(cost, "$412"), by=bob, seen=2)
    response = client.post(where, fields)
    assert response.status_code == 409
    assert "Nothing of yours was recorded." in response.content.decode()
    assert now(cost).words.quote == "It cost"


@pytest.mark.parametrize("typed", [{}, {"at": "x"}, {"at": "0"}, {"at": "9" * 9}])
def test_a_cut_that_is_none_is_told_in_the_form(
    client: Client, cost: Claim, rita: Person, typed: dict[str, str]
) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{cost.pk}/split/", form(cost, **typed))
    assert response.status_code == 422
    assert 'id="split-error"' in response.content.decode()
    assert now(cost).version == 1


@pytest.mark.parametrize("act", ["merge", "undo"])
@pytest.mark.parametrize("other", ["", "x", "999999-1", "1-1-1"])
def test_a_claim_that_is_not_there_is_not_merged(
    client: Client, cost: Claim, rita: Person, act: str, other: str
) -> None:
    client.force_login(rita)
    assert client.post(f"/claims/{cost.pk}/{act}/", form(cost, other=other, undo="split")).status_code == 422
    assert now(cost).version == 1


def test_for_htmx_the_whole_text_is_drawn_anew_with_the_offer(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{cost.pk}/split/", form(cost, at=place(cost, "37")), headers=HTMX)
    html = response.content.decode()
    assert 'id="_text"' in html
    assert "Undo the split" in html


def test_who_does_not_check_is_offered_nothing(client: Client, cost: Claim, edith: Person, ada: Person) -> None:
    for person in (edith, ada):
        client.force_login(person)
        assert f"/claims/{cost.pk}/split/" not in page(client, cost)
        assert client.post(f"/claims/{cost.pk}/split/", form(cost, at=place(cost, "37"))).status_code == 403

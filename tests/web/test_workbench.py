"""The workbench: the text with its claims, what is known of the one in hand, and what waits."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.actions.assign import assign_claim
from articles.actions.decide import Ruling, decide_claim
from articles.actions.extract import FAILED, extract_claims
from articles.actions.intake import Upload
from articles.actions.place import add_claim
from articles.actions.revise import revise_article
from articles.actions.submit import About, submit_article
from articles.models import Article, Claim, Extraction, Heartbeat, Person
from articles.text.spans import Span
from tests.web.test_highlight import Blocks, put_together


def page(client: Client, article: Article, query: str = "") -> str:
    response = client.get(f"/articles/{article.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["lumen-btcc.txt", "lumen-motley-fool.txt"])
def test_the_page_shows_the_words_of_a_sample_letter_for_letter(
    client: Client, submit: Callable[..., Article], rita: Person, shared: Path, name: str
) -> None:
    text = (shared / "samples" / name).read_text(encoding="utf-8")
    article = submit(text)
    client.force_login(rita)
    blocks = Blocks(page(client, article), alone=False)
    assert article.newest is not None
    assert put_together(article.newest.text, blocks) == article.newest.text
    assert len({link["data-claims"] for link in blocks.links}) >= article.claims.count()


def test_the_first_open_claim_lies_on_the_desk(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    html = page(client, article)
    assert 'data-number="1" data-version="1"' in html
    assert 'aria-current="true"' in html


def test_a_claim_opens_by_its_number(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    claim = article.claims.get(number=2)
    html = page(client, article, "?claim=2&show=all")
    assert f'data-number="2" data-version="{claim.version}"' in html
    assert f"characters {claim.words.start} to {claim.words.end} of revision 1" in html


@pytest.mark.parametrize("number", ["999", "0", "-1", "²", "9" * 30, "x"])
def test_a_number_that_is_no_claim_leads_back_to_the_article(
    client: Client, article: Article, rita: Person, number: str
) -> None:
    client.force_login(rita)
    response = client.get(f"/articles/{article.pk}/", {"claim": number})
    assert response.status_code in (200, 302)


def test_htmx_gets_the_claim_alone(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    response = client.get(f"/articles/{article.pk}/?claim=2", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert html.lstrip().startswith('<section class="wb-claim" id="_claim"')
    assert "<html" not in html
    assert "hx-swap-oob" not in html


def test_mine_steps_through_what_is_assigned_to_me(
    client: Client, article: Article, rita: Person, carl: Person
) -> None:
    second = article.claims.for_lists().get(number=2)
    assign_claim(second, rita, by=carl, seen=second.version)
    client.force_login(rita)
    html = page(client, article, "?show=mine")
    assert 'data-number="2"' in html
    assert "Mine 1" in html


def test_the_bar_is_filled_by_people_alone(client: Client, article: Article, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    whole = article.claims.count()
    assert f"Decided by people 0 of {whole}" in page(client, article)
    decide_claim(claim, Ruling("disputed", "It says otherwise."), by=rita, seen=claim.version)
    assert f"Decided by people 1 of {whole}" in page(client, article)


def test_sign_off_says_what_it_waits_for(client: Client, article: Article, carl: Person) -> None:
    client.force_login(carl)
    html = page(client, article)
    assert f"Sign-off waits: {article.claims.count()} open" in html
    assert 'aria-disabled="true" aria-describedby="signoff-why">Sign off' in html


def test_only_the_chief_is_offered_the_sign_off(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    assert "Sign off</button>" not in page(client, article)


def test_the_chief_signs_off_and_takes_it_back_with_a_reason(
    client: Client, submit: Callable[..., Article], carl: Person
) -> None:
    article = submit("Is it so?")
    article.refresh_from_db()
    client.force_login(carl)
    assert client.post(f"/articles/{article.pk}/sign-off/").status_code == 302
    assert "Signed off by Carl" in page(client, article)
    assert client.post(f"/articles/{article.pk}/sign-off/back/").status_code == 422
    assert client.post(f"/articles/{article.pk}/sign-off/back/", {"note": "A source was wrong."}).status_code == 302
    assert "Signed off by Carl" not in page(client, article)


def test_the_uploader_reads_but_does_not_decide(client: Client, article: Article, edith: Person) -> None:
    client.force_login(edith)
    html = page(client, article)
    assert "Only a reviewer who did not upload this article" in html
    assert 'id="_decide"' not in html


def test_an_article_is_not_there_for_somebody_with_no_rights(client: Client, article: Article, nemo: Person) -> None:
    client.force_login(nemo)
    assert client.get(f"/articles/{article.pk}/").status_code == 404
    assert client.get(f"/claims/{article.claims.get(number=1).pk}/").status_code == 404


def test_a_claim_on_the_same_words_twice_has_its_own_link(client: Client, article: Article, rita: Person) -> None:
    first = article.claims.for_lists().get(number=1).words
    inside = add_claim(article, Span(first.start, first.start + 3), by=rita)
    client.force_login(rita)
    html = page(client, article)
    assert f'id="w{inside.number}"' in html
    assert f'data-claims="{inside.number} 1"' in html


# --- while claims are looked for


@pytest.fixture
def waiting(edith: Person) -> Article:
    return submit_article(Upload(text="It cost $4 million in 2019. It opened in 2021."), About(), by=edith)


def test_the_page_says_since_when_claims_wait_to_be_looked_for(client: Client, waiting: Article, rita: Person) -> None:
    client.force_login(rita)
    html = page(client, waiting)
    assert "Waiting to look for claims, since" in html
    assert 'hx-trigger="every 1s"' in html


def test_the_page_says_when_no_worker_is_alive(client: Client, waiting: Article, rita: Person) -> None:
    client.force_login(rita)
    assert "No worker is alive" in page(client, waiting)
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(seconds=31))
    assert "No worker is alive" in page(client, waiting)
    Heartbeat.objects.update(at=timezone.now())
    assert "No worker is alive" not in page(client, waiting)


def test_the_page_says_how_far_the_look_is(client: Client, waiting: Article, rita: Person) -> None:
    now = timezone.now()
    lease = {"lease": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "lease_until": now}
    Extraction.objects.update(state="running", progress=40, **lease)
    client.force_login(rita)
    assert "Looking for claims, 40 %" in page(client, waiting)


def test_claims_come_without_a_reload_and_then_the_asking_stops(client: Client, waiting: Article, rita: Person) -> None:
    client.force_login(rita)
    poll = f"/articles/{waiting.pk}/extraction/"
    assert 'hx-trigger="every 1s"' in client.get(poll).content.decode()
    assert extract_claims(Extraction.objects.get().pk)
    html = client.get(poll).content.decode()
    assert "claims were found" in html
    assert 'hx-trigger="every' not in html
    for part in ("_text", "_claim", "_article_head", "_wb_tools", "_told"):
        tag = html[html.index(f'id="{part}"') :]
        assert 'hx-swap-oob="true"' in tag[: tag.index(">")]


def test_a_look_that_failed_says_why_and_can_be_tried_again(client: Client, waiting: Article, rita: Person) -> None:
    Extraction.objects.update(state="failed", error=FAILED)
    client.force_login(rita)
    html = page(client, waiting)
    assert FAILED in html
    assert "Try again" in html
    assert client.post(f"/articles/{waiting.pk}/retry/").status_code == 302
    assert Extraction.objects.get().state == "queued"


def test_a_text_without_claims_says_so(client: Client, submit: Callable[..., Article], rita: Person) -> None:
    article = submit("Is it so?")
    client.force_login(rita)
    assert "No claims were found. Read the text and mark them yourself." in page(client, article)


# --- addresses


def test_the_address_of_a_claim_leads_to_its_words(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    response = client.get(f"/claims/{claim.pk}/")
    assert response.headers["Location"] == f"/articles/{claim.article_id}/?claim={claim.number}&show=all"


def test_the_address_of_a_claim_whose_words_are_gone_leads_to_where_they_stood(
    client: Client, claim: Claim, edith: Person, rita: Person
) -> None:
    revise_article(claim.article, Upload(text="Quite another text, with nothing of the old one in it."), by=edith)
    client.force_login(rita)
    response = client.get(f"/claims/{claim.pk}/")
    assert response.headers["Location"] == f"/articles/{claim.article_id}/revisions/1/#w{claim.number}"
    shown = client.get(f"/articles/{claim.article_id}/?claim={claim.number}")
    assert shown.headers["Location"] == f"/claims/{claim.pk}/"


# --- what it costs


def many(edith: Person, carl: Person, count: int) -> Article:
    """An article with so many claims, all marked by hand."""
    article = submit_article(Upload(text=f"{count} words after words. " * 80), About(), by=edith)
    Extraction.objects.filter(revision=article.newest).update(state="done")
    for n in range(count):
        add_claim(article, Span(20 * n, 20 * n + 15), by=carl)
    return article


@pytest.mark.parametrize("htmx", [False, True])
def test_sixty_claims_cost_as_many_queries_as_five(
    client: Client,
    edith: Person,
    rita: Person,
    carl: Person,
    htmx: bool,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    few, lots = many(edith, carl, 5), many(edith, carl, 60)
    client.force_login(rita)
    headers = {"HX-Request": "true"} if htmx else {}
    with django_assert_num_queries(13 if htmx else 14, exact=False) as five:
        client.get(f"/articles/{few.pk}/?claim=3", headers=headers)
    with django_assert_num_queries(len(five)):
        client.get(f"/articles/{lots.pk}/?claim=3", headers=headers)

"""Sources that a file names: shown beside the claim at whose words they stand, and taken into the form by one button."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.actions.decide import Ruling, decide_claim
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.place import add_claim
from articles.actions.revise import revise_article
from articles.actions.submit import About, submit_article
from articles.models import Article, Claim, Evidence, Extraction, Person, Revision
from articles.text.spans import Span
from tests.web.test_decide import HTMX, KEPT, NOTE, form, now

TEXT = """# Harbour tunnel opens

The tunnel cost $412 million, the city said.[^1]
The [traffic & office](https://traffic.example/c?a=1&b=2) counted 18,000 cars a day. Nobody was hurt.

[^1]: Council minutes, "&lt;script&gt;alert(1)&lt;/script&gt;", https://council.example/m, p. 3
"""
MINUTES = "Council minutes, &quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot;, https://council.example/m, p. 3"


@pytest.fixture
def sourced(edith: Person) -> Article:
    """An article whose file names sources."""
    return submit_article(Upload(name="tunnel.md", data=TEXT.encode()), About(), by=edith)


@pytest.fixture
def on(sourced: Article, rita: Person) -> Callable[[str], Claim]:
    """A claim on these words of it."""

    def mark(words: str) -> Claim:
        start = sourced.newest.text.index(words)  # type: ignore[union-attr]
        made = add_claim(sourced, Span(start, start + len(words)), by=rita)
        return now(made)

    return mark


def card(client: Client, claim: Claim) -> str:
    response = client.get(f"/articles/{claim.article_id}/?claim={claim.number}&show=all")
    assert response.status_code == 200
    html = response.content.decode()
    return html[html.index('id="_proposed"') :].partition("</ul>")[0] if 'id="_proposed"' in html else ""


def value(claim: Claim, url: str) -> str:
    """How a form names the proposal with this address."""
    revision = claim.words.revision
    return f"{revision.pk}-{[row[3] for row in revision.proposals].index(url)}"


def test_a_card_shows_the_note_at_the_end_of_its_words_and_only_that(
    client: Client, on: Callable[[str], Claim], rita: Person
) -> None:
    client.force_login(rita)
    html = card(client, on("The tunnel cost $412 million, the city said"))
    assert "The file names sources here" in html
    assert MINUTES in html
    assert '<a href="https://council.example/m" rel="noopener noreferrer" target="_blank">' in html
    assert "traffic" not in html
    assert html.count("Use as source") == 1


def test_a_card_shows_a_link_inside_its_words_escaped(client: Client, on: Callable[[str], Claim], rita: Person) -> None:
    client.force_login(rita)
    html = card(client, on("traffic & office counted 18,000 cars a day"))
    assert '<q dir="auto">traffic &amp; office</q>' in html
    assert 'href="https://traffic.example/c?a=1&amp;b=2"' in html
    assert MINUTES not in html


def test_words_without_a_source_say_nothing_of_sources(
    client: Client, on: Callable[[str], Claim], rita: Person
) -> None:
    client.force_login(rita)
    assert card(client, on("Nobody was hurt")) == ""


def test_who_only_reads_sees_the_sources_and_no_button(client: Client, on: Callable[[str], Claim], ada: Person) -> None:
    claim = on("The tunnel cost $412 million, the city said")
    client.force_login(ada)
    html = card(client, claim)
    assert MINUTES in html
    assert "Use as source" not in html


def test_a_source_fills_the_form_keeps_what_was_typed_and_records_nothing(
    client: Client, on: Callable[[str], Claim], rita: Person
) -> None:
    claim = on("The tunnel cost $412 million, the city said")
    client.force_login(rita)
    typed = {
        "source_title": "My own",
        "source_url": "",
        "source_locator": "",
        "source_quote": "",
        "source_stance": "refutes",
    }
    sent = form(claim, verdict="disputed", note=NOTE, proposed=value(claim, "https://council.example/m"), **typed)
    html = client.post(f"/claims/{claim.pk}/another/", sent).content.decode()
    assert html.count('name="source_title"') == 2
    assert 'value="My own"' in html
    assert f'value="{MINUTES}"' in html
    assert 'value="https://council.example/m"' in html
    assert KEPT in html
    assert '<details class="evidence" id="_evidence" data-key="e" open>' in html
    assert now(claim).version == claim.version
    assert not Evidence.objects.exists()


def test_a_source_takes_the_row_in_which_nothing_was_typed(
    client: Client, on: Callable[[str], Claim], rita: Person
) -> None:
    claim = on("The tunnel cost $412 million, the city said")
    client.force_login(rita)
    sent = form(claim, proposed=value(claim, "https://council.example/m"))
    html = client.post(f"/claims/{claim.pk}/another/", sent, headers=HTMX).content.decode()
    assert html.count('name="source_title"') == 1
    assert 'value="https://council.example/m"' in html


def test_what_the_form_was_filled_with_can_be_recorded(
    client: Client, on: Callable[[str], Claim], rita: Person
) -> None:
    claim = on("traffic & office counted 18,000 cars a day")
    client.force_login(rita)
    row = {"source_title": "traffic & office", "source_url": "https://traffic.example/c?a=1&b=2"}
    more = {"source_locator": "", "source_quote": "", "source_stance": "supports"}
    assert client.post(f"/claims/{claim.pk}/decide/", form(claim, verdict="verified", **row, **more)).status_code == 302
    assert Evidence.objects.get().source.url == row["source_url"]


@pytest.mark.parametrize("named", ["", "x", "0-0", "{elsewhere}", "{revision}-999999999", "-1"])
def test_a_source_that_does_not_stand_there_is_refused_in_words_and_what_was_typed_stays(
    client: Client, on: Callable[[str], Claim], rita: Person, named: str
) -> None:
    claim = on("The tunnel cost $412 million, the city said")
    client.force_login(rita)
    elsewhere = value(claim, "https://traffic.example/c?a=1&b=2")
    wanted = named.format(elsewhere=elsewhere, revision=claim.words.revision_id)
    html = client.post(f"/claims/{claim.pk}/another/", form(claim, note=NOTE, proposed=wanted)).content.decode()
    assert "This source could not be taken over." in html
    assert KEPT in html
    assert 'value="https://traffic.example' not in html


def test_htmx_is_told_that_a_source_is_gone_and_nothing_typed_is_swapped(
    client: Client, on: Callable[[str], Claim], rita: Person
) -> None:
    claim = on("The tunnel cost $412 million, the city said")
    client.force_login(rita)
    response = client.post(f"/claims/{claim.pk}/another/", form(claim, proposed="0-0"), headers=HTMX)
    assert (response.status_code, response["HX-Retarget"]) == (409, "#_problem")
    assert "This source could not be taken over." in response.content.decode()


def test_a_decided_claim_offers_its_sources_for_deciding_again(
    client: Client, on: Callable[[str], Claim], rita: Person
) -> None:
    claim = on("The tunnel cost $412 million, the city said")
    decide_claim(claim, Ruling("disputed", NOTE), by=rita, seen=claim.version)
    client.force_login(rita)
    assert 'hx-target="#_claim" hx-select="#_claim"' in card(client, claim)


def test_an_address_that_cannot_be_followed_safely_is_no_link(
    client: Client, submit: Callable[..., Article], rita: Person
) -> None:
    article = submit("The mayor paid 5 million dollars for it in 2024.\n")
    text = article.newest.text  # type: ignore[union-attr]
    rows = [
        [len(text), "link", "it", url, ""]
        for url in ("javascript:alert(1)", "data:text/html,x", "https://a@b.example/")
    ]
    copy = Revision.objects.create(
        article=article, number=2, text=text, sha256="0" * 64, length=len(text), proposals=rows, created_by=rita,
        block_rows=[["paragraph", 0, len(text)]],
    )  # fmt: skip
    Article.objects.filter(pk=article.pk).update(newest=copy)
    article.refresh_from_db()
    claim = now(add_claim(article, Span(0, len(text)), by=rita))
    client.force_login(rita)
    html = card(client, claim)
    assert html.count("Use as source") == 3
    assert "javascript:" not in html
    assert "data:" not in html
    assert "b.example" not in html


def test_a_newer_revision_offers_its_own_sources(
    client: Client, on: Callable[[str], Claim], sourced: Article, edith: Person, rita: Person
) -> None:
    claim = on("The tunnel cost $412 million, the city said")
    newer = TEXT.replace("council.example/m", "council.example/new")
    revise_article(sourced, Upload(name="tunnel.md", data=newer.encode()), by=edith)
    extract_claims(Extraction.objects.order_by("-pk")[0].pk)
    client.force_login(rita)
    html = card(client, now(claim))
    assert "https://council.example/new" in html
    old = form(now(claim), proposed=value(claim, "https://council.example/m"))
    assert "could not be taken over" in client.post(f"/claims/{claim.pk}/another/", old).content.decode()

"""What nobody has looked at, in the workbench: a rail beside each line, a strip in the head, a button to say it was read."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.dismiss import dismiss_claim
from articles.actions.read_passage import read_passage
from articles.models import Article, AuditEvent, Claim, Person, Reading
from articles.text.spans import Span
from tests.cast import TEXT

QUESTION = "Is it worth the money?"
SPAN = Span(TEXT.index(QUESTION), TEXT.index(QUESTION) + len(QUESTION))
PLACE = f"{SPAN.start}-{SPAN.end}"


@pytest.fixture
def page(article: Article) -> str:
    return f"/articles/{article.pk}/"


def shown(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def test_what_nobody_has_looked_at_has_a_button_that_names_it(client: Client, page: str, rita: Person) -> None:
    client.force_login(rita)
    html = shown(client, page)
    assert f"Read, nothing to check: “{QUESTION}”" in html
    assert f'name="passages" value="{PLACE}"' in html
    assert "Looked at 0%" in html


def test_a_passage_marked_as_read_leaves_the_list_and_can_be_taken_back(
    client: Client, page: str, rita: Person
) -> None:
    client.force_login(rita)
    after = client.post(f"{page}read/", {"passages": PLACE, "revision": "1"}, follow=True).content.decode()
    assert "1 passage marked as read." in after
    assert PLACE not in after
    swap = client.post(f"{page}unread/", {"readings": Reading.objects.get().pk}, headers={"HX-Request": "true"})
    assert "1 passage shown as unread again." in swap.content.decode()
    assert PLACE in shown(client, page)


def test_for_htmx_only_the_line_the_head_and_the_tools_are_drawn_anew(client: Client, page: str, rita: Person) -> None:
    client.force_login(rita)
    answer = client.post(f"{page}read/", {"passages": PLACE}, headers={"HX-Request": "true"}).content.decode()
    assert re.findall(r'id="(\w+)"[^>]* hx-swap-oob="true"', answer) == [f"l{SPAN.start}", "_article_head", "_wb_tools"]
    assert 'data-key="z"' in answer


def test_decided_claims_count_as_looked_at(client: Client, page: str, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    [percent] = re.findall(r"Looked at (\d+)%", shown(client, page))
    assert 0 < int(percent) < 100


@pytest.mark.parametrize("who", ["edith", "ada"])
def test_others_see_the_rails_but_no_button(
    client: Client, page: str, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    html = shown(client, page)
    assert '<svg class="rail"' in html
    assert 'class="read"' not in html
    assert client.post(f"{page}read/", {"passages": PLACE}).status_code == 403


@pytest.mark.parametrize("passages", ["", "x-y", "5-5", "0-99999999"])
def test_what_cannot_be_read_is_refused_in_words(client: Client, page: str, rita: Person, passages: str) -> None:
    client.force_login(rita)
    answer = client.post(f"{page}read/", {"passages": passages})
    assert answer.status_code == 422
    assert Reading.objects.count() == 0


def test_more_readings_cost_no_more_queries(client: Client, page: str, article: Article, rita: Person) -> None:
    client.force_login(rita)
    counts = []
    for spans in ([SPAN], [Span(at, at + 5) for at in range(0, 60, 6)]):
        for span in spans:
            read_passage(article, span, by=rita)
        with CaptureQueriesContext(connection) as queries:
            shown(client, page)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_trail_tells_of_a_reading_with_its_words(client: Client, page: str, article: Article, rita: Person) -> None:
    read_passage(article, SPAN, by=rita)
    client.force_login(rita)
    trail = shown(client, f"{page}trail/")
    assert "read this and found nothing to check" in trail
    assert QUESTION in trail
    seq = AuditEvent.objects.get(kind="reading.made").pk
    assert QUESTION in shown(client, f"/trail/{seq}/")

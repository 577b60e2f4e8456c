"""The trail is narrowed by its address, and each filter that is set can be taken away again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions.assign import assign_many
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.models import Article, AuditEvent, Claim, Person
from tests.web.test_trail_page import numbers, shown


def test_the_trail_is_narrowed_by_words(client: Client, article: Article, rita: Person) -> None:
    claim = article.claims.for_lists().get(number=2)
    client.force_login(rita)
    found = numbers(shown(client, "/trail/", q=claim.words.quote[:25].upper()))
    assert found == list(claim.events.newest_first().values_list("seq", flat=True))


def test_the_trail_is_narrowed_by_the_number_of_a_claim(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    found = numbers(shown(client, f"/articles/{article.pk}/trail/", q="3"))
    assert article.claims.get(number=3).events.get().seq in found


def test_the_trail_is_narrowed_by_who_what_and_when(client: Client, claim: Claim, rita: Person) -> None:
    dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    last = AuditEvent.objects.count()
    today = timezone.localdate()
    client.force_login(rita)
    assert numbers(shown(client, "/trail/", actor="rita")) == [last]
    assert numbers(shown(client, "/trail/", kind="decisions")) == [last]
    assert numbers(shown(client, "/trail/", kind="claim.dismissed")) == [last]
    assert last not in numbers(shown(client, "/trail/", actor="nobody"))
    assert last in numbers(shown(client, "/trail/", since=today.isoformat(), until=today.isoformat()))
    assert not numbers(shown(client, "/trail/", since=(today + timedelta(days=1)).isoformat()))
    assert not numbers(shown(client, "/trail/", until=(today - timedelta(days=1)).isoformat()))


def test_the_trail_of_the_desk_is_narrowed_to_an_article(
    client: Client, submit: Callable[..., Article], rita: Person
) -> None:
    one, other = submit(), submit("It cost $4 million in 2019. It opened in 2021.")
    client.force_login(rita)
    assert numbers(shown(client, "/trail/", article=other.pk)) == list(
        other.events.newest_first().values_list("seq", flat=True)
    )
    within = numbers(shown(client, f"/articles/{one.pk}/trail/", article=other.pk))
    assert within == list(one.events.newest_first().values_list("seq", flat=True))


def test_a_filter_that_is_set_is_a_chip_that_takes_it_away(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    html = shown(client, "/trail/", actor="rita", kind="decisions", q="tunnel", before="900")
    chips = html.split('aria-label="Filters that are set"')[1].split("</ul>")[0]
    assert 'href="?actor=rita&amp;kind=decisions"' in chips
    assert 'href="?kind=decisions&amp;q=tunnel"' in chips
    assert 'href="?actor=rita&amp;q=tunnel"' in chips
    assert "“tunnel”" in chips
    assert "By Rita" in chips
    assert "before=" not in chips
    assert '<a class="btn btn-bare" href="/trail/">Clear all</a>' in chips


def test_an_act_of_which_a_search_shows_only_a_part_says_so(
    client: Client, article: Article, carl: Person, rita: Person
) -> None:
    assign_many(article.claims.for_lists(), [rita], by=carl)
    client.force_login(carl)
    part = "Acts count and list only those of their events that answer the search."
    assert part in shown(client, "/trail/", q="the", kind="assignments")
    assert part not in shown(client, "/trail/", kind="assignments")
    assert part not in shown(client, "/trail/", q="the", kind="assignments", each="yes")


def test_a_search_that_finds_nothing_says_so_and_shows_the_way_out(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    html = shown(client, "/trail/", q="zebra <b>")
    assert "No event says “zebra &lt;b&gt;”." in html
    assert '<a class="btn btn-main" href="/trail/">Show everything</a>' in html
    assert "0 events" in html


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"since": "soon"}, "“soon” is not a day; write it as 2026-01-31."),
        ({"kind": "x"}, "There are no events of the kind “x”."),
        ({"actor": "\x00"}, "This filter was left out"),
        ({"article": "-1"}, "“-1” says nothing here."),
        ({"since": "0001-01-01", "until": "9999-12-31"}, "events"),
        ({"q": "%_'\"\\"}, "0 events"),
    ],
)
def test_what_cannot_be_read_of_an_address_is_left_out_and_told(
    client: Client, article: Article, rita: Person, query: dict[str, str], told: str
) -> None:
    client.force_login(rita)
    assert told in shown(client, "/trail/", **query)


@pytest.mark.parametrize("edge", ["x", "-1", "9" * 25, "٣"])
def test_an_edge_that_is_no_number_leads_nowhere(client: Client, article: Article, rita: Person, edge: str) -> None:
    client.force_login(rita)
    assert client.get("/trail/", {"before": edge}).status_code == 400
    assert client.get("/trail/", {"after": edge}).status_code == 400


def test_only_the_list_is_swapped_when_a_filter_is_chosen(client: Client, claim: Claim, rita: Person) -> None:
    decide_claim(claim, Ruling("unsourced", "Asked the press office."), by=rita, seen=claim.version)
    client.force_login(rita)
    response = client.get("/trail/", {"kind": "decisions"}, headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<div id="_events">')
    assert numbers(response.content.decode()) == [AuditEvent.objects.count()]

"""Every event has an address of its own: all that it says, the bytes that were hashed, and its neighbours."""

import json

import pytest
from django.test import Client

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.log_in import refuse_log_in
from articles.models import Article, AuditEvent, Claim, Person
from tests.reports.tampering import drop_guards, rewrite
from tests.web.test_trail_page import shown


def test_an_event_is_told_in_full(client: Client, claim: Claim, rita: Person) -> None:
    source = Citation(title="Minutes", url="https://archive.example/1", locator="p. 14", stance="refutes")
    decide_claim(claim, Ruling("disputed", "The minutes say 2018.", "in 2018", [source]), by=rita, seen=claim.version)
    event = AuditEvent.objects.newest_first()[0]
    client.force_login(rita)
    html = shown(client, f"/trail/{event.seq}/")
    for words in (
        "Rita",
        "decided: disputed",
        "The minutes say 2018.",
        "in 2018",
        "Minutes, p. 14",
        event.at,
        event.leaf,
    ):
        assert words in html
    assert claim.words.quote in html.replace("&quot;", '"').replace("&#x27;", "'")
    assert f"/articles/{claim.article_id}/revisions/1/#w{claim.number}" in html
    assert f">{json.loads(event.payload)['prev']}<" in html
    assert event.payload in html.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
    assert "Recomputed just now" in html


def test_an_event_leads_to_its_neighbours(client: Client, article: Article, carl: Person) -> None:
    client.force_login(carl)
    html = shown(client, "/trail/5/")
    assert 'rel="prev" href="/trail/6/"' in html
    assert 'rel="next" href="/trail/4/"' in html
    assert 'rel="next"' not in shown(client, "/trail/1/")
    assert 'rel="prev"' not in shown(client, f"/trail/{AuditEvent.objects.count()}/")


def test_the_neighbours_of_an_event_are_those_that_a_person_may_read(
    client: Client, article: Article, carl: Person, rita: Person
) -> None:
    last = article.events.newest_first().values_list("seq", flat=True)[0]
    refuse_log_in(carl.username)
    hidden = AuditEvent.objects.newest_first()[0].seq
    client.force_login(rita)
    assert 'rel="prev"' not in shown(client, f"/trail/{last}/")
    assert client.get(f"/trail/{hidden}/").status_code == 404
    client.force_login(carl)
    assert client.get(f"/trail/{hidden}/").status_code == 200


@pytest.mark.parametrize("seq", [0, 999_999, 2**63, 10**30])
def test_an_event_that_is_not_there_is_not_found(client: Client, article: Article, carl: Person, seq: int) -> None:
    client.force_login(carl)
    assert client.get(f"/trail/{seq}/").status_code == 404


def test_an_event_whose_bytes_were_changed_says_so(client: Client, article: Article, carl: Person) -> None:
    drop_guards()
    rewrite(5, lambda told: told.update(at="2026-01-01T00:00:00.000000Z"), leaf=False)
    client.force_login(carl)
    html = shown(client, "/trail/5/")
    assert "Its bytes are not those that were hashed." in html
    assert "Recomputed just now" not in html


def test_an_event_after_one_that_was_replaced_says_so(client: Client, article: Article, carl: Person) -> None:
    drop_guards()
    AuditEvent.objects.filter(seq=4).update(leaf="0" * 64)
    client.force_login(carl)
    assert "It does not hold the hash of event 4." in shown(client, "/trail/5/")


def test_the_trail_is_taken_as_a_file_from_its_page(client: Client, claim: Claim, rita: Person, carl: Person) -> None:
    decide_claim(claim, Ruling("unsourced", "Asked."), by=rita, seen=claim.version)
    client.force_login(carl)
    assert '<input type="hidden" name="kind" value="decisions">' in shown(client, "/trail/", kind="decisions")
    answer = client.post("/trail/export/", {"format": "jsonl", "kind": "decisions"})
    assert answer["Content-Disposition"].startswith('attachment; filename="trail-')
    assert answer["Content-Disposition"].endswith('-decisions.jsonl"')
    assert answer.getvalue().decode() == AuditEvent.objects.get(kind="claim.decided").payload + "\n"
    client.force_login(rita)
    assert "Export as CSV" not in shown(client, "/trail/")


def test_a_filter_that_cannot_be_read_is_not_exported_without_it(
    client: Client, article: Article, carl: Person
) -> None:
    client.force_login(carl)
    before = AuditEvent.objects.filter(kind="trail.exported").count()
    assert client.post("/trail/export/", {"format": "csv", "since": "soon"}).status_code == 422
    assert client.post("/trail/export/", {"format": "pdf"}).status_code == 422
    assert AuditEvent.objects.filter(kind="trail.exported").count() == before

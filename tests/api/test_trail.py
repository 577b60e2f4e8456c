"""The trail, read through the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from articles.ledger.leaves import leaf_hash
from articles.models import Article, AuditEvent, Claim, Person


def test_lines_come_oldest_first_with_the_exact_text_that_was_hashed(
    program: Any, article: Article, ada: Person
) -> None:
    lines = program(ada).get("/api/v1/trail/", {"page_size": 200}).json()["results"]

    assert [line["seq"] for line in lines] == list(range(1, AuditEvent.objects.count() + 1))
    assert all(leaf_hash(line["payload"].encode()) == line["leaf"] for line in lines)
    assert [line["prev"] for line in lines] == ["", *(line["leaf"] for line in lines[:-1])]


def test_a_claims_trail_leads_back_to_its_exact_words(as_rita: APIClient, claim: Claim, decide: Any) -> None:
    decide(as_rita, claim)

    lines = as_rita.get(f"/api/v1/claims/{claim.pk}/trail/").json()["results"]

    assert [line["kind"] for line in lines] == ["claim.found", "claim.decided"]
    assert {line["words"]["quote"] for line in lines} == {claim.words.quote}
    assert lines[1]["words"]["revision_sha256"] == claim.words.revision.sha256
    assert lines[1]["url"] == f"http://testserver/claims/{claim.pk}/"
    assert (lines[1]["actor"]["name"], lines[1]["now"]["verdict"]) == ("Rita", "verified")


def test_an_articles_trail_holds_what_happened_to_it_alone(as_edith: APIClient, article: Article) -> None:
    as_edith.post("/api/v1/articles/", {"title": "Bridge", "text": "The bridge cost $4 million."})

    lines = as_edith.get(f"/api/v1/articles/{article.pk}/trail/").json()["results"]

    assert {line["subject"]["article"] for line in lines} == {article.pk}
    assert [line["kind"] for line in lines[:2]] == ["article.submitted", "revision.added"]


def test_pages_of_the_trail_join_without_a_gap(as_edith: APIClient, article: Article) -> None:
    seen: list[int] = []
    url = f"/api/v1/articles/{article.pk}/trail/?page_size=3"
    while url:
        page = as_edith.get(url).json()
        seen += [line["seq"] for line in page["results"]]
        url = page["next"]

    assert seen == list(AuditEvent.objects.filter(article=article).order_by("seq").values_list("seq", flat=True))


def test_who_logged_in_is_for_those_who_answer_for_the_desk(
    as_rita: APIClient, as_carl: APIClient, article: Article
) -> None:
    kinds = {line["kind"] for line in as_rita.get("/api/v1/trail/", {"page_size": 200}).json()["results"]}
    all_kinds = {line["kind"] for line in as_carl.get("/api/v1/trail/", {"page_size": 200}).json()["results"]}

    assert all_kinds - kinds == {"person.made", "token.made"}


def test_the_trail_is_narrowed_as_the_address_asks(
    as_rita: APIClient, as_carl: APIClient, article: Article, claim: Claim, decide: Any
) -> None:
    decide(as_rita, claim)
    today = timezone.localdate()

    def kinds(**asked: object) -> list[str]:
        return [line["kind"] for line in as_carl.get("/api/v1/trail/", asked).json()["results"]]

    assert kinds(kind="decisions") == kinds(kind="claim.decided") == ["claim.decided"]
    assert kinds(actor="rita", article=article.pk) == ["source.added", "claim.decided"]
    assert kinds(claim=claim.pk) == ["claim.found", "claim.decided"]
    assert kinds(q="TRAFFIC office", claim=claim.pk) == ["claim.decided"]
    assert kinds(since=today + timedelta(days=1)) == kinds(until=today - timedelta(days=1)) == []
    assert kinds(since=today, until=today, kind="decisions") == ["claim.decided"]


@pytest.mark.parametrize(
    "asked",
    [{"kind": "x"}, {"since": "soon"}, {"until": "2026-13-01"}, {"article": "0"}, {"q": "x" * 201}, {"who": "x"}],
)
def test_a_filter_that_cannot_be_read_is_refused_by_name(as_rita: APIClient, asked: dict[str, str]) -> None:
    answer = as_rita.get("/api/v1/trail/", asked)

    assert answer.status_code == 400
    assert next(iter(asked)) in str(answer.json())


def test_the_trail_is_handed_out_as_a_file_and_that_is_told(
    as_carl: APIClient, as_rita: APIClient, article: Article, claim: Claim, decide: Any
) -> None:
    decide(as_rita, claim)

    answer = as_carl.get("/api/v1/trail/export/", {"format": "jsonl", "kind": "decisions"})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/x-ndjson")
    assert answer["Content-Disposition"].endswith('-decisions.jsonl"')
    lines = answer.getvalue().decode().splitlines()
    assert [leaf_hash(line.encode()) for line in lines] == [AuditEvent.objects.get(kind="claim.decided").leaf]
    assert AuditEvent.objects.newest_first()[0].kind == "trail.exported"


def test_a_file_of_another_form_is_refused(as_carl: APIClient, article: Article) -> None:
    before = AuditEvent.objects.count()

    for asked in ({"format": "pdf"}, {}):
        answer = as_carl.get("/api/v1/trail/export/", asked)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert as_carl.head("/api/v1/trail/export/", {"format": "csv"}).status_code == 405
    assert AuditEvent.objects.count() == before

"""The trail, read through the API."""

from typing import Any

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

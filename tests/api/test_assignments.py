"""POST assignments/: many claims at once, with a word about each."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.models import Article, AuditEvent, Claim, Person

ADDRESS = "/api/v1/assignments/"


def test_claims_named_by_id_go_to_one_reviewer(as_carl: APIClient, article: Article, rita: Person) -> None:
    pks = list(article.claims.values_list("pk", flat=True))

    answer = as_carl.post(ADDRESS, {"claims": pks, "reviewer": "rita"})

    assert answer.status_code == 200, answer.json()
    assert {(one["claim"], one["reviewer"], one["version"]) for one in answer.json()["assigned"]} == {
        (pk, "rita", 2) for pk in pks
    }
    assert answer.json()["refused"] == []
    assert AuditEvent.objects.filter(kind="claim.assigned").count() == len(pks)


def test_what_a_filter_finds_is_shared_out_evenly(
    as_carl: APIClient, article: Article, rita: Person, bob: Person
) -> None:
    answer = as_carl.post(ADDRESS, {"filter": {"article": article.pk}, "balance": ["rita", "bob"]})

    given = [one["reviewer"] for one in answer.json()["assigned"]]
    assert len(given) == article.claims.count()
    assert abs(given.count("rita") - given.count("bob")) <= 1


def test_a_filter_without_a_status_means_what_waits(
    as_carl: APIClient, article: Article, claim: Claim, rita: Person, decide: Any
) -> None:
    decide(as_carl, claim)

    answer = as_carl.post(ADDRESS, {"filter": {"assignee": "nobody", "priority": claim.priority}, "reviewer": "rita"})

    expected = article.claims.filter(priority=claim.priority).exclude(pk=claim.pk)
    assert {one["claim"] for one in answer.json()["assigned"]} == set(expected.values_list("pk", flat=True))


def test_what_cannot_be_given_is_told_with_its_reason_and_the_rest_is_given(
    as_rita: APIClient, as_bob: APIClient, article: Article
) -> None:
    first, second = article.claims.values_list("pk", flat=True)[:2]
    as_bob.post(ADDRESS, {"claims": [first], "reviewer": "bob"})

    answer = as_rita.post(ADDRESS, {"claims": [first, second, 999_999, second], "reviewer": "rita"})

    assert [one["claim"] for one in answer.json()["assigned"]] == [second]
    assert [(one["claim"], one["code"]) for one in answer.json()["refused"]] == [
        (first, "not_allowed"),
        (999_999, "not_found"),
    ]
    assert Claim.objects.get(pk=first).assignee.username == "bob"


def test_claims_can_be_taken_from_everybody(as_carl: APIClient, article: Article, rita: Person) -> None:
    as_carl.post(ADDRESS, {"filter": {}, "reviewer": "rita"})

    answer = as_carl.post(ADDRESS, {"filter": {}, "reviewer": None})

    assert {one["reviewer"] for one in answer.json()["assigned"]} == {None}
    assert not Claim.objects.exclude(assignee=None).exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "claims"),
        ({"claims": [1], "filter": {}, "reviewer": "rita"}, "claims"),
        ({"claims": [1]}, "reviewer"),
        ({"claims": [1], "reviewer": "rita", "balance": ["bob"]}, "reviewer"),
        ({"claims": [], "reviewer": "rita"}, "claims"),
        ({"claims": ["1"], "reviewer": "rita"}, "claims.0"),
        ({"claims": [True], "reviewer": "rita"}, "claims.0"),
        ({"claims": [2**63], "reviewer": "rita"}, "claims.0"),
        ({"claims": {"a": 1}, "reviewer": "rita"}, "claims"),
        ({"claims": [1] * 5001, "reviewer": "rita"}, "claims"),
        ({"filter": "all", "reviewer": "rita"}, "filter"),
        ({"filter": {"state": "open"}, "reviewer": "rita"}, "filter.state"),
        ({"filter": {"priority": True}, "reviewer": "rita"}, "filter.priority"),
        ({"filter": {"priority": [1]}, "reviewer": "rita"}, "filter.priority"),
        ({"filter": {"article": 999}, "reviewer": "rita"}, "article"),
        ({"claims": [1], "reviewer": "zorro"}, "reviewer"),
        ({"claims": [1], "balance": ["rita", "zorro"]}, "balance"),
        ({"claims": [1], "balance": []}, "balance"),
        ({"claims": [1], "reviewer": "rita", "note": "please"}, "note"),
    ],
)
def test_what_cannot_be_assigned_is_named_and_nothing_is_given(
    as_carl: APIClient, article: Article, rita: Person, body: Any, field: str
) -> None:
    answer = as_carl.post(ADDRESS, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid"), answer.json()
    assert list(answer.json()["fields"]) == [field]
    assert not Claim.objects.exclude(assignee=None).exists()

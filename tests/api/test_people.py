"""GET people/: who can be assigned."""

from typing import Any

from rest_framework.test import APIClient

from articles.actions.people import set_active
from articles.models import Article, Person


def test_those_who_check_are_listed_with_their_open_load(
    as_rita: APIClient, program: Any, article: Article, bob: Person, carl: Person, ada: Person
) -> None:
    pks = list(article.claims.values_list("pk", flat=True)[:2])
    program(carl).post("/api/v1/assignments/", {"claims": pks, "reviewer": "bob"})

    people = as_rita.get("/api/v1/people/").json()["results"]

    assert {one["username"]: one["open_claims"] for one in people} == {"rita": 0, "bob": 2, "carl": 0}
    assert {one["role"] for one in people} == {"reviewer", "chief"}
    assert set(people[0]) == {"username", "name", "role", "open_claims", "late_claims"}


def test_somebody_whose_account_is_closed_is_not_listed(as_rita: APIClient, bob: Person) -> None:
    set_active(bob, False, by=None)

    assert [one["username"] for one in as_rita.get("/api/v1/people/").json()["results"]] == ["rita"]

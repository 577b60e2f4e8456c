"""Split and merge through the API: by compare-and-set, one undoes the other, and nothing of another article comes in."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from articles.models import Article, Claim, Person

WORDS = "It cost $412 million, 37 percent more than the council approved in 2019."
SECOND = "37 percent more than the council approved in 2019."


@pytest.fixture
def cost(article: Article) -> Claim:
    return article.claims.for_lists().get(placement__quote=WORDS)


def at(claim: Claim, words: str) -> int:
    return claim.words.start + claim.words.quote.index(words)


def test_a_claim_is_split_and_merged_again(as_rita: APIClient, cost: Claim) -> None:
    address, body = f"/api/v1/claims/{cost.pk}/split/", {"at": at(cost, SECOND)}
    assert as_rita.post(address, body).status_code == 428
    made = as_rita.post(address, body, headers={"If-Match": '"1"'})
    assert (made.status_code, made["ETag"]) == (201, '"2"')
    first, second = made.json()["claim"], made.json()["other"]
    assert (first["id"], first["text"], second["text"]) == (cost.pk, "It cost $412 million,", SECOND)

    body = {"other": second["id"], "other_version": second["version"]}
    merged = as_rita.post(f"/api/v1/claims/{cost.pk}/merge/", body, headers={"If-Match": '"2"'})
    assert (merged.status_code, merged["ETag"], merged.json()["text"]) == (200, '"3"', WORDS)
    assert "dismissed" in as_rita.get(f"/api/v1/claims/{second['id']}/").json()["flags"]


def test_a_state_of_either_that_is_over_is_refused_with_how_it_stands(as_rita: APIClient, cost: Claim) -> None:
    address = f"/api/v1/claims/{cost.pk}/"
    other = as_rita.post(f"{address}split/", {"at": at(cost, SECOND)}, headers={"If-Match": '"1"'}).json()["other"]
    late = as_rita.post(f"{address}split/", {"at": at(cost, "cost")}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["claim"]["version"]) == (412, 2)
    body = {"other": other["id"], "other_version": 9}
    late = as_rita.post(f"{address}merge/", body, headers={"If-Match": '"2"'})
    assert (late.status_code, late.json()["claim"]["id"]) == (412, other["id"])


def test_a_cut_that_is_none_says_so_at_its_field(as_rita: APIClient, cost: Claim) -> None:
    for place in (cost.words.start, cost.words.end, 10**9):
        no = as_rita.post(f"/api/v1/claims/{cost.pk}/split/", {"at": place}, headers={"If-Match": '"1"'})
        assert (no.status_code, [*no.json()["fields"]]) == (400, ["at"])


def test_a_claim_of_another_article_is_not_merged_nor_told_of(
    as_rita: APIClient, cost: Claim, submit: Callable[..., Article]
) -> None:
    stranger = submit("A bridge cost $9 million in 2011, the city said.").claims.get()
    answers = [
        as_rita.post(
            f"/api/v1/claims/{cost.pk}/merge/", {"other": pk, "other_version": 1}, headers={"If-Match": '"1"'}
        ).json()
        for pk in (stranger.pk, 999_999)
    ]
    assert answers[0] == answers[1]
    assert [*answers[0]["fields"]] == ["other"]


def test_an_answer_is_given_once_for_a_key(as_rita: APIClient, cost: Claim, rita: Person) -> None:
    headers = {"If-Match": '"1"', "Idempotency-Key": "split-once"}
    body = {"at": at(cost, SECOND)}
    first, again = (as_rita.post(f"/api/v1/claims/{cost.pk}/split/", body, headers=headers) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert cost.article.claims.filter(added_by=rita).count() == 1

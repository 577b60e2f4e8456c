"""Passages: what nobody has looked at, marked as read on exact words, and taken back."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.dismiss import dismiss_claim
from articles.models import Article, AuditEvent, Claim, Person, Reading
from tests.cast import TEXT

QUESTION = "Is it worth the money?"
PLACE = {"start": TEXT.index(QUESTION), "end": TEXT.index(QUESTION) + len(QUESTION)}


@pytest.fixture
def address(article: Article) -> str:
    return f"/api/v1/articles/{article.pk}/passages/"


def unread(told: dict[str, Any]) -> list[str]:
    return [passage["quote"] for passage in told["unread"]]


def test_what_nobody_has_looked_at_is_listed_in_reading_order(as_rita: APIClient, address: str) -> None:
    told = as_rita.get(address).json()
    assert QUESTION in unread(told)
    assert all(TEXT[one["start"] : one["end"]] == one["quote"] for one in told["unread"])
    assert [one["start"] for one in told["unread"]] == sorted(one["start"] for one in told["unread"])
    assert (told["revision"], told["percent"], told["read"]) == (1, 0, [])


def test_a_passage_that_was_read_is_no_longer_unread_until_it_is_taken_back(as_rita: APIClient, address: str) -> None:
    made = as_rita.post(address, PLACE | {"quote": QUESTION, "revision": 1})
    assert (made.status_code, made.json()["quote"], made.json()["by"]) == (201, QUESTION, "rita")
    after = as_rita.get(address).json()
    assert QUESTION not in unread(after)
    assert after["percent"] > 0
    assert [one["id"] for one in after["read"]] == [made.json()["id"]]

    back = as_rita.post(f"/api/v1/readings/{made.json()['id']}/taken-back/")
    assert (back.status_code, back.json()["taken_back"]) == (200, True)
    assert QUESTION in unread(as_rita.get(address).json())


def test_decided_and_dismissed_claims_count_as_looked_at(
    as_rita: APIClient, address: str, claim: Claim, rita: Person
) -> None:
    dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    assert as_rita.get(address).json()["percent"] == 100 * (claim.words.end - claim.words.start) // _letters(claim)


def _letters(claim: Claim) -> int:
    return sum(end - start for _, start, end in claim.words.revision.blocks)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"start": 5, "end": 5}, 400),
        ({"start": 0, "end": 10**9}, 400),
        (PLACE | {"quote": "Other words"}, 400),
        (PLACE | {"revision": 2}, 409),
        ({"start": "x", "end": 3}, 400),
        ({}, 400),
    ],
)
def test_what_cannot_have_been_read_is_refused_and_nothing_is_written(
    as_rita: APIClient, address: str, body: dict[str, Any], status: int
) -> None:
    before = AuditEvent.objects.count()
    refused = as_rita.post(address, body)
    assert (refused.status_code, Reading.objects.count(), AuditEvent.objects.count()) == (status, 0, before)

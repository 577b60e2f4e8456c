"""Tokens: hashed, scoped, ending, and showing when they were last used."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from articles.actions.people import set_active, set_role
from articles.actions.tokens import make_token
from articles.models import ApiToken, AuditEvent, Person

ADDRESS = "/api/v1/articles/"


def test_what_a_token_does_is_done_by_its_person(as_edith: APIClient) -> None:
    as_edith.post(ADDRESS, {"title": "Bridge", "text": "The bridge cost $4 million."})

    told = json.loads(AuditEvent.objects.get(kind="article.submitted").payload)
    assert told["actor"]["id"] == Person.objects.get(username="edith").pk


@pytest.mark.parametrize(
    "header",
    [
        "Token",
        "Token ",
        "Token fc_nothing",
        "Token fc_é",
        "token  x y z",
        "Basic ZWRpdGg6eA==",
        "Bearer fc_nothing",
        "\x00",
        "Token " + "x" * 5000,
    ],
)
def test_what_is_no_token_of_ours_opens_nothing(db: None, header: str) -> None:
    answer = APIClient().get(ADDRESS, headers={"Authorization": header})

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_the_keyword_is_taken_in_any_case(edith: Person) -> None:
    _, secret = make_token(edith, by=edith)

    assert APIClient().get(ADDRESS, headers={"Authorization": f"token {secret}"}).status_code == 200


def test_a_token_opens_nothing_after_90_days(edith: Person) -> None:
    start = timezone.now()
    _, secret = make_token(edith, by=edith)
    headers = {"Authorization": f"Token {secret}"}

    with time_machine.travel(start + timedelta(days=89), tick=False):
        assert APIClient().get(ADDRESS, headers=headers).status_code == 200
    with time_machine.travel(start + timedelta(days=90, minutes=1), tick=False):
        assert APIClient().get(ADDRESS, headers=headers).status_code == 401


def test_a_token_ends_with_the_account_and_loses_its_rights_with_the_role(as_edith: APIClient, edith: Person) -> None:
    set_role(edith, "auditor", by=None)
    assert as_edith.post(ADDRESS, {"text": "The bridge cost $4 million."}).status_code == 403

    set_active(edith, False, by=None)
    assert as_edith.get(ADDRESS).status_code == 401


def test_the_last_use_is_noted_once_a_minute(as_edith: APIClient) -> None:
    start = timezone.now()
    noted = []
    for seconds in (0, 30, 59, 61):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            as_edith.get(ADDRESS)
            noted.append(ApiToken.objects.get().last_used_at)

    assert noted == [start, start, start, start + timedelta(seconds=61)]


def test_the_desk_keeps_no_token(edith: Person, program: Any) -> None:
    token, secret = make_token(edith, by=edith)

    assert secret not in json.dumps(list(ApiToken.objects.values()), default=str)
    assert secret not in "".join(AuditEvent.objects.values_list("payload", flat=True))
    assert token.prefix == secret[:8]

"""Idempotency-Key: the same request with the same key gives the first answer and changes nothing."""

import io
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from articles.actions import intake
from articles.actions.intake import Upload
from articles.actions.once import Kept, KeyTaken, first_answer, once
from articles.ingest import Document, read_pasted
from articles.models import Article, AuditEvent, Claim, Decision, FirstAnswer, Hint, Person

ARTICLES = "/api/v1/articles/"
BRIDGE = {"title": "Bridge", "text": "The bridge cost $4 million in 2020."}
KEY = {"Idempotency-Key": "a-key-of-this-test"}
DISPUTED = {"verdict": "disputed", "note": "The count says 17,000."}


def part(words: bytes) -> io.BytesIO:
    file = io.BytesIO(words)
    file.name = "bridge.txt"
    return file


def test_a_repeat_is_given_the_first_answer_and_no_second_article_is_made(as_edith: APIClient) -> None:
    first = as_edith.post(ARTICLES, BRIDGE, headers=KEY)
    before = AuditEvent.objects.count()

    again = as_edith.post(ARTICLES, BRIDGE, headers=KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert (Article.objects.count(), AuditEvent.objects.count()) == (1, before)


def test_a_file_sent_twice_is_the_same_request_whatever_its_boundary(as_edith: APIClient) -> None:
    answers = []
    for boundary in ("one", "two"):
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="bridge.txt"\r\n'
            f"Content-Type: text/plain\r\n\r\nThe bridge cost $4 million.\r\n--{boundary}--\r\n"
        )
        kind = f"multipart/form-data; boundary={boundary}"
        answers.append(as_edith.generic("POST", ARTICLES, body.encode(), kind, headers=KEY))
    other = as_edith.post(ARTICLES, {"file": part(b"The bridge cost $5 million.")}, format="multipart", headers=KEY)

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert (other.status_code, other.json()["code"]) == (422, "key_taken")
    assert Article.objects.count() == 1


def test_a_repeat_does_not_read_the_file_again(as_edith: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    as_edith.post(ARTICLES, {"file": part(b"The bridge cost $4 million.")}, format="multipart", headers=KEY)
    monkeypatch.setattr(Upload, "read", lambda upload: pytest.fail("it was read again"))

    again = as_edith.post(ARTICLES, {"file": part(b"The bridge cost $4 million.")}, format="multipart", headers=KEY)

    assert again.status_code == 201


def test_no_transaction_is_open_while_a_file_is_read(as_edith: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    open_before, seen = len(connection.savepoint_ids), []

    def read(text: str) -> Document:
        seen.append((len(connection.savepoint_ids) - open_before, FirstAnswer.objects.count()))
        return read_pasted(text)

    monkeypatch.setattr(intake, "read_pasted_in_child", read)
    answer = as_edith.post(ARTICLES, BRIDGE, headers=KEY)

    assert answer.status_code == 201
    assert seen == [(0, 0)]  # read once, before the key was reserved


def test_a_repeated_decision_gives_the_first_answer_with_its_etag(
    as_rita: APIClient, claim: Claim, decide: Any
) -> None:
    first = decide(as_rita, claim, **KEY)
    before = AuditEvent.objects.count()

    again = decide(as_rita, claim, version=1, **KEY)

    assert (again.status_code, again.json(), again["ETag"]) == (201, first.json(), '"2"')
    assert (Decision.objects.count(), AuditEvent.objects.count()) == (1, before)


def test_a_refusal_is_an_answer_too(as_rita: APIClient, as_bob: APIClient, claim: Claim, decide: Any) -> None:
    decide(as_rita, claim)
    first = decide(as_bob, claim, DISPUTED, version=1, **KEY)
    decide(as_rita, claim, DISPUTED, version=2)

    again = decide(as_bob, claim, DISPUTED, version=1, **KEY)

    assert (first.status_code, again.status_code) == (412, 412)
    assert again.json() == first.json()
    assert again["ETag"] == '"2"'


@pytest.mark.parametrize("change", ["body", "version", "address", "person"])
def test_the_key_of_one_request_does_not_answer_another(
    as_rita: APIClient, as_bob: APIClient, article: Article, claim: Claim, decide: Any, change: str
) -> None:
    assert decide(as_rita, claim, **KEY).status_code == 201
    other = article.claims.for_lists().exclude(pk=claim.pk)[0]

    answer = {
        "body": lambda: decide(as_rita, claim, DISPUTED, **KEY),
        "version": lambda: decide(as_rita, claim, version=2, **KEY),
        "address": lambda: decide(as_rita, other, **KEY),
        "person": lambda: decide(as_bob, claim, version=2, **KEY),
    }[change]()

    expected = (201, 2) if change == "person" else (422, 1)  # a key is its person's own
    assert (answer.status_code, Decision.objects.count()) == expected
    if change != "person":
        assert answer.json()["code"] == "key_taken"


def test_what_could_not_be_understood_leaves_the_key_free(as_edith: APIClient) -> None:
    wrong = as_edith.post(ARTICLES, {"title": "Bridge"}, headers=KEY)
    right = as_edith.post(ARTICLES, BRIDGE, headers=KEY)

    assert (wrong.status_code, right.status_code) == (400, 201)


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201, "schlüssel", "\x00", "a\tb"])
def test_a_key_is_1_to_200_visible_characters(as_edith: APIClient, key: str) -> None:
    answer = as_edith.post(ARTICLES, BRIDGE, headers={"Idempotency-Key": key})

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["Idempotency-Key"])
    assert not Article.objects.exists()


def test_every_post_that_is_sent_twice_changes_things_once(
    as_carl: APIClient, article: Article, claim: Claim, hint: Hint
) -> None:
    start = {"If-Match": '"1"'}
    posts: list[tuple[str, Any, dict[str, str]]] = [
        (f"articles/{article.pk}/claims/", {"start": 0, "end": 14}, {}),
        (f"claims/{claim.pk}/dismissal/", {"reason": "opinion"}, start),
        (f"claims/{claim.pk}/reopening/", {"reason": "It is one."}, {"If-Match": '"2"'}),
        (f"claims/{claim.pk}/assignment/", {"reviewer": "carl"}, {"If-Match": '"3"'}),
        (f"hints/{hint.pk}/answer/", {"answer": "accepted"}, start),
        ("assignments/", {"filter": {}, "reviewer": None}, {}),
        (f"articles/{article.pk}/revisions/", {"text": "The bridge cost $4 million."}, {}),
        (f"articles/{article.pk}/retry/", {}, {}),
    ]
    for address, body, headers in posts:
        key = {"Idempotency-Key": address}
        first = as_carl.post(f"/api/v1/{address}", body, headers=headers | key)
        events = AuditEvent.objects.count()
        again = as_carl.post(f"/api/v1/{address}", body, headers=headers | key)
        assert (again.status_code, again.json()) == (first.status_code, first.json()), address
        assert AuditEvent.objects.count() == events, address


def test_an_act_that_fails_leaves_neither_its_rows_nor_its_key(edith: Person) -> None:
    def fail() -> Kept:
        Article.objects.create(title="Half", uploaded_by=edith)
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        once("key", "digest", fail, by=edith)

    assert (Article.objects.count(), FirstAnswer.objects.count()) == (0, 0)


def test_whoever_comes_second_is_given_the_answer_of_the_first(edith: Person) -> None:
    once("key", "digest", lambda: Kept(201, {"id": 1}), by=edith)

    assert once("key", "digest", lambda: Kept(201, {"id": 2}), by=edith) == Kept(201, {"id": 1})
    with pytest.raises(KeyTaken):
        first_answer("key", "another digest", by=edith)

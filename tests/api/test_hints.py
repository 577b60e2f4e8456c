"""Hints: what was noticed, and a person's answer by compare-and-set."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.models import Article, AuditEvent, Hint, Person
from tests.api.test_hostile import BODIES, refused
from tests.cast import TEXT

FIELDS = "id article revision kind agrees why places answer note answered_by answered_at version created_at"


def say(client: APIClient, hint: Hint, body: Any, *, version: int = 1, **headers: str) -> Any:
    address = f"/api/v1/hints/{hint.pk}/answer/"
    seen = {"If-Match": f'"{version}"', **headers}
    return client.post(address, json.dumps(body), content_type="application/json", headers=seen)


def test_a_hint_stands_on_the_exact_words_of_the_newest_revision(
    as_rita: APIClient, article: Article, hint: Hint
) -> None:
    [told] = as_rita.get(f"/api/v1/articles/{article.pk}/hints/").json()["results"]
    one = as_rita.get(f"/api/v1/hints/{hint.pk}/")

    assert set(told) == set(FIELDS.split())
    assert (one.json(), one["ETag"]) == (told, '"1"')
    assert [TEXT[place["start"] : place["end"]] for place in told["places"]] == hint.quotes
    assert [place["text"] for place in told["places"]] == hint.quotes
    assert (told["kind"], told["agrees"], told["answer"], told["answered_by"]) == ("duration", False, "", None)


def test_hints_of_an_older_revision_are_not_listed_but_can_be_read(
    as_rita: APIClient, article: Article, hint: Hint, edith: Person
) -> None:
    revise_article(article, Upload(text=TEXT.replace("About 18,000", "About 17,000")), by=edith)

    listed = as_rita.get(f"/api/v1/articles/{article.pk}/hints/").json()["results"]
    late = say(as_rita, hint, {"answer": "accepted"})

    assert listed == []
    assert as_rita.get(f"/api/v1/hints/{hint.pk}/").json()["revision"] == 1
    assert (late.status_code, late.json()["code"], late.json()["revision"]) == (409, "newer_revision", 2)


def test_an_answer_is_kept_with_who_gave_it_and_can_be_taken_back(as_rita: APIClient, hint: Hint) -> None:
    waved = say(as_rita, hint, {"answer": "waved_away", "note": "Counted from the vote."})
    assert (waved.status_code, waved["ETag"]) == (200, '"2"')
    told = waved.json()
    assert (told["answer"], told["note"], told["answered_by"]) == ("waved_away", "Counted from the vote.", "rita")
    assert told["answered_at"] is not None

    back = say(as_rita, hint, {"answer": ""}, version=2)
    assert (back.json()["answer"], back.json()["answered_by"], back.json()["answered_at"]) == ("", None, None)
    kinds = AuditEvent.objects.filter(kind__startswith="hint.").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["hint.waved_away", "hint.reopened"]


def test_the_version_that_was_seen_is_needed_and_an_old_one_is_shown_how_it_stands(
    as_rita: APIClient, as_bob: APIClient, hint: Hint
) -> None:
    say(as_bob, hint, {"answer": "accepted", "note": "So it is."})
    address = f"/api/v1/hints/{hint.pk}/answer/"

    missing = as_rita.post(address, {"answer": "waved_away"})
    weak = as_rita.post(address, {"answer": "waved_away"}, headers={"If-Match": 'W/"2"'})
    stale = say(as_rita, hint, {"answer": "waved_away"})

    assert (missing.status_code, weak.status_code, stale.status_code) == (428, 412, 412)
    assert (stale.json()["code"], stale.json()["hint"]["answered_by"], stale["ETag"]) == ("stale", "bob", '"2"')
    assert weak.json()["hint"] == stale.json()["hint"]
    assert Hint.objects.get(pk=hint.pk).answer == "accepted"


def test_who_uploaded_the_article_does_not_answer(as_edith: APIClient, hint: Hint) -> None:
    answer = say(as_edith, hint, {"answer": "accepted"})

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "answer"),
        ({"answer": None}, "answer"),
        ({"answer": "maybe"}, "answer"),
        ({"answer": ["accepted"]}, "answer"),
        ({"answer": True}, "answer"),
        ({"answer": "accepted", "note": 5}, "note"),
        ({"answer": "accepted", "note": "x" * 10_001}, "note"),
        ({"answer": "accepted", "note": "nul \x00"}, "note"),
        ({"answer": "accepted", "note": "half \ud800 pair"}, "note"),
        ({"answer": "accepted", "version": 1}, "version"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_field(as_rita: APIClient, hint: Hint, body: Any, field: str) -> None:
    answer = say(as_rita, hint, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["fields"]) == [field]
    assert Hint.objects.get(pk=hint.pk).version == 1


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_taken_answers_and_ticks_nothing(as_carl: APIClient, hint: Hint, name: str) -> None:
    kind, body = BODIES[name]
    claim = hint.article.claims.all()[0]
    headers = {"If-Match": '"1"', "Idempotency-Key": "k"}

    refused(as_carl.generic("POST", f"/api/v1/hints/{hint.pk}/answer/", body, kind, headers=headers))
    refused(as_carl.generic("PUT", f"/api/v1/claims/{claim.pk}/ticks/", body, kind, headers={"If-Match": '"1"'}))

    assert Hint.objects.get(pk=hint.pk).version == 1
    claim.refresh_from_db()
    assert (claim.version, claim.ticks) == (1, [])

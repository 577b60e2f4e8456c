"""POST articles/ with a zip: every file is told, and one that cannot be taken loses nothing of the others."""

import io

import pytest
from django.db import connection
from rest_framework.test import APIClient

from articles.api import zips
from articles.models import Article, FirstAnswer, Person
from tests.api.conftest import Program
from tests.api.test_schema import Schema, shape_of, told_as
from tests.api.test_schema import schema as schema  # noqa: PLC0414  # a fixture
from tests.cast import TEXT
from tests.ingest.files import p, word, zipped

ADDRESS = "/api/v1/articles/"
KEY = {"Idempotency-Key": "zip-1"}
FILES: dict[str, str | bytes] = {
    "in/one.txt": TEXT.encode(),
    "two.docx": word(p("It rose by 4 percent.")),
    "three.png": b"\x89PNG" + b"x" * 40,
    "same.txt": TEXT.encode(),
    "__MACOSX/._one.txt": b"x",
}


def part(files: dict[str, str | bytes], name: str = "articles.zip") -> io.BytesIO:
    found = io.BytesIO(zipped(files))
    found.name = name
    return found


def test_every_file_of_a_zip_is_told(as_edith: APIClient, schema: Schema) -> None:
    answer = as_edith.post(ADDRESS, {"file": part(FILES), "byline": "Jo"}, format="multipart")

    assert answer.status_code == 201, answer.json()
    told = answer.json()
    assert [(one["title"], one["byline"]) for one in told["articles"]] == [
        ("Harbour tunnel opens two years late", "Jo"),
        ("two", "Jo"),
    ]
    assert [(one["name"], one["code"]) for one in told["refused"]] == [
        ("three.png", "cannot_take"),
        ("same.txt", "already_here"),
    ]
    assert told["refused"][0]["reason"] == "unknown_type"
    assert told["refused"][1]["article"] == told["articles"][0]["id"]
    assert told["left_out"] == ["__MACOSX/._one.txt"]
    assert told_as(schema, shape_of(schema, ADDRESS, "post", "201"), told) == []


def test_a_single_article_is_answered_as_before(as_edith: APIClient, schema: Schema) -> None:
    told = as_edith.post(ADDRESS, {"text": TEXT}).json()

    assert told["title"] == "Harbour tunnel opens two years late"
    assert told_as(schema, shape_of(schema, ADDRESS, "post", "201"), told) == []


def test_a_zip_of_which_nothing_is_stored_is_a_422_that_says_why(as_edith: APIClient) -> None:
    answer = as_edith.post(ADDRESS, {"file": part({"a.png": b"\x89PNG" + b"x" * 40})}, format="multipart")

    told = answer.json()
    assert (answer.status_code, told["code"], told["articles"]) == (422, "cannot_take", [])
    assert told["refused"][0]["message"].endswith("Nothing was stored.")
    assert Article.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "code"), [(b"PK\x03\x04 broken", "cannot_take"), (zipped({".hidden": b"x"}), "cannot_take")]
)
def test_a_zip_that_is_not_taken_at_all_is_refused_as_a_file(as_edith: APIClient, data: bytes, code: str) -> None:
    file = io.BytesIO(data)
    file.name = "a.zip"
    answer = as_edith.post(ADDRESS, {"file": file}, format="multipart")

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["message"].endswith("Nothing was stored.")


def test_one_title_is_not_for_many_articles(as_edith: APIClient) -> None:
    answer = as_edith.post(ADDRESS, {"file": part(FILES), "title": "All"}, format="multipart")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["title"])
    assert Article.objects.count() == 0


def test_a_zip_that_is_sent_again_is_answered_again_and_stored_once(
    as_edith: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = zipped(FILES)
    open_before, seen = len(connection.savepoint_ids), []
    read = zips.read_ahead

    def look(*given: object) -> object:
        seen.append((len(connection.savepoint_ids) - open_before, FirstAnswer.objects.count()))
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(zips, "read_ahead", look)

    def send() -> object:
        body = io.BytesIO(file)
        body.name = "a.zip"
        answer = as_edith.post(ADDRESS, {"file": body}, format="multipart", headers=KEY)
        return answer.status_code, answer.json()

    assert send() == send()
    assert Article.objects.count() == 2
    assert seen == [(0, 0)], "it is read once, before the key is reserved"


def test_a_reviewer_hands_in_no_zip(program: Program, rita: Person) -> None:
    answer = program(rita).post(ADDRESS, {"file": part(FILES)}, format="multipart")

    assert answer.status_code == 403
    assert Article.objects.count() == 0

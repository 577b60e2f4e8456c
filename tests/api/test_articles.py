"""POST and GET articles/, retry, and claims marked by hand."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.extract import extract_claims
from articles.models import Article, Claim, Extraction, Original, Person
from articles.text.blocks import BlockKind
from tests.cast import TEXT

ADDRESS = "/api/v1/articles/"


def file(name: str, data: bytes) -> io.BytesIO:
    found = io.BytesIO(data)
    found.name = name
    return found


def test_words_become_an_article_whose_claims_are_looked_for(as_edith: APIClient) -> None:
    body = {
        "title": "Harbour tunnel",
        "text": TEXT,
        "byline": "By Jo",
        "published_on": "2025-03-04",
        "source_url": "https://paper.example/tunnel",
        "deadline": "2026-11-20T18:00:00+01:00",
    }

    answer = as_edith.post(ADDRESS, body)

    assert answer.status_code == 201, answer.json()
    told = answer.json()
    assert {name: told[name] for name in body if name not in ("text", "deadline")} == {
        name: value for name, value in body.items() if name not in ("text", "deadline")
    }
    assert told["deadline"] == "2026-11-20T17:00:00Z"
    assert (told["state"], told["uploaded_by"]) == ("extracting", "edith")
    run = Extraction.objects.get()
    about = {"extractor": run.extractor, "judge": run.judge, "notes": [], "used": {}}
    assert told["extraction"] == {"status": "queued", "error": "", **about}
    assert (told["revision"]["number"], told["revision"]["length"]) == (1, len(TEXT))
    assert told["url"] == f"http://testserver/articles/{told['id']}/"


def test_a_file_becomes_an_article_and_its_bytes_are_kept(as_edith: APIClient) -> None:
    data = b"Bridge\r\n\r\nThe bridge cost $4 million.\r\n"

    answer = as_edith.post(ADDRESS, {"file": file("bridge.txt", data), "byline": "Jo"}, format="multipart")

    assert answer.status_code == 201, answer.json()
    original = Original.objects.get(revision=answer.json()["revision"]["id"])
    assert (bytes(original.data), original.name) == (data, "bridge.txt")
    assert answer.json()["byline"] == "Jo"


def test_an_article_tells_its_state_and_its_progress(
    as_rita: APIClient, article: Article, claim: Claim, decide: Callable[..., Any]
) -> None:
    decide(as_rita, claim)

    told = as_rita.get(f"{ADDRESS}{article.pk}/").json()

    assert told["state"] == "in_review"
    assert told["extraction"]["status"] == "done"
    assert told["progress"] == {
        "pending": article.claims.count() - 1,
        "verified": 1,
        "disputed": 0,
        "unsourced": 0,
        "recheck": 0,
        "dismissed": 0,
        "gone": 0,
    }


def test_articles_come_in_pages_the_newest_first(as_edith: APIClient) -> None:
    made = [as_edith.post(ADDRESS, {"text": f"Bridge {i} cost $4 million."}).json()["id"] for i in range(5)]

    first = as_edith.get(ADDRESS, {"page_size": 2}).json()
    second = as_edith.get(first["next"]).json()
    third = as_edith.get(second["next"]).json()

    pages = [[one["id"] for one in page["results"]] for page in (first, second, third)]
    assert pages == [made[:2:-1], made[2:0:-1], made[:1]]
    assert (first["previous"], third["next"]) == (None, None)
    assert as_edith.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": None}, "text"),
        ({"text": 5}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": "a NUL \x00"}, "text"),
        ({"text": "It cost $4 m.", "titel": "Bridge"}, "titel"),
        ({"text": "It cost $4 m.", "title": "x" * 501}, "title"),
        ({"text": "It cost $4 m.", "title": True}, "title"),
        ({"text": "It cost $4 m.", "published_on": "4 March"}, "published_on"),
        ({"text": "It cost $4 m.", "published_on": 20250304}, "published_on"),
        ({"text": "It cost $4 m.", "deadline": "2026-11-20T18:00:00"}, "deadline"),
        ({"text": "It cost $4 m.", "deadline": "0001-01-01T00:00:00+14:00"}, "deadline"),
        ({"text": "It cost $4 m.", "source_url": "javascript:alert(1)"}, "source_url"),
        ({"text": "It cost $4 m.", "file": "bridge.txt"}, "file"),
    ],
)
def test_what_cannot_be_kept_of_an_article_is_named(as_edith: APIClient, body: dict[str, Any], field: str) -> None:
    answer = as_edith.post(ADDRESS, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["fields"]) == [field]
    assert Article.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("nothing.txt", b"", 422),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 415),
        ("broken.docx", b"PK\x03\x04 broken", 422),
        ("long.txt", b"The bridge cost $4 million.\n" * 100_000, 413),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(
    as_edith: APIClient, name: str, data: bytes, status: int
) -> None:
    answer = as_edith.post(ADDRESS, {"file": file(name, data)}, format="multipart")

    assert (answer.status_code, answer.json()["code"]) == (status, "cannot_take")
    assert answer.json()["message"].endswith("Nothing was stored.")
    assert answer.json()["reason"]
    assert Article.objects.count() == 0


def test_a_form_without_a_file_or_with_two_is_refused(as_edith: APIClient) -> None:
    none = as_edith.post(ADDRESS, {"title": "Bridge"}, format="multipart")
    two = as_edith.post(ADDRESS, {"file": [file("a.txt", b"One."), file("b.txt", b"Two.")]}, format="multipart")
    words = as_edith.post(ADDRESS, {"file": "The bridge cost $4 million."}, format="multipart")

    assert [list(answer.json()["fields"]) for answer in (none, two, words)] == [["file"]] * 3
    assert {answer.status_code for answer in (none, two, words)} == {400}


def test_a_body_that_is_too_large_is_refused_before_it_is_read(as_edith: APIClient) -> None:
    words = as_edith.post(ADDRESS, {"text": "x" * (12 * 1024 * 1024)})
    many = as_edith.post(ADDRESS, {"file": file("big.txt", b"x" * (102 * 1024 * 1024))}, format="multipart")

    assert {(one.status_code, one.json()["code"]) for one in (words, many)} == {(413, "too_large")}
    assert "at most" in words.json()["message"]


def test_a_text_over_the_limit_is_refused_with_limit_and_value(as_edith: APIClient) -> None:
    answer = as_edith.post(ADDRESS, {"text": "The bridge cost $4 million. " * 80_000})

    assert answer.status_code == 413
    assert "2 MB" in answer.json()["message"]


def test_a_failed_look_for_claims_can_be_tried_again(as_edith: APIClient) -> None:
    pk = as_edith.post(ADDRESS, {"text": TEXT}).json()["id"]
    Extraction.objects.update(state="failed", error="It broke.")
    failed = as_edith.get(f"{ADDRESS}{pk}/").json()["extraction"]
    assert (failed["status"], failed["error"]) == ("failed", "It broke.")

    answer = as_edith.post(f"{ADDRESS}{pk}/retry/")

    assert (answer.status_code, answer.json()["extraction"]["status"]) == (202, "queued")
    assert extract_claims(Extraction.objects.get().pk)
    again = as_edith.post(f"{ADDRESS}{pk}/retry/")
    assert (again.status_code, again.json()["code"]) == (409, "closed")


def test_a_revision_is_read_with_its_blocks(as_rita: APIClient, article: Article) -> None:
    told = as_rita.get(f"{ADDRESS}{article.pk}/revisions/1/").json()

    assert told["text"] == TEXT
    assert told["sha256"] == article.newest.sha256
    assert {block["kind"] for block in told["blocks"]} <= set(BlockKind)
    assert told["text"][told["blocks"][0]["start"] : told["blocks"][0]["end"]] == "Harbour tunnel opens two years late"


def test_a_new_text_carries_claims_over_and_asks_again_about_what_changed(
    as_edith: APIClient, article: Article, rita: Person
) -> None:
    text = TEXT.replace("18,000 cars", "17,000 cars").replace("It cost $412 million", "It cost $413 million")

    answer = as_edith.post(f"{ADDRESS}{article.pk}/revisions/", {"text": text})

    assert (answer.status_code, answer.json()["number"]) == (201, 2)
    claims = as_edith.get("/api/v1/claims/", {"article": article.pk}).json()["results"]
    changed = [claim for claim in claims if "recheck" in claim["flags"]]
    assert {claim["status"] for claim in changed} == {"pending"}
    assert changed
    assert all(claim["text"] == text[claim["start"] : claim["end"]] for claim in claims)


def test_the_same_text_again_is_no_new_revision(as_edith: APIClient, article: Article) -> None:
    answer = as_edith.post(f"{ADDRESS}{article.pk}/revisions/", {"text": TEXT})

    assert (answer.status_code, answer.json()["code"]) == (409, "already_here")
    assert article.revisions.count() == 1


def test_words_that_the_extractor_passed_over_can_be_marked(as_rita: APIClient, article: Article) -> None:
    start = TEXT.index("Is it worth")
    body = {"start": start, "end": start + 22, "revision": 1, "quote": "Is it worth the money?"}

    answer = as_rita.post(f"{ADDRESS}{article.pk}/claims/", body)

    assert answer.status_code == 201, answer.json()
    assert (answer.json()["text"], answer.json()["origin"]) == ("Is it worth the money?", "person")
    assert (answer.json()["extractor"], answer["ETag"]) == (None, '"1"')


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"start": 0}, 400),
        ({"start": 5, "end": 5}, 400),
        ({"start": 0, "end": 10**9}, 400),
        ({"start": 0, "end": 10**30}, 400),
        ({"start": -1, "end": 5}, 400),
        ({"start": True, "end": 5}, 400),
        ({"start": "0", "end": "5"}, 400),
        ({"start": 0.0, "end": 5.0}, 400),
        ({"start": 0, "end": 7, "quote": "Another"}, 400),
        ({"start": 0, "end": 7, "revision": 2}, 409),
    ],
)
def test_a_span_that_is_none_is_refused(as_rita: APIClient, article: Article, body: Any, status: int) -> None:
    before = article.claims.count()

    answer = as_rita.post(f"{ADDRESS}{article.pk}/claims/", body)

    assert answer.status_code == status, answer.json()
    assert article.claims.count() == before


def test_a_revision_lists_what_its_file_gives_as_sources(as_edith: APIClient) -> None:
    data = b"The bridge[^1] cost [4 million](https://a.example/x).\n\n[^1]: See the minutes.\n"
    made = as_edith.post(ADDRESS, {"file": file("bridge.md", data)}, format="multipart").json()
    told = as_edith.get(f"{ADDRESS}{made['id']}/revisions/1/").json()
    assert told["proposals"] == [
        {"at": 10, "kind": "footnote", "words": "See the minutes.", "url": "", "by": ""},
        {"at": 25, "kind": "link", "words": "4 million", "url": "https://a.example/x", "by": ""},
    ]
    assert told["text"][:25].endswith("4 million")

"""Whatever a client sends, it is told what is wrong: never a 500, never a traceback (SAFETY A7)."""

import json
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import OperationalError
from django.urls import Resolver404, resolve
from rest_framework.exceptions import Throttled
from rest_framework.test import APIClient

from articles.api.errors import handle
from articles.models import Article, Claim, Decision
from factcheck import wsgi

JSON = "application/json"
PARTS = "multipart/form-data; boundary=b"
FILE = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
END = b"\r\nThe bridge cost $4 million.\r\n--b--\r\n"
BODIES: dict[str, tuple[str, bytes]] = {
    "nothing": (JSON, b""),
    "no JSON": (JSON, b"{"),
    "two values": (JSON, b"{} {}"),
    "nested lists": (JSON, b"[" * 100_000 + b"]" * 100_000),
    "nested objects": (JSON, b'{"text":' * 100_000 + b"1" + b"}" * 100_000),
    "nested in a field": (JSON, b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "a list": (JSON, b'[{"text": "It cost $4 million."}]'),
    "a string": (JSON, b'"text"'),
    "a number": (JSON, b"5"),
    "null": (JSON, b"null"),
    "true": (JSON, b"true"),
    "NaN": (JSON, b'{"text": NaN}'),
    "infinity": (JSON, b'{"text": 1e999}'),
    "a huge number": (JSON, b'{"text": ' + b"9" * 5000 + b"}"),
    "a long number": (JSON, b'{"text": ' + b"9" * 4000 + b"}"),
    "a lone surrogate": (JSON, rb'{"text": "\ud800"}'),
    "a lone surrogate in a name": (JSON, rb'{"text": "It cost $4.", "\udfff": 1}'),
    "a lone surrogate in a choice": (JSON, rb'{"verdict": "\ud800"}'),
    "NUL": (JSON, rb'{"text": "\u0000"}'),
    "NUL in a name": (JSON, rb'{"\u0000": "x"}'),
    "a raw NUL": (JSON, b'{"text": "\x00"}'),
    "not UTF-8": (JSON, b'{"text": "\xff\xfe"}'),
    "UTF-16": (JSON, '{"text": "It cost $4."}'.encode("utf-16")),
    "a byte order mark": (JSON, b"\xef\xbb\xbf{}"),
    "a name twice": (JSON, b'{"text": "One.", "text": "Two."}'),
    "dots in a name": (JSON, b'{"a.b": {"c": 1}}'),
    "an empty name": (JSON, b'{"": 1}'),
    "a prototype": (JSON, b'{"__proto__": {}, "constructor": 1}'),
    "an unknown charset": (f"{JSON}; charset=bogus", b"{}"),
    "a charset that is none": (f"{JSON}; charset=rot13", b"{}"),
    "a codec of bytes": (f"{JSON}; charset=hex", b"{}"),
    "a form": ("application/x-www-form-urlencoded", b"text=It+cost"),
    "XML": ("application/xml", b"<text/>"),
    "no type": ("", b"{}"),
    "a broken type": (";;;=", b"{}"),
    "a type of its own": ("x" * 5000, b"{}"),
    "parts without a boundary": ("multipart/form-data", FILE + END),
    "parts with an empty boundary": ("multipart/form-data; boundary=", FILE + END),
    "parts with a wrong boundary": ("multipart/form-data; boundary=c", FILE + END),
    "parts with a boundary of bytes": ("multipart/form-data; boundary=\u00e9", FILE + END),
    "parts that end at once": (PARTS, b"--b"),
    "parts of nothing": (PARTS, b"\x00" * 1000),
    "a part of an unknown charset": (
        PARTS,
        b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=bogus''a.txt\r\n" + END,
    ),
    "a part in base64 that is none": (PARTS, FILE + b"Content-Transfer-Encoding: base64\r\n" + END),
    "a part with a charset that is none": (
        PARTS,
        b'--b\r\nContent-Disposition: form-data; name="title"\r\nContent-Type: text/plain; charset=rot13\r\n' + END,
    ),
    "a file of an unknown charset": (
        PARTS,
        FILE + b'\r\nx\r\n--b\r\nContent-Disposition: form-data; name="charset"\r\n\r\nrot13\r\n--b--\r\n',
    ),
    "too many parts": (PARTS, b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n' * 1100 + b"--b--\r\n"),
    "too many files": (PARTS, (FILE + b"\r\nx\r\n") * 30 + b"--b--\r\n"),
}


def refused(answer: Any) -> None:
    told = f"{answer.status_code} {answer.content[:500]!r}"
    assert 400 <= answer.status_code < 500, told
    assert answer["Content-Type"] == JSON, told
    assert isinstance(answer.json()["code"], str), told
    assert answer.json()["message"], told
    assert "Traceback" not in answer.content.decode(), told


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_taken_makes_no_article(as_edith: APIClient, name: str) -> None:
    kind, body = BODIES[name]

    refused(as_edith.generic("POST", "/api/v1/articles/", body, kind))
    refused(as_edith.generic("POST", "/api/v1/articles/", body, kind, headers={"Idempotency-Key": "k"}))

    assert not Article.objects.exists()


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_taken_decides_nothing(as_carl: APIClient, claim: Claim, name: str) -> None:
    kind, body = BODIES[name]

    for verb in ("decisions", "assignment", "dismissal"):
        headers = {"If-Match": '"1"', "Idempotency-Key": "k"}
        refused(as_carl.generic("POST", f"/api/v1/claims/{claim.pk}/{verb}/", body, kind, headers=headers))
    refused(as_carl.generic("PATCH", f"/api/v1/claims/{claim.pk}/", body, kind, headers={"If-Match": '"1"'}))
    refused(as_carl.generic("POST", "/api/v1/assignments/", body, kind))

    assert Claim.objects.get(pk=claim.pk).version == 1
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", BODIES)
def test_a_logged_in_browser_is_told_the_same(as_edith: APIClient, edith: Any, name: str) -> None:
    kind, body = BODIES[name]
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(edith)

    refused(client.generic("POST", "/api/v1/articles/", body, kind))


@pytest.mark.parametrize(
    "kind",
    [
        "application/json; charset=rot13",
        "text/plain; charset=hex",
        "x; charset=bogus",
        "x; charset*=bogus''utf-8",
        "x; y*=bogus''z",
        "x; y=" + "z" * 20_000,
        "x" * 20_000,
        "x; charset=idna",
        "x; charset=undefined",
        "x; charset=\x00",
        "application/json; charset=UTF-8",
    ],
)
def test_the_charset_of_a_body_does_not_decide_how_an_address_is_read(
    rf: Any, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(wsgi, "django", lambda environ, start: [WSGIRequest(environ).GET["q"].encode()])
    environ = rf.get("/api/v1/claims/", {"q": "éA"}).environ

    read = wsgi.application(environ | {"CONTENT_TYPE": kind}, lambda *_: pytest.fail("nothing was to be answered"))

    assert list(read) == ["éA".encode()]


@pytest.mark.parametrize(
    "query", ["&".join(f"a{i}=1" for i in range(1100)), "%", "=", "&&&", "a" * 5000, "q[]=1", "%FF=1"]
)
def test_an_address_with_a_strange_query_is_refused_or_read(as_rita: APIClient, query: str) -> None:
    answer = as_rita.generic("GET", "/api/v1/claims/", QUERY_STRING=query)

    if query != "&&&":
        refused(answer)
    else:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "address",
    ["", "x/", "articles", "claims/1", "../admin/", "claims//", "%0a", "articles/1/report", "%ff/", "a" * 3000],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS", "BREW"])
def test_an_address_that_is_none_is_told_in_json(as_rita: APIClient, address: str, method: str) -> None:
    answer = as_rita.generic(method, f"/api/v1/{address}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("method", ["DELETE", "PUT", "OPTIONS", "TRACE", "BREW", "POST", "PATCH"])
def test_a_method_that_is_none_is_refused_with_those_there_are(as_rita: APIClient, method: str) -> None:
    answer = as_rita.generic(method, "/api/v1/claims/", b"{}", JSON)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "x", "text/csv;q=0.5"])
def test_another_kind_of_answer_is_not_to_be_had(as_rita: APIClient, accept: str) -> None:
    answer = as_rita.get("/api/v1/claims/", headers={"Accept": accept})

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-Original-URL", "Content-Length", "Transfer-Encoding"])
def test_a_strange_header_changes_nothing(as_rita: APIClient, name: str) -> None:
    assert as_rita.get("/api/v1/claims/", headers={name: "\x00é" * 100}).status_code == 200


def test_a_program_that_is_too_fast_is_told_when_to_come_again(rf: Any) -> None:
    answer = handle(Throttled(wait=30), {"request": rf.get("/")})

    assert answer is not None
    assert (answer.status_code, answer.data["code"], answer["Retry-After"]) == (429, "too_fast", "30")


def test_a_database_that_does_not_answer_is_told_as_busy(rf: Any) -> None:
    answer = handle(OperationalError("database is locked"), {"request": rf.get("/")})

    assert answer is not None
    assert (answer.status_code, answer.data["code"], answer["Retry-After"]) == (503, "busy", "5")
    assert "locked" not in answer.data["message"]


def test_a_fault_of_ours_is_not_dressed_up_as_an_answer(rf: Any) -> None:
    assert handle(ZeroDivisionError(), {"request": rf.get("/")}) is None


@pytest.mark.parametrize("field", ["verdict", "note", "evidence", "stance"])
def test_no_depth_of_nesting_is_too_deep_to_be_refused(as_carl: APIClient, claim: Claim, field: str) -> None:
    address, headers = f"/api/v1/claims/{claim.pk}/decisions/", {"If-Match": '"1"'}
    for depth in range(500, 1000, 10):
        body = {"verdict": "unsourced", "note": "Asked."} | {field: "x"}
        raw = json.dumps(body).replace('"x"', "[" * depth + "]" * depth)
        refused(as_carl.generic("POST", address, raw, JSON, headers=headers))


def test_what_is_wrong_is_not_told_back_at_length(as_carl: APIClient, claim: Claim) -> None:
    long = {"verdict": "x" * 1_000_000, "y" * 1_000_000: 1}
    for body in (long, {"verdict": long["verdict"]}):
        answer = as_carl.post(f"/api/v1/claims/{claim.pk}/decisions/", body, headers={"If-Match": '"1"'})
        refused(answer)
        assert len(answer.content) < 2_000


def test_an_address_that_takes_no_query_refuses_one(as_edith: APIClient) -> None:
    refused(as_edith.post("/api/v1/articles/?title=Bridge", {"text": "It cost $4 million."}))

    assert not Article.objects.exists()


def test_every_refusal_of_a_field_is_plain_text(as_edith: APIClient) -> None:
    answer = as_edith.post("/api/v1/articles/", {"text": "It cost $4.", "<script>": 1})

    assert json.loads(answer.content)["fields"] == {
        "<script>": ["There is no such field. Take it out, or look at its spelling."]
    }
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_no_address_of_this_door_is_answered_by_another() -> None:
    for address in ("articles", "nothing/", "claims/1/decisions"):
        try:
            found = resolve(f"/api/v1/{address}")
        except Resolver404:
            pytest.fail(f"{address} falls through")
        assert found.namespace == "api"

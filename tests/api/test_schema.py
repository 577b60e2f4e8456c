"""GET schema/ and docs/: OpenAPI 3, valid and complete, and the answers keep to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from jsonschema import Draft4Validator
from openapi_spec_validator import validate
from rest_framework.test import APIClient

from articles.actions.checkpoint import sign_checkpoint
from articles.models import Article, AuditEvent, Claim, Hint
from tests.api.test_rights import OPERATIONS

Schema = dict[str, Any]
DOCS = "/api/v1/docs/"


@pytest.fixture
def schema(as_rita: APIClient) -> Schema:
    GENERATOR_STATS.reset()
    answer = as_rita.get("/api/v1/schema/")
    assert answer.status_code == 200
    return answer.json()


def each(schema: Schema) -> Iterator[tuple[str, Schema]]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            yield f"{method.upper()} {path}", told


def test_the_schema_is_valid_openapi_3_and_was_made_without_a_guess(schema: Schema) -> None:
    assert schema["openapi"].startswith("3.")
    validate(schema)
    assert not GENERATOR_STATS


def test_the_schema_knows_every_operation(schema: Schema) -> None:
    def plain(name: str) -> str:
        return name.replace("<row:pk>", "{id}").replace("<row:number>", "{number}").replace("/api/v1/", "")

    assert sorted(plain(name) for name, _ in each(schema)) == sorted(map(plain, OPERATIONS))


def test_every_operation_tells_its_name_its_answers_its_refusals_and_who_may_ask(schema: Schema) -> None:
    names = [told["operationId"] for _, told in each(schema)]
    assert len(set(names)) == len(names)
    for name, told in each(schema):
        statuses = set(told["responses"])
        assert told["description"], name
        assert {"401", "403", "404", "400", "405", "406"} <= statuses, name
        assert any(status.startswith("2") for status in statuses), name
        assert {next(iter(way)) for way in told["security"]} == {"token", "cookieAuth"}, name
        for status, answer in told["responses"].items():
            assert all(content["schema"] for content in answer["content"].values()), (name, status)
        if name.startswith("POST"):
            assert {"409", "413", "415", "422"} <= statuses, name
            assert name.endswith(("/retry/", "/confirmation/", "/taken-back/")) or told["requestBody"]["content"], name


def test_every_part_of_an_address_is_told_with_its_type(schema: Schema) -> None:
    for name, told in each(schema):
        parameters = {one["name"]: one for one in told.get("parameters", [])}
        for part in ("id", "number"):
            if f"{{{part}}}" in name:
                assert parameters[part]["schema"]["type"] == "integer", name
        if name.startswith("POST"):
            assert parameters["Idempotency-Key"]["in"] == "header", name
        if "412" in told["responses"] and "revisions" not in name:
            assert parameters["If-Match"]["required"], name


def test_the_queue_tells_all_that_it_can_be_asked(schema: Schema) -> None:
    told = schema["paths"]["/api/v1/claims/"]["get"]["parameters"]

    assert {one["name"] for one in told} == {
        *("article", "status", "assignee", "priority", "kind", "q", "ordering", "cursor", "page_size")
    }


def shape_of(schema: Schema, path: str, method: str, status: str) -> Schema:
    found: Schema = schema["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
    return found


def told_as(schema: Schema, shape: Schema, body: Any) -> list[str]:
    """What in body is not as shape says; fields that it does not know count."""
    closed = {
        name: {"additionalProperties": False} | one if "properties" in one else one
        for name, one in schema["components"]["schemas"].items()
    }
    whole = {**plain_nulls(shape), "components": {"schemas": plain_nulls(closed)}}
    return [error.message for error in Draft4Validator(whole).iter_errors(body)]


def plain_nulls(shape: Any) -> Any:
    """OpenAPI 3.0 says nullable where JSON Schema says that null is one of the types."""
    if isinstance(shape, list):
        return [plain_nulls(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    inner = {name: plain_nulls(one) for name, one in shape.items() if name != "nullable"}
    return {"anyOf": [inner, {"type": "null"}]} if shape.get("nullable") is True else inner


def test_answers_are_shaped_as_the_schema_says(
    schema: Schema, as_rita: APIClient, article: Article, twins: list[Claim], hint: Hint, decide: Any
) -> None:
    claim, twin, other = twins
    claim.checkpoints = [{"start": 0, "end": 3, "words": claim.words.quote[:3], "kind": "name"}]
    claim.context = {"lead_in": "What was said:"}
    claim.save()
    also = [{"claim": twin.pk, "version": 1}, {"claim": other.pk, "version": 1}]
    decided = decide(as_rita, claim, {"verdict": "disputed", "note": "No.", "also": also})
    assert [len(told) for told in decided.json()["also"].values()] == [1, 1]
    stale = decide(as_rita, claim, version=1)
    answers = f"/api/v1/hints/{hint.pk}/answer/"
    stale_hint = as_rita.post(answers, {"answer": "accepted"}, headers={"If-Match": '"7"'})
    asked = {
        "/api/v1/articles/": "/api/v1/articles/",
        "/api/v1/articles/{id}/": f"/api/v1/articles/{article.pk}/",
        "/api/v1/articles/{id}/revisions/{number}/": f"/api/v1/articles/{article.pk}/revisions/1/",
        "/api/v1/articles/{id}/trail/": f"/api/v1/articles/{article.pk}/trail/",
        "/api/v1/claims/": "/api/v1/claims/",
        "/api/v1/claims/{id}/": f"/api/v1/claims/{claim.pk}/",
        "/api/v1/articles/{id}/hints/": f"/api/v1/articles/{article.pk}/hints/",
        "/api/v1/hints/{id}/": f"/api/v1/hints/{hint.pk}/",
        "/api/v1/people/": "/api/v1/people/",
        "/api/v1/trail/checkpoint/": "/api/v1/trail/checkpoint/?from=1",
        "/api/v1/trail/proof/{id}/": f"/api/v1/trail/proof/{AuditEvent.objects.filter(article=article)[0].seq}/",
    }
    assert sign_checkpoint()

    for path, address in asked.items():
        assert told_as(schema, shape_of(schema, path, "get", "200"), as_rita.get(address).json()) == [], path
    decisions = "/api/v1/claims/{id}/decisions/"
    assert told_as(schema, shape_of(schema, decisions, "post", "201"), decided.json()) == []
    assert told_as(schema, shape_of(schema, decisions, "post", "412"), stale.json()) == []
    answer = "/api/v1/hints/{id}/answer/"
    assert told_as(schema, shape_of(schema, answer, "post", "412"), stale_hint.json()) == []
    assert told_as(schema, shape_of(schema, decisions, "post", "400"), as_rita.get("/api/v1/claims/?x=1").json()) == []


def test_the_schema_comes_as_yaml_too(as_rita: APIClient) -> None:
    answer = as_rita.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi"})

    assert answer.content.startswith(b"openapi: 3.")


def test_the_page_of_the_schema_asks_nothing_of_other_servers(as_rita: APIClient) -> None:
    answer = as_rita.get(DOCS, headers={"Accept": "text/html"})

    page = answer.content.decode()
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert "http://" not in page
    assert "https://" not in page
    assert "<script>" not in page
    assert "<style" not in page
    assert "img-src 'self' data:" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_what_the_page_loads_lies_here() -> None:
    ours = Path(__file__).parents[2] / "articles/static/api/docs.js"

    assert "http" not in ours.read_text("utf-8")

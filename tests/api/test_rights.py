"""Every role at every operation: the list of operations comes from the addresses, so that none can be forgotten here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern
from rest_framework.test import APIClient

from articles.actions.checkpoint import sign_checkpoint
from articles.actions.place import add_claim
from articles.actions.tokens import revoke_token
from articles.api.urls import urlpatterns
from articles.models import ApiToken, Article, AuditEvent, Claim, Extraction, Hint, Person, Reading, Source
from articles.policy import Right
from articles.text.spans import Span
from tests.cast import TEXT, person

ALL = frozenset({"edith", "rita", "carl", "ada", "root"})
CHECKERS = frozenset({"rita", "carl"})
WRITERS = frozenset({"edith", "carl"})
DISPUTED = {"verdict": "disputed", "note": "The count says 17,000."}


@dataclass(frozen=True)
class Case:
    """Who may do an operation, and a request that is answered with success when they do."""

    may: frozenset[str]
    body: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    before: str = ""


CASES: dict[str, Case] = {
    "GET articles/": Case(ALL),
    "POST articles/": Case(WRITERS, {"title": "Bridge", "text": "The bridge cost $4 million in 2020."}),
    "GET articles/<row:pk>/": Case(ALL),
    "POST articles/<row:pk>/revisions/": Case(WRITERS, {"text": TEXT + "One more line.\n"}),
    "GET articles/<row:pk>/revisions/<row:number>/": Case(ALL),
    "POST articles/<row:pk>/retry/": Case(frozenset({"edith", "rita", "carl"}), before="failed"),
    "POST articles/<row:pk>/claims/": Case(CHECKERS, {"start": 0, "end": 14}),
    "GET articles/<row:pk>/trail/": Case(ALL),
    "GET articles/<row:pk>/hints/": Case(ALL),
    "GET articles/<row:pk>/passages/": Case(ALL),
    "POST articles/<row:pk>/passages/": Case(CHECKERS, {"start": 0, "end": 14}),
    "POST readings/<row:pk>/taken-back/": Case(CHECKERS),
    "GET articles/<row:pk>/report/": Case(ALL - {"root"}, query="?format=json"),
    "GET claims/": Case(ALL),
    "GET claims/<row:pk>/": Case(ALL),
    "PATCH claims/<row:pk>/": Case(CHECKERS, {"start": 0, "end": 14}),
    "POST claims/<row:pk>/decisions/": Case(CHECKERS, DISPUTED),
    "PUT claims/<row:pk>/ticks/": Case(CHECKERS, {"ticked": []}),
    "POST claims/<row:pk>/assignment/": Case(CHECKERS, {"reviewer": "the caller"}),
    "POST claims/<row:pk>/dismissal/": Case(CHECKERS, {"reason": "opinion"}),
    "POST claims/<row:pk>/reopening/": Case(CHECKERS, {"reason": "It is one."}, before="dismissed"),
    "POST claims/<row:pk>/split/": Case(CHECKERS, {"at": 8}),
    "POST claims/<row:pk>/merge/": Case(CHECKERS, {"other": "the other", "other_version": 1}, before="beside"),
    "POST claims/<row:pk>/point/": Case(CHECKERS, {"start": 0, "end": 14}, before="gone"),
    "POST claims/<row:pk>/confirmation/": Case(CHECKERS, before="corrected"),
    "GET claims/<row:pk>/trail/": Case(ALL),
    "GET hints/<row:pk>/": Case(ALL),
    "POST hints/<row:pk>/answer/": Case(CHECKERS, {"answer": "waved_away", "note": "Two years."}),
    "POST assignments/": Case(CHECKERS, {"filter": {"status": "open"}, "reviewer": "the caller"}),
    "GET trail/": Case(ALL),
    "GET trail/export/": Case(frozenset({"carl", "ada", "root"}), query="?format=jsonl"),
    "GET trail/checkpoint/": Case(ALL, before="signed"),
    "GET trail/proof/<row:pk>/": Case(ALL, before="signed"),
    "GET people/": Case(ALL),
    "GET schema/": Case(ALL),
    "GET docs/": Case(ALL),
}
OPERATIONS = sorted(CASES)


def operations() -> Iterator[tuple[str, Any]]:
    """Every operation of this door with the method that answers it, from the addresses."""
    for address in urlpatterns:
        assert isinstance(address, URLPattern)
        view = address.callback.cls
        for method in ("get", "post", "put", "patch", "delete"):
            if address.name != "nowhere" and hasattr(view, method):
                yield f"{method.upper()} {address.pattern}", getattr(view, method)


Ask = Callable[..., Any]


@pytest.fixture
def ask(article: Article, claim: Claim, hint: Hint) -> Ask:
    """Ask for an operation about the article, its first claim or its hint; what is written is undone."""

    def ask_for(operation: str, client: APIClient, caller: str) -> Any:
        case = CASES[operation]
        method, address = operation.split()
        event = AuditEvent.objects.filter(article=article)[0]
        read = Reading.objects.get_or_create(
            article=article, revision=article.newest, start=0, end=14, by=claim.article.uploaded_by
        )[0]
        pk = {"claims": claim, "hints": hint, "trail": event, "readings": read}.get(
            address.partition("/")[0], article
        ).pk
        address = address.replace("<row:pk>", str(pk)).replace("<row:number>", "1")
        headers = {"If-Match": '"1"'} if address.startswith(("claims", "hints")) else {}
        with undone():
            stand_in = {"the caller": caller, "the other": prepare(case.before, article, claim)}
            body = {name: stand_in.get(str(value), value) for name, value in case.body.items()}
            return client.generic(
                method,
                f"/api/v1/{address}{case.query}",
                *(() if method == "GET" else (encoded(body), "application/json")),
                headers=headers,
            )

    return ask_for


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def encoded(body: dict[str, Any]) -> bytes:
    return APIClient()._encode_data(body, "json", None)[0]


def prepare(state: str, article: Article, claim: Claim) -> int:
    """Bring about a state; the id of a claim beside claim, if one is asked for."""
    if state == "failed":
        Extraction.objects.filter(revision=article.newest).update(state="failed", error="It broke.")
    if state == "signed":
        sign_checkpoint()
    if state == "dismissed":
        Claim.objects.filter(pk=claim.pk).update(dismissal="opinion")
    if state == "gone":
        Claim.objects.filter(pk=claim.pk).update(gone=True)
    if state in ("corrected", "beside"):
        carl = Person.objects.filter(username="carl").first() or person("carl", "chief")
    if state == "corrected":
        asked = {"verdict": "disputed", "note": "No.", "correction": claim.words.quote, "placement": claim.words}
        decision = claim.decisions.create(number=1, by=carl, **asked)
        decision.evidence.create(source=Source.objects.create(title="Budget", created_by=carl))
        Claim.objects.filter(pk=claim.pk).update(recheck=True)
    if state == "beside":
        return add_claim(article, Span(0, 14), by=carl).pk
    return 0


@pytest.fixture
def people(edith: Person, rita: Person, carl: Person, ada: Person, root: Person, nemo: Person) -> dict[str, Person]:
    return {person.username: person for person in (edith, rita, carl, ada, root, nemo)}


def test_every_operation_is_in_the_table_of_this_test() -> None:
    assert sorted(name for name, _ in operations()) == OPERATIONS


def test_every_operation_declares_the_right_that_it_needs() -> None:
    undeclared = [name for name, method in operations() if not isinstance(getattr(method, "right", None), Right)]

    assert undeclared == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_is_open_to_those_whose_role_has_its_right_and_to_nobody_else(
    operation: str, people: dict[str, Person], ask: Ask, program: Any
) -> None:
    for username in sorted(ALL):
        answer = ask(operation, program(people[username]), username)
        allowed = username in CASES[operation].may
        told = f"{username}: {answer.status_code} {answer.getvalue()[:300]!r}"
        assert answer.status_code in ((200, 201, 202) if allowed else (403,)), told
        if not allowed:
            assert answer.json()["code"] == "not_allowed", told


@pytest.mark.parametrize("operation", OPERATIONS)
def test_somebody_without_a_role_learns_nothing_not_even_what_there_is(
    operation: str, people: dict[str, Person], ask: Ask
) -> None:
    client = APIClient()
    client.force_login(people["nemo"])

    answer = ask(operation, client, "nemo")

    assert answer.status_code == (404 if "<row:pk>" in operation else 403), answer.content
    assert set(answer.json()) == {"code", "message"}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_nobody_in_particular_is_asked_who_they_are(operation: str, ask: Ask) -> None:
    answer = ask(operation, APIClient(), "")

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer["WWW-Authenticate"].startswith("Token")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_token_that_may_only_read_writes_nothing(
    operation: str, people: dict[str, Person], ask: Ask, program: Any
) -> None:
    answer = ask(operation, program(people["carl"], "read"), "carl")

    assert answer.status_code == (200 if operation.startswith("GET") else 403), answer.content


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_token_that_may_only_write_reads_nothing(
    operation: str, people: dict[str, Person], ask: Ask, program: Any
) -> None:
    answer = ask(operation, program(people["carl"], "write"), "carl")

    assert (answer.status_code == 403) == operation.startswith("GET"), answer.content


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_revoked_token_opens_nothing(operation: str, people: dict[str, Person], ask: Ask, program: Any) -> None:
    client = program(people["carl"])
    revoke_token(ApiToken.objects.get(person=people["carl"]), by=people["carl"])

    assert ask(operation, client, "carl").status_code == 401


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if "<row:pk>" in name])
@pytest.mark.parametrize("pk", ["999999", str(2**63 - 1), str(2**63), "9" * 5000, "0", "01", "-1", "1.0", "x", "%00"])
def test_an_id_of_nothing_leads_nowhere(operation: str, pk: str, carl: Person, program: Any) -> None:
    method, address = operation.split()
    address = address.replace("<row:pk>", pk).replace("<row:number>", "1")

    answer = program(carl).generic(
        method,
        f"/api/v1/{address}{CASES[operation].query}",
        *(
            ()
            if method == "GET"
            else (
                encoded(CASES[operation].body | {"other": 1} if "merge" in operation else CASES[operation].body),
                "application/json",
            )
        ),
        headers={"If-Match": '"1"'},
    )

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_browser_that_is_logged_in_needs_its_csrf_token_to_write(edith: Person) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(edith)
    body = {"title": "Bridge", "text": "The bridge cost $4 million in 2020."}
    assert client.get("/api/v1/articles/").status_code == 200

    refused = client.post("/api/v1/articles/", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")

    client.get("/api/v1/docs/")
    token = client.cookies["factcheck_csrf"].value
    assert client.post("/api/v1/articles/", body, headers={"X-CSRFToken": token}).status_code == 201

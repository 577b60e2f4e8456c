"""After a new revision through the API: a claim is pointed to where its words went, and confirmed as corrected."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.models import Article, AuditEvent, Claim, Decision, Person
from articles.reports.verification import verify_trail
from tests.api.test_schema import shape_of, told_as
from tests.cast import TEXT

WORDS = "It cost $412 million, 37 percent more than the council approved in 2019."
BETTER = WORDS.replace("412", "421")
MOVED = "The bill of 🏗️ and roads came to 412 million dollars in the end."
REFUTED = {"source": {"title": "Budget of the city"}, "locator": "p. 4", "quote": "421", "stance": "refutes"}
ASKED: dict[str, Any] = {"verdict": "disputed", "note": "It says 421.", "correction": BETTER, "evidence": [REFUTED]}
Send = Callable[..., Any]


@pytest.fixture
def cost(article: Article) -> Claim:
    return article.claims.for_lists().get(placement__quote=WORDS)


@pytest.fixture
def gone(cost: Claim, edith: Person) -> Claim:
    """The claim after a revision that says it in other words elsewhere."""
    return revised(cost, TEXT.replace(WORDS + "\n", "").replace("Is it worth the money?", MOVED), edith)


@pytest.fixture
def corrected(cost: Claim, as_rita: APIClient, decide: Any, edith: Person) -> Claim:
    """The claim after a revision with the words that Rita suggested."""
    assert decide(as_rita, cost, ASKED).status_code == 201
    return revised(cost, TEXT.replace(WORDS, BETTER), edith)


@pytest.fixture
def send() -> Send:
    """Post to an address of a claim, as seen in version (the present one, if none is given)."""

    def post(client: APIClient, claim: Claim, verb: str, body: Any = None, *, seen: int = 0, **headers: str) -> Any:
        tags = {"If-Match": f'"{seen or claim.version}"', **headers}
        return client.post(f"/api/v1/claims/{claim.pk}/{verb}/", body or {}, headers=tags)

    return post


def revised(claim: Claim, text: str, by: Person) -> Claim:
    revise_article(Article.objects.get(pk=claim.article_id), Upload(text=text), by=by)
    return Claim.objects.for_lists().get(pk=claim.pk)


def there(claim: Claim, words: str = "412 million dollars") -> dict[str, Any]:
    """Where words stand in the newest revision, as a program says it."""
    text = Article.objects.select_related("newest").get(pk=claim.article_id).newest.text  # type: ignore[union-attr]
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def test_a_claim_whose_words_are_gone_is_pointed_to_where_they_went(
    as_rita: APIClient, gone: Claim, send: Send
) -> None:
    assert as_rita.get(f"/api/v1/claims/{gone.pk}/").json()["flags"][-1] == "gone"
    body = there(gone) | {"revision": 2, "quote": "412 million dollars"}
    assert as_rita.post(f"/api/v1/claims/{gone.pk}/point/", body).status_code == 428

    answer = send(as_rita, gone, "point", body)

    told = answer.json()
    assert (answer.status_code, answer["ETag"]) == (200, f'"{gone.version + 1}"')
    assert (told["text"], told["revision"], told["status"]) == ("412 million dollars", 2, "pending")
    assert "gone" not in told["flags"]
    assert told["start_utf16"] == told["start"] + 1
    assert AuditEvent.objects.latest("seq").kind == "claim.pointed"
    assert verify_trail().is_clean


@pytest.mark.parametrize(
    ("body", "field"),
    [({"quote": "Other words"}, "quote"), ({"start": 5, "end": 5}, "start"), ({"end": 10**9}, "start")],
)
def test_words_that_are_not_there_are_told_at_their_field(
    as_rita: APIClient, gone: Claim, send: Send, body: dict[str, Any], field: str
) -> None:
    answer = send(as_rita, gone, "point", there(gone) | body)
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, [field])
    assert Claim.objects.get(pk=gone.pk).gone


def test_a_place_in_an_older_text_is_refused_though_the_claim_did_not_change(
    as_rita: APIClient, gone: Claim, send: Send, edith: Person
) -> None:
    body = there(gone) | {"revision": 2}
    assert revised(gone, TEXT.replace(WORDS + "\n", "One more line.\n"), edith).version == gone.version

    answer = send(as_rita, gone, "point", body)

    assert (answer.status_code, answer.json()["code"]) == (409, "newer_revision")
    assert answer.json()["newest"].endswith(f"/articles/{gone.article_id}/revisions/3/")


def test_a_version_from_before_the_words_went_is_refused_with_the_way_to_the_newest(
    as_rita: APIClient, gone: Claim, send: Send
) -> None:
    answer = send(as_rita, gone, "point", there(gone), seen=1)
    assert (answer.status_code, answer.json()["code"], answer.json()["revision"]) == (409, "newer_revision", 2)


def test_a_claim_that_stands_is_not_pointed_and_an_old_state_of_one_that_does_not_is_shown_anew(
    as_rita: APIClient, gone: Claim, send: Send
) -> None:
    assert send(as_rita, gone, "point", there(gone)).status_code == 200
    late = send(as_rita, gone, "point", there(gone))
    assert (late.status_code, late.json()["claim"]["version"]) == (412, gone.version + 1)
    again = send(as_rita, gone, "point", there(gone), seen=gone.version + 1)
    assert (again.status_code, again.json()["code"]) == (409, "closed")


def test_a_correction_made_as_asked_is_confirmed_on_the_same_evidence(
    as_rita: APIClient, corrected: Claim, send: Send
) -> None:
    assert as_rita.post(f"/api/v1/claims/{corrected.pk}/confirmation/", {}).status_code == 428

    answer = send(as_rita, corrected, "confirmation")

    told = answer.json()
    assert (answer.status_code, answer["ETag"]) == (201, f'"{corrected.version + 1}"')
    assert (told["verdict"], told["text"], told["claim"]["status"]) == ("verified", BETTER, "verified")
    assert [(one["stance"], one["locator"]) for one in told["evidence"]] == [("supports", "p. 4")]
    assert verify_trail().is_clean


def test_other_words_than_those_suggested_are_not_confirmed(
    as_rita: APIClient, cost: Claim, decide: Any, edith: Person, send: Send
) -> None:
    decide(as_rita, cost, ASKED)
    other = revised(cost, TEXT.replace("$412 million", "$422 million"), edith)
    answer = send(as_rita, other, "confirmation")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert Decision.objects.filter(claim=other).count() == 1


def test_a_confirmation_of_an_old_state_is_refused_with_how_it_stands(
    as_rita: APIClient, as_bob: APIClient, corrected: Claim, send: Send
) -> None:
    assert send(as_rita, corrected, "confirmation").status_code == 201
    late = send(as_bob, corrected, "confirmation")
    assert (late.status_code, late.json()["claim"]["status"]) == (412, "verified")


@pytest.mark.parametrize("verb", ["point", "confirmation"])
def test_the_same_key_is_answered_once(
    as_rita: APIClient, verb: str, request: pytest.FixtureRequest, send: Send
) -> None:
    claim = request.getfixturevalue("gone" if verb == "point" else "corrected")
    body = there(claim) if verb == "point" else {}
    first, again = (send(as_rita, claim, verb, body, **{"Idempotency-Key": "once"}) for _ in range(2))
    assert first.status_code == again.status_code < 300
    assert first.json() == again.json()
    assert Claim.objects.get(pk=claim.pk).version == claim.version + 1


@pytest.mark.parametrize("verb", ["point", "confirmation"])
def test_the_author_does_not_check_the_own_article(
    program: Any, edith: Person, verb: str, request: pytest.FixtureRequest, send: Send
) -> None:
    claim = request.getfixturevalue("gone" if verb == "point" else "corrected")
    Person.objects.filter(pk=edith.pk).update(role="reviewer")
    answer = send(program(edith), claim, verb, there(claim) if verb == "point" else {})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert Claim.objects.get(pk=claim.pk).version == claim.version


def test_the_answers_are_shaped_as_the_schema_says(
    as_rita: APIClient, cost: Claim, decide: Any, edith: Person, send: Send
) -> None:
    schema = as_rita.get("/api/v1/schema/").json()
    decide(as_rita, cost, ASKED)
    better = revised(cost, TEXT.replace(WORDS, BETTER), edith)
    confirmed = send(as_rita, better, "confirmation")
    gone = revised(better, TEXT.replace(WORDS + "\n", ""), edith)
    pointed = send(as_rita, gone, "point", there(gone, "Harbour tunnel"))
    for answer, verb, status in ((confirmed, "confirmation", "201"), (pointed, "point", "200")):
        shape = shape_of(schema, f"/api/v1/claims/{{id}}/{verb}/", "post", status)
        assert told_as(schema, shape, answer.json()) == []

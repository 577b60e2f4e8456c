"""POST claims/{id}/decisions/: by compare-and-set, on exact words, with evidence."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.actions.sign_off import sign_off
from articles.models import Article, AuditEvent, Claim, Decision, Person
from tests.cast import TEXT

Decide = Callable[..., Any]
PROOF = {"source": {"title": "Traffic office", "url": "https://traffic.example/2025"}, "locator": "p. 4"}
DISPUTED = {"verdict": "disputed", "note": "The count says 17,000.", "correction": "About 17,000 cars"}


def test_a_decision_is_answered_with_its_words_its_evidence_and_the_claim_as_it_stands(
    as_rita: APIClient, claim: Claim, decide: Decide
) -> None:
    answer = decide(as_rita, claim)

    assert answer.status_code == 201, answer.json()
    told = answer.json()
    assert (told["number"], told["verdict"], told["by"], told["revision"]) == (1, "verified", "rita", 1)
    assert (told["text"], told["start"], told["end"]) == (claim.words.quote, claim.words.start, claim.words.end)
    [evidence] = told["evidence"]
    assert evidence["source"]["title"] == "Traffic office"
    assert (evidence["locator"], evidence["stance"]) == ("p. 4", "supports")
    assert (told["claim"]["status"], told["claim"]["decided_by"], told["claim"]["version"]) == ("verified", "rita", 2)
    assert answer["ETag"] == '"2"'


def test_without_if_match_nothing_is_decided(as_rita: APIClient, claim: Claim) -> None:
    answer = as_rita.post(f"/api/v1/claims/{claim.pk}/decisions/", DISPUTED)

    assert (answer.status_code, answer.json()["code"]) == (428, "precondition_required")
    assert Decision.objects.count() == 0


def test_a_stale_version_is_refused_with_the_present_state_and_nothing_is_written(
    as_rita: APIClient, as_bob: APIClient, claim: Claim, decide: Decide
) -> None:
    decide(as_rita, claim)
    before = AuditEvent.objects.count()

    answer = decide(as_bob, claim, DISPUTED, version=1)

    assert (answer.status_code, answer.json()["code"]) == (412, "stale")
    assert (answer.json()["claim"]["status"], answer.json()["claim"]["version"]) == ("verified", 2)
    assert answer["ETag"] == '"2"'
    assert (AuditEvent.objects.count(), Decision.objects.count()) == (before, 1)


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ('"1"', 201),
        ('"7", "1"', 201),
        ('W/"1"', 412),
        ('"one"', 412),
        ('"01"', 412),
        ('"99999999999999999999999999"', 412),
        ('"2"', 412),
        ("1", 400),
        ('"1', 400),
        ('"1",', 400),
        ("", 400),
        ("*", 428),
    ],
)
def test_if_match_names_the_version_that_somebody_saw(as_rita: APIClient, claim: Claim, tag: str, status: int) -> None:
    address = f"/api/v1/claims/{claim.pk}/decisions/"

    answer = as_rita.post(address, DISPUTED, headers={"If-Match": tag})

    assert answer.status_code == status, answer.json()
    assert Decision.objects.count() == (status == 201)


def test_a_decision_on_words_of_an_older_revision_is_shown_the_way_to_the_newest(
    as_rita: APIClient, article: Article, claim: Claim, edith: Person, decide: Decide
) -> None:
    revise_article(article, Upload(text=TEXT.replace("two years", "three years")), by=edith)

    answer = decide(as_rita, claim, DISPUTED, version=1)

    assert (answer.status_code, answer.json()["code"]) == (409, "newer_revision")
    assert answer.json()["newest"] == f"http://testserver/api/v1/articles/{article.pk}/revisions/2/"
    assert as_rita.get(answer.json()["newest"]).json()["number"] == 2
    assert Decision.objects.count() == 0


def test_a_decision_in_a_signed_off_article_is_refused(
    as_rita: APIClient, article: Article, carl: Person, decide: Decide
) -> None:
    claims = list(article.claims.for_lists())
    for one in claims:
        assert decide(as_rita, one).status_code == 201
    sign_off(article, by=carl)
    claims[0].refresh_from_db()

    answer = decide(as_rita, claims[0], DISPUTED)

    assert (answer.status_code, answer.json()["code"]) == (409, "closed")


def test_a_later_decision_supersedes_and_all_are_listed_with_the_claim(
    as_rita: APIClient, as_bob: APIClient, claim: Claim, decide: Decide
) -> None:
    decide(as_rita, claim)
    decide(as_bob, claim, DISPUTED, version=2)

    told = as_bob.get(f"/api/v1/claims/{claim.pk}/").json()

    assert [(one["number"], one["verdict"], one["by"]) for one in told["decisions"]] == [
        (1, "verified", "rita"),
        (2, "disputed", "bob"),
    ]
    assert told["decisions"][1]["correction"] == "About 17,000 cars"


@pytest.mark.parametrize(
    ("ruling", "field"),
    [
        ({}, "verdict"),
        ({"verdict": "pending"}, "verdict"),
        ({"verdict": True}, "verdict"),
        ({"verdict": ["verified"]}, "verdict"),
        ({"verdict": "disputed", "note": "  "}, "note"),
        ({"verdict": "disputed", "note": 5}, "note"),
        ({"verdict": "disputed", "note": "x" * 10_001}, "note"),
        ({"verdict": "disputed", "note": "half \ud800 pair"}, "note"),
        ({"verdict": "disputed", "note": "nul \x00"}, "note"),
        ({"verdict": "unsourced"}, "note"),
        ({"verdict": "verified"}, "evidence"),
        ({"verdict": "verified", "evidence": {}}, "evidence"),
        ({"verdict": "verified", "evidence": [{}]}, "evidence.0.source"),
        ({"verdict": "verified", "evidence": [{"source": {}}]}, "evidence"),
        ({"verdict": "verified", "evidence": [{"source": "press"}]}, "evidence.0.source"),
        ({"verdict": "verified", "evidence": [{"source": {"url": "javascript:alert(1)"}}]}, "evidence"),
        ({"verdict": "verified", "evidence": [{"source": {"title": "x" * 501}}]}, "evidence.0.source.title"),
        ({"verdict": "verified", "evidence": [PROOF | {"stance": "proves"}]}, "evidence.0.stance"),
        ({"verdict": "verified", "evidence": [PROOF | {"page": 4}]}, "evidence.0.page"),
        ({"verdict": "verified", "evidence": [PROOF] * 101}, "evidence"),
        ({"verdict": "disputed", "note": "Wrong.", "version": 1}, "version"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_field_and_nothing_is_written(
    as_rita: APIClient, claim: Claim, decide: Decide, ruling: Any, field: str
) -> None:
    answer = decide(as_rita, claim, ruling)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["fields"]) == [field]
    assert answer.json()["message"]
    assert Decision.objects.count() == 0


def test_an_editor_who_uploaded_the_article_does_not_decide(as_edith: APIClient, claim: Claim, decide: Decide) -> None:
    answer = decide(as_edith, claim)

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert "reviewer" in answer.json()["message"]

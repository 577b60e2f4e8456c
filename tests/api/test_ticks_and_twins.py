"""What a claim carries, its ticks, and one ruling for all claims that say the same."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.dismiss import dismiss_claim
from articles.models import Article, AuditEvent, Claim, Decision, Person

Decide = Callable[..., Any]
DISPUTED = {"verdict": "disputed", "note": "The count says 17,000."}


@pytest.fixture
def marked(article: Article) -> Claim:
    """A claim with two checkpoints, a reason for its priority, and a line that leads it in."""
    claim = article.claims.for_lists().get(placement__quote__contains="$412 million")
    claim.priority_reason = "It names what the city paid."
    claim.context = {"lead_in": "What the tunnel is:"}
    claim.checkpoints = [point(claim, "$412 million", "money"), point(claim, "37 percent", "number")]
    claim.save()
    return claim


def point(claim: Claim, words: str, kind: str) -> dict[str, Any]:
    start = claim.words.quote.index(words)
    return {"start": start, "end": start + len(words), "words": words, "kind": kind}


def tick(client: APIClient, claim: Claim, ticked: Any, version: int = 1) -> Any:
    address = f"/api/v1/claims/{claim.pk}/ticks/"
    return client.put(address, {"ticked": ticked}, headers={"If-Match": f'"{version}"'})


def places(claim: Claim) -> list[dict[str, int]]:
    return [{"start": one["start"], "end": one["end"]} for one in claim.checkpoints]


def test_a_claim_says_why_it_matters_what_leads_to_it_and_what_to_tick(as_rita: APIClient, marked: Claim) -> None:
    told = as_rita.get(f"/api/v1/claims/{marked.pk}/").json()

    assert told["priority_reason"] == "It names what the city paid."
    assert told["context"] == {"lead_in": "What the tunnel is:", "antecedent": ""}
    assert [(one["words"], one["kind"], one["ticked"]) for one in told["checkpoints"]] == [
        ("$412 million", "money", False),
        ("37 percent", "number", False),
    ]
    assert all(told["text"][one["start"] : one["end"]] == one["words"] for one in told["checkpoints"])


def test_ticks_are_put_as_a_whole_and_taken_back(as_rita: APIClient, marked: Claim) -> None:
    first = tick(as_rita, marked, places(marked))
    second = tick(as_rita, marked, places(marked)[1:], version=2)

    assert [one["ticked"] for one in first.json()["checkpoints"]] == [True, True]
    assert ([one["ticked"] for one in second.json()["checkpoints"]], second["ETag"]) == ([False, True], '"3"')
    assert AuditEvent.objects.filter(kind="claim.ticked").count() == 2


def test_ticks_need_the_version_that_was_seen(as_rita: APIClient, as_bob: APIClient, marked: Claim) -> None:
    tick(as_bob, marked, places(marked))

    missing = as_rita.put(f"/api/v1/claims/{marked.pk}/ticks/", {"ticked": []})
    stale = tick(as_rita, marked, [])

    assert (missing.status_code, stale.status_code, stale["ETag"]) == (428, 412, '"2"')
    assert [one["ticked"] for one in stale.json()["claim"]["checkpoints"]] == [True, True]


@pytest.mark.parametrize(
    ("ticked", "field"),
    [
        (None, "ticked"),
        ("all", "ticked"),
        ({}, "ticked"),
        ([1], "ticked.0"),
        ([{}], "ticked.0.start"),
        ([{"start": 0, "end": 2}], "ticked"),
        ([{"start": "8", "end": 20}], "ticked.0.start"),
        ([{"start": -1, "end": 20}], "ticked.0.start"),
        ([{"start": 8, "end": 2**70}], "ticked.0.end"),
        ([{"start": 8, "end": 20, "words": "x"}], "ticked.0.words"),
        ([{"start": 0, "end": 1}] * 1_001, "ticked"),
    ],
)
def test_only_checkpoints_are_ticked(as_rita: APIClient, marked: Claim, ticked: Any, field: str) -> None:
    answer = tick(as_rita, marked, ticked)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid"), answer.json()
    assert next(iter(answer.json()["fields"])) == field
    assert Claim.objects.get(pk=marked.pk).version == 1


def test_claims_that_say_the_same_name_each_other_in_lists_and_alone(
    as_rita: APIClient, twins: list[Claim], rita: Person
) -> None:
    one, twin, other = twins
    listed = {claim["id"]: claim["alike"] for claim in as_rita.get("/api/v1/claims/").json()["results"]}

    assert (listed[one.pk], listed[twin.pk], listed[other.pk]) == ([twin.pk], [one.pk], [])
    assert as_rita.get(f"/api/v1/claims/{one.pk}/").json()["alike"] == [twin.pk]

    dismiss_claim(twin, "duplicate", by=rita, seen=1)
    assert as_rita.get(f"/api/v1/claims/{one.pk}/").json()["alike"] == []


def test_likeness_ends_with_the_article(as_rita: APIClient, twins: list[Claim], submit: Callable[..., Article]) -> None:
    submit().claims.update(likeness=twins[0].likeness)
    listed = {claim["id"]: claim["alike"] for claim in as_rita.get("/api/v1/claims/").json()["results"]}

    assert listed[twins[0].pk] == [twins[1].pk]


def test_one_ruling_for_all_that_say_the_same_tells_what_became_of_each(
    as_rita: APIClient, as_bob: APIClient, article: Article, twins: list[Claim], decide: Decide
) -> None:
    one, twin, other = twins
    late = article.claims.for_lists().in_reading_order()[3]
    Claim.objects.filter(pk=late.pk).update(likeness=one.likeness)
    decide(as_bob, late, DISPUTED)
    also = [{"claim": claim.pk, "version": 1} for claim in (twin, other, late)] + [{"claim": 10**9, "version": 1}]

    answer = decide(as_rita, one, {**DISPUTED, "also": also})

    assert answer.status_code == 201, answer.json()
    assert answer.json()["claim"]["status"] == "disputed"
    told = answer.json()["also"]
    assert told["decided"] == [{"claim": twin.pk, "version": 2}]
    assert [(no["claim"], no["code"]) for no in told["refused"]] == [
        (other.pk, "invalid"),
        (late.pk, "stale"),
        (10**9, "not_found"),
    ]
    assert all(no["message"] for no in told["refused"])
    assert Claim.objects.get(pk=twin.pk).decided_by == Claim.objects.get(pk=one.pk).decided_by
    assert Claim.objects.get(pk=other.pk).verdict == "pending"


def test_without_others_a_decision_is_about_one_claim(as_rita: APIClient, twins: list[Claim], decide: Decide) -> None:
    assert decide(as_rita, twins[0], DISPUTED).json()["also"] == {"decided": [], "refused": []}
    assert Decision.objects.count() == 1


def test_nothing_is_decided_when_the_claim_itself_is_refused(
    as_rita: APIClient, twins: list[Claim], decide: Decide
) -> None:
    body = {"verdict": "disputed", "note": "", "also": [{"claim": twins[1].pk, "version": 1}]}

    assert decide(as_rita, twins[0], body).status_code == 400
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("also", "field"),
    [
        (5, "also"),
        ([[]], "also.0"),
        ([{"claim": 1}], "also.0.version"),
        ([{"claim": 0, "version": 1}], "also.0.claim"),
        ([{"claim": True, "version": 1}], "also.0.claim"),
        ([{"claim": 2**63, "version": 1}], "also.0.claim"),
        ([{"claim": 1, "version": 1, "verdict": "verified"}], "also.0.verdict"),
        ([{"claim": 7, "version": 1}, {"claim": 7, "version": 2}], "also"),
        ([{"claim": number, "version": 1} for number in range(1, 202)], "also"),
    ],
)
def test_others_that_cannot_be_meant_are_named(
    as_rita: APIClient, twins: list[Claim], decide: Decide, also: Any, field: str
) -> None:
    answer = decide(as_rita, twins[0], {**DISPUTED, "also": also})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid"), answer.json()
    assert next(iter(answer.json()["fields"])) == field
    assert Decision.objects.count() == 0

"""What was seen before the newest revision is closed to every verb: 409, with the address where the words stand now."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.models import Claim, Person
from tests.cast import TEXT

VERBS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "decide": ("post", "decisions/", {"verdict": "disputed", "note": "Not so."}),
    "tick": ("put", "ticks/", {"ticked": []}),
    "change the span": ("patch", "", {"start": 0, "end": 14}),
    "split": ("post", "split/", {"at": 8}),
    "merge": ("post", "merge/", {"other": 0, "other_version": 1}),
    "confirm": ("post", "confirmation/", {}),
    "dismiss": ("post", "dismissal/", {"reason": "opinion"}),
    "reopen": ("post", "reopening/", {"reason": "It is one."}),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_version_from_before_the_newest_revision_is_refused_with_the_way_to_it(
    as_rita: APIClient, claim: Claim, edith: Person, verb: str
) -> None:
    revise_article(claim.article, Upload(text=TEXT + "One more line.\n"), by=edith)
    method, address, body = VERBS[verb]
    if "other" in body:
        body = body | {"other": claim.article.claims.exclude(pk=claim.pk).values_list("pk", flat=True)[0]}
    answer = getattr(as_rita, method)(f"/api/v1/claims/{claim.pk}/{address}", body, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "newer_revision")
    newest = answer.json()["newest"]
    assert newest == f"http://testserver/api/v1/articles/{claim.article_id}/revisions/2/"
    assert as_rita.get(newest).json()["number"] == answer.json()["revision"] == 2
    assert Claim.objects.get(pk=claim.pk).version == 2

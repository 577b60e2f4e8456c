"""GET articles/{id}/report/: a file, handed out and noted."""

from hashlib import sha256

import pytest
from rest_framework.test import APIClient

from articles.ledger import offline
from articles.models import Article, AuditEvent, Claim, Report
from articles.reports import OFFERED
from tests.reports.tampering import drop_guards, rewrite


@pytest.mark.parametrize("name", sorted(OFFERED))
def test_a_report_is_a_file_to_save_whatever_accept_says(
    as_edith: APIClient, article: Article, claim: Claim, name: str
) -> None:
    answer = as_edith.get(f"/api/v1/articles/{article.pk}/report/?format={name}", headers={"Accept": "text/x-nothing"})

    assert answer.status_code == 200
    assert answer["Content-Type"] == OFFERED[name]
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    handed_out = offline.unpack(answer.content)["report.json"] if name == "bundle" else answer.content
    assert sha256(handed_out).hexdigest() == Report.objects.get().sha256
    assert AuditEvent.objects.filter(kind="report.exported").count() == 1


@pytest.mark.parametrize("query", ["", "?format=doc", "?format=pdf"])
def test_a_format_that_is_none_is_refused_with_those_there_are(
    as_edith: APIClient, article: Article, query: str
) -> None:
    answer = as_edith.get(f"/api/v1/articles/{article.pk}/report/{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["format"])
    assert all(name in answer.json()["message"] for name in OFFERED)
    assert not Report.objects.exists()


def test_a_look_at_the_headers_alone_is_no_report(as_edith: APIClient, article: Article) -> None:
    assert as_edith.head(f"/api/v1/articles/{article.pk}/report/?format=csv").status_code == 405
    assert not Report.objects.exists()


@pytest.mark.parametrize(("query", "field"), [("?format=csv&format=html", "format"), ("?format=csv&page=2", "page")])
def test_what_a_report_cannot_be_asked_is_named(as_edith: APIClient, article: Article, query: str, field: str) -> None:
    answer = as_edith.get(f"/api/v1/articles/{article.pk}/report/{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])


def test_a_bundle_proves_itself_with_the_key_of_the_checkpoint(as_edith: APIClient, article: Article) -> None:
    answer = as_edith.get(f"/api/v1/articles/{article.pk}/report/?format=bundle")

    assert answer["Content-Disposition"].endswith('.zip"')
    key = as_edith.get("/api/v1/trail/checkpoint/").json()["key"]
    assert offline.check(offline.unpack(answer.content), key)


def test_a_damaged_trail_hands_out_no_bundle(as_edith: APIClient, article: Article) -> None:
    drop_guards()
    rewrite(2, lambda event: event.update(at="2020-01-01T00:00:00.000000Z"), leaf=False)
    answer = as_edith.get(f"/api/v1/articles/{article.pk}/report/?format=bundle")

    assert (answer.status_code, answer.json()["code"]) == (409, "damaged")
    assert "audit verify" in answer.json()["message"]
    assert not Report.objects.exists()

"""GET articles/{id}/report/: a file, handed out and noted."""

from hashlib import sha256

import pytest
from rest_framework.test import APIClient

from articles.models import Article, AuditEvent, Claim, Report
from articles.reports import FORMATS


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_report_is_a_file_to_save_whatever_accept_says(
    as_edith: APIClient, article: Article, claim: Claim, name: str
) -> None:
    answer = as_edith.get(f"/api/v1/articles/{article.pk}/report/?format={name}", headers={"Accept": "text/x-nothing"})

    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMATS[name].media_type
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert sha256(answer.content).hexdigest() == Report.objects.get().sha256
    assert AuditEvent.objects.filter(kind="report.exported").count() == 1


@pytest.mark.parametrize("query", ["", "?format=doc", "?format=pdf"])
def test_a_format_that_is_none_is_refused_with_those_there_are(
    as_edith: APIClient, article: Article, query: str
) -> None:
    answer = as_edith.get(f"/api/v1/articles/{article.pk}/report/{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["format"])
    assert all(name in answer.json()["message"] for name in FORMATS)
    assert not Report.objects.exists()


def test_a_look_at_the_headers_alone_is_no_report(as_edith: APIClient, article: Article) -> None:
    assert as_edith.head(f"/api/v1/articles/{article.pk}/report/?format=csv").status_code == 405
    assert not Report.objects.exists()


@pytest.mark.parametrize(("query", "field"), [("?format=csv&format=html", "format"), ("?format=csv&page=2", "page")])
def test_what_a_report_cannot_be_asked_is_named(as_edith: APIClient, article: Article, query: str, field: str) -> None:
    answer = as_edith.get(f"/api/v1/articles/{article.pk}/report/{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])

"""The report as a page, and as files to take away."""

import json
import re

import pytest
from django.test import Client

from articles.actions.decide import Ruling, decide_claim
from articles.ledger import offline
from articles.models import Article, AuditEvent, Claim, Person, Report
from tests.reports.tampering import drop_guards, sql


def test_the_page_shows_the_report_and_writes_nothing(client: Client, claim: Claim, rita: Person) -> None:
    decide_claim(claim, Ruling("disputed", "The minutes say 2018.", "one year late"), by=rita, seen=claim.version)
    events = AuditEvent.objects.count()
    client.force_login(rita)
    html = client.get(f"/articles/{claim.article_id}/report/").content.decode()
    assert claim.words.revision.sha256 in html
    assert "The minutes say 2018." in html
    assert 'class="state disputed"' in html
    assert AuditEvent.objects.count() == events
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("html", "text/html"), ("csv", "text/csv"), ("json", "application/json"), ("bundle", "application/zip")],
)
def test_a_report_is_taken_away_as_a_file_and_told_in_the_trail(
    client: Client, article: Article, edith: Person, name: str, media_type: str
) -> None:
    client.force_login(edith)
    response = client.post(f"/articles/{article.pk}/report/take/", {"format": name})
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(media_type)
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    ends = "zip" if name == "bundle" else name
    assert response.headers["Content-Disposition"].endswith(f'.{ends}"')
    assert Report.objects.get().format == name
    assert AuditEvent.objects.newest_first()[0].kind == "report.exported"


def test_the_json_file_is_the_report_of_this_article(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    response = client.post(f"/articles/{article.pk}/report/take/", {"format": "json"})
    assert article.title in json.dumps(json.loads(response.content), ensure_ascii=False)


@pytest.mark.parametrize("wanted", ["", "exe", "../html"])
def test_a_format_that_is_none_is_refused(client: Client, article: Article, rita: Person, wanted: str) -> None:
    client.force_login(rita)
    assert client.post(f"/articles/{article.pk}/report/take/", {"format": wanted}).status_code == 422
    assert not Report.objects.exists()


def test_an_admin_reads_the_report_but_takes_none_away(client: Client, article: Article, root: Person) -> None:
    client.force_login(root)
    html = client.get(f"/articles/{article.pk}/report/").content.decode()
    assert "they take no reports out of it" in html
    assert 'name="format"' not in html
    assert client.post(f"/articles/{article.pk}/report/take/", {"format": "csv"}).status_code == 403


def test_a_report_is_not_there_for_somebody_with_no_rights(client: Client, article: Article, nemo: Person) -> None:
    client.force_login(nemo)
    assert client.get(f"/articles/{article.pk}/report/").status_code == 404
    assert client.post(f"/articles/{article.pk}/report/take/", {"format": "csv"}).status_code == 404


def test_a_report_is_never_taken_by_looking(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    assert client.get(f"/articles/{article.pk}/report/take/", {"format": "csv"}).status_code == 405


def test_the_bundle_proves_itself_with_the_key_on_the_page(
    client: Client, claim: Claim, rita: Person, carl: Person
) -> None:
    decide_claim(claim, Ruling("disputed", "The minutes say 2018.", "one year late"), by=rita, seen=claim.version)
    client.force_login(rita)
    page = f"/articles/{claim.article_id}/report/"
    assert "then it stands here" in client.get(page).content.decode(), "there is no key before the first bundle"
    taken = client.post(f"{page}take/", {"format": "bundle"})
    html = client.get(page).content.decode()
    key = re.search(r"verify\.py --key &#x27;(.+?)&#x27;|verify\.py --key '(.+?)'", html)
    assert key is not None
    told = offline.check(offline.unpack(taken.content), key[1] or key[2])
    assert "handed out as event" in " ".join(told)


def test_a_bundle_that_would_not_prove_itself_is_refused_in_words(client: Client, claim: Claim, rita: Person) -> None:
    drop_guards()
    sql("UPDATE articles_claim SET dismissal = 'opinion' WHERE id = %s", claim.pk)
    client.force_login(rita)
    answer = client.post(f"/articles/{claim.article_id}/report/take/", {"format": "bundle"})
    assert answer.status_code == 409
    assert "Have the trail verified" in answer.content.decode()
    assert not Report.objects.exists()

"""What no page and no worker shows or needs stays in the database: texts, what a file proposes, and originals."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.decide import Ruling, decide_claim
from articles.actions.export import export_report
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.submit import About, submit_article
from articles.models import Article, Claim, Extraction, Person
from tests.cast import TEXT

LONG = re.compile(r'"articles_(revision"\."(?:text|block_rows|notes|proposals)|original"\."data)"')
WITHOUT_A_TEXT = (
    *("/", "/queue/?status=all", "/articles/", "/trail/"),
    *("/articles/{}/trail/", "/claims/{}/trail/", "/articles/{}/revise/", "/articles/{}/extraction/"),
)


def read(queries: CaptureQueriesContext) -> set[str]:
    """The long columns that were read."""
    selected = (query["sql"].partition(" FROM ")[0] for query in queries if query["sql"].startswith("SELECT"))
    return {one.group(1).replace('"."', ".") for sql in selected for one in LONG.finditer(sql)}


@pytest.fixture
def waiting(edith: Person) -> Article:
    """An article in which nobody has looked for claims yet."""
    return submit_article(Upload(text=TEXT), About(), by=edith)


@pytest.mark.parametrize("address", WITHOUT_A_TEXT)
def test_a_page_without_a_text_reads_none(
    client: Client, claim: Claim, waiting: Article, carl: Person, address: str
) -> None:
    client.force_login(carl)
    pk = {"/claims/{}/trail/": claim.pk, "/articles/{}/extraction/": waiting.pk}.get(address, claim.article_id)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address.format(pk)).status_code == 200
    assert read(queries) == set()


@pytest.mark.parametrize("address", ["/articles/{}/?show=all", "/articles/{}/revisions/1/", "/articles/{}/compare/"])
def test_a_page_with_a_text_reads_no_original(client: Client, claim: Claim, carl: Person, address: str) -> None:
    client.force_login(carl)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address.format(claim.article_id)).status_code == 200
    found = read(queries)
    assert "revision.text" in found
    assert "original.data" not in found
    assert ("revision.proposals" in found) == ("show" in address)


def test_the_worker_reads_the_text_and_its_blocks_and_nothing_else(waiting: Article) -> None:
    run = Extraction.objects.get(revision=waiting.newest)
    with CaptureQueriesContext(connection) as queries:
        assert extract_claims(run.pk)
    assert {"revision.text", "revision.block_rows"} <= read(queries)
    assert "original.data" not in read(queries)
    first = next(query["sql"] for query in queries if '"articles_revision"."text"' in query["sql"])
    assert '"articles_revision"."proposals"' not in first


def test_a_report_reads_no_original_and_nothing_that_a_file_proposes(claim: Claim, rita: Person, carl: Person) -> None:
    decide_claim(claim, Ruling("unsourced", note="Asked."), by=rita, seen=1)
    with CaptureQueriesContext(connection) as queries:
        export_report(claim.article, "json", by=carl)
    assert read(queries) - {"revision.text", "revision.block_rows"} == set()

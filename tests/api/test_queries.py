"""Lists ask the database the same number of questions, however long they are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from articles.actions.intake import Upload
from articles.actions.people import make_person
from articles.actions.place import add_claim
from articles.actions.submit import About, submit_article
from articles.models import Article, Hint, Person
from articles.text.spans import Span

FEW, MANY = 5, 60


def more_claims(count: int, article: Article, edith: Person, carl: Person) -> None:
    for _ in range(count):
        start = article.last_claim_number
        add_claim(article, Span(start, start + 20), by=carl)


def more_articles(count: int, article: Article, edith: Person, carl: Person) -> None:
    for i in range(count):
        submit_article(Upload(text=f"Bridge {i} cost $4 million."), About(), by=edith)


def more_twins(count: int, article: Article, edith: Person, carl: Person) -> None:
    more_claims(count, article, edith, carl)
    article.claims.update(likeness="a" * 16)


def more_hints(count: int, article: Article, edith: Person, carl: Person) -> None:
    revision = article.newest
    assert revision is not None
    run = revision.extractions.get()
    told = {"article": article, "revision": revision, "extraction": run, "kind": "sum", "places": [[0, 3]]}
    Hint.objects.bulk_create([Hint(**told, quotes=["The"], why=f"Sum {i}.") for i in range(count)])


def more_people(count: int, article: Article, edith: Person, carl: Person) -> None:
    for i in range(count):
        make_person(f"reviewer{count}-{i}", "reviewer", by=None)


@pytest.mark.parametrize(
    ("address", "more", "most"),
    [
        ("claims/?page_size=200", more_claims, 3),
        ("claims/?page_size=200&status=open&ordering=article&q=e&priority=2&assignee=nobody", more_claims, 2),
        ("claims/?page_size=200&article={}", more_claims, 3),
        ("claims/?page_size=200", more_twins, 3),
        ("articles/{}/hints/?page_size=200", more_hints, 3),
        ("articles/?page_size=200", more_articles, 4),
        ("articles/{}/", more_claims, 4),
        ("trail/?page_size=200", more_claims, 3),
        ("articles/{}/trail/?page_size=200", more_claims, 4),
        ("people/?page_size=200", more_people, 2),
    ],
)
def test_a_long_list_costs_as_many_queries_as_a_short_one(
    as_carl: APIClient, edith: Person, carl: Person, address: str, more: Callable[..., None], most: int
) -> None:
    article = submit_article(Upload(text="The bridge cost $4 million. " * 20), About(), by=edith)
    url = f"/api/v1/{address.format(article.pk)}"
    counts = []
    as_carl.get(url)  # notes the use of the token
    for count in (FEW, MANY):
        more(count, article, edith, carl)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = as_carl.get(url)
        assert answer.status_code == 200
        counts.append(len(queries))

    rows = answer.json().get("results", [None] * (FEW + MANY))
    assert len(rows) >= FEW + MANY
    assert counts[0] == counts[1] <= most, [query["sql"][:200] for query in queries.captured_queries]


def test_no_list_reads_the_texts_of_its_articles(as_carl: APIClient, claim: Any) -> None:
    for address in ("claims/", "articles/", "trail/", "people/"):
        with CaptureQueriesContext(connection) as queries:
            as_carl.get(f"/api/v1/{address}")
        read = [query["sql"] for query in queries if '"articles_revision"."text"' in query["sql"]]
        assert read == [], address

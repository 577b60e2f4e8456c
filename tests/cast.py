"""The cast and its material: Edith, Rita, Bob, Carl, Ada, Root and Nemo, and an article that they work on.

Everything is made through the product's own actions.
"""

from collections.abc import Callable

import pytest

from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.people import make_person
from articles.actions.submit import About, submit_article
from articles.models import Article, Claim, Extraction, Person

PASSWORD = "a long password of the cast"  # of test people
TEXT = """Harbour tunnel opens two years late

The harbour tunnel opened on 3 March 2025, two years later than planned, the city said.
It cost $412 million, 37 percent more than the council approved in 2019.
"Nobody in this city has built anything like it," said Mara Lindqvist, the chief engineer.
About 18,000 cars use the tunnel every day, according to the traffic office.
Is it worth the money?
Lindqvist, 54, has led the works department since 2016.
"""


def person(username: str, role: str) -> Person:
    """A member of the cast, with a password to log in."""
    return make_person(username, role, by=None, password=PASSWORD)


@pytest.fixture
def edith(db: None) -> Person:
    return person("edith", "editor")


@pytest.fixture
def rita(db: None) -> Person:
    return person("rita", "reviewer")


@pytest.fixture
def bob(db: None) -> Person:
    return person("bob", "reviewer")


@pytest.fixture
def carl(db: None) -> Person:
    return person("carl", "chief")


@pytest.fixture
def ada(db: None) -> Person:
    return person("ada", "auditor")


@pytest.fixture
def root(db: None) -> Person:
    return person("root", "admin")


@pytest.fixture
def nemo(db: None) -> Person:
    return person("nemo", "")


@pytest.fixture
def submit(edith: Person) -> Callable[..., Article]:
    """Upload a text as Edith and find its claims, as the worker would."""

    def submit_text(text: str = TEXT, **about: object) -> Article:
        article = submit_article(Upload(text=text), About(**about), by=edith)  # type: ignore[arg-type]
        extraction = Extraction.objects.get(revision=article.newest)
        assert extract_claims(extraction.pk), "the extraction of the cast's article failed"
        return article

    return submit_text


@pytest.fixture
def article(submit: Callable[..., Article]) -> Article:
    return submit()


@pytest.fixture
def claim(article: Article) -> Claim:
    """The first claim of the article, with everything a list shows."""
    first = article.claims.for_lists().first()
    assert first is not None
    return first

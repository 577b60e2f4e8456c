"""Programs that ask the desk for somebody of the cast, each with a token of its own."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.tokens import make_token
from articles.models import Article, Claim, Hint, HintKind, Person

Program = Callable[..., APIClient]


@pytest.fixture
def program() -> Program:
    """Makes a client that acts for a person, with the scopes that are named or all of them."""

    def for_person(person: Person, *scopes: str) -> APIClient:
        _, secret = make_token(person, by=None, scopes=scopes or ("read", "write"))
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
        return client

    return for_person


@pytest.fixture
def as_edith(program: Program, edith: Person) -> APIClient:
    return program(edith)


@pytest.fixture
def as_rita(program: Program, rita: Person) -> APIClient:
    return program(rita)


@pytest.fixture
def as_bob(program: Program, bob: Person) -> APIClient:
    return program(bob)


@pytest.fixture
def as_carl(program: Program, carl: Person) -> APIClient:
    return program(carl)


@pytest.fixture
def hint(article: Article) -> Hint:
    """Something noticed between two places of the article, which nobody answered yet."""
    revision = article.newest
    assert revision is not None
    quotes = ["two years later", "opened on 3 March 2025"]
    starts = [revision.text.index(words) for words in quotes]
    return Hint.objects.create(
        article=article,
        revision=revision,
        extraction=revision.extractions.get(),
        kind=HintKind.DURATION,
        places=[[start, start + len(words)] for start, words in zip(starts, quotes, strict=True)],
        quotes=quotes,
        why="Planned for 2024, it opened in 2025: that is one year, not two.",
    )


@pytest.fixture
def twins(article: Article) -> list[Claim]:
    """Two claims of the article that say the same, and one that says something else."""
    claims = list(article.claims.for_lists().in_reading_order()[:3])
    for claim, likeness in zip(claims, ("a" * 16, "a" * 16, "b" * 16), strict=True):
        claim.likeness = likeness
        claim.save()
    return claims


PROOF = {"source": {"title": "Traffic office", "url": "https://traffic.example/2025"}, "locator": "p. 4"}
VERIFIED = {"verdict": "verified", "evidence": [PROOF]}
DISPUTED = {"verdict": "disputed", "note": "The count says 17,000.", "correction": "About 17,000 cars"}


@pytest.fixture
def decide() -> Callable[..., Any]:
    """Decide claim through client, as seen in version (the present one, if none is given)."""

    def decide_claim(
        client: APIClient, claim: Claim, ruling: Any = VERIFIED, *, version: object = None, **headers: str
    ) -> Any:
        tag = f'"{claim.version if version is None else version}"'
        return client.post(
            f"/api/v1/claims/{claim.pk}/decisions/",
            json.dumps(ruling),
            content_type="application/json",
            headers={"If-Match": tag, **headers},
        )

    return decide_claim

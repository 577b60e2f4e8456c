"""Both sample articles through the API: every claim stands on its exact words."""

from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.extract import extract_claims
from articles.models import Extraction

SAMPLES = ("lumen-btcc.txt", "lumen-motley-fool.txt")


def all_claims(client: APIClient, address: str) -> list[Any]:
    found = []
    while address:
        page = client.get(address).json()
        found += page["results"]
        address = page["next"]
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_every_claim_of_a_sample_is_the_words_that_stand_at_its_place(
    as_edith: APIClient, shared: Path, name: str
) -> None:
    with (shared / "samples" / name).open("rb") as file:
        article = as_edith.post("/api/v1/articles/", {"file": file}, format="multipart").json()
    assert extract_claims(Extraction.objects.get().pk)

    text = as_edith.get(f"/api/v1/articles/{article['id']}/revisions/1/").json()["text"]
    claims = all_claims(as_edith, f"/api/v1/claims/?article={article['id']}&page_size=7&ordering=article")

    utf16 = text.encode("utf-16-le")
    assert len(claims) > 10
    assert [claim["start"] for claim in claims] == sorted(claim["start"] for claim in claims)
    for claim in claims:
        assert claim["text"] == text[claim["start"] : claim["end"]]
        assert claim["text"] == utf16[2 * claim["start_utf16"] : 2 * claim["end_utf16"]].decode("utf-16-le")
        assert text[: claim["start"]].endswith(claim["prefix"])
        assert text[claim["end"] :].startswith(claim["suffix"])
        places = [place for facet in claim["facets"].values() for place in facet]
        assert all(0 <= place["start"] < place["end"] <= len(text) for place in places)


def test_places_after_a_letter_of_two_units_are_counted_both_ways(as_edith: APIClient) -> None:
    text = "🏗️ Bridge\n\nThe 𝔹ridge cost $4 million in 2020, the city said. It opened on 3 March 2021.\n"
    article = as_edith.post("/api/v1/articles/", {"text": text}).json()
    assert extract_claims(Extraction.objects.get().pk)

    claims = all_claims(as_edith, f"/api/v1/claims/?article={article['id']}")

    assert claims
    for claim in claims:
        assert claim["text"] == text[claim["start"] : claim["end"]]
        assert claim["start_utf16"] > claim["start"]
        units = text.encode("utf-16-le")[2 * claim["start_utf16"] : 2 * claim["end_utf16"]]
        assert claim["text"] == units.decode("utf-16-le")

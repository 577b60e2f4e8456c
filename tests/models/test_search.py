"""Searching claims: letter case does not matter, in any alphabet, and what is typed stands for itself."""

from collections.abc import Callable

import pytest

from articles.models import Article, Claim

TEXT = "École Centrale (Lyon) paid 300,000 euros for the bridge in 2019, 5% more than planned, the council said.\n"


@pytest.mark.parametrize("words", ["École", "école", "ÉCOLE CENTRALE (LYON", "BRIDGE", "5% more"])
def test_words_are_found_in_any_letter_case(submit: Callable[..., Article], words: str) -> None:
    submit(TEXT)
    assert Claim.objects.saying(words).count() == 1


@pytest.mark.parametrize("words", ["é.ole", "École|x", "5_ more", "é*", "[é]", "é\\"])
def test_signs_stand_for_themselves(submit: Callable[..., Article], words: str) -> None:
    submit(TEXT)
    assert not Claim.objects.saying(words).exists()

"""How many rows a verification held against the trail, in words."""

from collections.abc import Mapping

MANY = {"person": "people", "evidence": "pieces of evidence"}


def rows_in_words(compared: Mapping[str, int]) -> str:
    """Such as "2 articles, 1 person"; what there is none of is left out."""
    return ", ".join(f"{count:,} {_noun(noun, count)}" for noun, count in compared.items() if count)


def _noun(noun: str, count: int) -> str:
    if count == 1:
        return "piece of evidence" if noun == "evidence" else noun
    return MANY.get(noun, f"{noun}s")

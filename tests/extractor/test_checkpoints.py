"""Rules of checkpoints: what a checker ticks inside a claim, in reading order and without overlap."""

from itertools import pairwise

import pytest

from articles.extractor import find_candidates
from articles.extractor.small.judge import Small
from articles.text.recognise import recognise_blocks


def ticks(text: str, number: int = 0) -> list[tuple[str, str]]:
    """The checkpoints of one claim of a text: words and kind."""
    found = find_candidates(text, recognise_blocks(text), judge=Small()).candidates
    return [(one.span.quote(text), one.kind) for one in found[number].checkpoints]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The first ship carried 1,200 steel containers from Oldbay in 2020.",
            [("The first ship", "superlative"), ("1,200 steel containers", "number"), ("2020", "date")],
        ),
        (
            "The court fined the builder about 46.3% of its profit last August because of delays.",
            [("about 46.3% of its profit", "number"), ("last August", "date"), ("because of", "cause")],
        ),
        (
            "Port director Ada Quill paid $200 million for 16.6 million miles of cable.",
            [("Port director Ada Quill", "title"), ("$200 million", "money"), ("16.6 million miles", "measurement")],
        ),
        (
            "Ada Quill, director of Oldbay, sold fewer ships than Rita Vance in 2020.",
            [("Ada Quill, director of Oldbay", "title"), ("fewer ships than", "comparison"), ("Rita Vance", "name"), ("2020", "date")],
        ),
        (
            '"We never close the harbour," said port director Ada Quill.',
            [("We never close the harbour,", "quotation"), ("said", "attribution"), ("port director Ada Quill", "title")],
        ),
        (
            "The harbour of Quayton cost $200 million, the city said.",
            [("$200 million", "money"), ("the city said", "attribution")],
        ),
    ],
)  # fmt: skip
def test_each_thing_to_tick_is_listed_with_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert ticks(text) == expected


def test_figures_inside_a_quotation_are_ticked_rather_than_the_quotation() -> None:
    text = '"We lost 40 ships in 2020," said Ada Quill.'
    assert ticks(text) == [("40 ships", "number"), ("2020", "date"), ("said", "attribution"), ("Ada Quill", "name")]


def test_the_quoted_words_alone_have_no_quotation_to_tick() -> None:
    text = '"We lost 40 ships in 2020," said Ada Quill.'
    assert ticks(text, 1) == [("40 ships", "number"), ("2020", "date")]


def test_a_plain_event_has_nothing_to_tick_but_itself() -> None:
    assert ticks("The council of Oldbay closed the old harbour to all ships.") == []


def test_checkpoints_lie_inside_their_claim_in_order_and_apart() -> None:
    text = (
        "Ada Quill, director of the port, said on May 3, 2020 that more than 40 ships and 30 boats sank because of the "
        'worst storm in 50 years, which "cost the city $3 million", according to Rita Vance.\n'
        "1. More than 5,000 people, about 46% of them children, left Oldbay in 2019 and 2020.\n"
    ) * 3
    claims = find_candidates(text, recognise_blocks(text), judge=Small()).candidates
    assert claims
    for claim in claims:
        spans = [one.span for one in claim.checkpoints]
        assert all(claim.span.start <= span.start < span.end <= claim.span.end for span in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))
        assert len(spans) >= 4

"""Rules of likeness: what says the same shares a hash, what only looks alike does not."""

from datetime import date

import pytest

from articles.extractor import find_candidates
from articles.extractor.claims.likeness import likenesses
from articles.extractor.facets import all_facets
from articles.extractor.small.judge import Small
from articles.text.blocks import Block, BlockKind
from articles.text.recognise import recognise_blocks
from articles.text.sentences import Sentence
from articles.text.spans import Span


def hashes(*statements: str) -> list[str]:
    """The likeness of statements that stand under each other."""
    text = "\n\n".join(statements)
    places = []
    for statement in statements:
        start = places[-1].end + 2 if places else 0
        places.append(Span(start, start + len(statement)))
    blocks = [Block(BlockKind.PARAGRAPH, *place) for place in places]
    found = [Sentence(*place, i) for i, place in enumerate(places)]
    facets = all_facets(text, blocks, found, date(2024, 5, 3), lambda share: None)
    return likenesses(text, [(place, facets.inside(place), None) for place in places])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The port of Oldbay cost $200 million.", "The port of Oldbay cost $200 million"),
        ("The port of Oldbay cost $200 million.", "“The port of Oldbay cost $200 million.”"),
        (
            "Harbour of Quayton opens after three years of work",
            "The harbour of Quayton opened after three years of work.",
        ),
        ("Lumen Shares Surge 46% in a Week", "Lumen shares jumped 46% in the week."),
        ("Unemployment fell to 3.9% in March 2024.", "Unemployment fell to 3.9 percent in March 2024."),
        ("Unemployment fell to 3.9% in March 2024.", "The unemployment rate fell to 3.9% in March 2024."),
        ("Profits rose 5% in 2023.", "In 2023, profits rose 5%."),
    ],
)
def test_what_says_the_same_is_linked(one: str, other: str) -> None:
    first, second = hashes(one, other)
    assert first == second != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Profits in Oldbay rose 5% in 2023.", "Profits in Oldbay rose 6% in 2023."),
        ("Profits in Oldbay rose 5% in 2023.", "Profits in Oldbay rose 5% in 2024."),
        ("Profits in Oldbay rose 5% in 2023.", "Profits in Quayton rose 5% in 2023."),
        ("Profits in Oldbay rose 5% in 2023.", "Profits in Oldbay fell 5% in 2023."),
        ("Profits rose 5% in 2023 and 6% in 2024.", "Profits rose 6% in 2023 and 5% in 2024."),
        ("Profits rose 5% in 2023.", "Profits rose about 5% in 2023."),
        ("Ada Quill of the port was fined $500 in May.", "Bob Ames of the port was fined $500 in May."),
        ("The council approved the plan in 2020.", "The council did not approve the plan in 2020."),
        ("The council approved the plan in 2020.", "The council rejected the plan in 2020."),
        ("The port isn't cutting 500 jobs in Oldbay.", "The port is cutting 500 jobs in Oldbay."),
        ("No passengers were hurt in the crash of 2020.", "Passengers were hurt in the crash of 2020."),
        ("Vance sued Ames in 2020.", "Vance was sued by Ames in 2020."),
        ("Vance beat Ames 3-1 on Monday.", "Ames beat Vance 3-1 on Monday."),
        ("Imports exceeded exports by 5% in 2023.", "Exports exceeded imports by 5% in 2023."),
        (
            "The mayor was arrested over the deal in May 2020.",
            "The deputy mayor was arrested over the deal in May 2020.",
        ),
        ("The port may lose $5 million in 2025.", "The port lost $5 million in 2025."),
        ("The train to Oldbay left at 9 a.m. on Monday.", "The train to Oldbay left at 10 a.m. on Monday."),
        ("The Boeing 747 landed in Oldbay on Monday.", "The Boeing 737 landed in Oldbay on Monday."),
        ("Quill said the port cost $3 million.", "The port cost $3 million."),
        ("Dog bites man in Oldbay", "Man bites dog in Oldbay"),
    ],
)
def test_look_alikes_are_never_linked(one: str, other: str) -> None:
    first, second = hashes(one, other)
    assert first != second


def test_fifty_equal_sentences_are_all_linked() -> None:
    assert len(set(hashes(*["The port of Oldbay opened in 2020."] * 50))) == 1


def test_a_statement_without_a_twin_has_a_hash_of_its_own_that_other_revisions_give_it_too() -> None:
    alone, _ = hashes("The port of Oldbay opened in 2020.", "The bridge fell in 2021.")
    _, later = hashes("A new first line stands here.", "The port of Oldbay opened in 2020.")
    assert alone == later
    assert len(alone) == 16
    assert int(alone, 16) > 0


def test_too_few_words_say_nothing_that_could_be_alike() -> None:
    assert hashes("Up 5%", "Up 5%") == ["", ""]


def test_what_means_somebody_else_is_not_linked() -> None:
    text = (
        "Carl Osei led the port from 2001. He was fined $3 million in 2020.\n\n"
        "Bob Ames led the bridge from 1998. He was fined $3 million in 2020.\n"
    )
    found = find_candidates(text, recognise_blocks(text), judge=Small()).candidates
    fined = [one.likeness for one in found if one.span.quote(text).startswith("He was")]
    assert len(fined) == len(set(fined)) == 2


def test_what_stands_twice_is_flagged_and_says_so() -> None:
    text = "Quayton port opens after 3 years\n\nThe city paid for it in 2020, it said.\n\nThe Quayton port opened after 3 years."
    found = find_candidates(text, recognise_blocks(text), judge=Small()).candidates
    flagged = [one.span.quote(text) for one in found if "repeated" in one.flags]
    assert flagged == ["Quayton port opens after 3 years", "The Quayton port opened after 3 years."]
    reason = "It stands more than once in this text: one check settles all."
    assert {reason in one.reasons for one in found if "repeated" in one.flags} == {True}

"""Rules of atoms: which sentences are taken apart, into what, and which stay whole."""

from datetime import date

import pytest

from articles.extractor.claims.atoms import Role, atoms
from articles.extractor.facets import all_facets
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence
from articles.text.spans import Span


def apart(words: str, kind: BlockKind = BlockKind.PARAGRAPH, parts: list[str] | None = None) -> list[tuple[str, Role]]:
    """What one sentence is taken apart into."""
    block, whole = Block(kind, 0, len(words)), Span(0, len(words))
    facets = all_facets(words, [block], [Sentence(*whole, 0)], date(2024, 5, 3), lambda share: None)
    judged = [Span(words.index(part), words.index(part) + len(part)) for part in parts or []]
    return [(one.span.quote(words), one.role) for one in atoms(words, whole, kind, facets.inside(whole), judged)]


def parts_of(words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [quote for quote, role in apart(words, kind) if role is Role.PART]


def quoted_in(words: str) -> list[str]:
    return [quote for quote, role in apart(words) if role is Role.QUOTED]


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ('"Revenue rose 12% to $3 billion," said Ada Quill.', "Revenue rose 12% to $3 billion"),
        ("“We closed the harbour of Oldbay,” Quill said.", "We closed the harbour of Oldbay"),
        ('Quill said: "The builder bribed two of our engineers."', "The builder bribed two of our engineers."),
        ('"Iran has not yet responded to us," she added.', "Iran has not yet responded to us"),
        ('He said that "the fire killed 30 people in Oldbay".', "the fire killed 30 people in Oldbay"),
    ],
)
def test_quoted_words_that_assert_something_are_a_claim_beside_the_one_that_they_were_said(
    words: str, quoted: str
) -> None:
    assert apart(words) == [(words, Role.TOLD), (quoted, Role.QUOTED)]


@pytest.mark.parametrize(
    "words",
    [
        '"We never close the harbour," said port director Ada Quill.',  # no event
        '"I think revenue rose 12% in 2020," said Ada Quill.',  # an opinion
        '"Will revenue rise by 12% this year?" asked Ada Quill.',  # a question
        '"If we win, we will pay back $3 million," said Ada Quill.',  # a condition
        '"You should have paid $3 million," said Ada Quill.',  # advice
        'Quill called it "the worst year since 2008 for the port".',  # no clause
        '"In 2020," said Ada Quill.',  # too short
        '"Revenue rose 12% to $3 billion."',  # nobody is named beside it
    ],
)
def test_other_quoted_words_are_no_claim_of_their_own(words: str) -> None:
    assert apart(words) == [(words, Role.WHOLE)]


@pytest.mark.parametrize(
    ("words", "clauses"),
    [
        (
            "The harbour cost $200 million, and the bridge took three years.",
            ["The harbour cost $200 million", "the bridge took three years."],
        ),
        (
            "Profits rose 5% in 2023; sales fell 2% in 2024.",
            ["Profits rose 5% in 2023", "sales fell 2% in 2024."],
        ),
        (
            "Oldbay has 40 ships, while Quayton has 30 ships, and Porton has 20 ships.",
            ["Oldbay has 40 ships", "Quayton has 30 ships", "Porton has 20 ships."],
        ),
    ],
)
def test_clauses_with_subject_verb_and_figure_are_claims_instead_of_the_whole(words: str, clauses: list[str]) -> None:
    assert parts_of(words) == clauses
    assert len(apart(words)) == len(clauses)


@pytest.mark.parametrize(
    "words",
    [
        "The harbour cost $200 million, and ships came.",  # the second has no figure
        "The harbour cost $200 million, and took three years.",  # no subject of its own
        "In 2020, the harbour cost $200 million, and the bridge took three years.",  # the year may be meant for both
        "The harbour cost $200 million in 2020, and the bridge took three years.",  # so may this one
        "The city said that the harbour cost $200 million, and the bridge took three years.",  # the city says both
        "The harbour cost $200 million, and the other one cost half of that.",  # leans on the first
        "Oldbay bought 40 ships, hired 30 trucks, and 20 cranes.",  # a list
        "The harbour, which cost $200 million, and the bridge have 40 cranes.",  # one clause
        "If the harbour costs $200 million, and the bridge takes three years, the city has 5 problems.",  # a condition
    ],
)
def test_where_it_is_not_sure_a_sentence_stays_whole(words: str) -> None:
    assert apart(words) == [(words, Role.WHOLE)]


def test_the_items_of_a_line_are_claims_if_each_is_a_statement() -> None:
    line = "Lumen owns critical infrastructure - $200M partnerships prove that demand exists - Fiber targets are achievable"
    assert parts_of(line, BlockKind.LIST_ITEM) == line.split(" - ")
    assert apart(line) == [(line, Role.WHOLE)]  # in a paragraph the dashes may enclose an aside


def test_a_line_leads_in_its_numbered_items() -> None:
    words = (
        "The report found: (1) the port lost 40 ships; (2) the bridge has 3 cracks, and (3) nobody was told of them."
    )
    facets = all_facets(
        words, [Block(BlockKind.PARAGRAPH, 0, len(words))], [Sentence(0, len(words), 0)], None, lambda share: None
    )
    items = atoms(words, Span(0, len(words)), BlockKind.PARAGRAPH, facets)
    assert [item.span.quote(words) for item in items] == [
        "the port lost 40 ships",
        "the bridge has 3 cracks",
        "nobody was told of them.",
    ]
    assert {item.lead_in.quote(words) for item in items if item.lead_in} == {"The report found:"}


@pytest.mark.parametrize(
    "words",
    [
        "Two astronauts - Butch Wilmore and Suni Williams - flew to the station.",
        "The law names (1) the port and (2) the bridge of 1990.",
    ],
)
def test_asides_and_bare_names_are_no_items(words: str) -> None:
    assert apart(words, BlockKind.LIST_ITEM) == [(words, Role.WHOLE)]


def test_what_a_judge_told_apart_goes_before_the_rules() -> None:
    words = "The harbour cost $200 million, and the bridge took three years."
    assert apart(words, parts=["The harbour cost $200 million"]) == [("The harbour cost $200 million", Role.PART)]


def test_parts_inside_a_quotation_leave_the_claim_that_they_were_said() -> None:
    words = '"The port grew and Oldbay shrank a little," said Ada Quill.'
    assert apart(words, parts=["The port grew", "Oldbay shrank a little"]) == [
        (words, Role.TOLD),
        ("The port grew", Role.QUOTED),
        ("Oldbay shrank a little", Role.QUOTED),
    ]


def test_a_part_that_leaves_its_sentence_is_not_taken() -> None:
    text = "The port opened. The bridge fell."
    facets = all_facets(
        text, [Block(BlockKind.PARAGRAPH, 0, len(text))], [Sentence(0, 16, 0)], None, lambda share: None
    )
    assert [one.span for one in atoms(text, Span(0, 16), BlockKind.PARAGRAPH, facets, [Span(10, 30)])] == [Span(0, 16)]

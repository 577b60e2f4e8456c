"""Rules of the gate: what by its form asserts nothing is shut out, and what only looks like it is let through."""

from itertools import accumulate

import pytest

from articles.extractor.layout.gate import gated
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence


def share(words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> float:
    [kept] = gated(words, [Block(kind, 0, len(words))], [Sentence(0, len(words), 0)])
    return kept


@pytest.mark.parametrize(
    "words",
    [
        "Visit our website for the full report.",
        "Click here to read the story.",
        "Check out the pictures of the harbour.",
        "Learn how the harbour was built.",
        "Please contact the press office.",
        "Don't forget to bring a coat.",
        "Use the form below.",
        "First, approve the plan.",
        "Third, don't look back.",
        "You can read the full study here.",
        "Take a look at the new cranes.",
        "Let's turn to the budget.",
        "Here's our deep dive into the port.",
        "Here are the lessons of the strike.",
        "It is advisable to keep receipts.",
        "To learn more about the port, visit the museum.",
        "We hope you enjoyed the tour.",
        "We look forward to seeing you there.",
        "You should consult a lawyer.",
    ],
)
def test_an_instruction_or_a_call_to_the_reader_is_shut_out(words: str) -> None:
    assert share(words) == 0


@pytest.mark.parametrize(
    "words",
    [
        "Use of force rose in Quayton.",
        "Watch sales fell sharply.",
        "Support for the bill is growing.",
        "Here is an example: the port of Oldbay.",
        "Visit the harbour before May 3, when it closes for 2 years.",
        'Keep the cranes, "whatever they cost", the mayor said.',
        "Keep the cranes running, the mayor told the crew.",
        "Consider the port: Quayton never had one.",
        "Hope Quill leads the port.",
        "The mayor made sure of it.",
        "Letters from the port were burnt.",
        "It is important work that Oldbay pays for.",
    ],
)
def test_a_sentence_that_only_begins_like_one_is_kept(words: str) -> None:
    assert share(words) == 1


@pytest.mark.parametrize(
    "words",
    [
        "I yield the floor.",
        "Mr. President, I suggest the absence of a quorum.",
        "Mr. Speaker, I rise today.",
        "Good evening.",
        "Thank you very much.",
        "Welcome to the programme.",
        "I'm Rita Vance.",
        "(Laughter.)",
        "[Applause]",
        "(END VIDEO CLIP)",
        "Of course.",
    ],
)
def test_greetings_procedure_and_stage_directions_are_shut_out(words: str) -> None:
    assert share(words) == 0


@pytest.mark.parametrize(
    "words",
    [
        "Past performance is no guarantee of future results.",
        "This press release contains forward-looking statements within the meaning of the Act of 1995.",
        "Investing involves risk.",
        "Actual results may differ materially from those expected.",
        "Nothing on this page is to be taken as investment advice.",
        "The views expressed here do not reflect those of the Gazette.",
    ],
)
def test_the_law_s_own_words_are_shut_out(words: str) -> None:
    assert share(words) == 0


def test_a_ruling_on_the_law_s_own_words_is_kept() -> None:
    assert share("The court ruled that its forward-looking statements misled the owners.") == 1


@pytest.mark.parametrize("words", ["How the routes did", "What the strike means for Quayton", "Why the port matters"])
def test_a_title_that_tells_what_comes_is_shut_out_and_the_same_words_in_a_sentence_are_not(words: str) -> None:
    assert share(words, BlockKind.HEADING) == share(words, BlockKind.LIST_ITEM) == 0
    assert share(f"{words} is now known.") == 1


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Challenges ahead", 0.3),
        ("Building a better harbour", 0.3),
        ("Five ways to save a port", 0.3),
        ("An interview with the mayor of Quayton", 0.3),
        ("The long shadow of the strike", 0.5),
        ("Shares surge 46%", 0.3),
        ("Quayton shares surge 46%", 1.0),
        ("Mayor opens harbour in Quayton", 1.0),
        ("Dockers reject offer of the port", 1.0),
        ("Boeing moves its yard to Quayton", 1.0),
    ],
)
def test_a_title_keeps_as_much_as_it_asserts(title: str, kept: float) -> None:
    assert share(title, BlockKind.HEADING) == kept


def test_the_author_s_own_forecast_is_marked_down_and_that_of_somebody_named_is_not() -> None:
    assert share("The deal could signal a turnaround for the port.") == 0.3
    assert share("The deal could signal a turnaround for the port, the mayor said.") == 1
    assert share("The deal could cost the port its cranes.") == 1


def test_a_question_is_shut_out_unless_it_is_quoted_or_holds_a_figure() -> None:
    assert share("What comes next?") == 0
    assert share('"What comes next?" asked the mayor.') == 1
    assert share("Shares up 46%: can the port last?") == 1
    assert share("Can the port last after a fall of 46%?") == 0.3


def test_furniture_and_bylines_are_shut_out_whatever_they_say() -> None:
    words = "The harbour opened in 2019."
    assert [share(words, kind) for kind in (BlockKind.FURNITURE, BlockKind.BYLINE)] == [0, 0]


def test_a_block_that_a_format_calls_a_paragraph_is_known_by_its_words() -> None:
    assert share("Read more: the harbour in pictures") == share("By Rita Vance and Bob Ames") == 0


def test_the_name_that_a_transcript_puts_first_is_not_read() -> None:
    assert share("THE MAYOR: Thank you very much.") == share("Q: Good evening.") == 0
    assert share("THE MAYOR: We opened the harbour.") == 1


def test_every_sentence_has_its_own_share() -> None:
    parts = ["The port opened in 2019. ", "What comes next? ", "Visit the port."]
    ends = list(accumulate(map(len, parts)))
    found = [Sentence(end - len(part), end - part.endswith(" "), 0) for part, end in zip(parts, ends, strict=True)]
    text = "".join(parts)
    assert gated(text, [Block(BlockKind.PARAGRAPH, 0, len(text))], found) == [1, 0, 0]

"""Rules of quotations: the words inside the marks, and the name of who said them."""

import pytest

from articles.extractor.quotations import quotations


def read(text: str) -> list[tuple[str, str]]:
    return [(quotation.span.quote(text), quotation.speaker) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We never close the harbour," said port director Ada Quill on Monday.', "Ada Quill"),
        ('"We never close the harbour," noted BTX market strategist Carl Osei.', "Carl Osei"),
        ('"We never close the harbour," Ada Quill, the director, said.', "Ada Quill"),
        ('After the storm, Bob Ames, the coach, said, "We never close the harbour."', "Bob Ames"),
        ("Governor of Quayton Rita Vance said, “We never close the harbour.”", "Rita Vance"),
        ("Harbour chief Ada Quill said the port had been “open for every ship since May.”", "Ada Quill"),
        ("According to Rita Vance, the port is “open for every ship since May.”", "Rita Vance"),
        ("``We never close the harbour,'' said Ada Quill.", "Ada Quill"),
    ],
)
def test_the_speaker_stands_beside_a_verb_of_saying(text: str, speaker: str) -> None:
    assert [name for _, name in read(text)] == [speaker]


def test_a_last_name_and_a_pronoun_lead_to_the_full_name() -> None:
    text = 'Ada Quill opened the harbour. "It was time to open," she said. "We are proud of it," Quill added.'
    assert [name for _, name in read(text)] == ["Ada Quill", "Ada Quill"]


def test_a_speaker_is_carried_to_the_quotation_that_follows() -> None:
    text = '"It was time to open," said Ada Quill. "We had waited for years."'
    assert read(text)[1] == ("We had waited for years.", "Ada Quill")


def test_a_speaker_is_handed_back_to_the_quotation_before() -> None:
    text = '"It was time to open. Really." The crowd cheered. "We had waited for years," said Ada Quill.'
    assert [name for _, name in read(text)] == ["Ada Quill", "Ada Quill"]


def test_a_quotation_over_several_sentences_is_one() -> None:
    assert read('Bob Ames said, "We won today. It was hard. We go on."') == [
        ("We won today. It was hard. We go on.", "Bob Ames")
    ]


@pytest.mark.parametrize(
    "text",
    [
        'They call it a "labour of love" here.',
        'Rita read "The Old Man and the Sea" twice.',
        '"Harbour opens after three years" — Quayton Gazette, May 3, 2024',
        'A 6" pipe and a 4" pipe.',
    ],
)
def test_a_title_and_a_scare_quote_are_nobody_s_words(text: str) -> None:
    assert read(text) == []


def test_a_mark_that_is_never_closed_ends_with_its_line() -> None:
    text = 'Ada Quill said, "We never close the harbour.\nThe next paragraph is about boats.'
    assert read(text) == [("We never close the harbour.", "Ada Quill")]


def test_nobody_is_named_where_the_text_names_nobody() -> None:
    assert read('One visitor shouted: "We never close the harbour!"') == [("We never close the harbour!", "")]

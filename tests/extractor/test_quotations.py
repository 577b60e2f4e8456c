"""Rules of quotations: the words inside the marks, and the name of who said them."""

import pytest

from articles.extractor.attribution.names import names
from articles.extractor.attribution.speakers import speech
from articles.text.recognise import recognise_blocks
from articles.text.sentences import sentences


def read(text: str) -> list[tuple[str, str]]:
    blocks = recognise_blocks(text)
    found = speech(text, blocks, sentences(text, blocks), names(text)).quotations
    return [(quotation.span.quote(text), quotation.speaker) for quotation in found]


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
        "‘We never close the harbour, it’s ours,’ said Ada Quill.",
        "'We never close the harbour, it's ours,' said Ada Quill.",
        "Ada Quill said: 'We never close the harbour, it's ours.'",
        "« We never close the harbour, it's ours », said Ada Quill.",
        "»We never close the harbour, it's ours«, said Ada Quill.",
        "„We never close the harbour, it's ours“, said Ada Quill.",
        "``We never close the harbour, it's ours,'' said Ada Quill.",
        "''We never close the harbour, it's ours,'' said Ada Quill.",
    ],
)
def test_every_kind_of_marks_is_read(text: str) -> None:
    [(words, speaker)] = read(text)
    assert words.replace("’", "'").rstrip(",.") == "We never close the harbour, it's ours"
    assert speaker == "Ada Quill"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“He told me ‘never again’ and left,” said Ada Quill.", "He told me ‘never again’ and left,"),
        ("‘He told me “never again” and left,’ said Ada Quill.", "He told me “never again” and left,"),
        ("“He told me “never again” and left,” said Ada Quill.", "He told me “never again” and left,"),
        ('"He told me “never again” and left," said Ada Quill.', "He told me “never again” and left,"),
    ],
)
def test_a_quotation_inside_a_quotation_belongs_to_it(text: str, words: str) -> None:
    assert read(text) == [(words, "Ada Quill")]


def test_a_quotation_over_paragraphs_opens_anew_in_each_and_has_one_speaker() -> None:
    after = "“We close on Monday,” Ada Quill said.\n\n“We open on Tuesday.\n\n“And on Wednesday we sing.”"
    assert [name for _, name in read(after)] == ["Ada Quill"] * 3
    before = "“We close on Monday.\n\n“We open on Tuesday,” said Ada Quill."
    assert read(before) == [("We close on Monday.", "Ada Quill"), ("We open on Tuesday,", "Ada Quill")]


def test_a_broken_quotation_has_one_speaker() -> None:
    text = 'Ada Quill opened the harbour. "It is open," she said, "and it stays open." The crowd cheered.'
    assert read(text) == [("It is open,", "Ada Quill"), ("and it stays open.", "Ada Quill")]


def test_short_words_count_where_somebody_says_them() -> None:
    assert read("“Never,” said Ada Quill.") == [("Never,", "Ada Quill")]
    assert read("The “never” of the harbour is old, said Ada Quill.") == []


def test_a_credit_behind_a_quotation_names_its_speaker() -> None:
    assert read("“The harbour is open to every ship.” ― Ada Quill") == [
        ("The harbour is open to every ship.", "Ada Quill")
    ]


def test_the_nearest_name_of_the_right_sex_is_meant() -> None:
    text = "Ada Quill and Bob Ames opened the harbour. “It is late,” he said. “It is early,” she said."
    assert read(text) == [("It is late,", "Bob Ames"), ("It is early,", "Ada Quill")]
    text = "Mr. Vance met Mrs. Osei. Rita Vance was ill. “It was a long day,” she said."
    assert read(text) == [("It was a long day,", "Rita Vance")]


@pytest.mark.parametrize(
    "text",
    [
        'They call it a "labour of love" here.',
        'Rita read "The Old Man and the Sea" twice.',
        "She read 'The Old Man and the Sea' to the boys' club.",
        'Their robot, named "Better Idea of Quayton Girls," came second, said Ada Quill.',
        'An orbiter called "the quiet one of Oldbay" flies there.',
        '"Harbour opens after three years" — Quayton Gazette, May 3, 2024',
        'A 6" pipe and a 4" pipe.',
        "The boys' boats and the girls' boats are here, and it's ours.",
        '""""""""""""',
    ],
)
def test_a_title_and_a_scare_quote_are_nobody_s_words(text: str) -> None:
    assert read(text) == []


def test_a_mark_that_is_never_closed_ends_with_its_line() -> None:
    text = 'Ada Quill said, "We never close the harbour.\nThe next paragraph is about boats.'
    assert read(text) == [("We never close the harbour.", "Ada Quill")]


def test_nobody_is_named_where_the_text_names_nobody() -> None:
    assert read('One visitor shouted: "We never close the harbour!"') == [("We never close the harbour!", "")]

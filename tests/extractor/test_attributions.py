"""Rules of attribution: which sentences somebody says, thinks, wants or shows, and who that is."""

from pathlib import Path

import pytest

from articles.extractor.attribution.names import names
from articles.extractor.attribution.speakers import speech
from articles.text.recognise import recognise_blocks
from articles.text.sentences import sentences
from tests.bench.claims.attribution import measure


def heard(text: str) -> list[tuple[str, str]]:
    blocks = recognise_blocks(text)
    found = speech(text, blocks, sentences(text, blocks), names(text)).attributions
    return [(one.span.quote(text), one.speaker) for one in found]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The harbour is open, Ada Quill said.", "Ada Quill"),
        ("The harbour, said Ada Quill, is open.", "Ada Quill"),
        ("The harbour, Ada Quill said, is open.", "Ada Quill"),
        ("The harbour is open, said the director, Ada Quill.", "Ada Quill"),
        ("Ada Quill, 52, who runs the port, said it would close.", "Ada Quill"),
        ("Ada Quill, director of ports at Quayton, Oldbay, said it would close.", "Ada Quill"),
        ("Ada Quill (Oldbay) has repeatedly denied that the harbour is closed.", "Ada Quill"),
        ("Ada Quill went to Oldbay and said the harbour would close.", "Ada Quill"),
        ("Ada Quill left the hall, saying the harbour would close.", "Ada Quill"),
        ("Ada Quill went on to say that the harbour would close.", "Ada Quill"),
        ("According to a report by the Quayton Gazette, the harbour is closed.", "Quayton Gazette"),
        ("As Ada Quill put it, the harbour is closed.", "Ada Quill"),
    ],
)
def test_who_says_it_stands_before_behind_or_inside(text: str, speaker: str) -> None:
    assert heard(text) == [(text, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill believes the harbour will close.",
        "Ada Quill wondered whether the harbour would close.",
        "Ada Quill does not know why the harbour closed.",
        "Ada Quill is worried that the harbour will close.",
        "Ada Quill promised to open the harbour.",
        "Ada Quill urged the city to open the harbour.",
        "Ada Quill called for an inquiry.",
        "Ada Quill criticised the closing of the harbour.",
        "Ada Quill raised questions about the harbour.",
        "The closing was described by Ada Quill as a triumph.",
        "A statement from Ada Quill called the plan false.",
        "Ada Quill's claim that the harbour is closed is old.",
        "In the view of Ada Quill, the harbour is safe.",
        "In Ada Quill's view, the harbour is safe.",
    ],
)
def test_belief_will_and_judgement_are_somebody_s_too(text: str) -> None:
    assert heard(text) == [(text, "Ada Quill")]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour is open, a source said.",
        "The claim that the harbour is closed is old.",
        "Police: Fire in the harbour was no accident",
        "Researchers found that the harbour is closed.",
    ],
)
def test_somebody_without_a_name_says_it(text: str) -> None:
    assert heard(text) == [(text, "")]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour of Quayton opened in May.",
        "The storm challenged the town.",
        "The United States led the talks.",
        "An orbiter called Trailblazer flies over the harbour.",
        "A yellow machine pushed the mound.",
        "You know that the harbour is closed.",
        "Too many calls today come from Oldbay.",
        "Rita Vance reported from Oldbay.",
        "Ada Quill agreed.",
    ],
)
def test_what_nobody_says_is_left_alone(text: str) -> None:
    assert heard(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("House Speaker Ada Quill of Oldbay said the harbour is open.", "Ada Quill"),
        ("Governor of Quayton Rita Vance said the harbour is open.", "Rita Vance"),
        ("Quayton's port director Rita Vance said the harbour is open.", "Rita Vance"),
        ("Mr. King said the harbour is open. Rita King left.", "King"),
        ("Rita Vance's lawyers said the harbour is open.", "Rita Vance's lawyers"),
        ("Rita Vance's statement said the harbour is open.", "Rita Vance"),
        ("A spokesman for the Quayton Port said the harbour is open.", "spokesman for the Quayton Port"),
        ("The Bank of Oldbay said the harbour is open.", "Bank of Oldbay"),
        ("Two of the Quayton captains said the harbour is open.", "Quayton captains"),
        ("On Monday the Quayton Morning Gazette said the harbour is open.", "Quayton Morning Gazette"),
    ],
)
def test_a_phrase_is_brought_down_to_the_name(text: str, speaker: str) -> None:
    assert heard(text)[0][1] == speaker


def test_a_pronoun_leads_to_who_spoke_and_it_to_no_person() -> None:
    text = "Ada Quill said the port was shut. She also said the harbour would open. It said so too."
    assert [speaker for _, speaker in heard(text)] == ["Ada Quill", "Ada Quill", ""]


def test_the_outer_speaker_goes_before_the_one_inside() -> None:
    text = "Rita Vance believes the port is shut, Ada Quill said on Monday."
    assert heard(text) == [(text, "Ada Quill")]


def test_every_sentence_of_a_quotation_is_its_speaker_s() -> None:
    text = "“We close on Monday. It is sad,” said Ada Quill. The crowd cheered."
    assert heard(text) == [("“We close on Monday.", "Ada Quill"), ("It is sad,” said Ada Quill.", "Ada Quill")]


def test_labels_say_who_speaks_in_a_transcript() -> None:
    text = "ADA QUILL: It opened in 2020.\nBOB AMES: The city paid.\nIt was dear.\nADA QUILL: No.\nBOB AMES: Yes."
    assert [speaker for _, speaker in heard(text)] == ["Ada Quill", "Bob Ames", "Bob Ames", "Ada Quill", "Bob Ames"]
    text = "Q: When did it open?\nA: It opened in 2020.\nQ: Who paid?\nA: The city paid."
    assert [speaker for _, speaker in heard(text)] == ["", "", "", ""]
    text = "Mr. QUILL. Madam President, the harbour is open.\nIt opened in 2020.\nMrs. VANCE of Oldbay. It did not."
    assert dict(heard(text))["It opened in 2020."] == "Quill"
    assert dict(heard(text))["It did not."] == "Vance of Oldbay"


def test_a_field_with_a_colon_is_no_label() -> None:
    assert heard("Where: Quayton harbour, on Monday.\nUpdate: The harbour opened in 2020.") == []


def test_what_is_between_the_questions_of_an_interview_is_the_guest_s() -> None:
    lines = ["The Gazette spoke with Ada Quill, who runs the port.", "When did it open?", "It opened in 2020.",
             "Who paid?", "The city paid.", "Is it dear?", "It is not."]  # fmt: skip
    assert [one for one in heard("\n".join(lines)) if one[0] in lines[2::2]] == [
        (line, "Ada Quill") for line in lines[2::2]
    ]
    assert heard("\n".join(lines[1:])) == []


def test_attribution_holds_on_labelled_news(shared: Path) -> None:
    figures = measure(shared / "data/polnear/dev")
    assert figures["precision"] >= 0.93
    assert figures["recall"] >= 0.83
    assert figures["speaker"] >= 0.90
    assert figures["sentences"] > 2000

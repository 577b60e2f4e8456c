"""Rules of sentence boundaries: abbreviations, figures, quotations, lists, wraps, and any text at all."""

import itertools
import json
from pathlib import Path

import pytest

from articles.text.blocks import Block, BlockKind
from articles.text.recognise import recognise_blocks
from articles.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, recognise_blocks(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Amara Osei arrived. She spoke.", ["Dr. Amara Osei arrived.", "She spoke."]),
        ("Sen. J. P. Quill of Ore. voted no. He left.", ["Sen. J. P. Quill of Ore. voted no.", "He left."]),
        ("Growth was 3.5 percent. It fell.", ["Growth was 3.5 percent.", "It fell."]),
        ("Harbour Inc. said so. It paid.", ["Harbour Inc. said so.", "It paid."]),
        ("They sued Harbour Inc. The court agreed.", ["They sued Harbour Inc.", "The court agreed."]),
        ("He came at 5 p.m. The door was shut.", ["He came at 5 p.m.", "The door was shut."]),
        ("See No. 12 and p. 4. Then stop.", ["See No. 12 and p. 4.", "Then stop."]),
        ("The answer was no. Nobody moved.", ["The answer was no.", "Nobody moved."]),
        ("It was... odd. It was late...", ["It was... odd.", "It was late..."]),
        ("Wait… She came back.", ["Wait…", "She came back."]),
        ("Is it true?! Yes.", ["Is it true?!", "Yes."]),
        ("It rose (see below. Really.) on Monday. It fell.", ["It rose (see below. Really.) on Monday.", "It fell."]),
        ("It is law.[^1] It holds.", ["It is law.[^1]", "It holds."]),
        ("That was the end.Then came rain.", ["That was the end.", "Then came rain."]),
        ("They use WordPress.The site is new.", ["They use WordPress.", "The site is new."]),
        ("Shop at Harbour.Com today.", ["Shop at Harbour.Com today."]),
        ("He died in Oldbay, VA. Ada Quill wept.", ["He died in Oldbay, VA.", "Ada Quill wept."]),
        ("The case of Quill v. Oldbay Ltd. was closed.", ["The case of Quill v. Oldbay Ltd. was closed."]),
        ("The walls form a V. The names are on them.", ["The walls form a V.", "The names are on them."]),
        ("It is called LHS 1140 b. Astronomers saw it.", ["It is called LHS 1140 b.", "Astronomers saw it."]),
        ("Add maps, charts, etc. Even so, it is long.", ["Add maps, charts, etc.", "Even so, it is long."]),
        ("Later J. K. Quill sang. She left.", ["Later J. K. Quill sang.", "She left."]),
        ("Visit harbour.example.org for more. Bye.", ["Visit harbour.example.org for more.", "Bye."]),
        (
            "The U.S. Government paid. In the U.S. It rained.",
            ["The U.S. Government paid.", "In the U.S.", "It rained."],
        ),
        ("Sales fell. iPhone sales rose.", ["Sales fell.", "iPhone sales rose."]),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_a_reader_stops(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_a_quotation_is_split_inside_its_marks() -> None:
    assert split('"We paid. We left," he said. "It was late."') == ['"We paid.', 'We left," he said.', '"It was late."']


def test_a_lower_case_word_after_a_quotation_goes_on_with_the_sentence() -> None:
    assert split('"Is it true?" asked Rita. "No!" he said.') == ['"Is it true?" asked Rita.', '"No!" he said.']


def test_bullets_stay_outside_and_list_numbers_inside() -> None:
    assert split("Plans:\n• Buy boats\n• Sell nets\n\n1. First the boats\n2. Then the nets") == [
        "Plans:", "Buy boats", "Sell nets", "1. First the boats", "2. Then the nets",
    ]  # fmt: skip


def test_a_list_in_one_line_is_split_at_its_numbers() -> None:
    assert split("1) Buy boats 2) Sell nets 3) Go home") == ["1) Buy boats", "2) Sell nets", "3) Go home"]


def test_a_heading_is_never_glued_to_the_sentence_below() -> None:
    assert split("The Harbour Opens\nThe harbour opened on Monday. Ships came.") == [
        "The Harbour Opens", "The harbour opened on Monday.", "Ships came.",
    ]  # fmt: skip


def test_a_blank_line_inside_a_block_ends_a_sentence_and_a_single_newline_does_not() -> None:
    text = "The harbour\nopened\n\nShips came"
    assert [text[s.start : s.end] for s in sentences(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))] == [
        "The harbour\nopened", "Ships came",
    ]  # fmt: skip


def test_every_sentence_names_its_block_and_lies_inside_it() -> None:
    text = "One. Two.\n\nThree (four. five) six.\n- Seven. Eight"
    blocks = recognise_blocks(text)
    found = sentences(text, blocks)
    assert [s.block for s in found] == [0, 0, 1, 2, 2]
    assert all(blocks[s.block].start <= s.start < s.end <= blocks[s.block].end for s in found)


HOSTILE = [
    "." * 50_000,
    "(" * 50_000,
    "a." * 25_000,
    ". " * 25_000,
    '"' * 50_000,
    "A. B. " * 10_000,
    "1. " * 10_000,
    "?!" * 20_000 + "\n" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_no_text_is_too_strange_to_be_split(text: str) -> None:
    blocks = recognise_blocks(text)
    found = sentences(text, blocks)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


def test_at_least_forty_one_of_the_published_golden_cases_hold(shared: Path) -> None:
    cases = json.loads((shared / "data/segmentation/pysbd_golden_en_48.json").read_text("utf-8"))
    assert sum(split(text) == parts for text, parts in cases) >= 41

"""A document says what it is, or it is none."""

from datetime import date

import pytest

from articles.ingest.document import Document
from articles.text.blocks import Block, BlockKind

WHOLE = Document(
    text="Head 🚀\n\nWords.",
    blocks=(Block(BlockKind.HEADING, 0, 6), Block(BlockKind.PARAGRAPH, 8, 14)),
    title="Head",
    byline="Edith",
    published_on=date(2026, 1, 19),
    charset="utf-8",
    notes=("A note.",),
)


def test_a_document_survives_the_way_through_json() -> None:
    assert Document.from_json(WHOLE.to_json()) == WHOLE
    assert WHOLE.to_json().isascii()


@pytest.mark.parametrize(
    "line",
    ["", "{}", "[]", "null", "[" * 100_000, '{"text": 5}', WHOLE.to_json().replace("heading", "nonsense"), WHOLE.to_json().replace("14]", "15]"),
     WHOLE.to_json().replace('"A note."', "7"), WHOLE.to_json().replace("2026-01-19", "yesterday")],
)  # fmt: skip
def test_what_is_no_document_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Document.from_json(line)


@pytest.mark.parametrize("places", [[(0, 5), (4, 6)], [(3, 2)], [(4, 6), (0, 2)], [(0, 99)], [(-1, 2)]])
def test_blocks_that_overlap_or_leave_the_text_are_an_error(places: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="blocks overlap"):
        Document("Ten chars.", tuple(Block(BlockKind.PARAGRAPH, *place) for place in places))


def test_a_note_is_said_once() -> None:
    assert WHOLE.noting("A note.", "More.").notes == ("A note.", "More.")

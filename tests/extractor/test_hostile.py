"""Any text is taken: nothing raises, nothing leaves the text, and no pattern reads a text over and over."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extractor import Findings, find_candidates
from articles.text.recognise import recognise_blocks

PIECES = [
    "a", ".", "(", '"', "“", "1", "1,", "1 ", "$1 ", "A ", "Aa ", "A. ", "Aa of ", "two ", "two hundred ", "a\n", " ", "\t", "he said ", '"x y z," said ',
    "May ", "2020 ", ",", "-", " - ", "1-", "http://", "@", "a@", "[", "``", "''", "5% ", "|", "| ", "/ ", "\u200d", "😀", "the same ", "According to ",
    "Monday, ", "January 1 ", 'x" "y ', "? ", "Gain8.8%Out", "# ", "1.", "Mr. ", "\u202e", "\u00a0", "the first quarter of ", "'s ", "two-year-old ",
    "9 out of 10 ", "1:11 ", "No. 1 ", "rose 5% shares ", "İ", "\u0301", "\x85", "\u2028", "a, ", "President ",
]  # fmt: skip


def within(text: str, findings: Findings) -> bool:
    facets = [*findings.candidates, *findings.figures, *findings.dates, *findings.quotations]
    spans = [facet.span for facet in facets] + [span for pair in findings.conflicts for span in (pair.a, pair.b)]
    return all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = (piece * (6_000 // len(piece) + 1))[:6_000]
    assert within(text, find_candidates(text, recognise_blocks(text)))


@pytest.mark.parametrize("text", ["", " ", "\n", "0", "?", "«", "By", "1.", "•", "“", "$", "%", "\r\n\r\n", "a\rb"])
def test_a_text_of_nothing_is_read(text: str) -> None:
    assert within(text, find_candidates(text, recognise_blocks(text)))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, "\n", "\n\n", "The port opened in 2020. "]) | st.text(max_size=8), max_size=60)
)
def test_no_text_is_too_strange(pieces: list[str]) -> None:
    text = "".join(pieces).encode("utf-8", "ignore").decode().replace("\x00", "")
    assert within(text, find_candidates(text, recognise_blocks(text)))

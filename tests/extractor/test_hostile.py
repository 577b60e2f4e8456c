"""Any text is taken: nothing raises, nothing leaves the text, and no pattern reads a text over and over."""

import gc
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extractor import Findings, find_candidates
from articles.extractor.dates.mentions import dates
from articles.extractor.figures.quantities import figures
from articles.extractor.layout.gate import gated
from articles.text.blocks import PLENTY, THOUGHT
from articles.text.recognise import recognise_blocks
from articles.text.sentences import sentences

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


def cost(parts: Callable[[str], object], text: str) -> float:
    """The least processor time of three runs, in seconds, without that of collecting what other tests left behind."""
    times = []
    gc.disable()
    try:
        for _ in range(3):
            begun = time.process_time()
            parts(text)
            times.append(time.process_time() - begun)
    finally:
        gc.enable()
    return min(times)


def read_by_rules(text: str) -> None:
    blocks = recognise_blocks(text)
    gated(text, blocks, sentences(text, blocks))
    figures(text, [mention.span for mention in dates(text, date(2024, 5, 3))])


@pytest.mark.parametrize(
    "piece",
    [*PIECES[::3], "a\n", "7\n", "| Ships | 12 |\n", "• Three cranes\n", "9/", "May 3, 2024 ", "x", "港", "שלום "],
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    text = (piece * (24_000 // len(piece) + 1))[:24_000]
    ratios = (cost(read_by_rules, text) / cost(read_by_rules, text[:12_000]) for _ in range(4))
    assert any(ratio < 3 for ratio in ratios)


@pytest.mark.parametrize("piece", ["a\n", "a.\n\n", "7\n", "Ab. ", "?! ", "- a\n"])
def test_very_many_very_short_lines_and_sentences_are_cut_less_finely(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    blocks = recognise_blocks(text)
    found = sentences(text, blocks)
    assert max(len(blocks), len(found)) < PLENTY + len(text) // THOUGHT + 100
    assert "".join("".join(text[one.start : one.end].split()) for one in blocks) == "".join(text.split())


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

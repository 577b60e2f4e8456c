"""The difference of two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.diff import Op, Piece, word_diff


def told(old: str, new: str) -> str:
    marks = {Op.SAME: "{}", Op.GONE: "[-{}-]", Op.NEW: "[+{}+]"}
    return "".join(marks[piece.op].format(piece.text) for piece in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Shares rose 46.3 percent.", "Shares rose 12.5 percent.", "Shares rose [-46.3-][+12.5+] percent."),
        ("a b", "a b", "a b"),
        ("", "new", "[+new+]"),
        ("gone", "", "[-gone-]"),
        ("", "", ""),
        ("He said no", "He said nothing at all", "He said [-no-][+nothing at all+]"),
        ("one two three four", "one 2 3 four", "one [-two three-][+2 3+] four"),
        ("don't", "don’t", "[-don't-][+don’t+]"),
        ("up 🚀 5%", "up 🚀 6%", "up 🚀 [-5-][+6+]%"),
        ("a  b", "a b", "a[-  -][+ +]b"),
    ],
)
def test_what_went_and_what_came_stand_side_by_side(old: str, new: str, wanted: str) -> None:
    assert told(old, new) == wanted


@given(st.text(), st.text())
def test_the_pieces_give_back_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.NEW) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.GONE) == new
    assert all(piece.text for piece in pieces)


def test_a_piece_names_its_act() -> None:
    assert word_diff("a", "b") == (Piece(Op.GONE, "a"), Piece(Op.NEW, "b"))

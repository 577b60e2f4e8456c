"""The difference of two whole articles: every letter of both is told, and long strangers take no long time."""

import random
import time

import pytest

from articles.text.diff import Op, Piece, text_diff

SENTENCES = ("Rain fell. ", "It cost $4. ", "Nobody knew.\n", "12 ", "Dr. Li said so.\n\n", "")


@pytest.mark.parametrize("seed", range(60))
def test_the_pieces_give_both_texts_again_letter_for_letter(seed: int) -> None:
    dice = random.Random(seed)
    a, b = ("".join(dice.choices(SENTENCES, k=dice.randrange(12))) for _ in range(2))
    pieces = text_diff(a, b)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.NEW) == a
    assert "".join(piece.text for piece in pieces if piece.op is not Op.GONE) == b
    assert all(piece.text for piece in pieces)


def test_only_the_words_of_changed_sentences_are_told() -> None:
    old = "Rain fell all day. It cost $4 million in 2019. Nobody knew.\n"
    assert text_diff(old, old.replace("$4", "$5")) == (
        Piece(Op.SAME, "Rain fell all day. It cost $"),
        Piece(Op.GONE, "4"),
        Piece(Op.NEW, "5"),
        Piece(Op.SAME, " million in 2019. Nobody knew.\n"),
    )


def test_a_line_that_went_is_told_as_a_line_beside_a_line_that_changed() -> None:
    old = "It cost $4 million, they said.\nAbout 18 people ride it, they said.\nNobody knew.\n"
    new = "It cost $5 million, they said.\nNobody knew.\n"
    assert text_diff(old, new) == (
        Piece(Op.SAME, "It cost $"),
        Piece(Op.GONE, "4"),
        Piece(Op.NEW, "5"),
        Piece(Op.SAME, " million, they said.\n"),
        Piece(Op.GONE, "About 18 people ride it, they said.\n"),
        Piece(Op.SAME, "Nobody knew.\n"),
    )


def test_two_equal_texts_are_one_piece() -> None:
    assert text_diff("One. Two. Three.\n", "One. Two. Three.\n") == (Piece(Op.SAME, "One. Two. Three.\n"),)


def test_two_long_strangers_take_no_long_time() -> None:
    old = "".join(f"The {n} trains stopped at {n * 7} stations. " for n in range(20_000))
    new = "".join(f"A ship of {n * 3} tons carried {n} crates. " for n in range(20_000))
    begun = time.perf_counter()
    pieces = text_diff(old, new)
    assert time.perf_counter() - begun < 10
    assert [piece.op for piece in pieces] == [Op.GONE, Op.NEW]

"""The match of two sequences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from articles.text import alignment
from articles.text.alignment import GONE, align

ITEMS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def check(old: list[str], new: list[str]) -> int:
    """Whether a match keeps its promises; how many items it matches."""
    places = align(old, new)
    pairs = [(index, place) for index, place in enumerate(places) if place != GONE]
    assert len(places) == len(old)
    assert all(old[index] == new[place] for index, place in pairs)
    assert all(one[1] < two[1] for one, two in pairwise(pairs))
    return len(pairs)


@given(ITEMS, ITEMS)
def test_as_many_equal_items_as_possible_are_matched_in_order(old: list[str], new: list[str]) -> None:
    assert check(old, new) == LCSseq.similarity(old, new)


@given(ITEMS, ITEMS, st.integers(0, 20))
def test_long_texts_are_cut_and_still_keep_every_promise(old: list[str], new: list[str], pairs: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_PAIRS", pairs)
        assert check(old, new) <= LCSseq.similarity(old, new)


def test_items_that_occur_once_hold_a_long_text_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "MOST_PAIRS", 3)
    assert align("xaybz", "paqbr") == [GONE, 1, GONE, 3, GONE]


def test_the_first_of_equal_items_stay() -> None:
    assert align("aaa", "aa") == [0, 1, GONE]
    assert align("xaaby", "xaby") == [0, 1, GONE, 2, 3]
    assert align("ab", "aab") == [0, 2]


def test_a_replaced_item_is_the_one_that_was_replaced() -> None:
    assert align("aaaa", "aaba") == [0, 1, GONE, 3]

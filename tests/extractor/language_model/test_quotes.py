"""A quotation is found on its exact words, whatever white space and quotation marks a model makes of them."""

import time

from hypothesis import given
from hypothesis import strategies as st

from articles.extractor.language_model.quotes import is_whole, place
from articles.text.spans import Span

WORDS = st.lists(
    st.sampled_from(["ship", "ships", "1,200", "“sea”", "it’s", "😀", "İ", "né", "né", "—", "A.", "a"]),
    min_size=1,
    max_size=9,
)
GAPS = st.sampled_from([" ", "  ", "\n", "\t ", "\u00a0", "\u2028", "\u3000 "])


@given(words=WORDS, data=st.data())
def test_a_run_of_whole_words_is_found_where_it_stands_or_refused_as_standing_twice(
    words: list[str], data: st.DataObject
) -> None:
    gaps = [data.draw(GAPS) for _ in words[1:]] + [""]
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = sum(len(word + gap) for word, gap in zip(words[:first], gaps, strict=False))
    end = sum(len(word + gap) for word, gap in zip(words[:last], gaps, strict=False)) + len(words[last])
    wanted = words[first : last + 1]
    quote = data.draw(st.sampled_from([" ", "\n\n"])).join(wanted).replace("“", '"').replace("”", '"').replace("’", "'")
    runs = [words[at : at + len(wanted)] for at in range(len(words))]
    assert place(text, quote) == (Span(start, end) if runs.count(wanted) == 1 else None)


def test_words_are_not_cut_and_signs_may_be() -> None:
    assert place("a party of art", "art") == Span(11, 14)
    assert place("worth $5 (a lot)", "5 (a lot") == Span(7, 15)
    assert place("worth 55", "5") is None
    assert place("", "x") is None


def test_one_word_may_be_missing_at_either_end_of_a_whole() -> None:
    words = "1. However, the port has closed."
    assert is_whole(words, Span(3, len(words)))
    assert not is_whole(words, Span(12, len(words)))
    assert is_whole(words, Span(12, 20))


def test_no_quotation_takes_long() -> None:
    began = time.monotonic()
    assert place("a " * 750, "a " * 749) is None
    assert place("ab" * 750, "b" + "ab" * 700) is None
    assert place("a" * 1_500, "a" * 1_000_000) is None
    assert time.monotonic() - began < 1

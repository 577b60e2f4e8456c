"""What an offset means: code points here, UTF-16 units in browsers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.spans import Span, Utf16Ruler, context, from_utf16, to_utf16, utf16_length

TEXT = "a😀b👩‍👩‍👧c"


def test_a_quote_is_the_words_of_its_span() -> None:
    assert Span(1, 3).quote(TEXT) == "😀b"


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [((0, 2), (1, 3), True), ((0, 2), (2, 3), False), ((0, 9), (3, 4), True), ((5, 6), (1, 2), False)],
)
def test_spans_overlap_when_they_share_a_character(one: tuple[int, int], two: tuple[int, int], wanted: bool) -> None:
    assert Span(*one).overlaps(Span(*two)) is wanted


def test_a_browser_counts_an_emoji_twice() -> None:
    assert utf16_length("a😀b") == 4
    assert to_utf16(TEXT, Span(2, 3)) == Span(3, 4)
    assert from_utf16(TEXT, Span(3, 4)) == Span(2, 3)


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(0, 40), st.integers(0, 40))
def test_the_way_to_a_browser_and_back_leads_to_the_same_words(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    wide = to_utf16(text, span)
    ruler = Utf16Ruler(text)
    assert from_utf16(text, wide) == span
    assert wide == (ruler.at(span.start), ruler.at(span.end))
    assert wide.end - wide.start == utf16_length(span.quote(text))


@pytest.mark.parametrize("span", [Span(2, 3), Span(0, 2), Span(3, 99), Span(-1, 1), Span(3, 1)])
def test_half_an_emoji_and_what_is_outside_are_no_place(span: Span) -> None:
    with pytest.raises(ValueError, match=r"UTF-16|in two"):
        from_utf16(TEXT, span)


def test_the_context_is_what_stands_on_either_side() -> None:
    assert context("one two three", Span(4, 7), width=3) == ("ne ", " th")
    assert context("two", Span(0, 3)) == ("", "")

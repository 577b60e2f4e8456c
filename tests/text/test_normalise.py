"""What happens to characters once, at intake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.normalise import normalise


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        ("a\x85b\u2028c\u2029d", "a\x85b\u2028c\u2029d"),
        ("e\u0301 \u00e9 ﬁ", "e\u0301 \u00e9 ﬁ"),
        ("a\tb\n", "a\tb\n"),
        ("\u202eevil\u200b\u200d", "\u202eevil\u200b\u200d"),
        ("", ""),
    ],
)
def test_line_ends_become_one_kind_and_nothing_else_changes(raw: str, text: str) -> None:
    assert normalise(raw) == (text, ())


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        ("a\x00b\x00", "ab", "2 empty characters (NUL) were removed."),
        ("a\x1bb", "ab", "1 invisible control character was removed."),
        ("a\x7fb\x01", "ab", "2 invisible control characters were removed."),
        ("a\x0cb", "a b", "1 page or column feed became a space."),
        ("a\ud800b\udfff", "ab", "2 halves of broken characters were removed."),
    ],
)
def test_what_nothing_can_hold_is_removed_and_said(raw: str, text: str, note: str) -> None:
    assert normalise(raw) == (text, (note,))


def test_two_halves_of_a_character_become_one() -> None:
    assert normalise("\ud83d\ude80!") == ("🚀!", ())


@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_stored_afterwards_and_stays_as_it_is(raw: str) -> None:
    text, _ = normalise(raw)
    assert text.encode("utf-8").decode("utf-8") == text
    assert "\r" not in text
    assert "\x00" not in text
    assert normalise(text).text == text.removeprefix("\ufeff")

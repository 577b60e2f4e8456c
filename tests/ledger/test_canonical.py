"""One value, one byte string: the rules of canonical JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ledger.canonical import DEEPEST, JSON, LARGEST_INTEGER, NotCanonical, canonical, parse

# RFC 8785 sections 3.2.2 to 3.2.4, and the structures example of its author's test data with a whole number for 56.0.
VECTORS: list[tuple[str, str]] = [
    (r'"\u20ac$\u000F\u000aA' + r"'" + r'\u0042\u0022\u005c\\\"\/"', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
    ("[null, true, false]", "[null,true,false]"),
    (r'{"Unnormalized Unicode":"A\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'),
    ('[56, {"d": true, "10": null, "1": []}]', '[56,{"1":[],"10":null,"d":true}]'),
    (
        '{"1":{"f":{"f":"hi","F":5},"\\n":56},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}',
        '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
    ),
    (r'"\ud83d\ude02\u2028\u007f\u0080"', '"\U0001f602\u2028\x7f\x80"'),
    (r'"\u0008\u0009\u000a\u000b\u000c\u000d\u001f"', '"\\b\\t\\n\\u000b\\f\\r\\u001f"'),
    ("9007199254740991", "9007199254740991"),
    ("-9007199254740991", "-9007199254740991"),
    ("-0", "0"),
]


@pytest.mark.parametrize(("loose", "exact"), VECTORS)
def test_the_bytes_are_those_of_rfc_8785(loose: str, exact: str) -> None:
    value = json.loads(loose)
    assert canonical(value) == exact.encode()
    assert parse(exact.encode()) == value


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"now": {"score": 0.5}}, "$.now.score"),
        ([1, [2, float("nan")]], "$[1][1]"),
        ({"a": 1.0}, "$.a"),
        ([LARGEST_INTEGER + 1], "$[0]"),
        ([-LARGEST_INTEGER - 1], "$[0]"),
        ({"words": {"quote": "\ud800"}}, "$.words.quote"),
        ({"words": {"quote": "a\0b"}}, "$.words.quote"),
        ({"now": {"é": 1}}, "$.now"),
        ({"now": {"a\0": 1}}, "$.now"),
        ({"now": {1: 1}}, "$.now"),
        ([b"bytes"], "$[0]"),
        ([{1, 2}], "$[0]"),
    ],
)
def test_what_cannot_be_kept_exactly_is_refused_with_its_place(value: JSON, path: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical(value)
    assert refused.value.path == path


def test_nesting_ends_before_the_stack_does() -> None:
    value: JSON = 1
    for _ in range(DEEPEST):
        value = [value]
    assert parse(canonical(value)) == value
    with pytest.raises(NotCanonical):
        canonical([value])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b"1 ",
        b"1\n",
        b"1 2",
        b'{"a": 1}',
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b"1.0",
        b"1e3",
        b"1.5",
        b"-0",
        b"01",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"9" * 5000,
        b'"\\/"',
        b'"\\u0041"',
        b'"\\u000A"',
        b'"\\u001F"',
        b'"\\ud800"',
        b'"\\u0000"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"\xef\xbb\xbf1",
        b'{"\xc3\xa9":1}',
        b'[{"\xc3\xa9":1}]',
        b'[[{"a":{"\xc3\xa9":1}}]]',
        b"[" * 100_000,
        b"[" * 200 + b"]" * 200,
    ],
)
def test_bytes_that_are_not_the_canonical_form_are_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(data)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(min_codepoint=1, max_codepoint=127)), inner),
)


@given(VALUES)
def test_what_goes_in_comes_out(value: JSON) -> None:
    assert parse(canonical(value)) == value

"""A glance never takes what a full reading would refuse, and knows an event by the form of one that was read before."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ledger.canonical import NotCanonical, canonical, parse
from articles.ledger.glance import LONGEST_LIST, MOST_FORMS, Glances
from tests.ledger.test_canonical import VALUES
from tests.ledger.trails import ORIGIN, event

PAYLOAD = event(7, "0" * 64).to_payload()
NEXT = event(8, "1" * 64).to_payload()


def taught(*payloads: bytes) -> Glances:
    """Glances that read these events in full."""
    glances = Glances()
    for payload in payloads:
        glances.learn(parse(payload))
    return glances


def agrees(glances: Glances, payload: bytes) -> bool:
    """Whether a glance takes payload; if so, a full reading must take it too, and say the same."""
    place = glances.look(payload)
    if place is None:
        return False
    value: Any = parse(payload)
    assert (value["origin"], value["seq"], value["prev"]) == place
    return True


def stating(now: Any, was: Any = None) -> bytes:
    """Bytes of an event with this state, sorted or not, canonical or not."""
    value = json.loads(PAYLOAD) | {"now": now, "was": was}
    try:
        return canonical(value)
    except NotCanonical:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "replace")


def test_an_event_is_told_at_a_glance_once_its_form_is_known() -> None:
    assert Glances().look(PAYLOAD) is None
    assert taught(PAYLOAD).look(NEXT) == (ORIGIN, 8, "1" * 64)


def test_the_same_form_of_another_kind_is_read_in_full_first() -> None:
    assert taught(PAYLOAD).look(NEXT.replace(b"claim.decided", b"claim.dismissed")) is None


def test_what_has_no_kind_or_place_is_not_learned() -> None:
    for name in ("kind", "origin", "prev", "seq"):
        told = {key: value for key, value in json.loads(PAYLOAD).items() if key != name}
        assert taught(canonical(told)).count == 0
    assert taught(b"[]", b'{"kind":1,"origin":"","prev":"","seq":1}').count == 0


@given(st.dictionaries(st.text('ab"\\:,{}[] é', max_size=4), VALUES, max_size=4), VALUES)
def test_a_glance_agrees_with_the_full_reading_whatever_the_state_holds(state: dict[str, Any], now: Any) -> None:
    glances = taught(PAYLOAD)
    for payload in (stating(now, state), stating(state, now)):
        try:
            glances.learn(parse(payload))
        except NotCanonical:
            assert glances.look(payload) is None
        agrees(glances, payload)
        agrees(glances, payload.replace(b'"', b"' "))
        for value in (now, state):
            loose = json.dumps(json.loads(PAYLOAD) | {"now": value}, ensure_ascii=False, separators=(",", ":"))
            agrees(glances, loose.encode("utf-8", "replace"))


@pytest.mark.parametrize("seed", range(4))
def test_a_glance_agrees_with_the_full_reading_after_any_change_of_bytes(seed: int) -> None:
    chance, glances = random.Random(seed), taught(PAYLOAD)
    taken = 0
    for _ in range(3000):
        at, length = chance.randrange(len(PAYLOAD)), chance.randrange(3)
        new = bytes(chance.choice(b'"\\:,{}[]0123456789abtnu .-e\xc3\xa9') for _ in range(chance.randrange(3)))
        taken += agrees(glances, PAYLOAD[:at] + new + PAYLOAD[at + length :])
    assert taken > 300, "some changes make another event, and the rest is left to the full reading"


@pytest.mark.parametrize("words", ['say "a":1', 'x","b', '":', '\\":"', "{[", 'a\nb\t"c"', "\x01\x0b", "\u2028é"])
def test_whatever_stands_in_strings_does_not_change_the_form(words: str) -> None:
    glances = taught(stating({"note": "", "verdict": None}))
    assert agrees(glances, stating({"note": words, "verdict": words}))
    assert glances.count == 1


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"ticks": []}, {"ticks": [1]}),
        ({"ticks": [[1, 2]]}, {"ticks": [{}]}),
        ({"evidence": [{"a": 1}]}, {"evidence": [{"b": 1}]}),
        ({"evidence": [{"a": 1}]}, {"evidence": [{"a": 1, "b": 1}]}),
        ({"evidence": [{"a": 1}, {"b": 1}]}, {"evidence": [{"a": 1}, {"a": 1}]}),
        ({"note": {"sealed": "0"}}, {"note": ""}),
        ({"a": 1, "b": 1}, {"b": 1}),
        ({"a": 2**53 - 1}, {"a": 2**53 - 1}),
    ],
)
def test_another_form_is_read_in_full(known: Any, told: Any) -> None:
    assert taught(stating(known)).look(stating(told)) is None


def test_lists_of_any_length_have_one_form_if_their_items_have() -> None:
    glances = taught(stating({"evidence": [{"title": "a", "note": {"sealed": "0"}}]}))
    assert agrees(glances, stating({"evidence": [{"title": None, "note": {"sealed": "1"}}] * 40}))


def test_there_is_an_end_to_what_is_learned() -> None:
    uneven = [1, *[[]] * LONGEST_LIST]
    assert taught(stating({"a": uneven[:-1]})).count == 1
    assert taught(stating({"a": uneven}), stating({"a": {"b": uneven}}), stating({"a": [uneven]})).count == 0
    many = [stating({f"key{number}": 1}) for number in range(MOST_FORMS + 5)]
    assert taught(*many).count == MOST_FORMS

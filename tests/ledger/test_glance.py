"""A glance never takes what a full reading would refuse, and mostly takes what people's work makes."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ledger.canonical import NotCanonical, canonical, parse
from articles.ledger.glance import glance
from tests.ledger.test_canonical import VALUES
from tests.ledger.trails import ORIGIN, event

PAYLOAD = event(7, "0" * 64).to_payload()


def agrees(payload: bytes) -> bool:
    """Whether a glance takes payload; if so, a full reading must take it too, and say the same."""
    place = glance(payload)
    if place is None:
        return False
    value: Any = parse(payload)
    assert (value["origin"], value["seq"], value["prev"]) == place
    return True


def test_an_ordinary_event_is_told_at_a_glance() -> None:
    assert glance(PAYLOAD) == (ORIGIN, 7, "0" * 64)


@given(st.dictionaries(st.text('ab"\\:,{}[] é', max_size=4), VALUES, max_size=4), VALUES)
def test_a_glance_agrees_with_the_full_reading_whatever_the_state_holds(state: dict[str, Any], now: Any) -> None:
    value = json.loads(PAYLOAD) | {"was": state, "now": now}
    try:
        payload = canonical(value)
    except NotCanonical:
        payload = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    agrees(payload)
    agrees(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


@pytest.mark.parametrize("seed", range(4))
def test_a_glance_agrees_with_the_full_reading_after_any_change_of_bytes(seed: int) -> None:
    chance = random.Random(seed)
    taken = 0
    for _ in range(3000):
        at, length = chance.randrange(len(PAYLOAD)), chance.randrange(3)
        new = bytes(chance.choice(b'"\\:,{}[]0123456789abtnu .-e\xc3\xa9') for _ in range(chance.randrange(3)))
        taken += agrees(PAYLOAD[:at] + new + PAYLOAD[at + length :])
    assert taken > 300, "some changes make another event, and the rest is left to the full reading"


@pytest.mark.parametrize("words", ['say "a":1', 'x","b', '":', '\\":"', "{[", 'a\nb\t"c"', "\x01\x0b", "\u2028é"])
def test_quotes_inside_strings_are_not_keys(words: str) -> None:
    assert agrees(event(7, "0" * 64, was={"note": words, "verdict": None}, now=None).to_payload())

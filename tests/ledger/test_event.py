"""An event says who, when, what, on which words, what was and what is now; in one exact form."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from articles.ledger.canonical import NotCanonical
from articles.ledger.event import BadEvent, Event, moment

DECIDED = Event(
    origin="desk.example/trail",
    seq=2,
    prev="0" * 64,
    at="2026-11-20T09:05:00.000120Z",
    actor={"id": 3, "name": "Rita"},
    kind="claim.decided",
    subject={"article": 1, "claim": 7},
    words={"revision_sha256": "a" * 64, "start": 10, "end": 14, "quote": "5 %…"},
    was={"verdict": None},
    now={"verdict": "verified"},
)


def test_an_event_has_exactly_these_bytes() -> None:
    assert DECIDED.to_payload().decode() == (
        '{"actor":{"id":3,"name":"Rita"},"at":"2026-11-20T09:05:00.000120Z","kind":"claim.decided",'
        '"now":{"verdict":"verified"},"origin":"desk.example/trail","prev":"' + "0" * 64 + '","seq":2,'
        '"subject":{"article":1,"claim":7},"version":1,"was":{"verdict":null},'
        '"words":{"end":14,"quote":"5 %…","revision_sha256":"' + "a" * 64 + '","start":10}}'
    )


def test_an_event_comes_back_from_its_bytes() -> None:
    assert Event.from_payload(DECIDED.to_payload()) == DECIDED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("origin", ""),
        ("origin", "desk trail"),
        ("origin", "desk+trail"),
        ("origin", "tägliche"),
        ("seq", 0),
        ("seq", True),
        ("seq", "2"),
        ("prev", "A" * 64),
        ("prev", "a" * 63),
        ("at", "2026-11-20T09:05:00Z"),
        ("at", "2026-11-20T09:05:00.000000+00:00"),
        ("at", "2026-02-30T09:05:00.000000Z"),
        ("at", "٢٠٢٦-11-20T09:05:00.000000Z"),
        ("actor", {"id": 3}),
        ("actor", {"id": "3", "name": "Rita"}),
        ("actor", {"id": 3, "name": None}),
        ("actor", {"id": 3, "name": "Rita", "email": "x"}),
        ("kind", "Claim decided"),
        ("kind", ""),
        ("subject", {"claim": "seven"}),
        ("subject", {"claim": 0}),
        ("subject", None),
        ("words", {"revision_sha256": "a" * 64, "start": 10, "end": 15, "quote": "5 %…"}),
        ("words", {"revision_sha256": "a" * 64, "start": 10, "end": 10, "quote": ""}),
        ("words", {"revision_sha256": "a" * 64, "start": -1, "end": 3, "quote": "5 %…"}),
        ("words", {"revision_sha256": "a" * 63, "start": 10, "end": 14, "quote": "5 %…"}),
        ("words", {"start": 10, "end": 14, "quote": "5 %…"}),
        ("was", "pending"),
        ("now", ["verified"]),
    ],
)
def test_a_field_without_its_shape_is_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(BadEvent, match=f"^{field} "):
        replace(DECIDED, **{field: value})


@pytest.mark.parametrize(("seq", "prev"), [(1, "0" * 64), (2, "")])
def test_only_the_first_event_follows_nothing(seq: int, prev: str) -> None:
    with pytest.raises(BadEvent, match="first event"):
        replace(DECIDED, seq=seq, prev=prev)


def test_what_json_cannot_hold_exactly_is_refused() -> None:
    with pytest.raises(NotCanonical, match=r"\$\.now\.score"):
        replace(DECIDED, now={"score": 0.5}).to_payload()  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"version":1', b'"version":2'),
        (b'"version":1', b'"version":true'),
        (b'"version":1,', b""),
        (b'"was":{"verdict":null}', b'"was":{"verdict":null},"why":1'),
    ],
)
def test_bytes_of_another_form_are_not_an_event(old: bytes, new: bytes) -> None:
    payload = DECIDED.to_payload()
    assert old in payload
    with pytest.raises((BadEvent, NotCanonical)):
        Event.from_payload(payload.replace(old, new))


def test_a_moment_is_utc_with_six_digits() -> None:
    assert moment(datetime(2026, 11, 20, 9, 5, tzinfo=UTC)) == "2026-11-20T09:05:00.000000Z"
    assert moment(datetime(2026, 11, 20, 9, 5, tzinfo=timezone(timedelta(hours=1)))) == "2026-11-20T08:05:00.000000Z"
    with pytest.raises(BadEvent):
        moment(datetime(2026, 11, 20, 9, 5))  # without a zone on purpose

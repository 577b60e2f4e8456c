"""A bundle is built whole or not at all, and says what its events say."""

from dataclasses import replace
from typing import Any

import pytest

from articles.ledger.bundle import Broken, report_json
from articles.ledger.canonical import JSON, NotCanonical
from articles.ledger.keys import new_secret, public_of
from tests.ledger.bundles import CLAIMS, FILES, LONG, PARTS, TEXT, ZIP, parts, words


def first(**other: JSON) -> list[dict[str, JSON]]:
    return [{**CLAIMS[0], **other}, CLAIMS[1]]


def test_the_same_report_makes_the_same_bytes() -> None:
    assert parts().zip() == ZIP
    assert replace(PARTS, files=dict(reversed(FILES.items()))).zip() == ZIP


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        (first(verdict="disputed"), "the verdict of claim 1"),
        (first(verdict="pending"), "the verdict of claim 1"),
        (first(verdict=None), "the verdict of claim 1"),
        ([{**CLAIMS[0], "claim": 1}, {**CLAIMS[1], "verdict": "verified"}], "the verdict of claim 2"),
        (first(recheck=True), "the recheck of claim 1"),
        (first(recheck=0), "the recheck of claim 1"),
        (first(gone=True), "the gone of claim 1"),
        (first(dismissal="opinion"), "the dismissal of claim 1"),
        (first(start=1), "the words of claim 1"),
        (first(end=10_000), "the words of claim 1"),
        (first(quote="The bridge cost 6 % more."), "the words of claim 1"),
        (first(start=-26, end=-1), "the words of claim 1"),
        (first(**LONG), "the words of claim 1 are not the last ones"),
        (first(revision_sha256="0" * 64), "the text of claim 1 is missing"),
        ([CLAIMS[0], CLAIMS[0]], "claim 1, or it is here twice"),
        ([CLAIMS[0]], "leaves out claim 2"),
        ([], "leaves out claim 1"),
        (first(decisions=[]), "the decisions of claim 1"),
        (first(claim=True), "number of its own"),
        (first(claim=9), "no event of claim 9"),
        ([*CLAIMS, {**CLAIMS[0], "claim": 4}], "no event of claim 4"),
    ],
)
def test_a_report_that_says_otherwise_than_its_events_is_not_built(claims: list[dict[str, JSON]], why: str) -> None:
    with pytest.raises(Broken, match=why):
        parts(claims).zip()


def test_offsets_count_code_points() -> None:
    place = words(TEXT.index("🌉"), "🌉")
    assert (place["start"], place["end"]) == (8, 9)
    in_utf16 = {**LONG, "start": TEXT.index("It is") + 1, "end": TEXT.index("It is") + 18}
    with pytest.raises(Broken, match="the words of claim 1"):
        parts(first(**in_utf16)).zip()


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"report": PARTS.report.replace(b"verified", b"disputed")}, "not the report that event 9 handed out"),
        ({"texts": [TEXT + "."]}, "txt is"),
        ({"texts": []}, "txt is missing"),
        ({"files": {}}, "report.html is missing"),
        ({"files": {"report.html": b"other"}}, "report.html is not the file"),
        ({"files": FILES | {"more.html": b""}}, "more.html is not part"),
        ({"files": FILES | {"checkpoint": b""}}, "name of the bundle's own"),
        ({"files": FILES | {"verify.py": b""}}, "name of the bundle's own"),
        ({"events": PARTS.events[:-1]}, "not the report that event 8 handed out"),
        ({"events": []}, "one proof for each event"),
        ({"proofs": {}}, "no proof for event 1"),
        ({"proofs": PARTS.proofs | {1: PARTS.proofs[2]}}, "event 1 is not the one in the trail"),
        ({"public": public_of(new_secret("desk.example/trail"))}, "another key"),
    ],
)
def test_parts_that_do_not_hold_together_are_not_built(other: dict[str, Any], why: str) -> None:
    with pytest.raises(Broken, match=why):
        replace(PARTS, **other).zip()


def test_a_later_verdict_cannot_be_left_out_of_the_report_when_its_event_is_here() -> None:
    without = replace(PARTS, events=[payload for payload in PARTS.events if b'"seq":7,' not in payload])
    with pytest.raises(Broken, match=r"texts.jsonl opens no seal"):
        without.zip()


def test_floats_do_not_come_into_a_report() -> None:
    with pytest.raises(NotCanonical, match=r"\$\.score"):
        report_json({"score": 0.5}, claims=CLAIMS, texts=[TEXT], seals=[], files=FILES)  # type: ignore[dict-item]

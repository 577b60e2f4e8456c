"""One bundle of a small desk, and its parts to break."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from articles.ledger.bundle import report_json, told_of, write_bundle
from articles.ledger.canonical import JSON
from articles.ledger.checkpoint import Checkpoint, sign
from articles.ledger.keys import public_of, secret_of
from articles.ledger.leaves import leaf_digest
from articles.ledger.sealed import KEY, Seal, seal_digest
from articles.ledger.tree import inclusion_proofs
from tests.ledger.trails import ORIGIN, event, row

TEXT = "Brücken 🌉 2026\n\nThe bridge cost 5 % more. It is 120 m long.\nThe bridge cost 5 % more.\n"
REVISION = sha256(TEXT.encode()).hexdigest()
SECRET = secret_of(ORIGIN, b"factcheck tests, never elsewhere"[:32])
PUBLIC = public_of(SECRET)
FILES = {"report.html": b"<!doctype html><p>5 % more</p>\n"}


def words(start: int, quote: str) -> dict[str, JSON]:
    assert TEXT[start : start + len(quote)] == quote
    return {"revision_sha256": REVISION, "start": start, "end": start + len(quote), "quote": quote}


COST = words(TEXT.rindex("The bridge"), "The bridge cost 5 % more.")
LONG = words(TEXT.index("It is"), "It is 120 m long.")


def sealed(text: str, number: int) -> Seal:
    """A seal over text with the salt of that number, not with one of its own: test bundles are the same each time."""
    salt = f"{number:032x}"
    return Seal(seal_digest(salt, text), salt, text)


NAME, NOTE, TITLE, SECRET_NOTE = (sealed(text, at) for at, text in enumerate(("Rita", "Not so.", "Minutes ä", "Ann's")))
GONE = Seal(SECRET_NOTE.digest, "", "Removed on 20 November 2026 by Carl")
SEALS = [NAME, NOTE, TITLE, GONE]
ACTOR: dict[str, JSON] = {"id": 3, "name": {KEY: NAME.digest}}
EVIDENCE: list[JSON] = [{"title": {KEY: TITLE.digest}, "url": "", "stance": "supports"}]
TOLD: list[dict[str, Any]] = [
    {"kind": "article.submitted", "subject": {"article": 1}, "words": None, "now": {"revision_sha256": REVISION}},
    {"kind": "claim.found", "subject": {"claim": 1}, "words": COST, "now": {"verdict": "pending", "version": 1}},
    {"kind": "claim.found", "subject": {"claim": 2}, "words": LONG, "now": {"version": 1}},
    {"subject": {"article": 2, "claim": 3}},
    {"subject": {"claim": 1}, "words": COST, "now": {"verdict": "disputed", "note": {KEY: NOTE.digest}}},
    {"subject": {"article": 2, "claim": 3}},
    {"subject": {"claim": 1}, "words": COST}
    | {"now": {"verdict": "verified", "note": {KEY: GONE.digest}, "evidence": EVIDENCE}},
    {
        "kind": "text.erased",
        "subject": {"article": 1},
        "words": None,
        "now": {"seals": [GONE.digest], "stone": GONE.text},
    },
]
"""What the trail tells before the report is handed out."""
HERE = (1, 2, 3, 5, 7, 8, 9)


def written(told: list[dict[str, Any]]) -> list[bytes]:
    """The payloads of a trail."""
    payloads: list[bytes] = []
    prev = ""
    for seq, fields in enumerate(told, 1):
        _, payload, prev = row(event(seq, prev, **{"actor": ACTOR, **fields}))
        payloads.append(payload)
    return payloads


def claim(number: int, words: dict[str, JSON], told: list[dict[str, Any]] = TOLD) -> dict[str, JSON]:
    """A claim as its events tell it."""
    events = [json.loads(payload) for payload in written(told)]
    texts = {each.digest: each.text for each in SEALS}
    state = told_of([one for one in events if one["subject"].get("claim") == number], texts)[1]
    return {"claim": number, **words, **state}


CLAIMS = [claim(1, COST), claim(2, LONG) | {"speaker": "nobody"}]


@dataclass
class Parts:
    """What `write_bundle` takes."""

    report: bytes
    texts: list[str]
    seals: list[Seal]
    files: dict[str, bytes]
    events: list[bytes]
    proofs: dict[int, list[str]]
    checkpoint: bytes
    public: str

    def zip(self) -> bytes:
        return write_bundle(**vars(self))


def parts(claims: list[dict[str, JSON]] = CLAIMS, *, files: dict[str, bytes] = FILES, **handed_out: Any) -> Parts:
    """A trail of 9 events of which 5 are about the two claims, 2 about others, and the last hands the report out."""
    facts: dict[str, JSON] = {"title": "Brücken", "article": 1}
    report = report_json(facts, claims=claims, texts=[TEXT], seals=SEALS, files=files)
    now = {"report_sha256": sha256(report).hexdigest(), **handed_out}
    payloads = written([*TOLD, {"kind": "report.exported", "subject": {"article": 1}, "words": None, "now": now}])
    root, proofs = inclusion_proofs(map(leaf_digest, payloads), len(payloads), [seq - 1 for seq in HERE])
    note = sign(Checkpoint(ORIGIN, len(payloads), root), SECRET)
    by_seq = {index + 1: proof for index, proof in proofs.items()}
    events = [payloads[seq - 1] for seq in HERE]
    return Parts(report, [TEXT], SEALS, files, events, by_seq, note, PUBLIC)


PARTS = parts()
ZIP = PARTS.zip()

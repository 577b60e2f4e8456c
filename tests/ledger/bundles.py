"""One bundle of a small desk, and its parts to break."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from articles.ledger.bundle import report_json, write_bundle
from articles.ledger.canonical import JSON
from articles.ledger.checkpoint import Checkpoint, sign
from articles.ledger.keys import public_of, secret_of
from articles.ledger.leaves import leaf_digest
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
VERIFIED: dict[str, JSON] = {"verdict": "verified", "recheck": False, "gone": False, "dismissal": ""}
PENDING = VERIFIED | {"verdict": "pending"}
CLAIMS: list[dict[str, JSON]] = [{"claim": 1, **COST, **VERIFIED}, {"claim": 2, **LONG, **PENDING, "note": "open"}]


@dataclass
class Parts:
    """What `write_bundle` takes."""

    report: bytes
    texts: list[str]
    files: dict[str, bytes]
    events: list[bytes]
    proofs: dict[int, list[str]]
    checkpoint: bytes
    public: str

    def zip(self) -> bytes:
        return write_bundle(**vars(self))


def parts(claims: list[dict[str, JSON]] = CLAIMS, *, secret: str = SECRET, **handed_out: Any) -> Parts:
    """A trail of 9 events of which 5 are about the two claims, 3 about others, and the last hands the report out."""
    report = report_json({"title": "Brücken", "article": 1}, claims=claims, texts=[TEXT], files=FILES)
    told: list[dict[str, Any]] = [
        {"kind": "article.submitted", "subject": {"article": 1}, "words": None, "now": {"revision_sha256": REVISION}},
        {"subject": {"article": 1, "claim": 1}, "words": COST, "now": {"verdict": "pending", "version": 1}},
        {"subject": {"article": 1, "claim": 2}, "words": LONG, "now": {"version": 1}},
        {"subject": {"article": 2, "claim": 3}},
        {"subject": {"article": 1, "claim": 1}, "words": COST, "now": {"verdict": "disputed", "version": 2}},
        {"subject": {"article": 2, "claim": 3}},
        {"subject": {"article": 1, "claim": 1}, "words": COST, "now": {"verdict": "verified", "version": 3}},
        {"subject": {"article": 2, "claim": 3}},
        {"kind": "report.exported", "subject": {"article": 1}, "words": None}
        | {"now": {"report_sha256": sha256(report).hexdigest(), **handed_out}},
    ]
    payloads: list[bytes] = []
    prev = ""
    for seq, fields in enumerate(told, 1):
        _, payload, prev = row(event(seq, prev, **fields))
        payloads.append(payload)
    here = [1, 2, 3, 5, 7, 9]
    root, proofs = inclusion_proofs(map(leaf_digest, payloads), len(payloads), [seq - 1 for seq in here])
    note = sign(Checkpoint(ORIGIN, len(payloads), root), secret)
    by_seq = {index + 1: proof for index, proof in proofs.items()}
    return Parts(report, [TEXT], FILES, [payloads[seq - 1] for seq in here], by_seq, note, public_of(secret))


PARTS = parts()
ZIP = PARTS.zip()

"""A running desk signs its trail by itself, and a program elsewhere can hold it to what it signed."""

from articles.ledger import checkpoint as ledger
from articles.ledger.leaves import leaf_hash
from articles.ledger.proofs import check_consistency, check_inclusion
from tests.desk import RunningDesk, wait_until
from tests.visitor import ApiVisitor, Visit

LINE = "The council paid {} million euros for bridge number {} in {}.\n\n"
TEXT = "".join(LINE.format(10 + i, i, 1900 + i % 100) for i in range(120))


def newest(edith: ApiVisitor, **asked: int) -> dict[str, object]:
    """The newest checkpoint, as a program is told of it; nothing before the first."""
    answer = edith.get("trail/checkpoint/", params=asked)
    told: dict[str, object] = answer.json() if answer.status_code == 200 else {}
    return told


def test_a_desk_at_work_signs_without_being_asked(visit: Visit, desk: RunningDesk) -> None:
    edith = visit(desk, "edith")
    wait_until(lambda: bool(newest(edith)), "the first checkpoint")
    first = newest(edith)
    kept = ledger.verify(str(first["note"]).encode(), str(first["key"]))

    article = edith.submit(TEXT)["id"]
    edith.extracted(article)
    wait_until(lambda: newest(edith)["size"] >= kept.size + 120, "a checkpoint of a hundred events more")  # type: ignore[operator]

    told = newest(edith, **{"from": kept.size})
    seen = ledger.verify(str(told["note"]).encode(), str(first["key"]))
    check_consistency(kept.size, kept.root, seen.size, seen.root, told["consistency"])  # type: ignore[arg-type]
    line = edith.get(f"articles/{article}/trail/").json()["results"][0]
    proof = edith.get(f"trail/proof/{line['seq']}/").json()
    seen = ledger.verify(proof["note"].encode(), str(first["key"]))
    check_inclusion(leaf_hash(line["payload"].encode()), line["seq"] - 1, seen.size, proof["proof"], seen.root)

    verified = desk.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "in the folder of checkpoints" in verified.stdout

"""Checkpoints and proofs through the API, checked as a program elsewhere would: with nothing but the public key."""

from typing import Any

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from articles.actions import trail
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.rotate_key import rotate_key
from articles.actions.trail import Line
from articles.ledger import checkpoint as ledger
from articles.ledger.handover import Keyring
from articles.ledger.leaves import leaf_hash
from articles.ledger.proofs import BadProof, check_consistency, check_inclusion
from articles.models import Article, AuditEvent, Checkpoint
from tests.reports.tampering import drop_guards, rewrite

CHECKPOINT, PROOF = "/api/v1/trail/checkpoint/", "/api/v1/trail/proof/{}/"


def more(count: int) -> None:
    with transaction.atomic():
        trail.write([Line("person.logged_in")] * count, by=None, name="test")


@pytest.fixture
def kept(article: Article) -> ledger.Checkpoint:
    """What a program kept some time ago; the trail has grown since, and was signed again."""
    row = sign_checkpoint()
    assert row is not None
    more(700)
    sign_checkpoint()
    more(5)
    sign_checkpoint()
    return ledger.verify(row.note.encode(), row.key.public)


def test_the_newest_checkpoint_is_told_with_its_exact_note_and_key(as_rita: APIClient, kept: ledger.Checkpoint) -> None:
    told = as_rita.get(CHECKPOINT).json()
    seen = ledger.verify(told["note"].encode(), told["key"])
    assert (seen.origin, seen.size, seen.root) == (told["origin"], told["size"], told["root"])
    assert told["size"] == Checkpoint.objects.newest_first()[0].size
    assert told["handovers"] == []
    assert "consistency" not in told


def test_a_program_proves_that_the_trail_only_grew_since_its_checkpoint(
    as_rita: APIClient, kept: ledger.Checkpoint
) -> None:
    told = as_rita.get(CHECKPOINT, {"from": kept.size}).json()
    assert told["size"] == kept.size + 705
    check_consistency(kept.size, kept.root, told["size"], told["root"], told["consistency"])
    with pytest.raises(BadProof):
        check_consistency(kept.size, "0" * 64, told["size"], told["root"], told["consistency"])


@pytest.mark.parametrize("old", [1, 2, 3, 64, 100])
def test_any_older_size_can_be_asked_for(as_rita: APIClient, kept: ledger.Checkpoint, old: int) -> None:
    told = as_rita.get(CHECKPOINT, {"from": old}).json()
    assert all(len(node) == 64 for node in told["consistency"])


def test_the_same_size_needs_no_proof(as_rita: APIClient, kept: ledger.Checkpoint) -> None:
    size = as_rita.get(CHECKPOINT).json()["size"]
    assert as_rita.get(CHECKPOINT, {"from": size}).json()["consistency"] == []


@pytest.mark.parametrize("old", ["0", "-1", "x", "1.0", "99999", "9" * 30])
def test_a_size_that_cannot_be_is_named(as_rita: APIClient, kept: ledger.Checkpoint, old: str) -> None:
    answer = as_rita.get(CHECKPOINT, {"from": old})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["from"])


def test_a_program_proves_that_each_event_it_sees_is_in_the_trail(as_rita: APIClient, kept: ledger.Checkpoint) -> None:
    lines = as_rita.get("/api/v1/trail/", {"page_size": 100}).json()["results"]
    assert len(lines) > 5
    key = as_rita.get(CHECKPOINT).json()["key"]
    for line in lines:
        told = as_rita.get(PROOF.format(line["seq"])).json()
        seen = ledger.verify(told["note"].encode(), key)
        leaf = leaf_hash(line["payload"].encode())
        assert (told["seq"], told["leaf"]) == (line["seq"], leaf)
        check_inclusion(leaf, line["seq"] - 1, seen.size, told["proof"], seen.root)


def test_an_event_that_is_not_yours_to_see_is_not_there(
    as_rita: APIClient, as_carl: APIClient, kept: ledger.Checkpoint
) -> None:
    hidden = AuditEvent.objects.filter(kind="person.logged_in")[0].seq
    assert as_rita.get(PROOF.format(hidden)).status_code == 404
    assert as_carl.get(PROOF.format(hidden)).status_code == 200


def test_an_event_that_no_checkpoint_saw_yet_is_told_so(as_carl: APIClient, kept: ledger.Checkpoint) -> None:
    more(1)
    answer = as_carl.get(PROOF.format(AuditEvent.objects.count()))
    assert answer.status_code == 409
    assert "No checkpoint has seen this event yet" in answer.json()["message"]


def test_before_the_first_checkpoint_there_is_none(as_rita: APIClient, article: Article) -> None:
    answer = as_rita.get(CHECKPOINT)
    assert answer.status_code == 404
    assert "No checkpoint was signed yet" in answer.json()["message"]


def test_keys_that_were_replaced_lead_to_the_one_in_use(as_rita: APIClient, kept: ledger.Checkpoint) -> None:
    known = as_rita.get(CHECKPOINT).json()["key"]
    rotate_key()
    sign_checkpoint()
    told = as_rita.get(CHECKPOINT).json()
    assert told["key"] != known
    ring = Keyring(known, [note.encode() for note in told["handovers"]])
    assert ring.verify(told["note"].encode()).size == told["size"]


@pytest.mark.parametrize("address", [f"{CHECKPOINT}?from=3", PROOF.format(3)])
def test_of_a_trail_that_is_not_the_one_that_was_signed_nothing_is_proved(
    as_carl: APIClient, kept: ledger.Checkpoint, address: str
) -> None:
    drop_guards()
    rewrite(3, lambda event: event.update(kind="person.closed"), leaf=True)
    answer = as_carl.get(address)
    assert answer.status_code == 409
    assert "not the one that was signed" in answer.json()["message"]


def test_a_proof_asks_few_questions(
    as_rita: APIClient, kept: ledger.Checkpoint, django_assert_num_queries: Any
) -> None:
    seq = AuditEvent.objects.filter(kind="article.submitted")[0].seq
    as_rita.get(PROOF.format(seq))
    with django_assert_num_queries(13):
        assert as_rita.get(PROOF.format(seq)).status_code == 200

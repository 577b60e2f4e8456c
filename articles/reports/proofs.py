"""Proofs that an event is in the trail, and that the trail extends an older one, made from the rows of one moment."""

from collections.abc import Sequence

from articles.ledger.proofs import BadProof, check_consistency, check_inclusion
from articles.ledger.subtrees import Subtrees
from articles.models import AuditEvent, Checkpoint


class Unprovable(Exception):
    """The trail is not the one that the checkpoint saw, or what was kept of it is not: there is no proof."""


def inclusion_proof(event: AuditEvent, checkpoint: Checkpoint) -> list[str]:
    """The proof that event is under the checkpoint's root: 64-hex-digit hashes, the leaf's neighbour first.

    The checkpoint must have seen the event.  Raises Unprovable.
    """
    try:
        proof = _tree(checkpoint.size).inclusion(event.seq - 1)
        check_inclusion(event.leaf, event.seq - 1, checkpoint.size, proof, checkpoint.root)
    except (BadProof, ValueError, IndexError) as error:
        raise Unprovable from error
    return proof


def consistency_proof(old: int, checkpoint: Checkpoint) -> list[str]:
    """The proof that the trail which the checkpoint saw extends the one of its first `old` events, from 1.

    Raises Unprovable.
    """
    try:
        proof = _tree(checkpoint.size).consistency(old)
        check_consistency(old, _tree(old).root(), checkpoint.size, checkpoint.root, proof)
    except (BadProof, ValueError, IndexError) as error:
        raise Unprovable from error
    return proof


def _tree(size: int) -> Subtrees:
    return Subtrees(size, _leaves, _peaks)


def _leaves(start: int, end: int) -> list[bytes]:
    leaves = AuditEvent.objects.filter(seq__gt=start, seq__lte=end).oldest_first().values_list("leaf", flat=True)
    return [bytes.fromhex(leaf) for leaf in leaves]


def _peaks(least: int, most: int) -> tuple[int, Sequence[str]] | None:
    known = Checkpoint.objects.filter(size__gte=least, size__lt=most)
    return known.order_by("size").values_list("size", "peaks").first()

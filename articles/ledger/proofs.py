"""Checking the tree's proofs, with every size check of RFC 9162 (sections 2.1.3.2 and 2.1.4.2)."""

import re
from collections.abc import Sequence

from articles.ledger.leaves import node_hash

_HASH = re.compile(r"[0-9a-f]{64}")


class BadProof(ValueError):
    """The proof does not prove it; the message says why."""


def check_inclusion(leaf: str, index: int, size: int, proof: Sequence[str], root: str) -> None:
    """Prove that leaf is number index (from 0) of the size leaves under root. Hashes are 64 hex digits.

    Raises BadProof when index or size is wrong, a node is missing, left over or not a hash, or the root is another.
    """
    if not 0 <= index < size:
        raise BadProof("there is no such leaf in a tree of this size")
    node, rest, last = _digest(leaf), index, size - 1
    for step in map(_digest, proof):
        if last == 0:
            raise BadProof("the proof has nodes left over")
        if rest & 1 or rest == last:
            node = node_hash(step, node)
            while not rest & 1 and rest:
                rest, last = rest >> 1, last >> 1
        else:
            node = node_hash(node, step)
        rest, last = rest >> 1, last >> 1
    if last:
        raise BadProof("the proof lacks nodes")
    if node != _digest(root):
        raise BadProof("the proof leads to another root")


def check_consistency(old: int, old_root: str, size: int, root: str, proof: Sequence[str]) -> None:
    """Prove that the tree (size, root) begins with the leaves of the tree (old, old_root). Hashes are 64 hex digits.

    Raises BadProof when a size is wrong, a node is missing, left over or not a hash, or a root is another. An old tree
    without leaves is refused: everything extends it, so that nothing would be proved.
    """
    if not 0 < old <= size:
        raise BadProof("the older tree must have leaves, and no more than the newer")
    if old == size:
        if proof or _digest(old_root) != _digest(root):
            raise BadProof("two trees of the same size differ")
        return
    steps = [_digest(step) for step in proof]
    if old & (old - 1) == 0:  # the old tree is full: its root is a node of the new one
        steps.insert(0, _digest(old_root))
    if not steps:
        raise BadProof("the proof lacks nodes")
    was, now = _climb(old - 1, size - 1, steps)
    if was != _digest(old_root):
        raise BadProof("the proof leads to another root for the older tree")
    if now != _digest(root):
        raise BadProof("the proof leads to another root for the newer tree")


def _climb(rest: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots of the older and the newer tree to which steps lead from the older tree's last leaf."""
    while rest & 1:
        rest, last = rest >> 1, last >> 1
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise BadProof("the proof has nodes left over")
        if rest & 1 or rest == last:
            was, now = node_hash(step, was), node_hash(step, now)
            while not rest & 1 and rest:
                rest, last = rest >> 1, last >> 1
        else:
            now = node_hash(now, step)
        rest, last = rest >> 1, last >> 1
    if last:
        raise BadProof("the proof lacks nodes")
    return was, now


def _digest(text: str) -> bytes:
    if not _HASH.fullmatch(text):
        raise BadProof("not a hash of 64 hex digits")
    return bytes.fromhex(text)

"""Proofs made from what earlier checkpoints kept of the tree are those of the definition."""

from collections.abc import Sequence

import pytest

from articles.ledger.leaves import leaf_digest
from articles.ledger.subtrees import Subtrees
from articles.ledger.tree import Tree, consistency_proof, inclusion_proofs

LARGEST = 70
LEAVES = [leaf_digest(b"event %d" % number) for number in range(LARGEST)]


def peaks_of(size: int) -> list[str]:
    tree = Tree()
    for leaf in LEAVES[:size]:
        tree.append(leaf)
    return tree.peaks()


PEAKS = {size: peaks_of(size) for size in range(1, LARGEST + 1)}


class Kept:
    """Checkpoints of some sizes, and the leaves, counting which of them are read."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = sizes
        self.read = 0

    def leaves(self, start: int, end: int) -> list[bytes]:
        self.read += end - start
        return LEAVES[start:end]

    def peaks(self, least: int, most: int) -> tuple[int, list[str]] | None:
        return next(((size, PEAKS[size]) for size in self.sizes if least <= size < most), None)

    def tree(self, size: int, at_once: int) -> Subtrees:
        return Subtrees(size, self.leaves, self.peaks, at_once)


@pytest.mark.parametrize("at_once", [1, 3, 8, 100])
@pytest.mark.parametrize("sizes", [(), (3, 10, 33, 64), range(1, LARGEST + 1), (70,), (32, 48)])
def test_every_proof_is_that_of_the_whole_tree(sizes: Sequence[int], at_once: int) -> None:
    kept = Kept(sizes)
    for size in range(1, LARGEST + 1):
        tree = kept.tree(size, at_once)
        root, proofs = inclusion_proofs(LEAVES, size, range(size))
        assert tree.root() == root
        for index in range(size):
            assert tree.inclusion(index) == proofs[index]
        for old in range(1, size + 1):
            assert tree.consistency(old) == consistency_proof(LEAVES, old, size)


def test_what_a_checkpoint_kept_is_not_read_again() -> None:
    none, some = Kept(()), Kept(range(4, LARGEST, 4))
    for kept in (none, some):
        kept.tree(64, 4).inclusion(63)
    assert (none.read, some.read) == (63, 1 + 2 + 4)


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_a_leaf_that_is_not_there_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="not in the tree"):
        Kept(()).tree(size, 4).inclusion(index)


def test_leaves_that_lack_are_told() -> None:
    with pytest.raises(ValueError, match="fewer leaves"):
        Kept(()).tree(LARGEST + 4, 4).inclusion(0)

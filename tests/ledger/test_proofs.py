"""A proof proves one leaf at one place in one tree, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from articles.ledger.leaves import EMPTY_ROOT, leaf_digest
from articles.ledger.proofs import BadProof, check_consistency, check_inclusion
from tests.ledger import naive

LARGEST = 130
LEAVES = [leaf_digest(b"event %d" % number) for number in range(LARGEST)]
ROOTS = [naive.root(LEAVES[:size]).hex() for size in range(LARGEST + 1)]
OTHER = leaf_digest(b"another").hex()


def inclusion(index: int, size: int) -> list[str]:
    return [node.hex() for node in naive.path(index, LEAVES[:size])]


def consistency(old: int, size: int) -> list[str]:
    return [node.hex() for node in naive.subproof(old, LEAVES[:size])]


def refused(*claim: Any) -> bool:
    """Whether the proof, of inclusion or of consistency by its shape, is refused."""
    check: Callable[..., None] = check_inclusion if isinstance(claim[1], int) else check_consistency
    try:
        check(*claim)
    except BadProof:
        return True
    return False


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_leaf_of_every_tree_is_proved(size: int) -> None:
    for index in range(size):
        check_inclusion(LEAVES[index].hex(), index, size, inclusion(index, size), ROOTS[size])
        assert refused(LEAVES[index].hex(), index, size, inclusion(index, size), OTHER)


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_tree_is_proved_to_extend_each_before_it(size: int) -> None:
    for old in range(1, size + 1):
        check_consistency(old, ROOTS[old], size, ROOTS[size], consistency(old, size))
        assert refused(old, OTHER, size, ROOTS[size], consistency(old, size))
        assert refused(old, ROOTS[old], size, OTHER, consistency(old, size))


@pytest.mark.parametrize("size", [*range(1, 20), 63, 64, 65, 130])
def test_a_leaf_is_proved_at_no_other_place(size: int) -> None:
    for index in range(size):
        proof = inclusion(index, size)
        for other in range(-1, size + 2):
            if other != index:
                assert refused(LEAVES[index].hex(), other, size, proof, ROOTS[size])


@pytest.mark.parametrize("size", [*range(1, 20), 63, 64, 65, 130])
def test_missing_extra_swapped_and_changed_nodes_are_refused(size: int) -> None:
    for index in range(size):
        leaf, proof = LEAVES[index].hex(), inclusion(index, size)
        broken = [[*proof, OTHER], [OTHER, *proof], [*proof, ROOTS[size]], *([proof[:-1], proof[1:]] if proof else [])]
        broken += [[*proof[:at], OTHER, *proof[at + 1 :]] for at in range(len(proof))]
        broken += [[*proof[:at], proof[at + 1], proof[at], *proof[at + 2 :]] for at in range(len(proof) - 1)]
        assert all(refused(leaf, index, size, wrong, ROOTS[size]) for wrong in broken)


@pytest.mark.parametrize("size", [*range(1, 20), 63, 64, 65, 130])
def test_a_tree_is_proved_to_extend_no_other(size: int) -> None:
    for old in range(1, size + 1):
        proof = consistency(old, size)
        broken = [[*proof, OTHER], [OTHER, *proof], *([proof[:-1], proof[1:]] if proof else [])]
        broken += [[*proof[:at], OTHER, *proof[at + 1 :]] for at in range(len(proof))]
        assert all(refused(old, ROOTS[old], size, ROOTS[size], wrong) for wrong in broken)
        if old != size:
            assert refused(size, ROOTS[size], old, ROOTS[old], proof), "swapped sizes"
            assert refused(size, ROOTS[old], old, ROOTS[size], proof), "swapped sizes only"
            assert refused(old, ROOTS[size], size, ROOTS[old], proof), "swapped roots"


def test_the_number_of_leaves_that_the_path_needs_is_exact() -> None:
    """A proof may fit several sizes (the path says nothing of what stands to the left), never one of another shape."""
    proof = inclusion(3, 7)
    for size in (0, 1, 2, 3, 4, 9, 16):
        assert refused(LEAVES[3].hex(), 3, size, proof, ROOTS[7])


@pytest.mark.parametrize("proof", [[], [OTHER]])
def test_a_tree_without_leaves_proves_nothing(proof: list[str]) -> None:
    assert refused(LEAVES[0].hex(), 0, 0, proof, EMPTY_ROOT)
    assert refused(0, EMPTY_ROOT, 0, EMPTY_ROOT, proof)
    assert refused(0, EMPTY_ROOT, 5, ROOTS[5], proof)
    assert refused(-1, ROOTS[1], 5, ROOTS[5], proof)


def test_two_trees_of_one_size_are_the_same_or_refused() -> None:
    check_consistency(5, ROOTS[5], 5, ROOTS[5], [])
    assert refused(5, ROOTS[5], 5, ROOTS[4], [])
    assert refused(5, ROOTS[5], 5, ROOTS[5], [OTHER])


@pytest.mark.parametrize("node", ["", "ab", "g" * 64, "A" * 64, "0" * 65, "0" * 64 + "\n", "٠" * 64])
def test_what_is_not_a_hash_is_refused(node: str) -> None:
    assert refused(LEAVES[0].hex(), 0, 2, [node], ROOTS[2])
    assert refused(node, 0, 1, [], ROOTS[1])
    assert refused(2, ROOTS[2], 3, ROOTS[3], [node])
    assert refused(5, node, 5, node, [])

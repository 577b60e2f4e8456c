"""The tree is the one of RFC 9162, at every size, in one pass."""

from itertools import pairwise

import pytest

from articles.ledger.leaves import EMPTY_ROOT, leaf_digest
from articles.ledger.tree import Tree, consistency_proof, inclusion_proofs, root_of
from tests.ledger import naive

LARGEST = 130
LEAVES = [leaf_digest(b"event %d" % number) for number in range(LARGEST)]
ROOTS = [naive.root(LEAVES[:size]).hex() for size in range(LARGEST + 1)]

# The tree that the reference tests of RFC 6962 grow: its leaves and its root after each.
REFERENCE = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]


def test_the_reference_tree_has_its_published_roots() -> None:
    tree = Tree()
    assert tree.root() == EMPTY_ROOT
    for leaf, root in REFERENCE:
        tree.append(leaf_digest(bytes.fromhex(leaf)))
        assert tree.root() == root


@pytest.mark.parametrize("size", range(LARGEST + 1))
def test_the_root_is_that_of_the_definition(size: int) -> None:
    assert root_of(LEAVES[:size]) == ROOTS[size]


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_inclusion_proof_is_that_of_the_definition(size: int) -> None:
    root, proofs = inclusion_proofs(iter(LEAVES), size, range(size))
    assert root == ROOTS[size]
    for index in range(size):
        assert [bytes.fromhex(node) for node in proofs[index]] == naive.path(index, LEAVES[:size])


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_consistency_proof_is_that_of_the_definition(size: int) -> None:
    for old in range(1, size + 1):
        proof = consistency_proof(iter(LEAVES), old, size)
        assert [bytes.fromhex(node) for node in proof] == naive.subproof(old, LEAVES[:size])


def test_the_state_of_a_growing_tree_stays_small() -> None:
    tree = Tree()
    for _ in range(5000):
        tree.append(LEAVES[0])
        assert len(tree._peaks) == tree.size.bit_count()


@pytest.mark.parametrize("size", range(LARGEST))
def test_a_tree_goes_on_from_its_peaks_as_if_it_had_never_stopped(size: int) -> None:
    before = Tree()
    for leaf in LEAVES[:size]:
        before.append(leaf)
    after = Tree.grown(size, before.peaks())
    assert after.root() == ROOTS[size]
    for at in range(size, LARGEST):
        after.append(LEAVES[at])
        assert after.root() == ROOTS[at + 1]


@pytest.mark.parametrize(
    ("size", "peaks"),
    [(1, []), (0, ["ab" * 32]), (2, ["ab" * 32] * 2), (-1, ["ab" * 32]), (1, ["AB" * 32]), (1, ["ab" * 31]), (3, [""])],
)
def test_what_cannot_be_the_peaks_of_a_tree_is_refused(size: int, peaks: list[str]) -> None:
    with pytest.raises(ValueError, match="not the peaks"):
        Tree.grown(size, peaks)


@pytest.mark.parametrize(("size", "index"), [(5, 5), (5, -1), (0, 0), (LARGEST + 1, 0)])
def test_a_leaf_that_is_not_there_has_no_proof(size: int, index: int) -> None:
    with pytest.raises(ValueError, match=r"not in the tree|fewer leaves"):
        inclusion_proofs(LEAVES, size, [index])


@pytest.mark.parametrize(("old", "size"), [(0, 5), (6, 5), (-1, 5), (0, 0), (1, LARGEST + 1)])
def test_a_tree_that_is_not_there_has_no_proof(old: int, size: int) -> None:
    with pytest.raises(ValueError, match=r"older tree|fewer leaves"):
        consistency_proof(LEAVES, old, size)


def test_each_leaf_changes_the_root() -> None:
    assert all(before != after for before, after in pairwise(ROOTS))

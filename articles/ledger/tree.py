"""The Merkle tree over the leaves (RFC 9162, section 2.1): its root and its proofs, in one pass and little memory."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Self, TypeAlias

from articles.ledger.leaves import EMPTY_ROOT, node_hash

Place: TypeAlias = tuple[int, int]
"""A node of the tree: (level, position). Leaves are level 0; node (l, p) covers the leaves from p·2^l, at most 2^l of them."""


class Tree:
    """A tree that only grows. It holds the roots of its full subtrees, at most log2(size) + 1 hashes, and nothing else."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # one for each bit of size that is set, the largest subtree first

    @classmethod
    def grown(cls, size: int, peaks: Sequence[str]) -> Self:
        """A tree of size leaves, of which only the peaks are known, to go on from.

        Raises ValueError when these cannot be its peaks: not one for each bit of size, or not 64 hex digits. Whether
        they are is for the caller to ask: its root must be the one that was signed.
        """
        if size < 0 or len(peaks) != size.bit_count() or not all(re.fullmatch("[0-9a-f]{64}", peak) for peak in peaks):
            raise ValueError("these are not the peaks of a tree of this size")
        tree = cls()
        tree.size, tree._peaks = size, [bytes.fromhex(peak) for peak in peaks]
        return tree

    def peaks(self) -> list[str]:
        """The roots of its full subtrees, the largest first, 64 hex digits each: all that it takes to go on later."""
        return [peak.hex() for peak in self._peaks]

    def append(self, leaf: bytes) -> None:
        """Add the 32 bytes of the next leaf's hash."""
        node, rest = leaf, self.size
        while rest & 1:
            node = node_hash(self._peaks.pop(), node)
            rest >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> str:
        """The root over all leaves so far, 64 hex digits; EMPTY_ROOT without leaves."""
        if not self._peaks:
            return EMPTY_ROOT
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = node_hash(peak, node)
        return node.hex()

    def edge(self) -> dict[Place, bytes]:
        """The nodes at the right edge that cover fewer leaves than their level could: {place: 32 bytes}."""
        nodes: dict[Place, bytes] = {}
        node: bytes | None = None
        peaks = list(self._peaks)
        for level in range(self.size.bit_length()):
            if self.size >> level & 1:
                peak = peaks.pop()
                node = peak if node is None else node_hash(peak, node)
            if node is not None:
                nodes[level + 1, (self.size - 1) >> (level + 1)] = node
        return nodes


def root_of(leaves: Iterable[bytes]) -> str:
    """The root over leaves (32 bytes each) as 64 hex digits."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def inclusion_proofs(leaves: Iterable[bytes], size: int, indexes: Collection[int]) -> tuple[str, dict[int, list[str]]]:
    """The root over the first `size` leaves, and for each index (from 0) the proof that its leaf is under that root.

    A proof is a list of 64-hex-digit hashes, the leaf's neighbour first. One pass; memory grows with the proofs only.
    Raises ValueError when there are fewer leaves than size, or an index is not below it.
    """
    paths = {index: inclusion_places(index, size) for index in indexes}
    root, nodes = _nodes(leaves, size, {place for path in paths.values() for place in path})
    return root, {index: [nodes[place].hex() for place in path] for index, path in paths.items()}


def consistency_proof(leaves: Iterable[bytes], old: int, size: int) -> list[str]:
    """The proof that the tree of the first `size` leaves extends that of the first `old` ones, as 64-hex-digit hashes.

    Empty when both sizes are the same. Raises ValueError unless 0 < old <= size, or when there are fewer leaves.
    """
    places = consistency_places(old, size)
    _, nodes = _nodes(leaves, size, set(places))
    return [nodes[place].hex() for place in places]


def inclusion_places(index: int, size: int) -> list[Place]:
    """Where the nodes of an inclusion proof stand, in its order. Raises ValueError when the index is not in the tree."""
    if not 0 <= index < size:
        raise ValueError("an index that is not in the tree")
    return list(_path(0, index, size))


def consistency_places(old: int, size: int) -> list[Place]:
    """Where the nodes of a consistency proof stand, in its order. Raises ValueError unless 0 < old <= size."""
    if not 0 < old <= size:
        raise ValueError("the older tree must have leaves, and no more than the newer")
    level = (old & -old).bit_length() - 1
    last = (old >> level) - 1  # the smallest full subtree of the old tree is node (level, last)
    if old == size:
        return []
    start = [(level, last)] if last else []  # a verifier that holds the old root has this node when it is the root
    return [*start, *_path(level, last, size)]


def _path(level: int, position: int, size: int) -> Iterator[Place]:
    """The neighbours on the way from a node up to the root of a tree of size leaves."""
    while last := (size - 1) >> level:
        if position ^ 1 <= last:
            yield level, position ^ 1
        level, position = level + 1, position >> 1


class _Collector(Tree):
    """A tree that also keeps the full nodes which it was asked for."""

    def __init__(self, wanted: Collection[Place]) -> None:
        super().__init__()
        self._wanted = wanted
        self.kept: dict[Place, bytes] = {}

    def append(self, leaf: bytes) -> None:
        node, level, position = leaf, 0, self.size
        self._keep(node, level, position)
        while position & 1:
            node = node_hash(self._peaks.pop(), node)
            level, position = level + 1, position >> 1
            self._keep(node, level, position)
        self._peaks.append(node)
        self.size += 1

    def _keep(self, node: bytes, level: int, position: int) -> None:
        if (level, position) in self._wanted:
            self.kept[level, position] = node


def _nodes(leaves: Iterable[bytes], size: int, wanted: Collection[Place]) -> tuple[str, dict[Place, bytes]]:
    """The root over the first size leaves and the wanted nodes of that tree."""
    tree = _Collector(wanted)
    for leaf in islice(leaves, size):
        tree.append(leaf)
    if tree.size < size:
        raise ValueError("fewer leaves than the size says")
    return tree.root(), tree.edge() | tree.kept

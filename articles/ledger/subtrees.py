"""Proofs from a tree of which much is known already: what earlier checkpoints kept of it spares reading all leaves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.ledger.leaves import node_hash
from articles.ledger.tree import Place, Tree, consistency_places, inclusion_places

AT_ONCE = 4_096
"""So many leaves are read rather than looked for."""


@dataclass(frozen=True)
class Subtrees:
    """A tree of `size` leaves that can be asked for any of its nodes.

    leaves   (start, end) -> the leaves from index start to before end, 32 bytes each
    peaks    (least, most) -> size and peaks (as `Tree.peaks`) of a tree with least <= size < most leaves, or None
    at_once  so many leaves are read in one go

    Nothing here is trusted: what comes of it proves itself against a root, or it does not.
    """

    size: int
    leaves: Callable[[int, int], Sequence[bytes]]
    peaks: Callable[[int, int], tuple[int, Sequence[str]] | None]
    at_once: int = AT_ONCE

    def root(self) -> str:
        """The root over all leaves, of which there must be some. Raises ValueError when leaves lack."""
        return self._node(((self.size - 1).bit_length(), 0)).hex()

    def inclusion(self, index: int) -> list[str]:
        """The proof that leaf number index (from 0) is in the tree. Raises ValueError when it is not, or leaves lack."""
        return [self._node(place).hex() for place in inclusion_places(index, self.size)]

    def consistency(self, old: int) -> list[str]:
        """The proof that the tree extends the one of its first `old` leaves. Raises ValueError as `inclusion` does."""
        return [self._node(place).hex() for place in consistency_places(old, self.size)]

    def _node(self, place: Place) -> bytes:
        level, position = place
        start, end = position << level, min((position + 1) << level, self.size)
        if end - start <= self.at_once:
            return self._read(start, end)
        if end == (position + 1) << level and not position & 1:
            known = self.peaks(end, end + (1 << level))  # the trees of which this node is a peak
            if known:
                size, peaks = known
                return bytes.fromhex(peaks[(size >> (level + 1)).bit_count()])
        right = (level - 1, 2 * position + 1)
        if right[1] << right[0] >= self.size:  # at the right edge a node may be what its left child is
            return self._node((level - 1, 2 * position))
        return node_hash(self._node((level - 1, 2 * position)), self._node(right))

    def _read(self, start: int, end: int) -> bytes:
        tree = Tree()
        for leaf in self.leaves(start, end):
            tree.append(leaf)
        if tree.size != end - start:
            raise ValueError("fewer leaves than the size says")
        return bytes.fromhex(tree.root())

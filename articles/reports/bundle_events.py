"""What a bundle takes from the trail: an article's events, what is behind their seals, and the proof of each event."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.ledger.bundle import Broken
from articles.ledger.offline import SEALED
from articles.ledger.sealed import Seal, digests_in, opens
from articles.ledger.tree import inclusion_proofs
from articles.models import Article, AuditEvent, SealedText

AT_ONCE = 1_000


@dataclass(frozen=True)
class ToldOf:
    """The exact payloads of some events by number, in the order of the trail; what is behind their seals, by digest."""

    payloads: dict[int, bytes]
    seals: dict[str, Seal]

    @property
    def texts(self) -> dict[str, str]:
        """The words behind each seal; of a text that was erased those that say by whom and when."""
        return {digest: one.text for digest, one in self.seals.items()}


def told_of_article(article: Article, size: int, also: Iterable[str] = ()) -> ToldOf:
    """The article's events up to number `size`, and those that tell of texts in them that were erased.

    `also`: digests of seals that an event to come will hold.
    Raises Broken when a text is not the one that was sealed.  Of an event of an erasure only who did it is opened.
    """
    rows = AuditEvent.objects.filter(article=article, seq__lte=size).oldest_first().values_list("seq", "payload")
    payloads = {seq: payload.encode() for seq, payload in rows}
    seals: dict[str, Seal] = {}
    wanted = {digest for payload in payloads.values() for digest in SEALED.findall(payload.decode())} | {*also}
    while wanted:
        found = {row.digest: row for row in _rows(list(wanted))}
        seals |= {digest: _behind(digest, found.get(digest)) for digest in wanted}
        erasures = {row.erased for row in found.values() if row.erased} - set(payloads)
        others = {seq: event.payload.encode() for seq, event in AuditEvent.objects.in_bulk(erasures).items()}
        payloads |= others
        actors = (digests_in(json.loads(payload)["actor"]) for payload in others.values())
        wanted = {digest for digests in actors for digest in digests} - set(seals)
    return ToldOf(dict(sorted(payloads.items())), seals)


def proofs(seqs: Collection[int], size: int) -> dict[int, list[str]]:
    """The proof of each of these events in the tree of the first `size` ones; one pass over the trail."""
    _, found = inclusion_proofs(_leaves(size), size, [seq - 1 for seq in seqs])
    return {index + 1: proof for index, proof in found.items()}


def _leaves(size: int) -> Iterable[bytes]:
    leaves = AuditEvent.objects.filter(seq__lte=size).oldest_first().values_list("leaf", flat=True)
    return map(bytes.fromhex, leaves.iterator(chunk_size=AT_ONCE))


class _Row(NamedTuple):
    digest: str
    salt: str
    text: str
    erased: int | None


def _rows(digests: list[str]) -> Iterator[_Row]:
    for at in range(0, len(digests), AT_ONCE):
        rows = SealedText.objects.filter(pk__in=digests[at : at + AT_ONCE])
        yield from map(_Row._make, rows.values_list("digest", "salt", "text", "erased_id"))


def _behind(digest: str, row: _Row | None) -> Seal:
    if row is None or (row.salt and not opens(digest, row.salt, row.text)):
        raise Broken("a text beside the trail is not the one that was sealed")
    return Seal(digest, row.salt, row.text)

"""Handovers: a note by which the desk's old key and its new one vouch for each other, and whom they make known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.ledger.canonical import LARGEST_INTEGER
from articles.ledger.checkpoint import Checkpoint, parse, verify
from articles.ledger.keys import (
    PUBLIC,
    SIGNATURE,
    BadCheckpoint,
    BadSignature,
    check_signature,
    origin_of,
    public_of,
    signature_line,
)

TITLE = "factcheck key handover"
_NOTE = re.compile(rf"{TITLE}\n({PUBLIC})\n({PUBLIC})\n(0|[1-9][0-9]{{0,15}})\n\n{SIGNATURE}{SIGNATURE}")


@dataclass(frozen=True, slots=True)
class Handover:
    """The desk signs with the key `new` from now on; the trail has `size` events, none of the checkpoints of `old` more.

    old, new  public key lines of one log
    """

    old: str
    new: str
    size: int

    def __post_init__(self) -> None:
        """Raises BadCheckpoint when a field does not have its shape."""
        if origin_of(self.old) != origin_of(self.new):
            raise BadCheckpoint("the two keys are of different logs")
        if self.old == self.new:
            raise BadCheckpoint("a key cannot be handed over to itself")
        if not 0 <= self.size <= LARGEST_INTEGER:
            raise BadCheckpoint("a size is a whole number from 0 to 2^53-1")

    def body(self) -> bytes:
        """The four lines that are signed, the last one's newline included."""
        return f"{TITLE}\n{self.old}\n{self.new}\n{self.size}\n".encode()


def sign_handover(old_secret: str, new_secret: str, size: int) -> bytes:
    """The note, signed by both keys, the old one first. Raises BadCheckpoint when the keys are not two of one log."""
    handover = Handover(public_of(old_secret), public_of(new_secret), size)
    signatures = (signature_line(handover.body(), secret) for secret in (old_secret, new_secret))
    return handover.body() + b"\n" + b"".join(signatures)


def verify_handover(note: bytes) -> Handover:
    """What a note says, proved to be signed by both of its keys. Whether one of them is the desk's is not asked here.

    Raises BadCheckpoint when the note is not in its exact form, and its kind BadSignature when a signature is not of
    the key in its place, or not of this text.
    """
    try:
        match = _NOTE.fullmatch(note.decode())
    except UnicodeDecodeError as error:
        raise BadCheckpoint("not a handover") from error
    if match is None:
        raise BadCheckpoint("not a handover of four lines and two signatures")
    old, new, size, names, signatures = match[1], match[5], match[9], (match[10], match[12]), (match[11], match[13])
    handover = Handover(old, new, int(size))
    for key, name, signature in zip((old, new), names, signatures, strict=True):
        if name != origin_of(key):
            raise BadCheckpoint("signed in the name of another log")
        check_signature(handover.body(), signature, key)
    return handover


class Keyring:
    """The keys that are the desk's: one that is known to be, and those that lead to it or from it by handovers.

    public  the one that is known
    lasts   of each public key line, how many events its checkpoints may have seen: None for the one in use
    lost    those of them that nobody vouches for: the desk says that it lost them, and went on with another
    """

    def __init__(self, public: str, handovers: Iterable[bytes] = (), lost: Iterable[Handover] = ()) -> None:
        """Of a key that was lost, `lost` says which one came after it; the old one is taken for its sake, never the new.

        Raises BadCheckpoint when public or a handover is not what it should be, or a key was handed over twice.
        """
        self.public, self.origin = public, origin_of(public)
        self.lasts: dict[str, int | None] = {public: None}
        self.lost: set[str] = set()
        notes = [verify_handover(note) for note in handovers]
        for one in notes:
            if any(other != one and one.old == other.old for other in notes):
                raise BadCheckpoint("a key was handed over twice, to different keys")
        self._follow(notes)
        for one in reversed([*lost]):
            if one.new in self.lasts and one.old not in self.lasts:
                self.lost.add(one.old)
                self.lasts[one.old] = one.size
                self._follow(notes)

    def _follow(self, notes: list[Handover]) -> None:
        """Take every key to which one that is here leads."""
        rest = notes
        while found := [one for one in rest if one.old in self.lasts or one.new in self.lasts]:
            for one in found:
                self.lasts[one.old] = one.size
                self.lasts.setdefault(one.new, None)
            rest = [one for one in rest if one not in found]

    @property
    def in_use(self) -> str:
        """The key that signs now, as far as the handovers tell."""
        return next((public for public, last in self.lasts.items() if last is None), self.public)

    def verify(self, note: bytes) -> Checkpoint:
        """What a note says, proved to be signed by a key of the desk while it was in use.

        Raises BadCheckpoint as `checkpoint.verify` does, and BadSignature when the key that signed is not the desk's,
        or had been replaced before the trail was that long.
        """
        size = parse(note).size
        for public, last in self.lasts.items():
            try:
                checkpoint = verify(note, public)
            except BadSignature:
                continue
            if last is not None and size > last:
                raise BadSignature(f"it was signed with a key that was replaced after event {last}")
            return checkpoint
        raise BadSignature("it was not signed by the desk's key")

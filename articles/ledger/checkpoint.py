"""Checkpoints: size and root of the trail under a signature, as C2SP tlog-checkpoint and signed-note lay them down."""

import base64
import re
from dataclasses import dataclass

from articles.ledger.canonical import LARGEST_INTEGER
from articles.ledger.keys import (
    ORIGIN,
    SIGNATURE,
    BadCheckpoint,
    check_signature,
    exact_base64,
    origin_of,
    public_of,
    signature_line,
)
from articles.ledger.leaves import EMPTY_ROOT

_NOTE = re.compile(rf"({ORIGIN})\n(0|[1-9][0-9]{{0,15}})\n([A-Za-z0-9+/]{{43}}=)\n\n{SIGNATURE}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the trail was: `size` events of the log `origin`, their tree's `root` as 64 hex digits."""

    origin: str
    size: int
    root: str

    def __post_init__(self) -> None:
        """Raises BadCheckpoint when a field does not have its shape."""
        if not re.fullmatch(ORIGIN, self.origin):
            raise BadCheckpoint("an origin is ASCII without spaces and plus signs")
        if not 0 <= self.size <= LARGEST_INTEGER:
            raise BadCheckpoint("a size is a whole number from 0 to 2^53-1")
        if not re.fullmatch(r"[0-9a-f]{64}", self.root):
            raise BadCheckpoint("a root is 64 lower-case hex digits")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise BadCheckpoint("the root of no events is that of the empty tree")

    def body(self) -> bytes:
        """The three lines that are signed, the last one's newline included."""
        root = base64.b64encode(bytes.fromhex(self.root)).decode()
        return f"{self.origin}\n{self.size}\n{root}\n".encode()


def sign(checkpoint: Checkpoint, secret: str) -> bytes:
    """The signed note. Raises BadCheckpoint when the key is not one, or is of another log."""
    if origin_of(public_of(secret)) != checkpoint.origin:
        raise BadCheckpoint("the key is of another log")
    return checkpoint.body() + b"\n" + signature_line(checkpoint.body(), secret)


def parse(note: bytes) -> Checkpoint:
    """What a note says, its signature not looked at. Raises BadCheckpoint when the note is not in its exact form."""
    return _open_note(note)[0]


def verify(note: bytes, public: str) -> Checkpoint:
    """What a note says, proved to be signed by the public key (a line as `public_of` gives it).

    Raises BadCheckpoint when the note or the key is not in its exact form: other line ends, more lines, trailing
    bytes, a second signature, another log; and its kind BadSignature when another key or another text was signed.
    """
    name = origin_of(public)
    checkpoint, signature = _open_note(note)
    if checkpoint.origin != name:
        raise BadCheckpoint(f"the checkpoint is of another log: {checkpoint.origin}")
    check_signature(checkpoint.body(), signature, public)
    return checkpoint


def _open_note(note: bytes) -> tuple[Checkpoint, str]:
    """The checkpoint and the base64 of its signature line."""
    try:
        match = _NOTE.fullmatch(note.decode())
    except UnicodeDecodeError as error:
        raise BadCheckpoint("not a signed checkpoint") from error
    if match is None:
        raise BadCheckpoint("not a signed checkpoint of three lines and one signature")
    origin, size, root, name, signature = match.groups()
    if origin != name:
        raise BadCheckpoint("signed in the name of another log")
    exact_base64(signature, 68)
    return Checkpoint(origin, int(size), exact_base64(root, 32).hex()), signature

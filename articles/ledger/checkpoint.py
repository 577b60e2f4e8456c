"""Checkpoints: size and root of the trail under a signature, as C2SP tlog-checkpoint and signed-note lay them down."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from articles.ledger.canonical import LARGEST_INTEGER
from articles.ledger.leaves import EMPTY_ROOT

ED25519 = b"\x01"
"""The byte that stands for Ed25519 in key ids and keys (C2SP signed-note)."""

_ORIGIN = r"[!-*,-~]{1,200}"
_NOTE = re.compile(
    rf"(?P<origin>{_ORIGIN})\n(?P<size>0|[1-9][0-9]{{0,15}})\n(?P<root>[A-Za-z0-9+/]{{43}}=)\n\n"
    rf"— (?P<name>{_ORIGIN}) (?P<signature>[A-Za-z0-9+/]+={{0,2}})\n"
)
_PUBLIC = re.compile(rf"(?P<name>{_ORIGIN})\+(?P<id>[0-9a-f]{{8}})\+(?P<key>[A-Za-z0-9+/]+={{0,2}})")
_SECRET = re.compile(rf"PRIVATE\+KEY\+{_PUBLIC.pattern}")


class BadCheckpoint(ValueError):
    """The checkpoint or the key is not what it should be; the message says why."""


class BadSignature(BadCheckpoint):
    """The checkpoint has its form, but the key did not sign it."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the trail was: `size` events of the log `origin`, their tree's `root` as 64 hex digits."""

    origin: str
    size: int
    root: str

    def __post_init__(self) -> None:
        """Raises BadCheckpoint when a field does not have its shape."""
        if not re.fullmatch(_ORIGIN, self.origin):
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


def new_secret(origin: str) -> str:
    """A new private key for the log origin, one line: `PRIVATE+KEY+origin+key id+base64(0x01 || 32-byte seed)`."""
    return secret_of(origin, Ed25519PrivateKey.generate().private_bytes_raw())


def secret_of(origin: str, seed: bytes) -> str:
    """The private key line of a 32-byte seed."""
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return f"PRIVATE+KEY+{origin}+{key_id(origin, public).hex()}+{_base64(ED25519 + seed)}"


def public_of(secret: str) -> str:
    """The public key line for a private one: `origin+key id+base64(0x01 || 32-byte key)`, as C2SP verifier keys."""
    origin, key = _open_secret(secret)
    public = key.public_key().public_bytes_raw()
    return f"{origin}+{key_id(origin, public).hex()}+{_base64(ED25519 + public)}"


def key_id(origin: str, public: bytes) -> bytes:
    """The first four bytes of SHA-256(origin || 0x0A || 0x01 || 32-byte public key)."""
    return hashlib.sha256(origin.encode() + b"\n" + ED25519 + public).digest()[:4]


def sign(checkpoint: Checkpoint, secret: str) -> bytes:
    """The signed note. Raises BadCheckpoint when the key is not one, or is of another log."""
    origin, key = _open_secret(secret)
    if origin != checkpoint.origin:
        raise BadCheckpoint("the key is of another log")
    signature = key_id(origin, key.public_key().public_bytes_raw()) + key.sign(checkpoint.body())
    return checkpoint.body() + f"\n— {origin} {_base64(signature)}\n".encode()


def parse(note: bytes) -> Checkpoint:
    """What a note says, its signature not looked at. Raises BadCheckpoint when the note is not in its exact form."""
    return _open_note(note)[0]


def verify(note: bytes, public: str) -> Checkpoint:
    """What a note says, proved to be signed by the public key (a line as `public_of` gives it).

    Raises BadCheckpoint when the note or the key is not in its exact form: other line ends, more lines, trailing
    bytes, a second signature, another log; and its kind BadSignature when another key or another text was signed.
    """
    name, key = _open_public(public)
    checkpoint, signature = _open_note(note)
    if checkpoint.origin != name:
        raise BadCheckpoint(f"the checkpoint is of another log: {checkpoint.origin}")
    if signature[:4] != key_id(name, key):
        raise BadSignature("the checkpoint was signed with another key")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature[4:], checkpoint.body())
    except InvalidSignature as error:
        raise BadSignature("the signature is not of this text") from error
    return checkpoint


def _open_note(note: bytes) -> tuple[Checkpoint, bytes]:
    """The checkpoint and the 4 + 64 bytes of its signature line."""
    try:
        match = _NOTE.fullmatch(note.decode())
    except UnicodeDecodeError as error:
        raise BadCheckpoint("not a signed checkpoint") from error
    if match is None:
        raise BadCheckpoint("not a signed checkpoint of three lines and one signature")
    if match["origin"] != match["name"]:
        raise BadCheckpoint("signed in the name of another log")
    root, signature = _exact_base64(match["root"], 32), _exact_base64(match["signature"], 68)
    return Checkpoint(match["origin"], int(match["size"]), root.hex()), signature


def _open_public(public: str) -> tuple[str, bytes]:
    match = _PUBLIC.fullmatch(public)
    if match is None:
        raise BadCheckpoint("not a public key")
    key = _key_bytes(match)
    if key_id(match["name"], key).hex() != match["id"]:
        raise BadCheckpoint("the public key does not have its own id")
    return match["name"], key


def _open_secret(secret: str) -> tuple[str, Ed25519PrivateKey]:
    match = _SECRET.fullmatch(secret)
    if match is None:
        raise BadCheckpoint("not a private key")
    key = Ed25519PrivateKey.from_private_bytes(_key_bytes(match))
    if key_id(match["name"], key.public_key().public_bytes_raw()).hex() != match["id"]:
        raise BadCheckpoint("the private key does not have its own id")
    return match["name"], key


def _key_bytes(match: re.Match[str]) -> bytes:
    key = _exact_base64(match["key"], 33)
    if key[:1] != ED25519:
        raise BadCheckpoint("not an Ed25519 key")
    return key[1:]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _exact_base64(text: str, length: int) -> bytes:
    """The bytes of text, which must be their only spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadCheckpoint("not base64") from error
    if len(data) != length or _base64(data) != text:
        raise BadCheckpoint("not the one base64 form of that many bytes")
    return data

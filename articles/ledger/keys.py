"""The desk's keys: lines that hold them, ids that name them, and Ed25519 signatures (C2SP signed-note)."""

import base64
import binascii
import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
"""The byte that stands for Ed25519 in key ids and keys (C2SP signed-note)."""

ORIGIN = r"[!-*,-~]{1,200}"
SIGNATURE = rf"— ({ORIGIN}) ([A-Za-z0-9+/]+={{0,2}})\n"
"""A signature line: whose name it was signed in, and the base64 of key id and signature."""

PUBLIC = rf"({ORIGIN})\+([0-9a-f]{{8}})\+([A-Za-z0-9+/]+={{0,2}})"
_PUBLIC, _SECRET = re.compile(PUBLIC), re.compile(rf"PRIVATE\+KEY\+{PUBLIC}")


class BadCheckpoint(ValueError):
    """A checkpoint, a handover or a key is not what it should be; the message says why."""


class BadSignature(BadCheckpoint):
    """What is signed has its form, but the key did not sign it."""


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


def origin_of(public: str) -> str:
    """The log that a public key line is of. Raises BadCheckpoint when it is not a public key."""
    return _open_public(public)[0]


def key_id(origin: str, public: bytes) -> bytes:
    """The first four bytes of SHA-256(origin || 0x0A || 0x01 || 32-byte public key)."""
    return hashlib.sha256(origin.encode() + b"\n" + ED25519 + public).digest()[:4]


def signature_line(body: bytes, secret: str) -> bytes:
    """The line that signs body: `— origin base64(key id || signature)`. Raises BadCheckpoint when secret is not a key."""
    origin, key = _open_secret(secret)
    signature = key_id(origin, key.public_key().public_bytes_raw()) + key.sign(body)
    return f"— {origin} {_base64(signature)}\n".encode()


def check_signature(body: bytes, signature: str, public: str) -> None:
    """Prove that the key signed body; signature is the base64 of a signature line.

    Raises BadCheckpoint when key or signature is not in its exact form, BadSignature when another key or text was signed.
    """
    name, key = _open_public(public)
    signed = exact_base64(signature, 68)
    if signed[:4] != key_id(name, key):
        raise BadSignature("it was signed with another key")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signed[4:], body)
    except InvalidSignature as error:
        raise BadSignature("the signature is not of this text") from error


def exact_base64(text: str, length: int) -> bytes:
    """The bytes of text, which must be their only spelling. Raises BadCheckpoint."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadCheckpoint("not base64") from error
    if len(data) != length or _base64(data) != text:
        raise BadCheckpoint("not the one base64 form of that many bytes")
    return data


def _open_public(public: str) -> tuple[str, bytes]:
    match = _PUBLIC.fullmatch(public)
    if match is None:
        raise BadCheckpoint("not a public key")
    key = _key_bytes(match[3])
    if key_id(match[1], key).hex() != match[2]:
        raise BadCheckpoint("the public key does not have its own id")
    return match[1], key


def _open_secret(secret: str) -> tuple[str, Ed25519PrivateKey]:
    match = _SECRET.fullmatch(secret)
    if match is None:
        raise BadCheckpoint("not a private key")
    key = Ed25519PrivateKey.from_private_bytes(_key_bytes(match[3]))
    if key_id(match[1], key.public_key().public_bytes_raw()).hex() != match[2]:
        raise BadCheckpoint("the private key does not have its own id")
    return match[1], key


def _key_bytes(text: str) -> bytes:
    key = exact_base64(text, 33)
    if key[:1] != ED25519:
        raise BadCheckpoint("not an Ed25519 key")
    return key[1:]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()

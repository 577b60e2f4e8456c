"""The hashes of the tree: leaves and nodes told apart by their first byte (RFC 9162, section 2.1.1)."""

import hashlib

EMPTY_ROOT = hashlib.sha256(b"").hexdigest()
"""The root of a tree without leaves, 64 hex digits."""


def leaf_digest(payload: bytes) -> bytes:
    """SHA-256(0x00 || payload), 32 bytes."""
    return hashlib.sha256(b"\x00" + payload).digest()


def leaf_hash(payload: bytes) -> str:
    """SHA-256(0x00 || payload), as 64 lower-case hex digits: what the next event names as `prev`."""
    return hashlib.sha256(b"\x00" + payload).hexdigest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right), 32 bytes; left and right are the 32 bytes of the two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()

"""Hashed n-grams of words and characters: a fixed number of columns, no vocabulary, numpy only."""

import re
import zlib
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

BITS = 15
SIZE = 1 << BITS
# Words and characters have columns of their own.
COLUMNS = 2 * SIZE
READ_AT_MOST = 1500
SHORTEST, LONGEST = 2, 5
TOKEN = re.compile(r"[a-z0-9][a-z0-9']*|[%$?!\":]")
MASK = np.uint32(SIZE - 1)
# Odd constants of 32-bit multiplicative hashing (the golden ratio's, and two of xxHash's primes).
GOLDEN, PRIME_2 = np.uint32(2654435761), np.uint32(2246822519)
OF_LENGTH = [np.uint32(length * 3266489917 & 0xFFFFFFFF) for length in range(LONGEST + 1)]

Ids = npt.NDArray[np.uint32]


class Grams(NamedTuple):
    """Columns and weights of one sentence; each kind of gram has length 1."""

    columns: npt.NDArray[np.int32]
    values: npt.NDArray[np.float32]


def grams(words: str) -> Grams:
    """The hashed words, word pairs and runs of 2 to 5 characters of a sentence; figures are all the same figure."""
    shaped = re.sub(r"\d", "0", " ".join(words[:READ_AT_MOST].split()).replace("’", "'").lower())
    word_columns, word_values = _weighed(_word_ids(shaped))
    char_columns, char_values = _weighed(_character_ids(shaped))
    return Grams(
        np.concatenate([word_columns, char_columns + SIZE]).astype(np.int32),
        np.concatenate([word_values, char_values]).astype(np.float32),
    )


def _mix(hashes: Ids) -> Ids:
    hashes = (hashes ^ (hashes >> np.uint32(15))) * PRIME_2
    return hashes ^ (hashes >> np.uint32(13))


def _word_ids(shaped: str) -> Ids:
    hashes = np.array([zlib.crc32(token.encode()) for token in TOKEN.findall(shaped)], dtype=np.uint32)
    pairs = _mix(hashes[:-1] * GOLDEN + hashes[1:])
    return np.concatenate([_mix(hashes), pairs]) & MASK


def _character_ids(shaped: str) -> Ids:
    codes = np.frombuffer(f" {shaped} ".encode("latin-1", "replace"), dtype=np.uint8).astype(np.uint32)
    hashes, found = codes.copy(), []
    for length in range(SHORTEST, LONGEST + 1):
        if len(codes) < length:
            break
        hashes = hashes[: len(codes) - length + 1] * GOLDEN + codes[length - 1 :]
        found.append(_mix(hashes + OF_LENGTH[length]) & MASK)
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint32)


def _weighed(ids: Ids) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    columns, counts = np.unique(ids, return_counts=True)
    weights = np.sqrt(counts.astype(np.float64))
    return columns.astype(np.int64), weights / max(1e-6, float(np.sqrt((weights * weights).sum())))

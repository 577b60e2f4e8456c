"""The verifier's own Ed25519 says what RFC 8032 says, and what the library says."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from articles.ledger.offline import ORDER, is_signed

# RFC 8032 section 7.1, tests 1, 2, 3 and SHA(abc): secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


@pytest.mark.parametrize(("secret", "public", "text", "signature"), VECTORS)
def test_the_published_signatures_are_taken(secret: str, public: str, text: str, signature: str) -> None:
    made = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    assert made.public_key().public_bytes_raw().hex() == public
    assert made.sign(bytes.fromhex(text)).hex() == signature
    assert is_signed(bytes.fromhex(public), bytes.fromhex(text), bytes.fromhex(signature))


@pytest.mark.parametrize(("secret", "public", "text", "signature"), VECTORS)
def test_any_change_is_refused(secret: str, public: str, text: str, signature: str) -> None:
    key, words, signed = bytes.fromhex(public), bytes.fromhex(text), bytes.fromhex(signature)
    assert not is_signed(key, words + b"\0", signed)
    assert not is_signed(key, words, signed + b"\0")
    assert not is_signed(key, words, signed[:-1])
    assert not is_signed(key[:-1], words, signed)
    for at in range(0, 64, 7):
        assert not is_signed(key, words, signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :])
    for at in range(0, 32, 7):
        assert not is_signed(key[:at] + bytes([key[at] ^ 1]) + key[at + 1 :], words, signed)


def test_a_signature_has_one_spelling() -> None:
    """S plus the order of the group satisfies the same equation; section 5.1.7 refuses it."""
    _, public, text, signature = VECTORS[0]
    signed = bytes.fromhex(signature)
    again = (int.from_bytes(signed[32:], "little") + ORDER).to_bytes(32, "little")
    assert not is_signed(bytes.fromhex(public), bytes.fromhex(text), signed[:32] + again)


@pytest.mark.parametrize("number", range(20))
def test_it_takes_what_the_library_signs(number: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    text = b"words " * number
    assert is_signed(key.public_key().public_bytes_raw(), text, key.sign(text))
    assert not is_signed(key.public_key().public_bytes_raw(), text + b".", key.sign(text))


@pytest.mark.parametrize("public", ["ed" + "ff" * 30 + "7f", "ee" + "ff" * 30 + "7f", "ff" * 32, "02" + "00" * 31])
def test_what_is_no_point_or_not_in_its_one_spelling_is_no_key(public: str) -> None:
    assert not is_signed(bytes.fromhex(public), b"", bytes(64))

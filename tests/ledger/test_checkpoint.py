"""A checkpoint is signed for one log, one size and one root, in one exact form."""

import base64
from dataclasses import replace

import pytest

from articles.ledger.checkpoint import Checkpoint, parse, sign, verify
from articles.ledger.keys import BadCheckpoint, BadSignature, new_secret, public_of, secret_of
from articles.ledger.leaves import EMPTY_ROOT

ORIGIN = "desk.example/trail"
SECRET = secret_of(ORIGIN, bytes(range(32)))
PUBLIC = public_of(SECRET)
SEEN = Checkpoint(ORIGIN, 35, "ab" * 32)
NOTE = sign(SEEN, SECRET)


def test_a_note_has_exactly_this_form() -> None:
    lines = NOTE.decode().split("\n")
    assert lines[:4] == [ORIGIN, "35", base64.b64encode(b"\xab" * 32).decode(), ""]
    dash, name, signature = lines[4].split(" ")
    assert (dash, name, lines[5:]) == ("—", ORIGIN, [""])
    assert base64.b64decode(signature)[:4].hex() == PUBLIC.split("+")[1]


def test_the_key_of_the_signed_note_specification_has_its_published_id() -> None:
    """The example key of golang.org/x/mod/sumdb/note, whose form C2SP signed-note took over."""
    published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    note = (
        replace(SEEN, origin="PeterNeumann").body()
        + b"\n\xe2\x80\x94 PeterNeumann "
        + base64.b64encode(bytes.fromhex("c74f20a3") + bytes(64))
        + b"\n"
    )
    with pytest.raises(BadSignature, match="not of this text"):
        verify(note, published)


def test_what_was_signed_is_verified() -> None:
    assert verify(NOTE, PUBLIC) == parse(NOTE) == SEEN
    empty = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert verify(sign(empty, SECRET), PUBLIC) == empty


def test_a_new_key_is_another_each_time_and_signs() -> None:
    one, two = new_secret(ORIGIN), new_secret(ORIGIN)
    assert one != two
    assert verify(sign(SEEN, one), public_of(one)) == SEEN


def test_another_key_is_told() -> None:
    with pytest.raises(BadSignature, match="another key"):
        verify(NOTE, public_of(new_secret(ORIGIN)))


def test_a_key_that_only_shares_the_id_is_told() -> None:
    name, key_id, _ = public_of(new_secret(ORIGIN)).split("+", 2)
    with pytest.raises(BadCheckpoint, match="own id"):
        verify(NOTE, "+".join([name, key_id, PUBLIC.split("+", 2)[2]]))


def test_another_log_is_told() -> None:
    other = secret_of("other.example/trail", bytes(range(32)))
    with pytest.raises(BadCheckpoint, match="another log"):
        verify(NOTE, public_of(other))
    with pytest.raises(BadCheckpoint, match="another log"):
        sign(SEEN, other)


@pytest.mark.parametrize("bit", range(8))
def test_no_bit_of_a_note_can_change(bit: int) -> None:
    for at in range(len(NOTE)):
        changed = bytearray(NOTE)
        changed[at] ^= 1 << bit
        with pytest.raises(BadCheckpoint):
            verify(bytes(changed), PUBLIC)


@pytest.mark.parametrize(
    "note",
    [
        b"",
        NOTE + b"\n",
        NOTE + b" ",
        NOTE[:-1],
        b"\n" + NOTE,
        NOTE.replace(b"\n", b"\r\n"),
        NOTE.replace(b"\n35\n", b"\n035\n"),
        NOTE.replace(b"\n35\n", b"\n+35\n"),
        NOTE.replace(b"\n35\n", "\n٣٥\n".encode()),
        NOTE.replace(b"\n35\n", b"\n36\n"),
        NOTE.replace(b"\n35\n", b"\n0\n"),
        NOTE.replace(b"\n\n", b"\nextension\n\n"),
        NOTE + NOTE.split(b"\n\n")[1],
        NOTE.split(b"\n\n")[0] + b"\n\n",
        NOTE.replace("—".encode(), b"-"),
        NOTE.replace(b"=\n", b"\n"),
        b"\xff" + NOTE,
    ],
)
def test_a_note_in_any_other_form_is_refused(note: bytes) -> None:
    with pytest.raises(BadCheckpoint):
        verify(note, PUBLIC)


def test_base64_that_spells_the_same_bytes_otherwise_is_refused() -> None:
    line = NOTE.decode().split("\n")[2]
    assert line.endswith("s=")
    spelled = NOTE.replace(line.encode(), line.replace("s=", "t=").encode())
    with pytest.raises(BadCheckpoint, match="base64"):
        verify(spelled, PUBLIC)


@pytest.mark.parametrize(
    "public", ["", "x", SECRET, PUBLIC + "\n", PUBLIC[:-2], PUBLIC.replace("+AQ", "+Ag"), f"a+{PUBLIC}"]
)
def test_what_is_not_a_public_key_is_refused(public: str) -> None:
    with pytest.raises(BadCheckpoint):
        verify(NOTE, public)


def test_a_private_key_with_another_id_is_refused() -> None:
    parts = SECRET.split("+")
    with pytest.raises(BadCheckpoint, match="own id"):
        sign(SEEN, "+".join([*parts[:3], "00000000", *parts[4:]]))


@pytest.mark.parametrize("length", [0, 4, 67, 69])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    signature = base64.b64decode(NOTE.decode().split()[-1])
    line = base64.b64encode((signature + b"\0")[:length]).decode()
    with pytest.raises(BadCheckpoint, match=r"base64|signed checkpoint"):
        verify(SEEN.body() + f"\n— {ORIGIN} {line}\n".encode(), PUBLIC)


@pytest.mark.parametrize("secret", ["", PUBLIC, SECRET + " ", SECRET.replace("PRIVATE", "PUBLIC")])
def test_what_is_not_a_private_key_is_refused(secret: str) -> None:
    with pytest.raises(BadCheckpoint):
        sign(SEEN, secret)


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [
        ("", 1, "ab" * 32),
        ("a b", 1, "ab" * 32),
        ("a+b", 1, "ab" * 32),
        (ORIGIN, -1, "ab" * 32),
        (ORIGIN, 2**53, "ab" * 32),
        (ORIGIN, 1, "AB" * 32),
        (ORIGIN, 1, "ab" * 31),
        (ORIGIN, 0, "ab" * 32),
    ],
)
def test_a_checkpoint_that_cannot_be_is_refused(origin: str, size: int, root: str) -> None:
    with pytest.raises(BadCheckpoint):
        Checkpoint(origin, size, root)

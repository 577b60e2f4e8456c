"""A handover is signed by the old key and the new one, in one exact form, and leads from either to the other."""

import base64

import pytest

from articles.ledger.checkpoint import Checkpoint, sign
from articles.ledger.handover import Handover, Keyring, sign_handover, verify_handover
from articles.ledger.keys import BadCheckpoint, BadSignature, public_of, secret_of, signature_line

ORIGIN = "desk.example/trail"
FIRST, SECOND, THIRD, STRANGER = (secret_of(ORIGIN, bytes([number]) * 32) for number in range(4))
A, B, C, S = map(public_of, (FIRST, SECOND, THIRD, STRANGER))
NOTE = sign_handover(FIRST, SECOND, 35)
NEXT = sign_handover(SECOND, THIRD, 80)


def signed(body: bytes, *secrets: str) -> bytes:
    """A note with these signatures, whatever it says."""
    return body + b"\n" + b"".join(signature_line(body, secret) for secret in secrets)


def note(size: int, secret: str) -> bytes:
    return sign(Checkpoint(ORIGIN, size, "ab" * 32), secret)


def test_a_note_has_exactly_this_form() -> None:
    lines = NOTE.decode().split("\n")
    assert lines[:5] == ["factcheck key handover", A, B, "35", ""]
    for line, public in zip(lines[5:7], (A, B), strict=True):
        dash, name, signature = line.split(" ")
        assert (dash, name) == ("—", ORIGIN)
        assert base64.b64decode(signature)[:4].hex() == public.split("+")[1]
    assert lines[7:] == [""]


def test_what_both_keys_signed_is_verified() -> None:
    assert verify_handover(NOTE) == Handover(A, B, 35)
    assert verify_handover(sign_handover(FIRST, SECOND, 0)).size == 0


@pytest.mark.parametrize("bit", range(8))
def test_no_bit_of_a_note_can_change(bit: int) -> None:
    for at in range(len(NOTE)):
        changed = bytearray(NOTE)
        changed[at] ^= 1 << bit
        with pytest.raises(BadCheckpoint):
            verify_handover(bytes(changed))


BODY = Handover(A, B, 35).body()


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        NOTE + b"\n",
        NOTE + b" ",
        NOTE[:-1],
        b"\n" + NOTE,
        b"\xff" + NOTE,
        NOTE.replace(b"\n", b"\r\n"),
        NOTE.replace("—".encode(), b"-"),
        signed(BODY, FIRST),
        signed(BODY, SECOND),
        signed(BODY),
        signed(BODY, FIRST, SECOND, THIRD),
        signed(BODY.replace(b"\n35\n", b"\n035\n"), FIRST, SECOND),
        signed(BODY.replace(b"\n35\n", b"\n35\nmore\n"), FIRST, SECOND),
        signed(BODY.replace(b"\n35\n", b"\n\n"), FIRST, SECOND),
        signed(BODY.replace(b"\n35\n", b"\n9999999999999999\n"), FIRST, SECOND),
        signed(BODY.replace(b"handover", b"Handover"), FIRST, SECOND),
        signed(BODY.replace(A.encode(), FIRST.encode()), FIRST, SECOND),
        signed(BODY.replace(A.encode(), B.encode()), SECOND, SECOND),
    ],
)
def test_a_note_in_any_other_form_is_refused_though_it_is_signed(broken: bytes) -> None:
    with pytest.raises(BadCheckpoint):
        verify_handover(broken)


@pytest.mark.parametrize(
    "secrets", [(FIRST, FIRST), (SECOND, SECOND), (SECOND, FIRST), (FIRST, STRANGER), (STRANGER, SECOND)]
)
def test_signatures_of_other_keys_or_in_another_order_are_told(secrets: tuple[str, str]) -> None:
    with pytest.raises(BadSignature, match="another key"):
        verify_handover(signed(BODY, *secrets))


def test_signatures_under_another_text_are_told() -> None:
    signatures = NOTE.split(b"\n\n")[1]
    with pytest.raises(BadSignature, match="not of this text"):
        verify_handover(Handover(A, B, 36).body() + b"\n" + signatures)


def test_keys_of_two_logs_hand_nothing_over() -> None:
    with pytest.raises(BadCheckpoint, match="different logs"):
        sign_handover(FIRST, secret_of("other.example/trail", bytes(32)), 35)
    with pytest.raises(BadCheckpoint, match="itself"):
        sign_handover(FIRST, FIRST, 35)


@pytest.mark.parametrize("known", [A, B, C])
def test_whoever_knows_one_key_knows_them_all(known: str) -> None:
    ring = Keyring(known, [NEXT, NOTE])
    assert ring.lasts == {A: 35, B: 80, C: None}
    assert ring.in_use == C
    for size, secret in ((35, FIRST), (36, SECOND), (80, SECOND), (81, THIRD)):
        assert ring.verify(note(size, secret)).size == size


@pytest.mark.parametrize(("size", "secret"), [(36, FIRST), (81, SECOND)])
def test_a_key_that_was_replaced_signs_nothing_newer(size: int, secret: str) -> None:
    with pytest.raises(BadSignature, match="replaced"):
        Keyring(C, [NOTE, NEXT]).verify(note(size, secret))


def test_a_key_that_nobody_handed_over_is_told() -> None:
    for ring in (Keyring(A, [NOTE, NEXT]), Keyring(C)):
        with pytest.raises(BadSignature, match="not signed by the desk's key"):
            ring.verify(note(5, STRANGER))
    with pytest.raises(BadSignature):
        Keyring(C, [NOTE]).verify(note(5, FIRST))
    assert set(Keyring(S, [NOTE, NEXT]).lasts) == {S}


def test_a_key_handed_over_twice_is_told() -> None:
    with pytest.raises(BadCheckpoint, match="twice"):
        Keyring(A, [NOTE, sign_handover(FIRST, STRANGER, 35)])
    assert Keyring(A, [NOTE, NOTE]).lasts == {A: 35, B: None}


def test_a_ring_of_keys_has_one_in_use_even_when_they_go_round_in_a_circle() -> None:
    assert Keyring(A).in_use == A
    assert Keyring(A, [NOTE, sign_handover(SECOND, FIRST, 40)]).in_use == A


def test_a_keyring_takes_no_handover_unproved() -> None:
    with pytest.raises(BadSignature):
        Keyring(B, [signed(BODY, STRANGER, SECOND)])

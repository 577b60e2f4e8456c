"""A desk that signs what is not so cannot make the verifier say that it is: signature and proofs all fit here."""

import base64
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from articles.ledger.canonical import canonical
from articles.ledger.checkpoint import Checkpoint, sign
from articles.ledger.keys import key_id
from articles.ledger.leaves import leaf_digest
from articles.ledger.offline import Broken, check
from articles.ledger.sealed import KEY, Seal
from articles.ledger.tree import inclusion_proofs
from tests.ledger.bundles import ACTOR, COST, LONG, NAME, NOTE, PARTS, PUBLIC, SECRET, TEXT, TITLE, ZIP, claim
from tests.ledger.test_offline import MEMBERS
from tests.ledger.trails import ORIGIN, row
from tests.ledger.trails import event as event_of

Edit = Callable[[Any], object]


def keep(value: Any) -> object:
    return value


def forge(event: Edit = keep, report: Edit = keep, extra: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """The files of a bundle of three events, the second event and the report edited, everything signed after that."""
    note = {KEY: NOTE.digest}
    told: list[dict[str, Any]] = [
        {"subject": {"claim": 1}, "words": COST, "now": {"verdict": "verified", "note": note}},
        {"subject": {"claim": 2}, "words": LONG, "now": {"verdict": "unsourced"}},
    ]
    texts = b"".join(line + b"\n" for line in MEMBERS["texts.jsonl"].splitlines() if is_of(line, NAME, NOTE))
    extra = {"texts.jsonl": texts, **(extra or {})}
    facts = json.loads(PARTS.report)
    facts["files"] |= {name: sha256(data).hexdigest() for name, data in extra.items()}
    facts["claims"] = [claim(1, COST, told), claim(2, LONG, told)]
    report(facts)
    handed_out = canonical(facts)
    told += [{"kind": "report.exported", "words": None, "now": {"report_sha256": sha256(handed_out).hexdigest()}}]
    payloads: list[bytes] = []
    for seq, fields in enumerate(told, 1):
        prev = "" if seq == 1 else leaf_digest(payloads[-1]).hex()
        value = json.loads(row(event_of(seq, prev, **{"actor": ACTOR, "subject": {}, **fields}))[1])
        if seq == 2:
            event(value)
        payloads.append(canonical(value))
    root, proofs = inclusion_proofs(map(leaf_digest, payloads), 3, range(3))
    return {
        **MEMBERS,
        **extra,
        "report.json": handed_out,
        "events.jsonl": b"".join(payload + b"\n" for payload in payloads),
        "proofs.jsonl": b"".join(canonical({"seq": at + 1, "proof": proofs[at]}) + b"\n" for at in range(3)),
        "checkpoint": sign(Checkpoint(ORIGIN, 3, root), SECRET),
    }


def is_of(line: bytes, *seals: Seal) -> bool:
    """Whether a line of texts.jsonl opens one of these."""
    return any(each.digest.encode() in line for each in seals)


def test_without_an_edit_it_is_proved() -> None:
    assert "3 of them are here" in " ".join(check(forge(), PUBLIC))


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda event: event.update(origin="desk.another/trail"), "another trail or version"),
        (lambda event: event.update(version=2), "another trail or version"),
        (lambda event: event.update(version=True), "another trail or version"),
        (lambda event: event.update(prev="0" * 64), "event 2 does not follow event 1"),
        (lambda event: event.pop("prev"), "event 2 does not follow event 1"),
        (lambda event: event.update(seq=1), "comes next"),
        (lambda event: event.update(seq=4), "comes next"),
        (lambda event: event.update(seq="2"), "comes next"),
        (lambda event: event.update(subject={"claim": 1}), "words of claim 1"),
        (lambda event: event.update(subject={"claim": 7}), "no event of claim 2"),
        (lambda event: event.update(subject=None), "no event of claim 2"),
        (lambda event: event.update(now={"verdict": "verified"}), "verdict of claim 2"),
        (lambda event: event.update(now={"verdict": "unsourced", "note": "x"}), "decisions of claim 2"),
        (lambda event: event.update(at="2026-11-21T09:05:00.000000Z"), "decisions of claim 2"),
        (lambda event: event.update(actor={"id": 4, "name": "Bob"}), "decisions of claim 2"),
        (lambda event: event["words"].update(quote="It is 121 m long."), "the words of event 2"),
        (lambda event: event["words"].update(start=LONG["start"] - len(TEXT)), "the words of event 2"),  # type: ignore[operator]
        (lambda event: event["words"].update(start=89, end=400, quote=TEXT[89:400]), "the words of event 2"),
        (lambda event: event["words"].update(start=False, end=1, quote=TEXT[0]), "the words of event 2"),
        (lambda event: event["words"].update(end=None), "the words of event 2"),
    ],
)
def test_events_that_cannot_be_are_named(edit: Edit, why: str) -> None:
    with pytest.raises(Broken, match=why):
        check(forge(event=edit))


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda report: report.update(version=True), "form of a report"),
        (lambda report: report.update(version=2), "form of a report"),
        (lambda report: report.update(claims={}), "form of a report"),
        (lambda report: report.update(files=[]), "form of a report"),
        (lambda report: report.update(claims=[7]), "number of its own"),
        (lambda report: report["claims"][0].update(claim="1"), "number of its own"),
        (lambda report: report["claims"][0].update(end=len(TEXT) + 9), "words of claim 1"),
        (lambda report: report["claims"][0]["decisions"][0].update(note="Other."), "decisions of claim 1"),
        (lambda report: report["claims"][0]["decisions"][0].update(more=""), "decisions of claim 1"),
        (lambda report: report["claims"][0].update(decisions=[]), "decisions of claim 1"),
        (lambda report: report["claims"][0].pop("decisions"), "decisions of claim 1"),
        (lambda report: report["claims"][1]["decisions"][0].update(seq=True), "decisions of claim 2"),
        (lambda report: report["claims"].pop(1), "leaves out claim 2"),
        (lambda report: report["files"].update({"report.pdf": "0" * 64}), "report.pdf is missing"),
        (lambda report: report["files"].pop("verify.py"), "verify.py is not part"),
    ],
)
def test_reports_that_cannot_be_are_named(edit: Edit, why: str) -> None:
    with pytest.raises(Broken, match=why):
        check(forge(report=edit))


def line(digest: str, **behind: str) -> bytes:
    """A line of texts.jsonl."""
    return canonical({"digest": digest, **behind}) + b"\n"


RITA, NOT_SO = (line(one.digest, salt=one.salt, text=one.text) for one in (NAME, NOTE))
SPACED = " ".join((NOTE.salt[:2], NOTE.salt[2:]))


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (sorted([RITA, line(NOTE.digest, salt=NOTE.salt, text="So.")]), "neither the text that was sealed"),
        (sorted([RITA, line(NOTE.digest, salt="0" * 32, text=NOTE.text)]), "neither the text that was sealed"),
        (sorted([RITA, line(NOTE.digest, salt="", text=NOTE.text)]), "neither the text that was sealed"),
        (sorted([RITA, line(NOTE.digest, removed="Removed on 20 November 2026 by Carl")]), "nor one that was removed"),
        (sorted([RITA, line(NOTE.digest, salt=NOTE.salt, removed=NOTE.text)]), "opens no seal"),
        (sorted([RITA, line(NOTE.digest, salt=NOTE.salt, text=NOTE.text, more="")]), "opens no seal"),
        (sorted([RITA, line(NOTE.digest, text=NOTE.text)]), "opens no seal"),
        (sorted([RITA, line(NOTE.digest)]), "opens no seal"),
        (sorted([RITA, NOT_SO, line(TITLE.digest, salt=TITLE.salt, text=TITLE.text)]), "opens no seal"),
        ([RITA, NOT_SO, NOT_SO], "opens no seal"),
        (sorted([RITA, NOT_SO], reverse=True), "opens no seal"),
        ([RITA], "decisions of claim 1"),
        ([RITA, b"[]\n"], "exact form"),
        ([RITA, NOT_SO[:-1]], "newline"),
    ],
)
def test_texts_that_were_not_sealed_are_named(lines: list[bytes], why: str) -> None:
    with pytest.raises(Broken, match=why):
        check(forge(extra={"texts.jsonl": b"".join(lines)}))


def test_the_salt_has_one_spelling_because_the_file_has_one_hash() -> None:
    files = forge()
    other = files["texts.jsonl"].replace(NOTE.salt.encode(), SPACED.encode())
    assert other != files["texts.jsonl"]
    with pytest.raises(Broken, match="not the file that was handed out"):
        check(files | {"texts.jsonl": other})


def test_a_text_is_removed_only_with_an_event_that_tells_it() -> None:
    stone = "Removed on 20 November 2026 by the chief"
    told = {"kind": "text.erased", "subject": {}, "words": None, "now": {"seals": [NOTE.digest], "stone": stone}}
    removed = line(NOTE.digest, removed=stone)
    texts = b"".join(sorted([RITA, removed]))

    def without_claim_2(report: Any) -> None:
        report["claims"].pop()
        report["claims"][0]["decisions"][0]["note"] = stone

    files = forge(lambda event: event.update(told), without_claim_2, {"texts.jsonl": texts})
    assert "1 were removed since" in " ".join(check(files, PUBLIC))

    other = texts.replace(b"by the chief", b"and she lied")
    with pytest.raises(Broken, match="nor one that was removed"):
        check(forge(lambda event: event.update(told), without_claim_2, {"texts.jsonl": other}), PUBLIC)


def test_a_text_under_another_name_is_named() -> None:
    with pytest.raises(Broken, match="not the text of that revision"):
        check(forge(extra={f"revisions/{'0' * 64}.txt": b"other"}))


@pytest.mark.parametrize(
    "line",
    [
        b'{"proof":"","seq":1}',
        b'{"proof":{},"seq":1}',
        b'{"proof":["0"],"seq":1}',
        b'{"proof":[null],"seq":1}',
        b'{"proof":[],"seq":1}',
        b'{"proof":[],"seq":2}',
        b'{"more":1,"proof":[],"seq":1}',
        b'{"seq":1}',
        b"[]",
        b"",
        b"[" * 5000,
    ],
)
def test_lines_that_are_no_proof_are_refused(line: bytes) -> None:
    files = forge()
    rest = files["proofs.jsonl"].split(b"\n", 1)[1]
    with pytest.raises(Broken):
        check(files | {"proofs.jsonl": line + b"\n" + rest})


def test_true_is_not_the_number_1() -> None:
    files = forge()
    with pytest.raises(Broken, match="comes next"):
        check(files | {"proofs.jsonl": files["proofs.jsonl"].replace(b'"seq":1}', b'"seq":true}')})


def note(origin: str, name: str, size: str = "9", root: str | None = None, *, tail: bytes = b"") -> bytes:
    """A note whose signature is the desk's and of this very text, whatever the text says."""
    key = Ed25519PrivateKey.from_private_bytes(b"factcheck tests, never elsewhere"[:32])
    body = f"{origin}\n{size}\n{root or MEMBERS['checkpoint'].decode().split()[2]}\n".encode()
    signature = key_id(ORIGIN, key.public_key().public_bytes_raw()) + key.sign(body) + tail
    return body + f"\n— {name} {base64.b64encode(signature).decode()}\n".encode()


def test_a_signature_over_a_checkpoint_in_another_form_does_not_help() -> None:
    root = MEMBERS["checkpoint"].decode().split()[2]
    spelled = root[:-2] + chr(ord(root[-2]) + 1) + "="  # the two bits that the last digit has too many
    assert base64.b64decode(spelled) == base64.b64decode(root)
    assert note(ORIGIN, ORIGIN) == MEMBERS["checkpoint"]
    for broken in (
        note("desk.another/trail", ORIGIN),
        note(ORIGIN, "desk.another/trail"),
        note("desk.another/trail", "desk.another/trail"),
        note(ORIGIN, ORIGIN, size="09"),
        note(ORIGIN, ORIGIN, size="0"),
        note(ORIGIN, ORIGIN, size="9\nmore"),
        note(ORIGIN, ORIGIN, root=spelled),
        note(ORIGIN, ORIGIN, root=root[:-4] + "===="),
        note(ORIGIN, ORIGIN, root="AAAA"),
        note(ORIGIN, ORIGIN, tail=b"\0"),
    ):
        with pytest.raises(Broken, match="checkpoint"):
            check(MEMBERS | {"checkpoint": broken})


def test_a_key_with_another_id_is_refused() -> None:
    name, number, key = PUBLIC.split("+", 2)
    for line in (f"{name}+00000000+{key}", f"{name}+{number}+{key[:-4]}", f"{name}+{number}+AA{key[2:]}", "", "key"):
        with pytest.raises(Broken, match="public key"):
            check(MEMBERS | {"key.pub": f"{line}\n".encode()})


def test_the_forged_bundles_differ_from_the_true_one_only_where_they_say() -> None:
    assert sha256(ZIP).hexdigest() != sha256(forge()["events.jsonl"]).hexdigest()
    assert set(forge()) == set(MEMBERS)

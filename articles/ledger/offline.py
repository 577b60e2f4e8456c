"""Checks a report's bundle without the desk that made it: one file, Python 3.8 or later, nothing else needed.

    python3 verify.py [FOLDER_OR_ZIP] [--key PUBLICKEY]

Exit code 0: everything below was proved. 1: something in the bundle is not what it should be; the first such thing is
named. 2: there was nothing to check. The bytes of each file are described in docs/trust.md of the project.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import hashlib
import io
import json
import os
import re
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

KEY, CHECKPOINT, EVENTS, PROOFS, REPORT = "key.pub", "checkpoint", "events.jsonl", "proofs.jsonl", "report.json"
TRAIL = (KEY, CHECKPOINT, EVENTS, PROOFS, REPORT)  # proved by the signature; every other file by its hash in REPORT
TEXTS, HANDOVERS = "texts.jsonl", "handovers"
DECISIONS = ("claim.decided", "claim.dismissed", "claim.reopened")
STARTS_WITH = {"verdict": "pending", "recheck": False, "gone": False, "dismissal": ""}  # the state of a new claim


class Broken(Exception):
    """Something in the bundle is not what it should be; the message names it."""


def require(holds: object, why: str) -> None:
    """Raises Broken, saying why, unless it holds."""
    if not holds:
        raise Broken(why)


# --- Ed25519 (RFC 8032, section 5.1): points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z ---
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """The sum of two points (section 5.1.4)."""
    low, high = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    both, deep = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = high - low, deep - both, deep + both, high + low
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, point: tuple[int, ...]) -> tuple[int, ...]:
    """A point added factor times. Not in constant time: nothing here is secret."""
    total: tuple[int, ...] = (0, 1, 1, 0)
    for bit in f"{factor:b}":
        total = add(add(total, total), point) if bit == "1" else add(total, total)
    return total


def point_of(data: bytes) -> tuple[int, ...] | None:
    """The point that 32 bytes stand for (section 5.1.3), or None."""
    odd, y = divmod(int.from_bytes(data, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


BASE = point_of(b"\x58" + b"\x66" * 31) or ()  # y = 4/5, x even


def is_signed(public: bytes, text: bytes, signature: bytes) -> bool:
    """Whether the 64 bytes of signature are the one that the key made over text (section 5.1.7)."""
    point = point_of(public) if len(public) == 32 and len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if point is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    x, y, z, _ = add(times(s, BASE), times(k, (P - point[0], point[1], point[2], P - point[3])))
    z = pow(z, P - 2, P)
    return (y * z % P | (x * z % P & 1) << 255).to_bytes(32, "little") == signature[:32]


# --- Canonical JSON (RFC 8785, without floats and with ASCII keys) ---
def is_exact(value: Any) -> bool:
    """Whether a value that was read may be in the trail: whole numbers of 53 bits, ASCII keys, no U+0000."""
    if isinstance(value, dict):
        return all(key.isascii() and is_exact(key) and is_exact(member) for key, member in value.items())
    if isinstance(value, list):
        return all(map(is_exact, value))
    if isinstance(value, str):
        return "\0" not in value
    return value is None or (isinstance(value, int) and abs(value) < 2**53)


def read(data: bytes, name: str) -> dict[str, Any]:
    """The object that data is the canonical form of."""
    with contextlib.suppress(ValueError, RecursionError):
        text = data.decode("utf-8")
        value = json.loads(text)
        form = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        if isinstance(value, dict) and form == text and is_exact(value):
            return value
    raise Broken(f"{name} is not in its exact form")


def lines_of(data: bytes, name: str) -> list[bytes]:
    """The lines of a file, each ended by one newline."""
    require(data.endswith(b"\n") or not data, f"{name} does not end with a newline")
    return data.split(b"\n")[:-1]


# --- The tree (RFC 9162, section 2.1) and its checkpoint (C2SP tlog-checkpoint, signed-note) ---
ORIGIN = r"[!-*,-~]{1,200}"
BASE64 = "([A-Za-z0-9+/]+={0,2})"
NOTE = re.compile(f"({ORIGIN})\n([1-9][0-9]{{0,15}})\n{BASE64}\n\n\u2014 ({ORIGIN}) {BASE64}\n")
PUBLIC = re.compile(f"({ORIGIN})[+]([0-9a-f]{{8}})[+]{BASE64}")
SIGNED = f"\u2014 {ORIGIN} {BASE64}\n"
HANDOVER = re.compile(f"(factcheck key handover\n(.+)\n(.+)\n[0-9]{{1,16}}\n)\n{SIGNED}{SIGNED}")
FORMS = (["digest", "removed"], ["digest", "salt", "text"])
SEALED = re.compile('{"sealed":"([0-9a-f]{64})"}')  # exact in canonical JSON: quotes inside of a string are escaped


def unbase64(text: str, length: int, name: str) -> bytes:
    """The bytes of which text is the one base64 form."""
    data = b""
    with contextlib.suppress(ValueError):
        data = base64.b64decode(text, validate=True)
    require(len(data) == length and base64.b64encode(data).decode() == text, f"{name} is not in its exact form")
    return data


def open_key(line: str, name: str) -> tuple[str, bytes, bytes]:
    """The trail's name, the key's id and its 32 bytes."""
    match = PUBLIC.fullmatch(line)
    if not match:
        raise Broken(f"{name} is not a public key")
    key = unbase64(match[3], 33, name)
    number = hashlib.sha256(match[1].encode() + b"\n" + key).digest()[:4]
    require(key[:1] == b"\x01" and number.hex() == match[2], f"{name} is not a public key with its own id")
    return match[1], number, key[1:]


def check_signed(text: bytes, signature: str, key: str, name: str) -> None:
    """That the key signed text; signature is the base64 of the key's id and 64 bytes."""
    _, number, public = open_key(key, "the public key")
    data = unbase64(signature, 68, f"the signature of {name}")
    require(data[:4] == number, f"{name} was signed with another key")
    require(is_signed(public, text, data[4:]), f"the signature of {name} is not of this text")


def check_note(note: bytes, key: str) -> tuple[str, int, bytes]:
    """The name, size and root that the key signed."""
    match = NOTE.fullmatch(note.decode("utf-8", "replace"))
    if not match or match[1] != match[4]:
        raise Broken("the checkpoint is not in its exact form")
    require(match[1] == open_key(key, "the public key")[0], "the checkpoint is of another trail: " + match[1])
    check_signed(note[: note.index(b"\n\n") + 1], match[5], key, "the checkpoint")
    return match[1], int(match[2]), unbase64(match[3], 32, "the checkpoint's root")


def keys_after(key: str, files: dict[str, bytes]) -> set[str]:
    """The key and those that it was handed over to, each by a note that the old and the new key signed."""
    keys = {key}
    for body, old, new, by_old, by_new in HANDOVER.findall(files.get(HANDOVERS, b"").decode("utf-8", "replace")):
        if old in keys:
            check_signed(body.encode(), by_old, old, "a key's handover")
            check_signed(body.encode(), by_new, new, "a key's handover")
            keys.add(new)
    return keys


def is_included(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Whether leaf is number index (from 0) of the size leaves under root (section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last = leaf, size - 1
    for step in proof:
        if last == 0:
            return False
        is_right = index & 1 or index == last
        node = hashlib.sha256(b"\x01" + (step + node if is_right else node + step)).digest()
        while is_right and index and not index & 1:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    return last == 0 and node == root


# --- The container: a zip file with nothing to choose in it, so that no byte of it can change ---
def pack(files: dict[str, bytes]) -> bytes:
    """The one zip file of files: sorted by name, not compressed, dated 1980-01-01."""
    parts, directory, offset = [], b"", 0
    for name, data in sorted(files.items()):
        raw = name.encode("ascii")
        fields = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(raw), 0)
        directory += b"PK\1\2\x14\3" + fields + struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, offset) + raw
        parts += [b"PK\3\4" + fields + raw, data]
        offset += 30 + len(raw) + len(data)
    end = struct.pack("<4H2LH", 0, 0, len(files), len(files), len(directory), offset, 0)
    return b"".join([*parts, directory, b"PK\5\6", end])


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of a bundle's zip file, which must be the very one that was handed out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        plain = all(not one.compress_type and one.file_size <= len(data) and one.filename.isascii() for one in members)
        files = {one.filename: archive.read(one) for one in members} if plain else {}
    require(pack(files) == data, "the zip file is not as it was handed out; was it packed again? Then check the folder")
    return files


def load(path: Path) -> dict[str, bytes]:
    """The files of a bundle: a folder or a zip file."""
    if path.is_dir():
        found = [each for each in sorted(path.rglob("*")) if each.is_symlink() or not each.is_dir()]
        for each in found:
            require(each.is_file() and not each.is_symlink(), f"{each.name} is not a plain file")
        return {each.relative_to(path).as_posix(): each.read_bytes() for each in found}
    return unpack(path.read_bytes())


# --- What a bundle proves ---
def check(files: dict[str, bytes], key: str | None = None) -> list[str]:
    """What was proved, in sentences. Raises Broken at the first thing that is not as it should be."""
    for name in (*TRAIL, TEXTS):
        require(name in files, f"{name} is missing")
    own = b"\n".join(lines_of(files[KEY], KEY)).decode("utf-8", "replace")
    require(key is None or own in keys_after(key, files), "it was signed with another key than the one you gave")
    origin, size, root = check_note(files[CHECKPOINT], own)
    events = check_events(files, origin, size, root)
    report = check_report(files, events)
    opened, removed = open_texts(files, events)
    texts, quotes = check_texts(files, events)
    claims = check_claims(texts, report["claims"], events, opened)
    proved = [
        f"The trail {origin} had {size} events when its checkpoint was signed.",
        f"{len(events)} of them are here, each byte as it was written, each at its number.",
        f"This report was handed out as event {max(events)} ({events[max(events)].get('at')}), with every file beside it.",
        f"The words of {claims} claim(s) and {quotes} event(s) stand at their places in the text, letter for letter.",
        "The verdict of each claim, and what was written with it, is what its events here tell.",
        f"{len(opened) - removed} sealed text(s) are as they were written; {removed} were removed since, as events tell.",
        f"Checked with the key {own}" + ("" if key in (None, own) else ", to which yours was handed over."),
    ]
    if key is None:
        proved.append("It came with the bundle: that is whole, but who made it is proved only by a key from elsewhere.")
    return proved


def check_events(files: dict[str, bytes], origin: str, size: int, root: bytes) -> dict[int, Any]:
    """The events by number, each proved to be in the tree of the checkpoint."""
    payloads, proofs = lines_of(files[EVENTS], EVENTS), lines_of(files[PROOFS], PROOFS)
    require(payloads and len(payloads) == len(proofs), "there is not one proof for each event")
    events: dict[int, Any] = {}
    leaves, last = {0: ""}, 0
    for number, payload in enumerate(payloads, 1):
        event = read(payload, f"line {number} of {EVENTS}")
        proof = read(proofs[number - 1], f"line {number} of {PROOFS}")
        seq: Any = event.get("seq")
        fits = type(seq) is int and seq > last and set(proof) == {"proof", "seq"} and repr(proof["seq"]) == repr(seq)
        require(fits, f"line {number} of {EVENTS} and of {PROOFS} are not of one event that comes next")
        own = event.get("origin") == origin and repr(event.get("version")) == "1"  # true equals 1
        require(own, f"event {seq} is of another trail or version")
        leaf, steps = hashlib.sha256(b"\0" + payload).digest(), proof["proof"]
        hashes = isinstance(steps, list) and all(re.fullmatch("[0-9a-f]{64}", str(step)) for step in steps)
        require(hashes, f"the proof of event {seq} is not a list of hashes")
        proved = is_included(leaf, seq - 1, size, [bytes.fromhex(step) for step in steps], root)
        require(proved, f"event {seq} is not the one in the trail that the checkpoint saw, or its proof is not its own")
        follows = leaves.get(seq - 1) in (None, event.get("prev"))
        require(follows, f"event {seq} does not follow event {seq - 1}")
        events[seq], leaves[seq], last = event, leaf.hex(), seq
    return events


def check_report(files: dict[str, bytes], events: dict[int, Any]) -> dict[str, Any]:
    """The report, proved to be the one that the last event here hands out, and each file beside it."""
    handed_out = (events[max(events)].get("now") or {}).get("report_sha256")
    own = handed_out == hashlib.sha256(files[REPORT]).hexdigest()
    require(own, f"{REPORT} is not the report that event {max(events)} handed out")
    report = read(files[REPORT], REPORT)
    hashes, claims = report.get("files"), report.get("claims")
    if repr(report.get("version")) != "1" or not isinstance(hashes, dict) or not isinstance(claims, list):
        raise Broken(f"{REPORT} does not have the form of a report")
    for name in sorted(set(hashes) | set(files) - set(TRAIL)):
        require(name in files, f"{name} is missing")
        require(name in hashes, f"{name} is not part of this report")
        require(hashes[name] == hashlib.sha256(files[name]).hexdigest(), f"{name} is not the file that was handed out")
    return report


def open_texts(files: dict[str, bytes], events: dict[int, Any]) -> tuple[dict[Any, str], int]:
    """The texts behind the seals in events, each proved to be the one that was sealed, and how many were removed since."""
    sealed = set(SEALED.findall(files[EVENTS].decode("utf-8")))
    erasures = [event for event in events.values() if event.get("kind") == "text.erased"]
    erased = {digest: event["now"].get("stone") for event in erasures for digest in event["now"]["seals"]}
    opened: dict[Any, str] = {}
    last, removed = "", 0
    for number, line in enumerate(lines_of(files[TEXTS], TEXTS), 1):
        one, name = read(line, f"line {number} of {TEXTS}"), f"line {number} of {TEXTS}"
        digest, text = str(one.get("digest")), one.get("text", one.get("removed"))
        is_next = sorted(one) in FORMS and isinstance(text, str) and digest in sealed and digest > last
        require(is_next, f"{name} opens no seal that comes next here")
        hashed = hashlib.sha256(b"\2" + bytes.fromhex(str(one.get("salt", ""))) + str(text).encode()).hexdigest()
        own = erased.get(digest) == text if "removed" in one else digest == hashed
        require(own, f"{name} is neither the text that was sealed, nor one that was removed, as an event here tells")
        opened[digest], last, removed = str(text), digest, removed + ("removed" in one)
    return opened, removed


def check_texts(files: dict[str, bytes], events: dict[int, Any]) -> tuple[dict[Any, str], int]:
    """The texts of revisions by SHA-256, and how many events have words of one, each proved to stand at its place."""
    texts: dict[Any, str] = {}
    for name, data in files.items():
        sha256 = hashlib.sha256(data).hexdigest()
        if name.startswith("revisions/"):
            require(name == f"revisions/{sha256}.txt", f"{name} is not the text of that revision")
            texts[sha256] = data.decode("utf-8")
    here = {n: one["words"] for n, one in events.items() if (one.get("words") or {}).get("revision_sha256") in texts}
    for number, words in here.items():
        check_place(texts[words["revision_sha256"]], words, f"event {number}")
    return texts, len(here)


def check_place(text: str, place: dict[str, Any], name: str) -> None:
    """That the quote stands in text from start to end, in code points."""
    start, end = place.get("start", -1), place.get("end", -1)
    there = type(start) is type(end) is int and 0 <= start < end <= len(text) and text[start:end] == place.get("quote")
    require(there, f"the words of {name} do not stand at their place in the text")


def check_claims(texts: dict[Any, str], claims: list[Any], events: dict[int, Any], opened: dict[Any, str]) -> int:
    """How many claims there are, each proved to stand in its text and to be what its events here tell."""
    told: dict[Any, list[dict[str, Any]]] = {}
    for event in events.values():
        told.setdefault((event.get("subject") or {}).get("claim"), []).append(event)
    rest = set(told) - {None}
    for claim in claims:
        number = claim.get("claim") if isinstance(claim, dict) else None
        require(type(number) is int, f"{REPORT} holds a claim without a number of its own")
        require(number in rest, f"there is no event of claim {number}, or it is here twice")
        rest.remove(number)
        require(claim.get("revision_sha256") in texts, f"the text of claim {number} is missing")
        check_place(texts[claim["revision_sha256"]], claim, f"claim {number}")
        quote, state = told_of(told[number], opened)
        require(state["gone"] or quote == claim["quote"], f"the words of claim {number} are not the last ones told")
        for field, value in state.items():
            same = json.dumps(claim.get(field), sort_keys=True) == json.dumps(value, sort_keys=True)  # true equals 1
            require(same, f"the {field} of claim {number} is not what its events here tell")
    require(not rest, f"the report leaves out claim {min(rest, default=0)}, of which events here tell")
    return len(claims)


def told_of(events: list[dict[str, Any]], opened: dict[Any, str]) -> tuple[Any, dict[str, Any]]:
    """A claim's last words and its state, as its events tell them, its decisions with the texts behind their seals."""
    state, quote, decisions = {**STARTS_WITH}, None, []
    for event in events:
        now, words = event.get("now") or {}, event.get("words") or {}
        state.update({field: told for field, told in now.items() if field in STARTS_WITH})
        quote = words.get("quote", quote)
        if event.get("kind") in DECISIONS:
            decisions.append({**now, **{name: event.get(name) for name in ("actor", "at", "kind", "seq", "words")}})
    sealed = json.dumps(decisions, separators=(",", ":"))
    text = SEALED.sub(lambda seal: json.dumps(opened[seal[1]]) if seal[1] in opened else seal[0], sealed)
    return quote, {**state, "decisions": json.loads(text)}


def main(argv: list[str] | None = None) -> int:
    """Check a bundle and say what was proved, in letters that move no terminal's cursor; the exit code."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Check the bundle of a report, without a network.")
    parser.add_argument("bundle", nargs="?", default=None, help="folder or zip file; else the folder of this program")
    parser.add_argument("--key", metavar="PUBLICKEY", help="the desk's public key, got elsewhere: the line or its file")
    given = parser.parse_args(argv)
    try:
        key = given.key if not given.key or PUBLIC.fullmatch(given.key) else Path(given.key).read_text("utf-8").strip()
        files = load(Path(given.bundle) if given.bundle else Path(__file__).resolve().parent)
        code, told = 0, check(files, key)
    except Broken as error:
        code, told = 1, [f"NOT PROVED: {error}"]
    except OSError as error:
        code, told = 2, [f"Nothing was checked: {error}"]
    except Exception as error:  # noqa: BLE001  # whatever a damaged file can bring about: named, never a traceback
        code, told = 1, [f"NOT PROVED: the bundle cannot be read: {type(error).__name__} {error}"]
    plain = ["".join(char if " " <= char <= "~" else ascii(char)[1:-1] for char in line) for line in told]
    try:
        print("\n".join(plain), flush=True)
    except OSError:  # whoever reads this has read enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


if __name__ == "__main__":
    sys.exit(main())

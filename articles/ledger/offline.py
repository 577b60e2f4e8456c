"""Checks a report's bundle without the desk that made it: one file, Python 3.8 or later, nothing else needed.

    python3 verify.py [FOLDER_OR_ZIP] [--key PUBLICKEY]

Exit code 0: everything below was proved. 1: something in the bundle is not what it should be; the first such thing is
named. 2: there was nothing to check. The bytes of each file are described in docs/trust.md of the project.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

KEY, CHECKPOINT, EVENTS, PROOFS, REPORT = "key.pub", "checkpoint", "events.jsonl", "proofs.jsonl", "report.json"
TRAIL = (KEY, CHECKPOINT, EVENTS, PROOFS, REPORT)  # proved by the signature; every other file by its hash in REPORT
STARTS_WITH = {"verdict": "pending", "recheck": False, "gone": False, "dismissal": ""}  # the state of a new claim


class Broken(Exception):
    """Something in the bundle is not what it should be; the message names it."""


# --- Ed25519 (RFC 8032, section 5.1): points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z ---
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """The sum of two points (section 5.1.4)."""
    low, high = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    both, deep = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = high - low, deep - both, deep + both, high + low
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, point: tuple[int, ...]) -> tuple[int, ...]:
    """A point added factor times. Not in constant time: nothing here is secret."""
    total: tuple[int, ...] = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = add(total, point)
        point, factor = add(point, point), factor >> 1
    return total


def point_of(data: bytes) -> tuple[int, ...] | None:
    """The point that 32 bytes stand for (section 5.1.3), or None."""
    y = int.from_bytes(data, "little")
    odd, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or x * x % P != square or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


def bytes_of(point: tuple[int, ...]) -> bytes:
    """The 32 bytes that stand for a point (section 5.1.2)."""
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_of(bytes_of((0, 4 * pow(5, P - 2, P) % P, 1, 0))) or ()  # y = 4/5, x even


def is_signed(public: bytes, text: bytes, signature: bytes) -> bool:
    """Whether the 64 bytes of signature are the one that the key made over text (section 5.1.7)."""
    point = point_of(public) if len(public) == 32 and len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if point is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    minus = (P - point[0], point[1], point[2], P - point[3])
    return bytes_of(add(times(s, BASE), times(k, minus))) == signature[:32]


# --- Canonical JSON (RFC 8785, without floats and with ASCII keys) ---
def is_exact(value: Any) -> bool:
    """Whether a value that was read may be in the trail: whole numbers of 53 bits, ASCII keys, no U+0000."""
    if isinstance(value, dict):
        return all(key.isascii() and is_exact(key) and is_exact(member) for key, member in value.items())
    if isinstance(value, list):
        return all(is_exact(member) for member in value)
    if isinstance(value, int):
        return abs(value) < 2**53
    return value is None or (isinstance(value, str) and "\0" not in value)


def read(data: bytes, name: str) -> dict[str, Any]:
    """The object that data is the canonical form of."""
    try:
        text = data.decode("utf-8")
        value = json.loads(text)
        form = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        if isinstance(value, dict) and form == text and is_exact(value):
            return value
    except (ValueError, RecursionError):
        pass
    raise Broken(f"{name} is not in its exact form")


def lines_of(data: bytes, name: str) -> list[bytes]:
    """The lines of a file, each ended by one newline."""
    if data and not data.endswith(b"\n"):
        raise Broken(f"{name} does not end with a newline")
    return data.split(b"\n")[:-1]


def whole(value: Any, least: int = 0) -> bool:
    """Whether value is a whole number, not below least."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


# --- The tree (RFC 9162, section 2.1) and its checkpoint (C2SP tlog-checkpoint, signed-note) ---
ORIGIN = r"[!-*,-~]{1,200}"
BASE64 = "([A-Za-z0-9+/]+={0,2})"
NOTE = re.compile(f"({ORIGIN})\n([1-9][0-9]{{0,15}})\n{BASE64}\n\n\u2014 ({ORIGIN}) {BASE64}\n")
PUBLIC = re.compile(f"({ORIGIN})[+]([0-9a-f]{{8}})[+]{BASE64}")


def unbase64(text: str, length: int, name: str) -> bytes:
    """The bytes of which text is the one base64 form."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        data = b""
    if len(data) != length or base64.b64encode(data).decode() != text:
        raise Broken(f"{name} is not in its exact form")
    return data


def open_key(line: str, name: str) -> tuple[str, bytes, bytes]:
    """The trail's name, the key's id and its 32 bytes."""
    match = PUBLIC.fullmatch(line)
    if not match:
        raise Broken(f"{name} is not a public key")
    key = unbase64(match[3], 33, name)
    number = hashlib.sha256(match[1].encode() + b"\n" + key).digest()[:4]
    if key[:1] != b"\x01" or number.hex() != match[2]:
        raise Broken(f"{name} is not a public key with its own id")
    return match[1], number, key[1:]


def check_note(note: bytes, key: str) -> tuple[str, int, bytes]:
    """The name, size and root that the key signed."""
    name, number, public = open_key(key, "the public key")
    match = NOTE.fullmatch(note.decode("utf-8", "replace"))
    if not match or match[1] != match[4]:
        raise Broken("the checkpoint is not in its exact form")
    if match[1] != name:
        raise Broken("the checkpoint is of another trail: " + match[1])
    signature = unbase64(match[5], 68, "the checkpoint's signature")
    if signature[:4] != number:
        raise Broken("the checkpoint was signed with another key")
    if not is_signed(public, note[: note.index(b"\n\n") + 1], signature[4:]):
        raise Broken("the checkpoint's signature is not of this checkpoint")
    return name, int(match[2]), unbase64(match[3], 32, "the checkpoint's root")


def is_included(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Whether leaf is number index (from 0) of the size leaves under root (section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last = leaf, size - 1
    for step in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = hashlib.sha256(b"\x01" + step + node).digest()
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + step).digest()
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
        if any(member.compress_type or member.file_size > len(data) for member in members):
            raise Broken("the zip file was packed again; unpack it and check the folder")
        files = {member.filename: archive.read(member) for member in members}
    if not all(name.isascii() for name in files) or pack(files) != data:
        raise Broken("the zip file is not the one that was handed out; if it was packed again, check the folder")
    return files


def load(path: Path) -> dict[str, bytes]:
    """The files of a bundle: a folder or a zip file."""
    if path.is_dir():
        found = [each for each in sorted(path.rglob("*")) if each.is_symlink() or not each.is_dir()]
        for each in found:
            if each.is_symlink() or not each.is_file():
                raise Broken(f"{each.name} is not a plain file")
        return {each.relative_to(path).as_posix(): each.read_bytes() for each in found}
    return unpack(path.read_bytes())


# --- What a bundle proves ---
def check(files: dict[str, bytes], key: str | None = None) -> list[str]:
    """What was proved, in sentences. Raises Broken at the first thing that is not as it should be."""
    for name in sorted(set(TRAIL) - set(files)):
        raise Broken(f"{name} is missing")
    own = b"\n".join(lines_of(files[KEY], KEY)).decode("utf-8", "replace")
    if key not in (None, own):
        raise Broken("the bundle was signed with another key than the one you gave")
    origin, size, root = check_note(files[CHECKPOINT], own)
    events = check_events(files, origin, size, root)
    report = check_report(files, events)
    texts = texts_of(files)
    quotes, claims = check_quotes(texts, events), check_claims(texts, report["claims"], events)
    return [
        f"The trail {origin} had {size} events when its checkpoint was signed.",
        f"{len(events)} of them are here, each byte as it was written, each at its number.",
        f"This report was handed out as event {max(events)}; it and every file beside it are the ones handed out.",
        f"The words of {claims} claim(s) and {quotes} event(s) stand at their places in the text, letter for letter.",
        "The verdict of each claim is the last one that its events here tell.",
    ]


def check_events(files: dict[str, bytes], origin: str, size: int, root: bytes) -> dict[int, dict[str, Any]]:
    """The events by number, each proved to be in the tree of the checkpoint."""
    payloads, proofs = lines_of(files[EVENTS], EVENTS), lines_of(files[PROOFS], PROOFS)
    if not payloads or len(payloads) != len(proofs):
        raise Broken("there is not one proof for each event")
    events: dict[int, dict[str, Any]] = {}
    leaves, last = {0: ""}, 0
    for number, payload in enumerate(payloads, 1):
        event = read(payload, f"line {number} of {EVENTS}")
        proof = read(proofs[number - 1], f"line {number} of {PROOFS}")
        seq: Any = event.get("seq")
        if not whole(seq, last + 1) or repr(proof.get("seq")) != repr(seq) or set(proof) != {"seq", "proof"}:
            raise Broken(f"line {number} of {EVENTS} and of {PROOFS} are not of one event that comes next")
        if event.get("origin") != origin or repr(event.get("version")) != "1":  # true equals 1
            raise Broken(f"event {seq} is of another trail or version")
        leaf = hashlib.sha256(b"\0" + payload).digest()
        steps = proof["proof"]
        if not isinstance(steps, list) or not all(re.fullmatch("[0-9a-f]{64}", str(step)) for step in steps):
            raise Broken(f"the proof of event {seq} is not a list of hashes")
        if not is_included(leaf, seq - 1, size, [bytes.fromhex(step) for step in steps], root):
            raise Broken(
                f"event {seq} is not the one in the trail that the checkpoint saw, or its proof is not its own"
            )
        if event.get("prev") != leaves.get(seq - 1, event.get("prev")):
            raise Broken(f"event {seq} does not follow event {seq - 1}")
        events[seq], leaves[seq], last = event, leaf.hex(), seq
    return events


def check_report(files: dict[str, bytes], events: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """The report, proved to be the one that the last event here hands out, and each file beside it."""
    data = files[REPORT]
    handed_out = events[max(events)].get("now")
    if not isinstance(handed_out, dict) or handed_out.get("report_sha256") != hashlib.sha256(data).hexdigest():
        raise Broken(f"{REPORT} is not the report that event {max(events)} handed out")
    report = read(data, REPORT)
    hashes, claims = report.get("files"), report.get("claims")
    if repr(report.get("version")) != "1" or not isinstance(hashes, dict) or not isinstance(claims, list):
        raise Broken(f"{REPORT} does not have the form of a report")
    for name in sorted(set(hashes) | set(files) - set(TRAIL)):
        if name not in files:
            raise Broken(f"{name} is missing")
        if name not in hashes:
            raise Broken(f"{name} is not part of this report")
        if hashes[name] != hashlib.sha256(files[name]).hexdigest():
            raise Broken(f"{name} is not the file that was handed out")
    return report


def texts_of(files: dict[str, bytes]) -> dict[Any, str]:
    """The texts of the revisions that are here, by their SHA-256."""
    texts: dict[Any, str] = {}
    for name, data in files.items():
        sha256 = hashlib.sha256(data).hexdigest()
        if name.startswith("revisions/"):
            if name != f"revisions/{sha256}.txt":
                raise Broken(f"{name} is not the text of that revision")
            texts[sha256] = data.decode("utf-8")
    return texts


def check_place(text: str, place: dict[str, Any], name: str) -> None:
    """That the quote stands in text from start to end, in code points."""
    start, end = place.get("start", -1), place.get("end", -1)
    if not whole(start) or not whole(end, start + 1) or end > len(text) or text[start:end] != place.get("quote"):
        raise Broken(f"the words of {name} do not stand at their place in the text")


def check_quotes(texts: dict[Any, str], events: dict[int, dict[str, Any]]) -> int:
    """How many events have words of a text that is here, each proved to stand at its place."""
    words = {seq: event.get("words") or {} for seq, event in events.items()}
    here = [seq for seq in words if words[seq].get("revision_sha256") in texts]
    for seq in here:
        check_place(texts[words[seq]["revision_sha256"]], words[seq], f"event {seq}")
    return len(here)


def check_claims(texts: dict[Any, str], claims: list[Any], events: dict[int, dict[str, Any]]) -> int:
    """How many claims there are, each proved to stand in its text and in the state that its events here lead to."""
    seen: set[Any] = set()
    told: dict[Any, list[dict[str, Any]]] = {}
    for event in events.values():
        told.setdefault((event.get("subject") or {}).get("claim"), []).append(event)
    for claim in claims:
        number = claim.get("claim") if isinstance(claim, dict) else None
        if not whole(number, 1) or number in seen:
            raise Broken(f"{REPORT} holds a claim without a number of its own")
        seen.add(number)
        if claim.get("revision_sha256") not in texts:
            raise Broken(f"the text of claim {number} is missing")
        check_place(texts[claim["revision_sha256"]], claim, f"claim {number}")
        check_state(claim, told.get(number, []))
    return len(seen)


def check_state(claim: dict[str, Any], events: list[dict[str, Any]]) -> None:
    """That a claim's state and words are the last ones that its events tell."""
    if not events:
        raise Broken(f"there is no event of claim {claim['claim']}")
    state, quote = dict(STARTS_WITH), claim["quote"]
    for event in events:
        state.update({field: told for field, told in (event.get("now") or {}).items() if field in STARTS_WITH})
        quote = (event.get("words") or {}).get("quote", quote)
    for field, value in state.items():
        if type(claim.get(field)) is not type(value) or claim[field] != value:
            raise Broken(f"the {field} of claim {claim['claim']} is not the last one that its events tell")
    if quote != claim["quote"] and not state["gone"]:
        raise Broken(f"the words of claim {claim['claim']} are not the last ones that its events tell")


# --- In words ---
def plain(text: object) -> str:
    """Text for a terminal: nothing that moves the cursor or cannot be shown."""
    return "".join(char if " " <= char <= "~" else ascii(char)[1:-1] for char in str(text))


def main(argv: list[str] | None = None) -> int:
    """Check a bundle and say what was proved; the exit code."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Check the bundle of a report, without a network.")
    parser.add_argument("bundle", nargs="?", default=None, help="folder or zip file; else the folder of this program")
    parser.add_argument("--key", metavar="PUBLICKEY", help="the desk's public key, got elsewhere: the line or its file")
    given = parser.parse_args(argv)
    try:
        key = given.key if not given.key or PUBLIC.fullmatch(given.key) else Path(given.key).read_text("utf-8").strip()
        files = load(Path(given.bundle) if given.bundle else Path(__file__).resolve().parent)
        proved = check(files, key)
    except Broken as error:
        print("NOT PROVED:", plain(error))
        return 1
    except OSError as error:
        print("Nothing was checked:", plain(error))
        return 2
    except Exception as error:  # noqa: BLE001  # whatever a damaged file can bring about: named, never a traceback
        print("NOT PROVED: the bundle cannot be read:", type(error).__name__, plain(error))
        return 1
    print("\n".join(map(plain, proved)))
    print("Checked with the key", plain(files[KEY].decode()[:-1]))
    if key is None:
        print(
            "That key came with the bundle: the bundle is whole, but who made it is proved only by a key from elsewhere."
        )
        print("Compare it with the key that the desk publishes, or give that one with --key.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

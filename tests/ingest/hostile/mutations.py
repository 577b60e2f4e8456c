"""Ways to break a file: bits flipped, ends cut, chunks spliced, runs doubled and deleted, numbers made huge, parts repacked."""

import random
import re
import zipfile
from base64 import b64decode, encodebytes
from io import BytesIO

from tests.ingest.files import assembled, zipped
from tests.ingest.hostile.reshaping import reshaped
from tests.ingest.hostile.seeds import SEEDS

Chance = random.Random
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
HUGE = (
    b"0",
    b"-1",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967295",
    b"9223372036854775807",
    b"9" * 40,
    b"1e999",
    b"0.0000001",
)
SPICE = (
    b"<", b">", b"&", b"\x00", b"\xff", b"{", b"}", b"\\", b'"', b"\xed\xa0\x80", b"[", b"]", b"<<", b">>", b"(", b")", b"\r\n", b"\n\n", b"=?",
    b"</w:p>", b"<w:tc>", b"<table>", b"<!--", b"]]>", b"&#xD800;", b"&#0;", b"\\u-10179?", b"\\'ff", b"| ", b"`", b"*", b"\t",
    "\u202e\u200b🚀".encode(), "\u2028\x85".encode(), b"\xff\xfe", b"endobj", b"stream\n", b"PK\x03\x04",
)  # fmt: skip
PDF_OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)\nendobj\n", re.DOTALL)
DULL = (
    "[Content_Types].xml",
    "mimetype",
    "c/",
    "__MACOSX/._one.txt",
)  # parts without words: the damage to the file itself reaches them
WELL_FORMED = 0.8  # of the mutations of XML leave it XML
INSIDE = 0.7  # of the mutations of a packed file reach the words in it
MOST_ACTS = 6


def mutation(kind: str, number: int) -> bytes:
    """The file that is mutation number of a format; the same in every run, and never one of the seeds."""
    chance = Chance(f"factcheck {kind} {number}")
    seed = chance.choice(SEEDS[kind])
    lent = chance.choice(SEEDS[chance.choice((kind, kind, *SEEDS))])
    while (made := _broken(seed, lent, chance)) == seed:
        continue
    return made


def _broken(seed: bytes, lent: bytes, chance: Chance) -> bytes:
    """A seed after some damage, mostly to what is packed in it; by chance no damage at all."""
    if chance.random() < INSIDE:
        if seed.startswith(b"PK"):
            return _repacked(seed, lent, chance)
        if seed.startswith(b"%PDF"):
            return _reassembled(seed, lent, chance)
        if b"Content-Transfer-Encoding: base64" in seed:
            return _recoded(seed, lent, chance)
    return mutated(seed, lent, chance)


def mutated(data: bytes, lent: bytes, chance: Chance) -> bytes:
    """Data after some acts of damage; lent gives the chunks that are spliced in."""
    held = bytearray(data)
    for _ in range(chance.randint(1, MOST_ACTS)):
        if held:
            chance.choice((_flip, _cut, _splice, _double, _delete, _inflate, _spice))(held, lent, chance)
    return bytes(held)


def _repacked(data: bytes, lent: bytes, chance: Chance) -> bytes:
    """A packed file with one of its parts mutated, so that the damage reaches the XML, or what reads it."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name not in DULL])
    sane = name.endswith(".xml") and chance.random() < WELL_FORMED
    parts[name] = reshaped(parts[name], chance) if sane else mutated(parts[name], lent, chance)
    return zipped(dict(parts))


def _reassembled(data: bytes, lent: bytes, chance: Chance) -> bytes:
    """A PDF with one of its objects mutated and a right table of where they begin."""
    objects = PDF_OBJECT.findall(data)
    place = chance.randrange(len(objects))
    objects[place] = mutated(objects[place], lent, chance)
    return assembled(objects)


def _recoded(data: bytes, lent: bytes, chance: Chance) -> bytes:
    """A mail with the page in its base64 mutated."""
    head, gap, body = data.partition(b"\r\n\r\n")
    return head + gap + encodebytes(mutated(b64decode(body), lent, chance))


def _flip(held: bytearray, _lent: bytes, chance: Chance) -> None:
    for _ in range(chance.randint(1, 8)):
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)


def _cut(held: bytearray, _lent: bytes, chance: Chance) -> None:
    place = chance.randrange(len(held))
    if chance.random() < 0.8:
        del held[place:]
    else:
        del held[:place]


def _splice(held: bytearray, lent: bytes, chance: Chance) -> None:
    begin = chance.randrange(max(1, len(lent)))
    place = chance.randrange(len(held) + 1)
    kept = place if chance.random() < 0.5 else min(len(held), place + chance.randint(1, 60))
    held[place:kept] = lent[begin : begin + chance.randint(1, 200)]


def _double(held: bytearray, _lent: bytes, chance: Chance) -> None:
    begin = chance.randrange(len(held))
    run = held[begin : begin + chance.randint(1, 80)]
    held[begin:begin] = run * chance.choice((1, 1, 2, 5, 60))


def _delete(held: bytearray, _lent: bytes, chance: Chance) -> None:
    begin = chance.randrange(len(held))
    del held[begin : begin + chance.randint(1, 60)]


def _inflate(held: bytearray, _lent: bytes, chance: Chance) -> None:
    """A number, written out or as four bytes, becomes one that no sane file holds."""
    found = list(NUMBER.finditer(held))
    if found and chance.random() < 0.8:
        begin, end = chance.choice(found).span()
        held[begin:end] = chance.choice(HUGE)
    else:
        place = chance.randrange(len(held))
        held[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x00"))


def _spice(held: bytearray, _lent: bytes, chance: Chance) -> None:
    place = chance.randrange(len(held) + 1)
    held[place:place] = chance.choice(SPICE) * chance.choice((1, 1, 2, 4, 40))

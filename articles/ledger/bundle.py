"""Building the bundle that travels with a report and proves itself (`offline` checks it; docs/trust.md describes it)."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from articles.ledger import offline
from articles.ledger.canonical import JSON, canonical, parse
from articles.ledger.offline import HANDOVERS, Broken, told_of
from articles.ledger.sealed import Seal

__all__ = ["HANDOVERS", "Broken", "report_json", "told_of", "verifier", "write_bundle"]

README = """\
This folder proves itself.

  report.json    what was handed out: each claim, where its words stand, its verdict, what was written with it; and the
                 hash of each file here. The same to read: report.html; for a spreadsheet: report.csv; for programs,
                 with everything that the desk knows of each claim: facts.json
  revisions/     the exact texts, named by their SHA-256
  events.jsonl   what was done, by whom and when: the exact bytes of the desk's trail, one event a line
  texts.jsonl    notes, corrections, sources and names, of which the events hold hashes; what was removed since is named
  proofs.jsonl   for each event, the proof that it is in the trail
  checkpoint     how long the trail was and its root, signed by the desk
  key.pub        the desk's public key
  handovers      only when the desk has changed its key: notes signed by the old and the new one
  verify.py      checks all of this on any computer with Python 3.8 or later, without a network:

      python3 verify.py
      python3 verify.py --key 'the key that the desk publishes elsewhere'

Whoever can change this folder can change verify.py and key.pub with it. For a proof that does not rest on this folder,
take the program from the project and the key from the desk, and run:  python3 verify.py FOLDER --key KEY
"""


def verifier() -> bytes:
    """The program that checks a bundle: one file, standard library only."""
    return Path(offline.__file__).read_bytes()


def report_json(
    facts: Mapping[str, JSON],
    *,
    claims: Sequence[Mapping[str, JSON]],
    texts: Iterable[str],
    seals: Iterable[Seal],
    files: Mapping[str, bytes],
) -> bytes:
    """The bytes of report.json. Their SHA-256 goes into the event that hands the report out, as `now.report_sha256`.

    facts   what else the report says (title, article, who, when); any JSON but the keys `claims`, `files`, `version`
    claims  each {"claim": id, "revision_sha256", "start", "end", "quote"}, what `told_of` says of its events ("verdict",
            "recheck", "gone", "dismissal", "decisions"), and whatever else
    texts   the revisions in which the claims and the events' words stand
    seals   what is behind the seals in the events: digest, salt and text; without a salt the words say who removed it
    files   further files by ASCII name, such as {"report.html": bytes}
    Raises NotCanonical for what JSON here cannot hold.
    """
    everything = _beside(texts, seals, files)
    hashes: dict[str, JSON] = {name: sha256(data).hexdigest() for name, data in everything.items()}
    return canonical({**facts, "version": 1, "claims": [dict(claim) for claim in claims], "files": hashes})


def write_bundle(
    report: bytes,
    *,
    texts: Iterable[str],
    seals: Iterable[Seal],
    files: Mapping[str, bytes],
    events: Sequence[bytes],
    proofs: Mapping[int, Sequence[str]],
    checkpoint: bytes,
    public: str,
) -> bytes:
    """The bundle as a zip file, the same bytes for the same input, checked by the verifier before it is given.

    report      from `report_json`, with the same texts, seals and files
    events      exact payloads in the order of the trail; the last one hands this report out (`now.report_sha256`)
    proofs      {seq: inclusion proof in the tree of the checkpoint} as `tree.inclusion_proofs` gives it for seq - 1
    checkpoint  the signed note; public: the line of the key that signed it (`checkpoint.public_of`)
    Raises Broken, naming the first thing that does not hold together.
    """
    lines = []
    for payload in events:
        event = parse(payload)
        seq = event.get("seq") if isinstance(event, dict) else None
        if not isinstance(seq, int) or seq not in proofs:
            raise Broken(f"there is no proof for event {seq}")
        lines.append(canonical({"seq": seq, "proof": list(proofs[seq])}))
    everything = _beside(texts, seals, files) | {
        offline.REPORT: report,
        offline.EVENTS: b"".join(payload + b"\n" for payload in events),
        offline.PROOFS: b"".join(line + b"\n" for line in lines),
        offline.CHECKPOINT: checkpoint,
        offline.KEY: f"{public}\n".encode(),
    }
    offline.check(everything, public)
    return offline.pack(everything)


def _beside(texts: Iterable[str], seals: Iterable[Seal], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file that report.json names by its hash."""
    lines = [_line(one) for one in sorted(seals)]
    own = {"README.txt": README.encode(), "verify.py": verifier(), offline.TEXTS: b"".join(lines)}
    for text in texts:
        data = text.encode()
        own[f"revisions/{sha256(data).hexdigest()}.txt"] = data
    if taken := set(files) & {*own, *offline.TRAIL}:
        raise Broken(f"{min(taken)} is a name of the bundle's own")
    return own | dict(files)


def _line(one: Seal) -> bytes:
    """What is behind a seal, or that it was removed, as a line of texts.jsonl."""
    behind = {"salt": one.salt, "text": one.text} if one.salt else {"removed": one.text}
    return canonical({"digest": one.digest, **behind}) + b"\n"

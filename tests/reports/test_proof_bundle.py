"""The bundle of a worked article proves itself to a stranger, and nothing in it can be changed."""

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from articles.actions.export import export_report
from articles.actions.rotate_key import rotate_key
from articles.ledger import offline
from articles.ledger.keys import new_secret, public_of
from articles.models import Article, Checkpoint, Person, TrailKey

CHANGES = 500


@pytest.fixture
def data(busy: Article, carl: Person) -> bytes:
    """The bundle of an article with claims of every kind, as Carl takes it."""
    return export_report(busy, "bundle", by=carl).data


@pytest.fixture
def members(data: bytes) -> dict[str, bytes]:
    return offline.unpack(data)


@pytest.fixture
def place(data: bytes, tmp_path: Path) -> Path:
    """A folder with bundle.zip, and beside it the bundle unpacked."""
    (tmp_path / "bundle.zip").write_bytes(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        archive.extractall(tmp_path / "bundle")
    return tmp_path


def checked(*words: str, cwd: Path) -> tuple[int, str]:
    """Exit code and words of verify.py as a process, with nothing but the standard library in reach; never a traceback."""
    command = [sys.executable, "-I", "-S", "bundle/verify.py", *words]
    told = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert told.stderr == ""
    return told.returncode, told.stdout


def key() -> str:
    """The key that the desk signs with now."""
    row = TrailKey.objects.order_by("pk").last()
    assert row is not None
    return row.public


@pytest.mark.parametrize("what", [[], ["bundle"], ["bundle.zip"]])
def test_a_stranger_proves_it_from_the_folder_and_from_the_zip(place: Path, what: list[str]) -> None:
    code, told = checked(*what, cwd=place)
    assert (code, "only by a key from elsewhere" in told) == (0, True)
    code, told = checked(*what, "--key", key(), cwd=place)
    assert (code, "only by a key from elsewhere" in told) == (0, False)
    code, told = checked(*what, "--key", public_of(new_secret(key().split("+")[0])), cwd=place)
    assert (code, told) == (1, "NOT PROVED: it was signed with another key than the one you gave\n")


def test_after_a_handover_old_and_new_key_prove_the_new_bundle_and_the_old_key_the_old_one(
    place: Path, busy: Article, carl: Person
) -> None:
    old = key()
    rotate_key()
    (place / "new.zip").write_bytes(export_report(busy, "bundle", by=carl).data)
    assert old != key()
    assert checked("new.zip", "--key", key(), cwd=place)[0] == 0
    code, told = checked("new.zip", "--key", old, cwd=place)
    assert (code, "to which yours was handed over" in told) == (0, True)
    assert checked("bundle.zip", "--key", old, cwd=place)[0] == 0
    assert checked("bundle.zip", "--key", key(), cwd=place)[0] == 1


def one_byte_changed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]


def broken_zips(data: bytes) -> Iterator[bytes]:
    chance = random.Random(500)
    return (one_byte_changed(data, chance) for _ in range(CHANGES))


def broken_files(members: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Of every file of the bundle as many as of the others."""
    chance, names = random.Random(501), sorted(name for name in members if members[name])
    return ((name, one_byte_changed(members[name], chance)) for name in (names * CHANGES)[:CHANGES])


def is_refused(code: int, told: str) -> bool:
    return code == 1 and told.startswith("NOT PROVED: ") and told.count("\n") == 1


def test_500_changes_of_one_byte_of_the_zip_are_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = 0
    for data in broken_zips((place / "bundle.zip").read_bytes()):
        (place / "broken.zip").write_bytes(data)
        refused += is_refused(offline.main([str(place / "broken.zip")]), capsys.readouterr().out)
    assert refused == CHANGES


def test_500_changes_of_one_byte_of_the_unpacked_files_are_refused(
    place: Path, members: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    refused = 0
    for name, data in broken_files(members):
        (place / "bundle" / name).write_bytes(data)
        refused += is_refused(offline.main([str(place / "bundle")]), capsys.readouterr().out)
        (place / "bundle" / name).write_bytes(members[name])
    assert refused == CHANGES
    assert offline.main([str(place / "bundle")]) == 0


def test_processes_refuse_them_too_without_a_traceback(place: Path, members: dict[str, bytes]) -> None:
    for data in list(broken_zips((place / "bundle.zip").read_bytes()))[::125]:
        (place / "broken.zip").write_bytes(data)
        assert is_refused(*checked("broken.zip", cwd=place))
    for name, data in list(broken_files(members))[::125]:
        (place / "bundle" / name).write_bytes(data)
        assert is_refused(*checked("bundle", cwd=place)) or name == "verify.py"
        (place / "bundle" / name).write_bytes(members[name])


def refused_with(files: dict[str, bytes]) -> str:
    with pytest.raises(offline.Broken) as broken:
        offline.check(files)
    return str(broken.value)


@pytest.mark.parametrize(
    "change",
    [
        lambda report: report["claims"].pop(),
        lambda report: next(one for one in report["claims"] if one["verdict"] == "disputed").update(verdict="verified"),
        lambda report: report["claims"][0].update(quote=report["claims"][0]["quote"] + "."),
        lambda report: next(one for one in report["claims"] if one["decisions"])["decisions"][-1].update(note="Fine."),
        lambda report: report["files"].pop("facts.json"),
    ],
    ids=["a claim left out", "another verdict", "other words", "another note", "a file left out"],
)
def test_another_report_is_not_the_one_that_was_handed_out(
    members: dict[str, bytes], change: Callable[[Any], object]
) -> None:
    report = json.loads(members["report.json"])
    change(report)
    edited = json.dumps(report, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert "not the report that event" in refused_with(members | {"report.json": edited})


def test_a_text_taken_out_is_missed(members: dict[str, bytes]) -> None:
    texts = [name for name in members if name.startswith("revisions/")]
    assert len(texts) == 2, "words of two revisions stand in the events"
    for name in (*texts, "texts.jsonl", "facts.json", "report.html"):
        assert refused_with({other: members[other] for other in members if other != name}) == f"{name} is missing"


def test_an_event_of_another_trail_does_not_fit_in(members: dict[str, bytes]) -> None:
    lines = members["events.jsonl"].split(b"\n")
    other = lines[3].replace(json.loads(lines[3])["origin"].encode(), b"another/trail")
    told = refused_with(members | {"events.jsonl": b"\n".join([*lines[:3], other, *lines[4:]])})
    assert "is of another trail" in told


def test_an_older_bundle_is_true_for_its_time_and_does_not_mix_with_a_newer_one(
    members: dict[str, bytes], busy: Article, carl: Person, plain: Article, rita: Person
) -> None:
    newer = offline.unpack(export_report(busy, "bundle", by=carl).data)
    told = " ".join(offline.check(members))
    last = json.loads(members["events.jsonl"].splitlines()[-1])
    assert f"handed out as event {last['seq']} ({last['at']})" in told
    for name in ("report.json", "events.jsonl", "proofs.jsonl", "facts.json"):
        assert refused_with(newer | {name: members[name]})
        assert refused_with(members | {name: newer[name]})


def test_a_newer_checkpoint_does_not_fit_to_older_proofs(
    members: dict[str, bytes], busy: Article, carl: Person
) -> None:
    newer = offline.unpack(export_report(busy, "bundle", by=carl).data)
    assert Checkpoint.objects.count() > 1
    assert "its proof is not its own" in refused_with(members | {"checkpoint": newer["checkpoint"]})

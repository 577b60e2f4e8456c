"""A bundle proves itself to a stranger, and no byte of it can change."""

import ast
import os
import random
import shutil
import stat
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from articles.ledger import offline
from articles.ledger.bundle import verifier
from articles.ledger.checkpoint import sign, verify
from articles.ledger.handover import sign_handover
from articles.ledger.keys import new_secret, public_of, signature_line
from tests.ledger.bundles import FILES, PARTS, PUBLIC, SECRET, ZIP, parts

MEMBERS = offline.unpack(ZIP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundle, unpacked."""
    with zipfile.ZipFile(BytesIO(ZIP)) as archive:
        archive.extractall(tmp_path / "bundle")
    return tmp_path / "bundle"


def run(path: Path, *more: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and words of the verifier."""
    code = offline.main([str(path), *more])
    told = capsys.readouterr()
    assert told.err == ""
    return code, told.out


def alone(folder: Path, program: str = sys.executable) -> tuple[int, str, str]:
    """Exit code, output and errors of the bundle's own verify.py, with nothing but the standard library in reach."""
    told = subprocess.run([program, "-I", "-S", "verify.py"], cwd=folder, capture_output=True, text=True, check=False)
    return told.returncode, told.stdout, told.stderr


def python(version: str) -> str:
    """An interpreter of that version, if this machine has one that runs."""
    there = [
        *Path.home().glob(f".pyenv/versions/{version}.*/bin/python"),
        Path(shutil.which(f"python{version}") or "no"),
    ]
    for program in there:
        if program.is_file() and subprocess.run([program, "-c", ""], capture_output=True, check=False).returncode == 0:
            return str(program)
    pytest.skip(f"Python {version} is not on this machine")


def test_a_zip_and_its_folder_are_proved_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "bundle.zip").write_bytes(ZIP)
    for path in (folder, folder.parent / "bundle.zip"):
        code, told = run(path, "--key", PUBLIC, capsys=capsys)
        assert code == 0
        assert "had 9 events" in told
        assert "7 of them are here" in told
        assert "handed out as event 9" in told
        assert "words of 2 claim(s) and 4 event(s)" in told
        assert "elsewhere" not in told


def test_with_the_bundles_own_key_it_says_what_that_does_not_prove(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(folder, capsys=capsys)
    assert code == 0
    assert "who made it is proved only by a key from elsewhere" in told
    assert PUBLIC in told


def test_the_key_may_be_in_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "desk.pub").write_text(PUBLIC + "\n")
    assert run(folder, "--key", str(folder.parent / "desk.pub"), capsys=capsys)[0] == 0
    assert run(folder, "--key", str(folder.parent / "nothing.pub"), capsys=capsys)[0] == 2


def test_another_key_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(folder, "--key", public_of(new_secret("desk.example/trail")), capsys=capsys)
    assert code == 1
    assert "another key" in told


def test_nothing_to_check_is_not_a_proof(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere.zip", capsys=capsys)[0] == 2
    assert run(tmp_path, capsys=capsys)[0] == 1


def test_it_runs_alone_beside_its_files_without_anything_else(folder: Path) -> None:
    code, told, failed = alone(folder)
    assert (code, failed) == (0, "")
    assert "had 9 events" in told
    (folder / "report.html").write_bytes(b"<p>5 % less</p>\n")
    assert alone(folder) == (1, "NOT PROVED: report.html is not the file that was handed out\n", "")


@pytest.mark.parametrize("version", ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"])
def test_it_runs_on_older_and_newer_pythons(version: str, folder: Path) -> None:
    program = python(version)
    code, told, failed = alone(folder, program)
    assert (code, failed) == (0, "")
    assert "had 9 events" in told
    (folder / "report.html").write_bytes(b"<p>5 % less</p>\n")
    assert alone(folder, program)[0] == 1


@pytest.mark.parametrize("is_whole", [True, False])
def test_whoever_reads_only_the_first_line_sees_no_traceback(folder: Path, is_whole: bool) -> None:
    if not is_whole:
        (folder / "report.html").write_bytes(b"")
    reader, writer = os.pipe()
    os.close(reader)  # nobody reads: every write is a broken pipe
    told = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=folder, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (told.returncode, told.stderr) == (0 if is_whole else 1, "")


def test_a_key_from_before_a_handover_leads_to_the_one_that_signed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first, second, other = (new_secret(PUBLIC.split("+")[0]) for _ in range(3))
    notes = sign_handover(first, second, 3) + sign_handover(second, SECRET, 5)
    (tmp_path / "bundle.zip").write_bytes(parts(files=FILES | {"handovers": notes}).zip())
    for key in (first, second):
        code, told = run(tmp_path / "bundle.zip", "--key", public_of(key), capsys=capsys)
        assert code == 0
        assert "to which yours was handed over" in told
    assert run(tmp_path / "bundle.zip", "--key", PUBLIC, capsys=capsys)[0] == 0
    assert run(tmp_path / "bundle.zip", "--key", public_of(other), capsys=capsys)[0] == 1


@pytest.mark.parametrize("signers", [(0, 0), (1, 1), (2, 1), (0, 2)])
def test_a_handover_that_not_both_signed_leads_nowhere(signers: tuple[int, int]) -> None:
    keys = [new_secret(PUBLIC.split("+")[0]), SECRET, new_secret(PUBLIC.split("+")[0])]
    body = sign_handover(keys[0], keys[1], 3).split(b"\n\n")[0] + b"\n"
    note = body + b"\n" + b"".join(signature_line(body, keys[at]) for at in signers)
    with pytest.raises(offline.Broken, match="handover"):
        offline.check(offline.unpack(parts(files=FILES | {"handovers": note}).zip()), public_of(keys[0]))


def test_it_is_written_for_python_3_8_and_the_standard_library() -> None:
    tree = ast.parse(verifier(), feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= set(sys.stdlib_module_names)


def changed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]


def test_500_changes_of_one_byte_of_the_zip_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance, refused = random.Random(500), 0
    for _ in range(500):
        (tmp_path / "bundle.zip").write_bytes(changed(ZIP, chance))
        code, told = run(tmp_path / "bundle.zip", capsys=capsys)
        refused += code == 1 and told.startswith("NOT PROVED: ") and told.count("\n") == 1
    assert refused == 500


def test_500_changes_of_one_byte_of_the_files_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Packed again, so that no checksum of the zip file helps."""
    chance, refused = random.Random(501), 0
    for number in range(500):
        name = sorted(MEMBERS)[number % len(MEMBERS)]
        (tmp_path / "bundle.zip").write_bytes(offline.pack(MEMBERS | {name: changed(MEMBERS[name], chance)}))
        code, told = run(tmp_path / "bundle.zip", capsys=capsys)
        refused += code == 1 and told.startswith("NOT PROVED: ") and told.count("\n") == 1
    assert refused == 500


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_no_file_can_be_missing_emptied_cut_or_longer(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = MEMBERS[name]
    rest = {other: MEMBERS[other] for other in MEMBERS if other != name}
    broken = [rest, rest | {"x" + name: data}]
    broken += [MEMBERS | {name: new} for new in (b"", data[:-1], data + b"\n", data + b"x", data + data, data[1:])]
    for files in broken:
        (tmp_path / "bundle.zip").write_bytes(offline.pack(files))
        code, told = run(tmp_path / "bundle.zip", capsys=capsys)
        assert code == 1
        assert told.startswith("NOT PROVED: ")


def test_what_does_not_belong_to_the_bundle_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "extra.txt").write_text("more")
    assert run(folder, capsys=capsys) == (1, "NOT PROVED: extra.txt is not part of this report\n")
    (folder / "extra.txt").unlink()
    (folder / "link").symlink_to(folder / "report.json")
    assert run(folder, capsys=capsys) == (1, "NOT PROVED: link is not a plain file\n")


def test_a_zip_that_was_packed_again_is_refused_with_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for compression in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        with zipfile.ZipFile(tmp_path / "again.zip", "w", compression) as archive:
            for name, data in MEMBERS.items():
                archive.writestr(name, data)
        code, told = run(tmp_path / "again.zip", capsys=capsys)
        assert code == 1
        assert "check the folder" in told


@pytest.mark.parametrize("around", [(b"", b"\0"), (b"\0", b""), (b"#!/bin/sh\n", b"")])
def test_bytes_around_the_zip_are_refused(
    around: tuple[bytes, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bundle.zip").write_bytes(around[0] + ZIP + around[1])
    assert run(tmp_path / "bundle.zip", capsys=capsys)[0] == 1


def test_a_checkpoint_of_another_size_or_key_is_refused() -> None:
    checkpoint = verify(PARTS.checkpoint, PUBLIC)
    for size in (8, 10, 16):
        note = sign(type(checkpoint)(checkpoint.origin, size, checkpoint.root), SECRET)
        with pytest.raises(offline.Broken, match="event"):
            offline.check(MEMBERS | {"checkpoint": note})
    with pytest.raises(offline.Broken, match="another key"):
        offline.check(MEMBERS | {"checkpoint": sign(checkpoint, new_secret(checkpoint.origin))})


def test_an_extra_missing_or_swapped_proof_is_refused() -> None:
    lines = MEMBERS["proofs.jsonl"].splitlines(keepends=True)
    longer = lines[0].replace(b'"],', b'","' + b"0" * 64 + b'"],')
    shorter = lines[0].replace(lines[0][lines[0].rindex(b',"') - 67 : lines[0].rindex(b"]")], b"")
    assert longer != lines[0] != shorter
    for broken in ([longer, *lines[1:]], [shorter, *lines[1:]], lines[1:], [lines[1], lines[0], *lines[2:]]):
        with pytest.raises(offline.Broken):
            offline.check(MEMBERS | {"proofs.jsonl": b"".join(broken)})


def test_events_out_of_order_or_twice_are_refused() -> None:
    events, proofs = (MEMBERS[name].splitlines(keepends=True) for name in ("events.jsonl", "proofs.jsonl"))
    for order in ([1, 0, 2, 3, 4, 5], [0, 0, 1, 2, 3, 4, 5]):
        broken = {
            "events.jsonl": b"".join(events[at] for at in order),
            "proofs.jsonl": b"".join(proofs[at] for at in order),
        }
        with pytest.raises(offline.Broken, match="comes next"):
            offline.check(MEMBERS | broken)


def test_the_verifier_in_the_bundle_is_the_one_of_the_project() -> None:
    assert MEMBERS["verify.py"] == Path(offline.__file__).read_bytes()


def test_terminals_are_not_moved_by_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "\x1b[2Jü").write_text("x")
    assert run(folder, capsys=capsys) == (1, "NOT PROVED: \\x1b[2J\\xfc is not part of this report\n")


def test_the_zip_is_opened_by_every_program_as_plain_files() -> None:
    with zipfile.ZipFile(BytesIO(ZIP)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(MEMBERS)
        assert {stat.S_IMODE(each.external_attr >> 16) for each in archive.infolist()} == {0o644}

"""Importing a folder: in a stable order, each file on its own, and again without a second copy."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.actions import submit_many
from articles.models import Article, Person
from tests import processes
from tests.desk import ROOT, bare_environment
from tests.ingest.files import p, word, zipped


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles in three formats, a zip, a picture, a hidden file and a folder of its own."""
    found = tmp_path / "articles"
    (found / "older").mkdir(parents=True)
    (found / "b.txt").write_text("The bridge cost $4 million.\n")
    (found / "a.docx").write_bytes(word(p("It rose by 4 percent.")))
    (found / "c.zip").write_bytes(
        zipped({"in/one.txt": b"One cost $1.", "two.txt": b"Two cost $2.", ".DS_Store": b"x"})
    )
    (found / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 40)
    (found / ".hidden.txt").write_text("Nobody means this.")
    (found / "older" / "e.md").write_text("# Older\n\nIt opened in 2019.\n")
    return found


def said(*arguments: object, refused: bool = True) -> list[str]:
    """The lines the command printed; `refused` says whether it must end with an error."""
    out = io.StringIO()
    if refused:
        with pytest.raises(CommandError, match="were not taken"):
            call_command("import_folder", *map(str, arguments), stdout=out, stderr=out)
    else:
        call_command("import_folder", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue().splitlines()


def told(*arguments: object, refused: bool = True) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(*arguments, "--json", refused=refused)]


def test_files_are_stored_in_the_order_of_their_names_and_summed_up(edith: Person, folder: Path) -> None:
    lines = said(folder)
    assert [one.title for one in Article.objects.order_by("pk")] == ["a", "b", "one", "two"]
    assert [line.split(":")[0] for line in lines[:5]] == [
        "a.docx",
        "b.txt",
        "c.zip/in/one.txt",
        "c.zip/two.txt",
        "d.png",
    ]
    assert lines[5].startswith("Stored: 4. Same as before: 0. Refused: 1. 5 of 5 files in ")
    assert lines[6] == "Left out as hidden: 2."
    assert lines[7].startswith("  d.png: This is a picture.")
    assert lines[7].endswith("Nothing was stored.")


def test_folders_in_it_are_taken_when_asked_for(edith: Person, folder: Path) -> None:
    assert [one["file"] for one in told(folder, "--recursive")[:-1]][-1] == os.path.join("older", "e.md")  # noqa: PTH118
    assert Article.objects.count() == 5


def test_run_again_it_goes_on_where_it_was(edith: Person, folder: Path) -> None:
    said(folder)
    (folder / "b2.txt").write_text("New: it cost $9 million.")
    rows = told(folder)
    assert [one["outcome"] for one in rows[:-1]] == ["same", "same", "stored", "same", "same", "refused"]
    assert rows[0]["article"] == Article.objects.get(title="a").pk
    assert (rows[-1]["stored"], rows[-1]["same"], rows[-1]["refused"], rows[-1]["left_out"]) == (1, 4, 1, 2)
    assert Article.objects.count() == 5


def test_nothing_refused_ends_without_an_error(edith: Person, folder: Path) -> None:
    (folder / "d.png").unlink()
    assert told(folder, refused=False)[-1]["refused"] == 0


def test_a_dry_run_says_the_same_and_stores_nothing(edith: Person, folder: Path) -> None:
    (folder / "b2.txt").write_text("The bridge cost $4 million.\n")
    rows = told(folder, "--dry-run")
    assert [one["outcome"] for one in rows[:-1]] == ["stored", "stored", "same", "stored", "stored", "refused"]
    assert Article.objects.count() == 0
    assert said(folder, "--dry-run")[-3].startswith("Would be stored: 4.")


def test_a_terminal_shows_a_bar_and_no_line_for_each_file(
    edith: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.management.commands.import_folder.EVERY", 0)
    out, err = io.StringIO(), Terminal()
    with pytest.raises(CommandError):
        call_command("import_folder", str(folder), stdout=out, stderr=err)
    drawn = err.getvalue().split("\r")
    assert any("█" in line and "5 of 5" in line and "d.png" in line for line in drawn)
    assert all(len(line) <= 79 for line in drawn)
    assert out.getvalue().startswith("Stored: 4.")


def test_names_and_reasons_never_become_commands_of_a_terminal(edith: Person, folder: Path) -> None:
    (folder / "z\x1b[2J\n.txt").write_text("It cost $5 million.")
    (folder / os.fsdecode(b"z\xff.txt")).write_text("It cost $6 million.")
    lines = said(folder)
    assert not any("\x1b" in line for line in lines)
    assert lines[-1].startswith("  z .txt: There are characters in this that cannot be kept")


def test_what_cannot_be_read_from_the_disk_is_refused_alone(
    edith: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == "a.docx":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    rows = told(folder)
    assert "Permission denied" in rows[0]["message"]
    assert rows[-1]["stored"] == 3


def test_a_file_over_the_limit_is_refused_unread(edith: Person, folder: Path) -> None:
    with (folder / "a.txt").open("wb") as large:
        large.truncate(21 * 1024 * 1024)
    assert "The limit is 20 MB." in told(folder)[1]["message"]


def test_ctrl_c_ends_with_the_sum(edith: Person, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, times = submit_many.submit_article, []

    def submit(*given: Any, **told: Any) -> Article:
        times.append(1)
        if len(times) == 2:
            raise KeyboardInterrupt
        return real(*given, **told)

    monkeypatch.setattr(submit_many, "submit_article", submit)
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("import_folder", str(folder), stdout=out, stderr=out)
    assert end.value.code == 130
    assert "Stored: 1." in out.getvalue()
    assert out.getvalue().splitlines()[-1] == "Stopped. What is stored is whole; run it again to go on."
    assert Article.objects.count() == 1


def test_a_real_ctrl_c_leaves_no_process_behind(tmp_path: Path) -> None:
    folder, scratch = tmp_path / "many", tmp_path / "scratch"
    folder.mkdir()
    scratch.mkdir()
    for number in range(400):
        (folder / f"{number:03}.html").write_text(f"<html><body><p>It cost ${number} million.</p></body></html>")
    env = bare_environment() | {"FACTCHECK_DATA": str(tmp_path / "desk"), "DATABASE_URL": "", "TMPDIR": str(scratch)}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    subprocess.run([*manage, "person", "edith", "--role", "editor"], cwd=ROOT, env=env, check=True, capture_output=True)
    # As from a terminal: whoever runs the tests in the background may have told the shell to ignore Ctrl-C.
    terminal = (
        "import signal, os, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    )
    command = [sys.executable, "-c", terminal, *manage, "import_folder", str(folder), "--json"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        first = json.loads(running.stdout.readline())
        assert any("articles.ingest.readers" in words for words in processes.of_folder(tmp_path).values())
        running.send_signal(signal.SIGINT)
        rest = [json.loads(line) for line in running.stdout]
        assert running.wait(30) == 130
    assert first["outcome"] == "stored"
    assert rest[-1]["stopped"] is True
    assert 1 <= rest[-1]["stored"] < 400
    assert not processes.of_folder(tmp_path)
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("arguments", [["no-such-folder"], [".", "--as", "nobody"]])
def test_what_cannot_be_is_refused_in_one_line(edith: Person, arguments: list[str]) -> None:
    with pytest.raises(CommandError) as no:
        call_command("import_folder", *arguments)
    assert "\n" not in str(no.value)


def test_a_reviewer_imports_nothing(edith: Person, rita: Person, folder: Path) -> None:
    with pytest.raises(CommandError, match="Only editors"):
        call_command("import_folder", str(folder), "--as", "rita")
    assert Article.objects.count() == 0

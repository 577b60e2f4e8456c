"""Files that mean harm, and files that are broken: each gives its right text or a refusal in words, nothing else."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from articles.ingest import CannotTake, child
from articles.ingest.child import read_in_child
from articles.ingest.document import Document
from articles.ingest.limits import MB
from tests.ingest.hostile.case import Case, Make, check
from tests.ingest.hostile.corpus import CASES

KB_PER_MB = 1024 if sys.platform == "linux" else MB  # elsewhere the peak is told in bytes
SCALES = """#!{python} -IS
import os, resource, sys
child = os.fork()
if child == 0:
    os.execv({python!r}, [{python!r}, *sys.argv[1:]])
_, status, used = os.wait4(child, 0)
with open({seen!r}, "a") as seen:
    print(used.ru_maxrss, used.ru_utime + used.ru_stime, file=seen)
code = os.waitstatus_to_exitcode(status)
if code < 0:
    os.kill(os.getpid(), -code)
sys.exit(code)
"""


@pytest.fixture
def scales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file into which every child's peak memory (kB on Linux) and processor time (s) are written."""
    seen, launcher = tmp_path / "seen", tmp_path / "python"
    launcher.write_text(SCALES.format(python=sys.executable, seen=str(seen)))
    launcher.chmod(0o755)
    monkeypatch.setattr(child.sys, "executable", str(launcher))
    return seen


def outcome(case: Case) -> Document | CannotTake:
    try:
        return read_in_child(case.name, case.data)
    except CannotTake as refused:
        return refused


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_a_file_that_means_harm_gives_its_right_text_or_a_refusal_in_plain_words(make: Make, scales: Path) -> None:
    case = make()
    check(case, outcome(case))
    peaks = [int(line.split()[0]) for line in scales.read_text().splitlines()] if scales.exists() else []
    assert max(peaks, default=0) / KB_PER_MB < case.memory


def test_the_corpus_holds_ten_files_of_every_format() -> None:
    endings = Counter(make().name.rpartition(".")[2] for make in CASES.values())
    assert min(endings[ending] for ending in ("txt", "md", "html", "docx", "odt", "rtf", "pdf", "eml")) >= 10
    assert endings.total() >= 80

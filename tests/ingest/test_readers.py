"""Warm readers: they read what a child of its own would, and each reading stays behind the same wall."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from articles.ingest import CannotTake, child, read_upload, readers
from articles.ingest.readers import Readers
from tests.ingest.files import p, word
from tests.ingest.test_child import ends

ARTICLE = word(p("Shares rose 46.3 percent 🚀."))
FILES = {
    "a.docx": ARTICLE,
    "a.html": b"<html><body><h1>Shares</h1><p>Shares rose 46.3 percent.</p></body></html>",
    "a.md": b"# Shares\n\nShares rose *46.3* percent.",
    "a.txt": b"Shares rose 46.3 percent.",
}


@pytest.fixture
def warm() -> Iterator[Readers]:
    with Readers(1) as one:
        yield one


def play(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str) -> None:
    """Let the warm process run `program` in every fork instead of reading; `folder` is where it reads."""
    script = tmp_path / "played.py"
    script.write_text(
        f"import os, signal, sys, time\nsys.path.insert(0, {str(child.ROOT)!r})\n"
        f"from articles.ingest import readers\ndef answer(question):\n    {program}\n    return b''\n"
        f"readers.answer = answer\nreaders.serve()\n"
    )
    monkeypatch.setattr(readers, "PROGRAM", [str(script)])


def code_of(warm: Readers, data: bytes = ARTICLE) -> str:
    with pytest.raises(CannotTake) as caught:
        warm.read("article.docx", data, None)
    return caught.value.code


def test_a_warm_reader_reads_every_format_as_a_fresh_process_would(warm: Readers) -> None:
    for name, data in FILES.items():
        assert warm.read(name, data, None) == read_upload(name, data)


def test_the_editors_charset_reaches_the_reader(warm: Readers) -> None:
    page = "<html><body><p>Genève</p></body></html>".encode("cp1252")
    assert warm.read("a.html", page, "windows-1252").text == "Genève"


def test_a_file_that_cannot_be_read_is_refused_and_the_next_one_is_read(warm: Readers) -> None:
    assert code_of(warm, word(p(""))) == "no_text"
    assert warm.read("a.docx", ARTICLE, None).text == "Shares rose 46.3 percent 🚀."


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "reader_died"),
        ("os._exit(3)", "reader_died"),
        ("os.write(1, b'garbage')", "reader_died"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "took_too_long"),
        ("os.kill(os.getppid(), signal.SIGKILL)", "reader_died"),
    ],
)
def test_a_fork_that_dies_takes_only_its_own_file_along(
    warm: Readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, code: str
) -> None:
    play(monkeypatch, tmp_path, program)
    assert [code_of(warm), code_of(warm)] == [code, code]


def test_every_limit_holds_in_a_fork(warm: Readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = (
        "import resource, pathlib; names = ('RLIMIT_CPU', 'RLIMIT_AS', 'RLIMIT_FSIZE', 'RLIMIT_CORE'); "
        f"pathlib.Path({str(seen)!r}).write_text(repr([[resource.getrlimit(getattr(resource, one))[0] for one in names], "
        "signal.alarm(0) > 60, os.getpid() == os.getsid(0), os.getcwd() == os.environ['TMPDIR'], 'hush' in repr(os.environ), "
        "sorted(os.listdir('/proc/self/fd'))]))"
    )
    monkeypatch.setenv("SECRET_KEY", "hush")
    play(monkeypatch, tmp_path, program)
    assert code_of(warm) == "reader_died"
    limits, *rest, held = eval(seen.read_text())
    assert limits == [60, 1024**3, child.ANSWER_BYTES, 0]
    assert rest == [True, True, True, False]
    assert len(held) <= 7, "stdin, stdout, stderr, the sign of its end, its two files and the listing itself"


def test_a_fork_that_sleeps_is_ended_with_everything_it_started(
    warm: Readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    play(
        monkeypatch,
        tmp_path,
        f"import subprocess; other = subprocess.Popen(['sleep', '60']); open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{other.pid}}'); time.sleep(60)",
    )
    script = tmp_path / "played.py"
    script.write_text(
        script.read_text().replace(
            "readers.serve()", "readers.LIMITS = type(readers.LIMITS)(wall_seconds=1); readers.serve()"
        )
    )
    assert code_of(warm) == "took_too_long"
    assert all(ends(int(pid)) for pid in pids.read_text().split())


def test_leaving_ends_a_reading_that_is_under_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    play(
        monkeypatch,
        tmp_path,
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}} '); time.sleep(60)",
    )
    with Readers(1) as warm:
        under_way = warm.threads.submit(warm.read, "a.docx", ARTICLE, None)
        for _ in range(400):
            if pids.exists() and pids.read_text().endswith(" "):
                break
            time.sleep(0.05)
    assert isinstance(under_way.exception(), CannotTake)
    assert all(ends(int(pid)) for pid in pids.read_text().split())


def test_threads_read_side_by_side() -> None:
    with Readers(2) as warm, ThreadPoolExecutor(4) as threads:
        texts = list(threads.map(lambda _: warm.read("a.docx", ARTICLE, None).text, range(8)))
    assert texts == ["Shares rose 46.3 percent 🚀."] * 8


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Readers(1) as warm:
        warm.read("a.docx", ARTICLE, None)
        process = warm._all[0]._process
        assert process is not None
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, signal.SIG_DFL)

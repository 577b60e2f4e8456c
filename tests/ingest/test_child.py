"""The child process: whatever becomes of it, the parent gets a document or a refusal in words."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from articles.ingest import CannotTake, child, read_pasted, read_upload
from articles.ingest.child import read_in_child
from articles.ingest.limits import LIMITS
from tests.ingest.files import p, word

ARTICLE = word(p("Shares rose 46.3 percent 🚀."))


def play(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str) -> None:
    """Let the child run another program instead of the reader."""
    script = tmp_path / "program.py"
    script.write_text(program)
    launcher = tmp_path / "python"
    launcher.write_text(f"#!/bin/sh\nexec {sys.executable} {script}\n")
    launcher.chmod(0o755)
    monkeypatch.setattr(child.sys, "executable", str(launcher))


def refusal() -> CannotTake:
    with pytest.raises(CannotTake) as caught:
        read_in_child("article.docx", ARTICLE)
    assert caught.value.message.endswith("Nothing was stored.")
    return caught.value


def test_the_child_reads_what_the_parent_would() -> None:
    assert read_in_child("article.docx", ARTICLE) == read_upload("article.docx", ARTICLE)


def test_the_editors_charset_reaches_the_child() -> None:
    page = "<html><body><p>Genève</p></body></html>".encode("cp1252")
    assert read_in_child("a.html", page, charset="windows-1252").text == "Genève"


def test_a_refusal_in_the_child_is_the_parents_refusal() -> None:
    with pytest.raises(CannotTake) as caught:
        read_in_child("empty.docx", word(p("")))
    assert (caught.value.code, caught.value.status) == ("no_text", 422)


@pytest.mark.parametrize(
    "program",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "raise SystemExit(3)",
        "print('garbage')",
        "print('document {}')",
        "print('document {\"text\": 1}')",
        "print('refused [1]')",
        "import sys; sys.stdout.buffer.write(b'\\xff\\x00' * 1000)",
        "pass",
    ],
)
def test_any_death_and_any_garbage_of_the_child_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str
) -> None:
    play(monkeypatch, tmp_path, program)
    assert refusal().code == "reader_died"


def test_a_child_that_uses_up_its_processor_time_took_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    play(monkeypatch, tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)")
    assert refusal().code == "took_too_long"


def test_a_child_that_sleeps_is_ended_with_everything_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    play(
        monkeypatch,
        tmp_path,
        "import os, pathlib, subprocess, sys, time\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(pids)!r}).write_text(f'{{os.getpid()}} {{other.pid}}')\n"
        "time.sleep(60)",
    )
    monkeypatch.setattr(child, "LIMITS", type(LIMITS)(wall_seconds=2))
    assert refusal().code == "took_too_long"
    assert all(ends(int(pid)) for pid in pids.read_text().split())


def ends(pid: int) -> bool:
    """Whether a process ends within some seconds; one that nobody has collected yet has ended."""
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_the_child_knows_nothing_of_the_parents_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("SECRET_KEY", "hush")
    play(
        monkeypatch,
        tmp_path,
        f"import os, pathlib; pathlib.Path({str(seen)!r}).write_text(repr(dict(os.environ)) + os.getcwd())",
    )
    assert refusal().code == "reader_died"
    assert "hush" not in seen.read_text()
    assert "factcheck-read-" in seen.read_text()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_in_child("article.docx", ARTICLE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [(MemoryError(), "out_of_memory"), (RecursionError(), "too_deep"), (ZeroDivisionError(), "reader_died")],
)
def test_a_fault_of_a_reader_becomes_a_refusal(monkeypatch: pytest.MonkeyPatch, fault: Exception, code: str) -> None:
    def read(data: bytes, charset: str | None) -> None:
        raise fault

    monkeypatch.setattr("articles.ingest.docx.read", read)
    assert f'"{code}"' in child.answer(b'{"kind": "docx", "charset": null}\nPK').decode()


def test_the_limits_hold_in_the_child(tmp_path: Path) -> None:
    script = tmp_path / "hungry.py"
    script.write_text(
        "from articles.ingest import child\nimport resource\nchild.limit_this_process()\n"
        "try:\n    held = bytearray(1200 * 1024 * 1024)\nexcept MemoryError:\n    print('stopped', resource.getrlimit(resource.RLIMIT_CPU)[0])\n"
    )
    answer = child.subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env={"PYTHONPATH": str(child.ROOT)}, check=True
    )
    assert answer.stdout.split() == ["stopped", "60"]


def test_many_threads_may_read_at_once() -> None:
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(read_in_child("a.docx", ARTICLE).text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["Shares rose 46.3 percent 🚀."] * 4


def test_a_daemonic_worker_may_have_children() -> None:
    program = (
        "import multiprocessing, sys\nfrom articles.ingest.child import read_in_child\n"
        "def work(queue, data):\n    queue.put(read_in_child('a.docx', data).text)\n"
        "if __name__ == '__main__':\n    context = multiprocessing.get_context('fork')\n    queue = context.Queue()\n"
        "    process = context.Process(target=work, args=(queue, sys.stdin.buffer.read()), daemon=True)\n"
        "    process.start()\n    print(queue.get(timeout=60))\n    process.join()\n"
    )
    answer = child.subprocess.run(
        [sys.executable, "-c", program],
        input=ARTICLE,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(child.ROOT)},
        check=True,
    )
    assert answer.stdout.decode().strip() == "Shares rose 46.3 percent 🚀."


def test_a_plain_text_needs_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child.subprocess, "Popen", None)
    assert read_in_child("a.txt", b"Just words.").text == "Just words."


@pytest.mark.parametrize(
    "raw", ["Just words.", "A\r\nlong \x00text \ud800🚀.\n\n" * 9_000, "<!DOCTYPE html><p>x</p>", "<html> " * 20_000]
)
def test_pasted_text_reads_the_same_behind_the_wall(raw: str) -> None:
    assert child.read_pasted_in_child(raw) == read_pasted(raw)


def test_a_short_text_is_read_at_once_and_a_long_one_behind_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child.subprocess, "Popen", None)
    assert child.read_pasted_in_child("a" * child.SHORT).text == "a" * child.SHORT
    with pytest.raises(TypeError):
        child.read_pasted_in_child("a" * (child.SHORT + 1))

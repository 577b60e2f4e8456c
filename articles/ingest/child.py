"""Reads an upload in a process of its own: whatever a hostile file does to it, the parent lives on."""

import gc
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from articles.ingest.document import Document
from articles.ingest.limits import LIMITS, MB, megabytes
from articles.ingest.plain import read as read_plain
from articles.ingest.reading import kind_of, read_as, read_pasted
from articles.ingest.refusal import CannotTake, Status
from articles.ingest.sniff import Kind
from articles.text.normalise import normalise

ROOT = Path(__file__).resolve().parents[2]
STATUSES: dict[int, Status] = {413: 413, 415: 415, 422: 422}
ANSWER_BYTES = 64 * MB
SHORT = 100_000
AGAIN = "Save it again as a plain Word file, a PDF or a text, or paste its text."
logger = logging.getLogger(__name__)
Run = Callable[[Path], int]
"""Reads the file `question` of a folder into its file `answer`, behind the wall; the exit status, or raises too_slow."""


def read_in_child(name: str, data: bytes, *, charset: str | None = None, run: Run | None = None) -> Document:
    """read_upload behind a wall: 1 GB of memory, 60 s of processor, 90 s in all, a folder of its own, no secrets.

    Safe from threads and from Celery's daemonic workers.  CannotTake when the file cannot be read and also when the
    child was killed, ran out of memory or time, or answered nonsense.  A short plain text is read here: decoding and
    the recognition of blocks are linear, run no parser and take some milliseconds.  run is start_child, unless given.
    """
    kind = kind_of(name, data)
    if kind is Kind.PLAIN and len(data) <= SHORT:
        return read_plain(data, charset)
    return _apart(kind, data, charset, run or start_child)


def read_pasted_in_child(text: str) -> Document:
    """read_pasted, with a long text behind the same wall: finding its blocks may take seconds."""
    if len(text) <= SHORT or len(text) > LIMITS.text_bytes:
        return read_pasted(text)
    words, notes = normalise(text)
    document = _apart(Kind.PLAIN, words.encode("utf-8"), "utf-8", start_child)
    return replace(document.noting(*notes), charset="")


def _apart(kind: Kind, data: bytes, charset: str | None, run: Run) -> Document:
    with tempfile.TemporaryDirectory(prefix="factcheck-read-") as folder:
        return _answer(_answered(Path(folder), kind, data, charset, run), kind)


def _answered(folder: Path, kind: Kind, data: bytes, charset: str | None, run: Run) -> bytes:
    """What the child wrote.  Files instead of pipes: nothing blocks, nothing is read that is over the limit."""
    question, answer = folder / "question", folder / "answer"
    question.write_bytes(json.dumps({"kind": kind.value, "charset": charset}).encode() + b"\n" + data)
    answer.touch(0o600)
    status = run(folder)
    if status != 0:
        logger.warning("the reader of a %s upload ended with status %s", kind.value, status)
        raise too_slow() if status == -signal.SIGXCPU else died()
    if answer.stat().st_size > ANSWER_BYTES:
        raise died()
    return answer.read_bytes()


def start_child(folder: Path) -> int:
    """Start a process that reads one upload, and wait for it."""
    with (folder / "question").open("rb") as given, (folder / "answer").open("wb") as taken:
        child = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "articles.ingest.child"],
            stdin=given,
            stdout=taken,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment(folder),
            start_new_session=True,
        )
        try:
            return child.wait(LIMITS.wall_seconds)
        except subprocess.TimeoutExpired:
            raise too_slow() from None
        finally:
            _end(child)


def environment(folder: Path) -> dict[str, str]:
    """Nothing of the parent's environment but what starts Python: keys and passwords stay outside."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TMPDIR": str(folder), "HOME": str(folder)}


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a child that has not ended by itself, with whatever it started, and collect it."""
    if child.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _answer(line: bytes, kind: Kind) -> Document:
    """The document or the refusal that the child wrote; a nonsense answer is a death."""
    try:
        if line.startswith(b"document "):
            return Document.from_json(line.removeprefix(b"document "))
        refused = json.loads(line.removeprefix(b"refused "))
        refusal = CannotTake(str(refused["code"]), str(refused["message"]), STATUSES[refused["status"]])
    except (ValueError, KeyError, TypeError, RecursionError):
        logger.warning("the reader of a %s upload gave an answer that makes no sense", kind.value)
        raise died() from None
    raise refusal


def too_slow() -> CannotTake:
    """The refusal of a file that takes for ever."""
    message = f"This file could not be read within {LIMITS.cpu_seconds} seconds, which is the limit. {AGAIN}"
    return CannotTake("took_too_long", message, 422)


def too_hungry() -> CannotTake:
    """The refusal of a file that eats all memory."""
    message = (
        f"Reading this file needs more than {megabytes(LIMITS.memory_bytes)} of memory, which is the limit. {AGAIN}"
    )
    return CannotTake("out_of_memory", message, 422)


def died() -> CannotTake:
    """The refusal of a file on which the reader itself broke."""
    return CannotTake("reader_died", f"Something in this file stopped the program that reads it. {AGAIN}", 422)


def limit_this_process() -> None:
    """Put the limits on this process, which is the child, before a byte of the upload is looked at."""
    if hasattr(signal, "alarm"):
        signal.alarm(LIMITS.wall_seconds + 5)  # a child whose parent is gone ends by itself
    seconds = LIMITS.cpu_seconds
    for what, soft, hard in (
        (resource.RLIMIT_CPU, seconds, seconds + 5),
        (resource.RLIMIT_AS, LIMITS.memory_bytes, LIMITS.memory_bytes),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES, ANSWER_BYTES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        try:
            resource.setrlimit(what, (soft, hard))
        except (ValueError, OSError):
            continue  # not every system has every limit (macOS: no RLIMIT_AS)


def answer(question: bytes) -> bytes:
    """Read the upload in question and say what came of it, in one line."""
    head, _, data = question.partition(b"\n")
    asked = json.loads(head)
    try:
        return b"document " + read_as(Kind(asked["kind"]), data, asked["charset"]).to_json().encode()
    except CannotTake as refusal:
        refused = refusal
    except MemoryError:
        refused = too_hungry()
    except RecursionError:
        refused = CannotTake("too_deep", f"The parts of this file are nested too deeply to be read. {AGAIN}", 422)
    except Exception:  # noqa: BLE001 - the last wall: a parser's own fault is a refusal and not a crash
        refused = died()
    return (
        b"refused " + json.dumps({"code": refused.code, "message": refused.message, "status": refused.status}).encode()
    )


if __name__ == "__main__":
    gc.disable()  # a process of one task: looking for rings among its tokens takes longer than the task
    limit_this_process()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
    sys.stdout.flush()

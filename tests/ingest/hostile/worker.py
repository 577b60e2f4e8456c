"""The process in which the reader of one format meets its mutations: `python -m tests.ingest.hostile.worker docx 0 2000`.

One JSON object comes out: how often each outcome came, what went wrong, the slowest file and how much memory it took.
"""

import json
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path

from articles.ingest import CannotTake
from articles.ingest.bundles import Bundle, is_bundle
from articles.ingest.child import limit_this_process
from articles.ingest.reading import kind_of, reader_of
from articles.ingest.sniff import Kind, sniff
from tests.ingest.hostile.case import check_document, check_words
from tests.ingest.hostile.mutations import mutation
from tests.ingest.hostile.seeds import ZIP

LONGEST = 5.0  # seconds of processor for one small file; most take a hundredth
SETTLED = 0.1  # of the files, after which a reader has all the memory that it needs for good
SHOWN = 5


class TooSlowError(BaseException):
    """A reader was busy for longer than any file of this size may keep it."""


def meet(kind: str, first: int, last: int) -> dict[str, object]:
    """Let the reader of a format, or of zips, read its mutations from first up to last."""
    signal.signal(signal.SIGPROF, _stop)
    outcomes, faults, slowest = Counter[str](), [], 0.0
    settled = resident("VmRSS")
    for number in range(first, last):
        print(number, file=sys.stderr, flush=True)  # the last line names the file on which the process died
        if number == first + int(SETTLED * (last - first)):
            settled = resident("VmRSS")
        data, begun = mutation(kind, number), time.process_time()
        try:
            outcomes[outcome(kind, data)] += 1
        except (Exception, TooSlowError):  # noqa: BLE001 - whatever else comes out of a reader is a fault of it
            outcomes["fault"] += 1
            faults.append(f"mutation({kind!r}, {number}): {traceback.format_exc(limit=-4)}")
        slowest = max(slowest, time.process_time() - begun)
    peak, grown = resident("VmHWM"), resident("VmRSS") - settled
    return {"outcomes": outcomes, "faults": faults[:SHOWN], "slowest": slowest, "peak": peak, "grown": grown}


def outcome(kind: str, data: bytes) -> str:
    """Text, or the code of the refusal; everything that is promised of both is held."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        return _of_zip(data) if kind == ZIP else _of_file(Kind(kind), data)
    except CannotTake as refused:
        check_words(refused)
        return refused.code
    except (MemoryError, RecursionError) as error:  # the child says both in words
        return type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _of_file(kind: Kind, data: bytes) -> str:
    """Whatever its content looks like, this reader reads it: most mutations would be stopped at the door."""
    with suppress(CannotTake):
        sniff("", data)
    check_document(reader_of(kind).read(data, None))
    return "text"


def _of_zip(data: bytes) -> str:
    """Text when one of its files is read; the others hold it up no more than they do in an upload."""
    if not is_bundle("a.zip", data):
        kind_of("a.zip", data)
        return "no zip"
    outcomes = []
    for member in Bundle(data).members():
        try:
            if member.refused is not None:
                raise member.refused
            outcomes.append(_of_file(kind_of(member.name, member.data), member.data))
        except CannotTake as refused:
            check_words(refused)
            outcomes.append(refused.code)
    return "text" if "text" in outcomes else outcomes[0]


def resident(what: str) -> int:
    """The memory of this process in bytes: VmRSS, now, or VmHWM, at most; where Linux does not tell, at most.

    Not ru_maxrss where it can be helped: that begins with the memory of whoever started the process.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().split("\n") if line.startswith(what))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _stop(_signal: int, _frame: object) -> None:
    raise TooSlowError


if __name__ == "__main__":
    limit_this_process()
    signal.alarm(0)  # it is for one file; who waits for this process has a limit of their own
    print(json.dumps(meet(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))

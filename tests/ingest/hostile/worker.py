"""The process in which one reader meets its mutations: `python -m tests.ingest.hostile.worker docx 0 2000`.

One JSON object comes out: how often each outcome came, what went wrong, and memory at the beginning and at the end.
"""

import json
import resource
import signal
import sys
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path

from articles.ingest import CannotTake
from articles.ingest.child import limit_this_process
from articles.ingest.reading import Reader, reader_of
from articles.ingest.sniff import Kind, sniff
from tests.ingest.hostile.case import check_document, check_words
from tests.ingest.hostile.mutations import mutation

LONGEST = 5.0  # seconds of processor for one small file; most take a hundredth
SETTLED = 200  # files after which a reader has all the memory that it needs for good
SHOWN = 5


class TooSlowError(BaseException):
    """A reader was busy for longer than any file of this size may keep it."""


def main(kind: Kind, first: int, last: int) -> dict[str, object]:
    """Let the reader of kind read its mutations from first up to last."""
    signal.signal(signal.SIGPROF, _stop)
    limit_this_process()
    signal.alarm(0)  # it is for one file; the test that waits has its own
    reader, outcomes, faults = reader_of(kind), Counter[str](), []
    settled = resident()
    for number in range(first, last):
        print(number, file=sys.stderr, flush=True)  # the last line names the file on which the process died
        if number == first + SETTLED:
            settled = resident()
        try:
            outcomes[outcome(reader, mutation(kind, number))] += 1
        except (Exception, TooSlowError):  # noqa: BLE001 - whatever else comes out of a reader is a fault of it
            outcomes["fault"] += 1
            faults.append(f"mutation({kind!r}, {number}): {traceback.format_exc(limit=-4)}")
    return {"outcomes": outcomes, "faults": faults[:SHOWN], "grown": resident() - settled}


def outcome(reader: Reader, data: bytes) -> str:
    """Text, or the code of the refusal; everything that is promised of both is held."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        with suppress(CannotTake):
            sniff("", data)
        check_document(reader.read(data, None))
    except CannotTake as refused:
        check_words(refused)
        return refused.code
    except (MemoryError, RecursionError) as error:  # the child says both in words
        return type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "text"


def resident() -> int:
    """The memory of this process in bytes: now where Linux tells it, else at its peak."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _stop(_signal: int, _frame: object) -> None:
    raise TooSlowError


if __name__ == "__main__":
    print(json.dumps(main(Kind(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))

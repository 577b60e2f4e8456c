"""Hostile files on their way through a whole desk: every one is answered, no process dies, and the desk works on."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from articles.ingest.limits import LIMITS
from articles.ingest.sniff import ENDINGS
from tests.desk import RunningDesk
from tests.ingest.hostile.corpus import CASES
from tests.ingest.hostile.mutations import mutation
from tests.ingest.hostile.seeds import SEEDS, ZIP
from tests.visitor import ApiVisitor

SERVED = ("run", "web", "worker", "scheduler")
NAMES = {str(kind): f"a.{ending}" for ending, kind in reversed(ENDINGS.items())} | {ZIP: "a.zip"}


class File(NamedTuple):
    """An upload, and which one it is."""

    which: str
    name: str
    data: bytes


def mutated_files(first: int, last: int) -> Iterator[File]:
    """The mutations of every format from first up to last, as uploads."""
    for number in range(first, last):
        for kind in SEEDS:
            yield File(f"mutation({kind!r}, {number})", NAMES[kind], mutation(kind, number))


def hostile_files(every: int = 1, most_bytes: int = LIMITS.bundle_bytes) -> Iterator[File]:
    """The corpus, or every so many of its files, without those that are larger."""
    for which, make in list(CASES.items())[::every]:
        case = make()
        if len(case.data) <= most_bytes:
            yield File(which, case.name.replace("\x00", ""), case.data)  # no request can send NUL in a name


def processes(desk: RunningDesk) -> dict[str, list[int]]:
    """The ids of the processes of a desk, by kind."""
    return {kind: desk.process_ids(kind) for kind in SERVED}


def uploaded(edith: ApiVisitor, files: Iterator[File]) -> tuple[Counter[int], list[int]]:
    """How often each status came, and the articles that were stored; AssertionError with the file that is not answered well."""
    statuses, stored = Counter[int](), []
    for which, name, data in files:
        answer = edith.post("articles/", files={"file": (name, data)})
        assert answer.status_code < 500, f"{which}: {answer.status_code}"
        told = answer.json()
        statuses[answer.status_code] += 1
        if answer.status_code == 201:
            stored += [one["id"] for one in told.get("articles", [told])]
        else:
            assert told["message"], which
    return statuses, stored

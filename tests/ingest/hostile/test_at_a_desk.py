"""A desk that is sent hostile files answers each of them, and every process that was there at first is there at last."""

from collections.abc import Callable
from itertools import chain

from tests.cast import TEXT
from tests.desk import RunningDesk
from tests.ingest.hostile.uploads import hostile_files, mutated_files, processes, uploaded
from tests.visitor import Visit

OF_EACH_FORMAT, EVERY = 2, 12
MOST_BYTES = 100_000  # looking for the claims of a megabyte takes the worker its time, here as everywhere


def test_hostile_uploads_are_answered_and_read_by_the_same_processes_to_the_last(
    open_desk: Callable[..., RunningDesk], visit: Visit
) -> None:
    desk = open_desk("embedded")
    edith = visit(desk, "edith")
    before = processes(desk)
    statuses, stored = uploaded(edith, chain(mutated_files(0, OF_EACH_FORMAT), hostile_files(EVERY, MOST_BYTES)))
    ordinary = edith.submit(f"{TEXT}\nAfter all of this.")["id"]

    ends = {pk: edith.extracted(pk)["extraction"]["status"] for pk in (*stored, ordinary)}

    assert set(ends.values()) == {"done"}
    assert set(statuses) <= {201, 409, 413, 415, 422}
    assert statuses[201] > 5
    assert statuses[415] + statuses[422] > 5
    assert processes(desk) == before
    assert edith.article(ordinary)["progress"]["pending"] > 0

"""Two thousand mutations of every format, the same in every run: each is read or refused, and nothing else happens."""

import json
import subprocess
import sys

import pytest

from articles.ingest.limits import MB
from articles.ingest.sniff import Kind
from tests.desk import ROOT
from tests.ingest.hostile.mutations import mutation

MUTATIONS = 2_000
MOST_GROWTH = 40 * MB  # from the two hundredth file to the last


@pytest.mark.parametrize("kind", Kind)
def test_no_mutation_breaks_a_reader_or_keeps_it_busy_or_makes_it_grow(kind: Kind) -> None:
    worker = subprocess.run(
        [sys.executable, "-m", "tests.ingest.hostile.worker", kind.value, "0", str(MUTATIONS)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert worker.returncode == 0, f"the process died on mutation({kind!r}, …): {worker.stderr[-2000:]}"
    found = json.loads(worker.stdout)
    assert not found["faults"], "\n".join(found["faults"])
    assert sum(found["outcomes"].values()) == MUTATIONS
    assert found["outcomes"]["text"] > MUTATIONS // 10, "hardly any mutation reaches the reader's later steps"
    assert len(found["outcomes"]) > 1, "nothing was refused: these mutations do no harm"
    assert found["grown"] < MOST_GROWTH


@pytest.mark.parametrize("kind", Kind)
def test_mutations_are_the_same_in_every_run_and_differ_from_each_other(kind: Kind) -> None:
    made = [mutation(kind, number) for number in range(100)]
    assert made == [mutation(kind, number) for number in range(100)]
    assert len(set(made)) > 95

"""Time and memory: each judge in a process of its own with one thread, and the worker of a real desk."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.claims.alone import article, resident
from tests.bench.claims.promised import MACHINE
from tests.bench.claims.table import Section
from tests.desk import ROOT, RunningDesk
from tests.visitor import ApiVisitor

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def machine(judge: str, news: Path) -> Section:
    """Speed and memory of a judge in the package; news is the folder of desknews, which may be missing."""
    command = [sys.executable, "-m", "tests.bench.claims.alone", judge, *([str(news)] if news.is_dir() else [])]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | ONE_THREAD, stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout)
    rows, parts = told["rows"], told["parts"]
    rows["worst s for 1 MB of an ugly text"] = max(one["s/MB"] for one in parts.values())
    rows["worst time ratio when an ugly text doubles"] = max(one["doubling"] for one in parts.values())
    how = "Seconds of the processor, one thread, medians of 15 runs. Ugly texts are one piece over and over, 1 MB against half of it."
    return Section(MACHINE, rows, how, parts, judge=judge)


def worker() -> Section:
    """The worker processes of a desk that has read one article."""
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder, RunningDesk(Path(folder)) as desk:
        with ApiVisitor(desk, "edith") as edith:
            done = edith.extracted(edith.submit(article())["id"])
        held = {number: resident(number) for number in desk.process_ids("worker")}
    rows = {
        f"process {place} of {len(held)}, {name} MB": value
        for place, memory in enumerate(held.values(), start=1)
        for name, value in memory.items()
    }
    how = f"Celery's, after the sample desk and one article more ({done['extraction']['status']}); the first is the parent."
    return Section("Memory of the worker, as shipped", rows, how)

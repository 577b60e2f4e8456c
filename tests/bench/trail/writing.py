"""What a line of the trail costs whoever writes it, beside the same act without it: python -m tests.bench.trail.writing; JSON.

With an argument, `python -m tests.bench.trail.writing trail|bare SECONDS`, it is one of several writers: it waits for a line
on its input, writes for so long, one transaction after the other, and prints how many it wrote.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from unittest.mock import patch

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402  models need a set-up Django
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.actions import trail  # noqa: E402
from articles.actions.cite import Citation  # noqa: E402
from articles.actions.decide import Ruling, decide_claim  # noqa: E402
from articles.actions.trail import Line  # noqa: E402
from articles.models import Claim, Heartbeat, Person  # noqa: E402
from tests.bench.filling import article_with, people  # noqa: E402

RUNS, WRITERS, SECONDS = 120, 8, 4.0
RULING = Ruling("verified", evidence=[Citation(title="City archive", locator="box 3")], note="Seen there.")


def added() -> dict[str, float]:
    """Milliseconds of a decision with and without its lines, the two taken in turns."""
    times: dict[str, list[float]] = {"trail": [], "bare": []}
    rita = Person.objects.get(username="rita")
    claims = list(Claim.objects.for_lists().order_by("pk")[: 2 * RUNS])
    for number, claim in enumerate(claims):
        how = ("trail", "bare")[number % 2]
        begun = time.perf_counter()
        if how == "trail":
            decide_claim(claim, RULING, by=rita, seen=claim.version)
        else:
            with patch.object(trail, "write", lambda *_, **__: []):
                decide_claim(claim, RULING, by=rita, seen=claim.version)
        times[how].append((time.perf_counter() - begun) * 1000)
    return {how: median(of) for how, of in times.items()}


def appender(how: str) -> Callable[[], None]:
    """One transaction: a row, and with "trail" the line that tells it."""
    rita = Person.objects.get(username="rita")
    name = f"bench {os.getpid()}"

    @transaction.atomic
    def append() -> None:
        Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})
        if how == "trail":
            trail.write([Line("bench.written", now={"name": name})], by=rita)

    return append


def per_second(how: str) -> float:
    """Transactions a second of several processes that write at the same time."""
    argv = [sys.executable, "-m", "tests.bench.trail.writing", how, str(SECONDS)]
    pipe = subprocess.PIPE
    writers = [subprocess.Popen(argv, stdin=pipe, stdout=pipe, text=True) for _ in range(WRITERS)]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return sum(float(writer.communicate()[0]) for writer in writers)


def write_for(how: str, seconds: float) -> None:
    """Be one of several writers."""
    append = appender(how)
    append()
    print("ready", flush=True)
    sys.stdin.readline()
    begun, count = time.monotonic(), 0
    while (spent := time.monotonic() - begun) < seconds:
        append()
        count += 1
    print(count / spent)


def disk(folder: Path) -> float:
    """Milliseconds until some bytes are on the disk: nobody commits faster, one after the other."""
    times = []
    with (folder / "bench").open("wb") as file:
        for _ in range(RUNS):
            file.write(b"-" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def main() -> None:
    """Measure it all on the database of the settings, which must be empty."""
    call_command("migrate", verbosity=0)
    article_with(2 * RUNS, people(), random.Random(3))  # repeatable, not secret
    writers = {how: per_second(how) for how in ("bare", "trail")}
    print(json.dumps({"decision": added(), "writers": writers, "disk": disk(settings.DATA_FOLDER)}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write_for(sys.argv[1], float(sys.argv[2]))
    else:
        main()

"""Killed with -9 in the middle of the work: what was acknowledged is finished by whoever comes next, once."""

import os
import signal
from collections.abc import Callable

import pytest

from tests.desk import RunningDesk, wait_until
from tests.visitor import Visit

OpenDesk = Callable[..., RunningDesk]
LONG = "".join(
    f"The council paid {10 + i} million euros for bridge number {i} in {1900 + i % 100}.\n\n" for i in range(4500)
)


@pytest.mark.parametrize("kind", ["embedded", "services"])
def test_a_worker_killed_in_mid_extraction_loses_and_doubles_nothing(
    visit: Visit, open_desk: OpenDesk, kind: str
) -> None:
    desk = open_desk(kind, FACTCHECK_LEASE_SECONDS="5")
    edith = visit(desk, "edith")
    article = edith.submit(LONG)["id"]
    wait_until(lambda: edith.article(article)["extraction"]["status"] == "running", "the extraction to begin")

    for process in desk.process_ids("worker"):
        os.kill(process, signal.SIGKILL)

    assert edith.article(article)["extraction"]["status"] in ("running", "queued"), "it ended before it was killed"
    assert edith.extracted(article)["extraction"]["status"] == "done"
    claims = edith.claims(article=article, page_size=200)
    places = [(claim["start"], claim["end"]) for claim in claims]
    assert len(places) == len(set(places)) == 4500
    verified = desk.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.parametrize("kind", ["embedded"])
def test_an_upload_is_answered_and_kept_when_the_broker_is_dead(visit: Visit, open_desk: OpenDesk, kind: str) -> None:
    desk = open_desk(kind)
    edith = visit(desk, "edith")
    for process in desk.process_ids("broker"):
        os.kill(process, signal.SIGSTOP)  # frozen: it takes connections and never answers
    try:
        article = edith.submit("The bridge cost 40 million euros in 2019.")["id"]
        assert edith.article(article)["extraction"]["status"] == "queued"
    finally:
        desk.kill("broker")
    assert edith.extracted(article)["extraction"]["status"] == "done"

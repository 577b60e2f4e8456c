"""The whole desk, as real processes: it opens, it heals, and it leaves nothing behind."""

import os
import signal
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import processes
from tests.desk import RunningDesk, wait_until

OpenDesk = Callable[..., RunningDesk]
pytestmark = [
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are found in /proc, which is Linux"),
    pytest.mark.timeout(400),
]


def status_of(url: str) -> int:
    """The status of the page at url, 0 while nobody answers."""
    try:
        with urllib.request.urlopen(url) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def test_an_open_desk_answers_and_has_all_its_processes(desk: RunningDesk) -> None:
    assert status_of(f"{desk.url}/login/") == 200
    wait_until(lambda: len(desk.process_ids("worker")) == 3, "the pool")
    kinds = {kind: len(desk.process_ids(kind)) for kind in processes.KINDS}
    embedded = not desk.env["REDIS_URL"]
    assert kinds == {"run": 1, "web": 1, "worker": 3, "scheduler": 1, "broker": int(embedded)}


def test_only_its_owner_may_look_into_the_data_folder(desk: RunningDesk) -> None:
    open_to_others = [path for path in (desk.data, *desk.data.iterdir()) if path.stat().st_mode & 0o077]
    assert open_to_others == []


def test_a_second_desk_in_the_same_folder_is_refused_in_one_line(desk: RunningDesk) -> None:
    refused = desk.manage("run")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "runs in" in refused.stderr


def test_the_sweep_is_rung_and_carried_out(desk: RunningDesk) -> None:
    wait_until(lambda: "Task articles.sweep" in desk.log("worker"), "a sweep")
    wait_until(lambda: "succeeded" in desk.log("worker"), "a sweep that succeeds")
    assert "Traceback" not in desk.log("worker")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_desk_ends_well_and_leaves_nothing_running(open_desk: OpenDesk, how: signal.Signals) -> None:
    desk = open_desk("embedded")
    assert desk.stop(how) == 0
    assert desk.said().endswith("Stopping …\nStopped.\n")
    desk.assert_nothing_runs()


def test_a_desk_killed_with_9_leaves_no_orphan(open_desk: OpenDesk) -> None:
    desk = open_desk("embedded")
    wait_until(lambda: len(desk.process_ids("worker")) == 3, "the pool")
    desk.kill("run")
    desk.process.wait()
    desk.assert_nothing_runs()


def test_a_worker_killed_with_9_takes_its_pool_along(open_desk: OpenDesk) -> None:
    desk = open_desk("embedded")
    wait_until(lambda: "ready" in desk.log("worker"), "the worker")
    before = desk.process_ids("worker")
    parent = next(process for process in before if processes.parent_of(process) == desk.process.pid)
    os.kill(parent, signal.SIGKILL)
    wait_until(lambda: "The worker was killed by signal 9" in desk.said(), "the supervisor to see it")
    assert not set(before) & set(desk.process_ids("worker"))


def test_a_process_that_dies_is_started_again_and_that_is_said(open_desk: OpenDesk) -> None:
    desk = open_desk("embedded")
    for kind in ("web", "worker", "scheduler", "broker"):
        killed = desk.kill(kind)
        assert killed
        wait_until(lambda kind=kind, killed=killed: set(desk.process_ids(kind)) - set(killed), f"another {kind}")
        assert f"The {kind} was killed by signal 9; starting it again in 0.5 s" in desk.said()
    wait_until(lambda: status_of(f"{desk.url}/login/") == 200, "the page")
    rung = desk.log("worker").count("succeeded")
    wait_until(
        lambda: desk.log("worker").count("succeeded") > rung, "the new scheduler, broker and worker to find each other"
    )

"""Children of the supervisor: asked before they are killed, started again, never orphaned."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.running.child import Child, Role
from articles.running.supervisor import Supervisor
from tests.desk import ROOT, wait_until

SLEEPER = "import time; print('up', flush=True); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER
MOTHER = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEPER!r}]); " + SLEEPER
POLITE = (
    "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: (print('bye', flush=True), sys.exit(0))); " + SLEEPER
)

MakeRole = Callable[..., Role]


@pytest.fixture
def role(tmp_path: Path) -> MakeRole:
    def make(code: str, name: str = "child", **settings: object) -> Role:
        env = {**os.environ, "PYTHONUNBUFFERED": "1", "MARK": str(tmp_path)}
        return Role(name, [sys.executable, "-c", code], env, tmp_path, tmp_path / f"{name}.log", **settings)

    return make


def marked(folder: Path) -> list[int]:
    """Ids of the processes that were started by roles of this test."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if f"MARK={folder}\0".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def wait_for_words(role: Role, words: str) -> None:
    wait_until(lambda: role.log.exists() and role.log.read_text().count(words) > 0, f"{words!r} of {role.name}")


def test_a_child_is_asked_before_it_is_killed(role: MakeRole) -> None:
    polite = role(POLITE)
    with Supervisor(print) as supervisor:
        supervisor.start(polite)
        wait_for_words(polite, "up")
    assert polite.log.read_text().splitlines() == ["up", "bye"]


def test_a_child_that_does_not_listen_is_killed_and_that_is_said(role: MakeRole, tmp_path: Path) -> None:
    said: list[str] = []
    stubborn = role(STUBBORN, patience=0.2)
    with Supervisor(said.append) as supervisor:
        supervisor.start(stubborn)
        wait_for_words(stubborn, "up")
    assert said == ["The child took too long and was killed; what it was doing is done again later."]
    assert marked(tmp_path) == []


def test_whoever_asks_twice_does_not_wait(role: MakeRole, tmp_path: Path) -> None:
    stubborn = role(STUBBORN, patience=600)
    supervisor = Supervisor(print)
    supervisor.start(stubborn)
    wait_for_words(stubborn, "up")
    supervisor.stop(at_once=lambda: True)
    assert marked(tmp_path) == []


def test_what_a_child_started_ends_with_it(role: MakeRole, tmp_path: Path) -> None:
    mother = role(MOTHER)
    with Supervisor(print) as supervisor:
        supervisor.start(mother)
        wait_until(lambda: mother.log.exists() and mother.log.read_text().count("up") == 2, "both")
        assert len(marked(tmp_path)) == 2
    wait_until(lambda: not marked(tmp_path), "the kernel to take both down")
    assert marked(tmp_path) == []


def test_children_stop_in_the_reverse_of_their_start(role: MakeRole, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[str] = []
    ask = Child.ask_to_stop
    monkeypatch.setattr(Child, "ask_to_stop", lambda child: (stopped.append(child.role.name), ask(child)))
    with Supervisor(print) as supervisor:
        for name in ("broker", "worker", "web"):
            supervisor.start(role(SLEEPER, name))
    assert stopped == ["web", "worker", "broker"]


def test_a_child_that_dies_is_started_again_after_a_pause_that_grows(role: MakeRole) -> None:
    said: list[str] = []
    with Supervisor(said.append) as supervisor:
        supervisor.start(role("raise SystemExit(3)"))
        wait_until(lambda: supervisor.look() or supervisor.deaths("child") == 3, "three deaths")
    pauses = [line.partition("starting it again in ")[2].partition(" s")[0] for line in said]
    assert pauses == ["0.5", "1", "2"]
    assert all("ended with code 3" in line for line in said)


def test_nothing_is_left_when_setting_up_fails(role: MakeRole, tmp_path: Path) -> None:
    def set_up() -> None:
        with Supervisor(print) as supervisor:
            supervisor.start(role(SLEEPER))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        set_up()
    assert marked(tmp_path) == []


def test_a_child_hears_ctrl_c_though_its_parent_was_started_in_the_background(role: MakeRole) -> None:
    sleeper = role(SLEEPER, stop=signal.SIGINT)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        child = Child(sleeper)
        wait_for_words(sleeper, "up")
        child.ask_to_stop()
        assert child.make_sure_it_stopped(60)
    finally:
        signal.signal(signal.SIGINT, before)
    assert child.last_words() == "KeyboardInterrupt"


def test_a_child_does_not_outlive_a_parent_that_is_killed(role: MakeRole, tmp_path: Path) -> None:
    sleeper = role(SLEEPER)
    parent_code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom articles.running.child import Child, Role\n"
        f"here = Path({str(tmp_path)!r})\n"
        f"Child(Role('child', {list(sleeper.argv)!r}, dict(os.environ, MARK=str(here)), here, here / 'child.log'))\n"
        "time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", parent_code], cwd=ROOT)
    wait_for_words(sleeper, "up")
    assert len(marked(tmp_path)) == 1
    parent.kill()
    parent.wait()
    wait_until(lambda: not marked(tmp_path), "the child to end", patience=20)
    assert marked(tmp_path) == []


def test_a_log_that_grew_large_is_put_aside(role: MakeRole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.running.child.LARGEST_LOG", 10)
    speaker = role("print('new')")
    speaker.log.write_text("old words " * 10)
    child = Child(speaker)
    assert child.make_sure_it_stopped(60)
    assert speaker.log.read_text() == "new\n"
    assert speaker.log.with_suffix(".old.log").read_text().startswith("old words")

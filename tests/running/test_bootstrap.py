"""The one command on a bare machine: installs exactly what is locked, once, and says what it lacks."""

import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import bootstrap


class Machine:
    """Stands in for subprocess.run: notes what was called, and fails what it is told to."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.broken: str | None = None

    def run(self, argv: list[object], **_: object) -> "subprocess.CompletedProcess[bytes]":
        self.calls.append([str(word) for word in argv])
        failed = self.broken is not None and self.broken in self.calls[-1]
        return subprocess.CompletedProcess(argv, int(failed))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A project in an empty folder, on a machine without uv."""
    machine = Machine()
    monkeypatch.setattr(bootstrap.subprocess, "run", machine.run)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    for name, path in {"ROOT": "", "VENV": ".venv", "PYTHON": ".venv/bin/python", "STAMP": ".venv/installed"}.items():
        monkeypatch.setattr(bootstrap, name, tmp_path / path)
    (tmp_path / ".venv").mkdir()
    for lock in (bootstrap.RUNTIME, bootstrap.DEVELOPERS):
        (tmp_path / lock).write_text(f"the contents of {lock}")
    return machine


def test_packages_are_installed_by_their_digests_only(machine: Machine) -> None:
    bootstrap.install(bootstrap.RUNTIME)
    (call,) = machine.calls
    assert call[1:4] == ["-m", "pip", "install"]
    assert {"--require-hashes", "--no-deps"} <= set(call)
    assert call[-1].endswith("requirements.txt")


def test_uv_is_taken_where_it_is(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/bin/{name}" if name == "uv" else None)
    bootstrap.install(bootstrap.RUNTIME)
    (call,) = machine.calls
    assert call[:3] == ["uv", "pip", "install"]
    assert {"--require-hashes", "--no-deps"} <= set(call)


def test_nothing_is_installed_twice(machine: Machine) -> None:
    bootstrap.install(bootstrap.RUNTIME)
    bootstrap.install(bootstrap.RUNTIME)
    assert len(machine.calls) == 1


def test_a_new_lock_is_installed(machine: Machine) -> None:
    bootstrap.install(bootstrap.RUNTIME)
    (bootstrap.ROOT / bootstrap.RUNTIME).write_text("something newer")
    bootstrap.install(bootstrap.RUNTIME)
    assert len(machine.calls) == 2


def test_the_developers_set_holds_what_the_desk_needs(machine: Machine) -> None:
    bootstrap.install(bootstrap.DEVELOPERS)
    bootstrap.install(bootstrap.RUNTIME)
    assert len(machine.calls) == 1


def test_an_installation_that_failed_is_tried_again(machine: Machine) -> None:
    machine.broken = "pip"
    with pytest.raises(SystemExit, match="could not be installed"):
        bootstrap.install(bootstrap.RUNTIME)
    machine.broken = None
    bootstrap.install(bootstrap.RUNTIME)
    assert len(machine.calls) == 2


def test_a_sound_environment_is_kept(machine: Machine) -> None:
    bootstrap.make_environment()
    assert [call[1] for call in machine.calls] == ["-c"]  # it was only asked which Python it is


def test_debian_without_venv_is_told_what_to_install(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "works", lambda *_: False)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        bootstrap.make_environment()
    assert not bootstrap.VENV.exists()


def test_an_old_python_looks_for_a_newer_one_and_says_so_when_there_is_none(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11"):
        bootstrap.find_python()
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/bin/{name}" if name == "python3.12" else None)
    assert bootstrap.find_python() == "/bin/python3.12"


@pytest.mark.parametrize("argv", [[], ["fly"]])
def test_an_unknown_word_shows_the_known_ones(machine: Machine, argv: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"run\|test\|lint"):
        bootstrap.main(argv)


def test_lint_goes_on_to_the_end_and_names_what_failed(machine: Machine) -> None:
    machine.broken = str(bootstrap.VENV / "bin" / "mypy")
    with pytest.raises(SystemExit, match="Failed: mypy"):
        bootstrap.carry_out(["ruff check", "mypy", "python manage.py check"], [])
    assert len(machine.calls) == 3


def test_the_script_needs_the_standard_library_only() -> None:
    code = "import runpy; runpy.run_path('factcheck/bootstrap.py', run_name='imported')"
    alone = subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=bootstrap.ROOT, check=False)
    assert alone.returncode == 0

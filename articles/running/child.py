"""One process of the desk: how it is started, on a leash and in a session of its own, and how it is stopped."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.running.leash import die_with_parent

LARGEST_LOG = 10_000_000  # bytes; a larger one is put aside when its process starts again


@dataclass(frozen=True)
class Role:
    """What a process of the desk does and how it is run.

    stop is the signal that asks it to finish what it is doing; patience, in seconds, how long it may take.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    log: Path
    stop: signal.Signals = signal.SIGTERM
    patience: float = 5.0


class Child:
    """A running process of a role, with all that it starts itself (its process group)."""

    def __init__(self, role: Role) -> None:
        """Start it.  Raises OSError when its program is not there."""
        self.role = role
        if role.log.exists() and role.log.stat().st_size > LARGEST_LOG:
            role.log.replace(role.log.with_suffix(".old.log"))
        with role.log.open("ab") as log:
            self.process = subprocess.Popen(
                role.argv,
                cwd=role.folder,
                env=dict(role.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the desk's own process only, which then stops all in order
                preexec_fn=_on_leash(os.getpid()),  # noqa: PLW1509  the desk's process has one thread
            )

    @property
    def is_alive(self) -> bool:
        """Whether the process itself, not only something it started, still runs."""
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send the signal on which this role finishes what it is doing."""
        self.process.send_signal(self.role.stop)

    def make_sure_it_stopped(self, patience: float) -> bool:
        """Wait for up to patience seconds, then kill it; kill what it left behind.  Says whether it stopped itself."""
        try:
            self.process.wait(patience)
            in_time = True
        except subprocess.TimeoutExpired:
            in_time = False
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS says so for a group of zombies
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        return in_time

    def last_words(self) -> str:
        """Return the last line of its log, where the reason of its end usually stands."""
        lines = self.role.log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1].strip() if lines else "it said nothing"


def _on_leash(parent: int) -> Callable[[], None]:
    def prepare() -> None:
        die_with_parent(parent)
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a shell's `&` starts us with SIGINT ignored
            signal.signal(name, signal.SIG_DFL)

    return prepare

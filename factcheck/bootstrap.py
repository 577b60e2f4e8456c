"""The one command on a bare machine: make the virtual environment, install what is locked, then do what was asked.

Standard library only, and readable by an old Python, which is told what it lacks.  `python3 factcheck/bootstrap.py run`
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"  # names and digests of the locks that are installed
RUNTIME, DEVELOPERS = "requirements.txt", "requirements-dev.txt"  # the second holds the first
OLDEST = (3, 11)
CANDIDATES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")
IS_NEW_ENOUGH = f"import sys; sys.exit(sys.version_info < {OLDEST})"
COMMANDS = {
    "run": ["python manage.py run"],
    "test": ["python -m pytest -n 2 --dist loadgroup"],
    "lint": [
        "ruff check --quiet .",
        "ruff format --check --quiet .",
        "mypy",
        "lint-imports --no-logo",
        "djlint --lint --quiet templates",
        "python manage.py check --settings tests.settings",
        "python manage.py makemigrations --check --dry-run --settings tests.settings",
    ],
    "fmt": ["ruff check --fix --quiet .", "ruff format --quiet ."],
    "bench": ["python -m tests.bench"],
    "bench-claims": ["python -m tests.bench.claims"],
    "bench-trail": ["python -m tests.bench.trail"],
    "train": ["python -m articles.extractor.small.train"],
}


def say(line: str) -> None:
    """Tell the user what is going on, at once."""
    print(line, flush=True)


def works(*argv: object) -> bool:
    """Say whether a program runs and ends well."""
    try:
        return subprocess.run([str(arg) for arg in argv], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def find_python() -> str:
    """Return a Python that is new enough: this one, or one on PATH.  Exits with one line when there is none."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in CANDIDATES:
        path = shutil.which(name)
        if path and works(path, "-c", IS_NEW_ENOUGH):
            return path
    sys.exit("factcheck needs Python 3.11 or newer, and there is none on PATH.")


def make_environment() -> None:
    """Make .venv if it is not there or broken.  Exits with one line when this Python cannot make one."""
    if works(PYTHON, "-c", IS_NEW_ENOUGH):
        return
    say("Making the virtual environment (.venv) …")
    without_pip = ["--without-pip"] if shutil.which("uv") else []
    if not works(find_python(), "-m", "venv", "--clear", *without_pip, VENV):
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python's venv is missing or .venv cannot be written.  On Debian: apt install python3-venv")


def install(lock: str) -> None:
    """Install exactly what lock names, unless that was done.  Exits with the installer's words when it fails."""
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in (RUNTIME, DEVELOPERS)}
    installed = STAMP.read_text("ascii").split() if STAMP.exists() else []
    if wanted[lock] in installed:
        return
    began = time.monotonic()
    say(f"Installing what {lock} names (a minute or two the first time) …")
    if shutil.which("uv"):
        argv = ["uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        argv = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    STAMP.unlink(missing_ok=True)
    if subprocess.run([*argv, "--require-hashes", "--no-deps", "-r", str(ROOT / lock)], check=False).returncode:
        sys.exit("The packages could not be installed; the reason stands above.  The next call tries again.")
    done = (RUNTIME, DEVELOPERS) if lock == DEVELOPERS else (lock,)
    STAMP.write_text("\n".join(wanted[name] for name in done), "ascii")
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def carry_out(lines: "list[str]", extra: "list[str]") -> None:
    """Run the programs of .venv, all of them even when one fails; the last takes the extra arguments.  Never returns."""
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV), "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ['PATH']}"}
    commands = [line.split() for line in lines]
    commands[-1] += extra
    os.chdir(ROOT)
    if len(commands) == 1:
        os.execve(PYTHON.parent / commands[0][0], commands[0], environment)  # noqa: S606  a program of .venv
    failed = []
    for command in commands:
        say("· " + " ".join(command))
        if subprocess.run([str(PYTHON.parent / command[0]), *command[1:]], check=False, env=environment).returncode:
            failed.append(command[0])
    sys.exit("Failed: " + ", ".join(failed) if failed else 0)


def main(argv: "list[str]") -> None:
    """Do what argv says: one of COMMANDS, and arguments for it."""
    if not argv or argv[0] not in COMMANDS:
        sys.exit("usage: python3 factcheck/bootstrap.py " + "|".join(COMMANDS))
    make_environment()
    install(RUNTIME if argv[0] == "run" else DEVELOPERS)
    carry_out(COMMANDS[argv[0]], argv[1:])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Interrupted.")

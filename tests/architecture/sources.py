"""The project's own files, for rules about all of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {"var", "__pycache__"}
WEIGHTS = {".png", ".jpg", ".ico", ".npz", ".woff2", ".docx", ".pdf", ".odt", ".gz", ".pyc"}


def files() -> Iterator[Path]:
    """All files of the project, without what is made or installed."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.name in ELSEWHERE or (path.name.startswith(".") and path.name not in (".ci", ".gitignore")):
                continue
            if path.is_dir():
                folders.append(path)
            elif path.suffix not in WEIGHTS:
                yield path


def modules(*rooms: str) -> list[Path]:
    """The Python files of these top folders."""
    return [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in rooms]


def tree(path: Path) -> ast.Module:
    """A module, parsed."""
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path, line: int) -> str:
    """How a finding is named."""
    return f"{path.relative_to(ROOT)}:{line}"

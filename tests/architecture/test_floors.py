"""Who may import whom."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules, place, tree


def check_floors(folder: Path) -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def another_house(tmp_path: Path) -> Path:
    """A copy of the house, to build what is forbidden into."""
    for name in ("articles", "factcheck"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_floors_hold() -> None:
    checked = check_floors(ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("models/article.py", "import articles.actions.decide"),
        ("actions/decide.py", "import articles.api.urls"),
        ("web/urls.py", "import articles.api.urls"),
        ("policy.py", "import articles.reports"),
        ("text/spans.py", "import django"),
        ("extractor/__init__.py", "import articles.ledger"),
        ("later.py", "import factcheck.settings"),
    ],
)
def test_a_look_upstairs_is_found(another_house: Path, room: str, forbidden: str) -> None:
    file = another_house / "articles" / room
    file.write_text(f"{file.read_text('utf-8')}\n{forbidden}\n", "utf-8")
    checked = check_floors(another_house)
    assert checked.returncode == 1
    assert "BROKEN" in checked.stdout


def test_nothing_is_imported_inside_a_function() -> None:
    inside = {
        place(path, node.lineno)
        for path in modules("articles", "factcheck", "manage.py")
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert inside == set()


def test_nobody_listens_to_signals_of_models() -> None:
    listening = [
        place(path, node.lineno)
        for path in modules("articles")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and re.fullmatch(r"(?:django|celery)\b.*\.(?:signals|dispatch)", node.module or "")
    ]
    assert listening == []

"""Human sizes: what fits on a screen, and what has a name that says something."""

import ast
import math
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.sources import ROOT, files, modules, place, tree

HOUSE = ("articles", "factcheck", "manage.py")
SAYS_NOTHING = {"utils", "util", "helpers", "common", "services", "service", "manager", "managers", "misc"}


def lines_of(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def at_95_percent(sizes: Sequence[int]) -> int:
    return sorted(sizes)[math.ceil(0.95 * len(sizes)) - 1]


def functions() -> dict[str, int]:
    """The lines of every function, by its place."""
    return {
        place(path, node.lineno): (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules(*HOUSE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_half_of_the_files_fit_on_two_screens_and_none_is_long() -> None:
    written = [path for path in modules(*HOUSE) if path.parent.name != "migrations"]  # those are made, not written
    sizes = {str(path.relative_to(ROOT)): lines_of(path) for path in written}
    assert median(sizes.values()) <= 80
    assert at_95_percent(list(sizes.values())) <= 250
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_functions_fit_on_a_screen() -> None:
    sizes = functions()
    assert at_95_percent(list(sizes.values())) <= 40
    assert {name: size for name, size in sizes.items() if size > 60} == {}


def test_no_test_file_is_long() -> None:
    assert {str(path): lines_of(path) for path in modules("tests") if lines_of(path) > 400} == {}


@pytest.mark.parametrize(("name", "most"), [("factcheck/settings.py", 250), ("README.md", 120)])
def test_what_everybody_reads_is_short(name: str, most: int) -> None:
    assert lines_of(ROOT / name) <= most


def test_templates_are_short() -> None:
    long = {str(path): lines_of(path) for path in files() if path.suffix == ".html" and lines_of(path) > 120}
    assert long == {}


def test_no_module_is_called_after_nothing() -> None:
    assert [str(path) for path in modules(*HOUSE, "tests") if path.stem in SAYS_NOTHING] == []


def test_every_module_says_what_its_room_is_for() -> None:
    written = [path for path in modules(*HOUSE, "tests") if path.parent.name != "migrations"]  # their names say it
    mute = [str(path.relative_to(ROOT)) for path in written if not _says(path)]
    assert mute == []


def _says(path: Path) -> bool:
    content = path.read_text("utf-8").strip()
    return bool(ast.get_docstring(tree(path))) or (not content and path.relative_to(ROOT).parts[0] == "tests")

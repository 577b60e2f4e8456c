"""Nothing of one machine is written down: no path of a home, no registry, no key."""

import re

from tests.architecture.sources import ROOT, files

HERE = re.compile(r"/(?:work|home|Users|root|opt)/[\w.-]+", re.IGNORECASE)
REGISTRIES = re.compile(
    r"(?:py[p]i\.org|python[h]osted\.org|registry\.npm[j]s|--(?:extra-)?index-url|--find-links)", re.IGNORECASE
)
KEYS = re.compile(r"(?:BEGIN [A-Z ]*PRIVATE KEY|django-insecure-[\w!@#$%^&*()]{20})")


def found(pattern: re.Pattern[str]) -> list[str]:
    """Where pattern stands, in all files but this one."""
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files()
        if str(path) != __file__
        for match in pattern.finditer(path.read_text("utf-8", "replace"))
    ]


def test_no_file_names_a_folder_of_this_machine() -> None:
    assert found(HERE) == []


def test_no_file_names_a_registry() -> None:
    assert found(REGISTRIES) == []


def test_no_key_lies_in_the_project() -> None:
    assert found(KEYS) == []


def test_every_locked_package_has_its_digest() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        packages = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\n(.*)", (ROOT / lock).read_text("ascii"), re.MULTILINE)
        assert len(packages) > 30
        assert [line for line in packages if "--hash=sha256:" not in line] == []

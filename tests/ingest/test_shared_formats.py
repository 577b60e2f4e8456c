"""The files that were given with the words they must give."""

from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from articles.ingest.child import read_in_child

SUFFIX = ".expected.txt"


def test_every_given_file_gives_its_words(shared: Path) -> None:
    """Word similarity: 1 - insertions and deletions / number of words in both; white space aside."""
    given = sorted(path for path in (shared / "formats").iterdir() if not path.name.endswith(SUFFIX))
    if not given:
        pytest.skip("there are no files in ../shared/formats")
    for path in given:
        wanted = path.with_name(path.name + SUFFIX).read_text(encoding="utf-8").split()
        found = read_in_child(path.name, path.read_bytes()).text.split()
        assert Indel.normalized_similarity(wanted, found) >= 0.99, path.name

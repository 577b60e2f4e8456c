"""Another extractor for the desk of a test: it finds what it is told to find, whatever the text."""

from dataclasses import replace
from typing import Any

import pytest

from articles.actions import extract, intake, reextract
from articles.extractor import Candidate, Findings
from articles.management.commands import reextract as command
from articles.text.spans import Span
from tests.cast import TEXT

NOTHING = Findings((), (), (), (), ())
SAID: dict[str, Any] = {
    "score": 700_000,
    "tier": 1,
    "priority": 2,
    "kinds": ("number",),
    "reasons": ("It has a figure.",),
    "flags": (),
    "facets": {"figures": [], "dates": [], "quotations": [], "names": []},
    "speaker": "",
}


def on(words: str, text: str = TEXT) -> Span:
    """The line of the text in which words stand."""
    start = text.rindex("\n", 0, text.index(words)) + 1
    return Span(start, text.index("\n", start))


def proposed(words: str, text: str = TEXT, **more: Any) -> Candidate:
    """A candidate on the line in which words stand."""
    return Candidate(on(words, text), **{**SAID, **more})


def put_extractor(patch: pytest.MonkeyPatch, version: str, *candidates: Candidate, **more: Any) -> None:
    """Let the desk have this extractor, with what else it finds."""
    found = replace(NOTHING, candidates=candidates, **more)
    for module in (intake, reextract, command):
        patch.setattr(module, "VERSION", version)
    patch.setattr(extract, "find_candidates", lambda *_, **__: found)

"""Every hostile file, made by a function whose name says what is wrong with it."""

from types import ModuleType

from tests.ingest.hostile import in_letters, in_packed, in_pages, in_pdfs, in_text
from tests.ingest.hostile.case import Case, Make


def _made_in(module: ModuleType) -> dict[str, Make]:
    return {
        name: make
        for name, make in vars(module).items()
        if getattr(make, "__annotations__", {}) == {"return": Case} and make.__module__ == module.__name__
    }


CASES: dict[str, Make] = {}
for room in (in_text, in_pages, in_packed, in_letters, in_pdfs):
    CASES |= _made_in(room)

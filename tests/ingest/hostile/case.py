"""One hostile file: its name, its bytes and what must come of it."""

from collections.abc import Callable
from typing import NamedTuple

from articles.ingest import CannotTake
from articles.ingest.document import Document

Make = Callable[[], "Case"]
JARGON = ("Error", "Exception", "Traceback", "None", "null", "\n", "assert")


class Case(NamedTuple):
    """What must come of it: exactly text, or a text that holds words, or one of the refusals."""

    name: str
    data: bytes
    text: str | None = None
    words: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    """Words that must not be in the text."""
    memory: int = 400
    """The MB that the process which reads it may take; less than half of the limit, unless the file means to reach it."""


def reads(name: str, data: bytes, text: str) -> Case:
    """A file that gives exactly this text."""
    return Case(name, data, text=text)


def holds(name: str, data: bytes, *words: str, but: tuple[str, ...] = ()) -> Case:
    """A file whose text holds these words, in this order."""
    return Case(name, data, words=words, but=but)


def refused(name: str, data: bytes, *codes: str) -> Case:
    """A file that is refused for one of these reasons."""
    return Case(name, data, refusals=codes)


def check(case: Case, outcome: Document | CannotTake) -> None:
    """Hold what came of a file against what must come of it, and against what holds for every file."""
    if isinstance(outcome, CannotTake):
        check_words(outcome)
        assert outcome.code in case.refusals, outcome.message
        return
    check_document(outcome)
    assert not case.refusals, f"it was read: {outcome.text[:200]!r}"
    if case.text is not None:
        assert outcome.text == case.text
    place = 0
    for words in case.words:
        found = outcome.text.find(words, place)
        assert found >= 0, f"{words!r} is not in {outcome.text[place : place + 200]!r}"
        place = found + len(words)
    assert not [words for words in case.but if words in outcome.text]


def check_words(refusal: CannotTake) -> None:
    """Whether a refusal speaks to people: what happened, what to do, and that nothing was stored."""
    assert refusal.status in (413, 415, 422)
    assert refusal.message.endswith(" Nothing was stored.")
    assert refusal.message.count(". ") >= 2, "it does not say what to do"
    assert len(refusal.message) < 500
    assert refusal.message.isprintable()
    assert not [word for word in JARGON if word in refusal.message]


def check_document(document: Document) -> None:
    """Whether a document keeps the promises of every document."""
    text = document.text
    told = [
        document.title,
        document.byline,
        *document.notes,
        *(str(word) for one in document.proposals for word in one),
    ]
    for words in (text, *told):
        words.encode("utf-8")
        assert not set(words) & set("\r\x00\x1b")
    assert Document.from_json(document.to_json()) == document
    assert any(char.isprintable() and not char.isspace() for char in text)
    assert all(text[start:end].strip() for _, start, end in document.blocks)
    assert all(note.strip() for note in document.notes)
    assert not [word for one in (document.title, document.byline) for word in one if word in "\n\t"]

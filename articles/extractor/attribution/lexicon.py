"""Every form of the verbs with which news tells that somebody says, thinks, wants or shows something, and what it asks for."""

from collections.abc import Iterator
from enum import Flag, auto
from typing import NamedTuple

from articles.extractor.attribution.verbs import SAY, SHOW, SPEAK, STAND, THINK, WILL
from articles.text.words import word_set


class Frame(Flag):
    """What a verb asks for before it attributes anything: of its subject, and of the words behind it."""

    FREE = auto()  # nothing more: "the mayor said"
    CLAUSE = auto()  # a clause, a quotation or a question word: "the mayor knows that", "she sees why"
    TO = auto()  # an infinitive: "the mayor promised to"
    OBJECT = auto()  # an object, and somebody who can speak as its subject: "the mayor criticised the plan"
    SHOWN = auto()  # as OBJECT, and a paper or a count may be its subject: "the survey found 40 dead"
    ABOUT = auto()  # one of the prepositions in ABOUT: "the mayor called for a vote"


class Form(NamedTuple):
    """One written form of a verb: its lemma, its kind (base, s, past, participle or ing) and what it asks for."""

    lemma: str
    kinds: frozenset[str]
    frame: Frame


def _forms(entry: str) -> Iterator[tuple[str, str]]:
    """Every written form of a verb with its kind; "slam/slammed" gives the doubled letter to its participle too."""
    lemma, *irregular = entry.split("/")
    final_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    past = (
        irregular[0] if irregular else lemma[:-1] + "ied" if final_y else lemma + ("d" if lemma.endswith("e") else "ed")
    )
    doubled = past.endswith("ed") and len(past) == len(lemma) + 3 and not lemma.endswith("e")
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "ie", "ye")) else lemma
    yield lemma, "base"
    yield (
        (lemma[:-1] + "ies" if final_y else lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")),
        "s",
    )
    yield past, "past"
    yield irregular[1] if len(irregular) > 1 else past, "participle"
    yield (past[:-2] if doubled else stem) + "ing", "ing"


def _table() -> dict[str, Form]:
    """Every form of every verb; the frames of a verb in several groups add up."""
    groups = [(SAY, Frame.FREE), (THINK, Frame.CLAUSE), (STAND, Frame.OBJECT), (SHOW, Frame.SHOWN), (WILL, Frame.TO)]
    groups += [(verbs, Frame.ABOUT) for verbs in SPEAK.values()]
    table: dict[str, Form] = {}
    for verbs, frame in groups:
        for entry in verbs.split():
            for written, kind in _forms(entry):
                known = table.get(written, Form(entry.split("/")[0], frozenset(), frame))
                table[written] = Form(known.lemma, known.kinds | {kind}, known.frame | frame)
    return table


def _prepositions() -> dict[str, frozenset[str]]:
    """The words that may follow a verb of speaking, by its lemma."""
    found: dict[str, frozenset[str]] = {}
    for words, verbs in SPEAK.items():
        for entry in verbs.split():
            lemma = entry.split("/")[0]
            found[lemma] = found.get(lemma, frozenset()) | word_set(words)
    return found


VERBS = _table()
ABOUT = _prepositions()

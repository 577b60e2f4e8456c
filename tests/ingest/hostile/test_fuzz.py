"""Two thousand mutations of every format, the same in every run: each is read or refused, and nothing else happens."""

import itertools
import signal
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from articles.ingest.document import Document
from articles.ingest.limits import MB
from articles.ingest.sniff import Kind
from tests.ingest.hostile import worker
from tests.ingest.hostile.mutations import mutation
from tests.ingest.hostile.round import read_round
from tests.ingest.hostile.seeds import SEEDS, ZIP

MUTATIONS = 2_000
MOST_MEMORY = 400 * MB  # less than half of the limit, as for the corpus; a PDF whose page is a kilometre wide takes 300
MOST_GROWTH = 20 * MB  # from the two hundredth file to the last


@pytest.mark.parametrize("kind", SEEDS)
def test_no_mutation_breaks_a_reader_or_keeps_it_busy_or_makes_it_grow(kind: str) -> None:
    found = read_round(kind, 0, MUTATIONS)
    assert not found.faults, "\n".join(found.faults)
    assert (found.accepted + found.refused, found.errors) == (MUTATIONS, 0)
    assert found.accepted > MUTATIONS // 3, "few mutations reach the reader's later steps"
    assert found.refused > 0, "nothing was refused: these mutations do no harm"
    assert found.peak < MOST_MEMORY
    assert found.grown < MOST_GROWTH


@pytest.mark.parametrize("kind", SEEDS)
def test_mutations_are_the_same_in_every_run_and_differ_from_each_other(kind: str) -> None:
    made = [mutation(kind, number) for number in range(100)]
    assert made == [mutation(kind, number) for number in range(100)]
    assert len(set(made)) > 95
    assert not set(made) & set(SEEDS[kind])


def test_every_format_that_is_read_is_mutated_and_so_are_zips_of_articles() -> None:
    assert set(SEEDS) == {*Kind, ZIP}


def raises(_data: bytes, _charset: None) -> Document:
    raise KeyError("w:val")


def never_ends(_data: bytes, _charset: None) -> Document:
    for _ in itertools.count():
        continue
    raise AssertionError


def gives_half_a_letter(_data: bytes, _charset: None) -> Document:
    return Document("a \ud83d", ())


@pytest.fixture
def alarm() -> Iterator[None]:
    before = signal.getsignal(signal.SIGPROF)
    yield
    signal.signal(signal.SIGPROF, before)


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize(
    ("reader", "fault"),
    [(raises, "KeyError"), (never_ends, "TooSlowError"), (gives_half_a_letter, "UnicodeEncodeError")],
)
def test_a_reader_that_breaks_or_never_ends_or_gives_what_is_no_text_is_found_out(
    reader: Callable[[bytes, None], Document], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "reader_of", lambda _kind: SimpleNamespace(read=reader))
    monkeypatch.setattr(worker, "LONGEST", 0.02)
    found = worker.meet("rtf", 0, 3)
    assert found["outcomes"] == {"fault": 3}
    assert fault in str(found["faults"])

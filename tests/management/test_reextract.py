"""`manage.py reextract`: what would change is shown as a diff and written nowhere; what is queued is told one by one."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.actions.decide import Ruling, decide_claim
from articles.actions.sign_off import sign_off
from articles.management.comparing import SHORT, short
from articles.models import Article, AuditEvent, Claim, Extraction, Person
from tests.another_extractor import on, proposed, put_extractor

TUNNEL, COST, CARS, QUESTION = "opened on 3 March", "$412 million", "18,000 cars", "Is it worth the money?"


def said(*arguments: str) -> str:
    """What the command printed."""
    out = io.StringIO()
    call_command("reextract", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    return lambda version, *candidates: put_extractor(monkeypatch, version, *candidates)


@pytest.fixture
def old(upgrade: Callable[..., None], submit: Callable[..., Article]) -> Article:
    upgrade("0.1", *map(proposed, (TUNNEL, COST, CARS)))
    return submit()


@pytest.fixture
def other(old: Article, submit: Callable[..., Article]) -> Article:
    return submit()


def everything() -> tuple[Any, ...]:
    """All that a run could write."""
    return (list(Claim.objects.values()), list(Extraction.objects.values()), AuditEvent.objects.count())


def test_a_comparison_is_a_diff_with_the_words_and_writes_nothing(
    old: Article, upgrade: Callable[..., None], rita: Person
) -> None:
    cars = old.claims.for_lists().get(placement__quote__contains=CARS)
    decide_claim(cars, Ruling("disputed", note="No."), by=rita, seen=1)
    upgrade("0.2", proposed(COST), proposed(QUESTION))
    before = everything()

    lines = said(str(old.pk), "--compare").splitlines()

    signs = [(line[0], line.partition("  ")[2]) for line in lines if line[0:1] in ("+", "-", "~")]
    assert [sign for sign, _ in signs] == ["-", "-", "+"], "in reading order"
    assert signs[0][1].endswith("[claim 1: it stays, with a flag]")
    assert "[claim 3: decided by people" in signs[1][1]
    assert signs[2][1] == QUESTION
    assert "1 kept, 1 new, 0 with other boundaries, 2 dropped (1 decided, 0 touched, 1 untouched)" in lines[4]
    assert lines[-1].startswith("In 1 article, extractor 0.2: 1 kept")
    assert everything() == before


def test_a_comparison_of_all_is_summed_up_for_programs(
    old: Article, other: Article, upgrade: Callable[..., None]
) -> None:
    upgrade("0.2", proposed(COST), proposed(QUESTION))

    first, second, total = map(json.loads, said("--all", "--compare", "--json").splitlines())

    assert (first["article"], second["article"]) == (old.pk, other.pk)
    span = on(QUESTION)
    assert first["new"] == [{"start": span.start, "end": span.end, "words": QUESTION}]
    assert [one["number"] for one in first["dropped"]["untouched"]] == [1, 3]
    counts = {"kept": 2, "new": 2, "changed": 0, "decided": 0, "touched": 0, "untouched": 4}
    assert (total["sum"], total["articles"]) == (counts, 2)


def test_named_articles_are_queued_for_the_worker(old: Article, upgrade: Callable[..., None], edith: Person) -> None:
    upgrade("0.2")
    printed = said(str(old.pk), "--as", "edith")
    assert printed.splitlines()[0] == f"{old.pk}\tqueued"
    assert "1 queued for extractor 0.2" in printed
    assert Extraction.objects.get(state="queued").extractor == "0.2"
    assert AuditEvent.objects.get(kind="extraction.queued").actor == edith


def test_an_article_that_is_named_and_refused_is_an_error(old: Article, upgrade: Callable[..., None]) -> None:
    with pytest.raises(CommandError, match="1 of 1 articles were not queued"):
        said(str(old.pk))
    assert Extraction.objects.count() == 1


def test_of_all_articles_those_that_are_left_are_counted_with_the_reason(
    old: Article, other: Article, upgrade: Callable[..., None], carl: Person
) -> None:
    for claim in old.claims.for_lists():
        decide_claim(claim, Ruling("disputed", note="No."), by=carl, seen=1)
    sign_off(old, by=carl)
    upgrade("0.2")

    told = json.loads(said("--all", "--json").splitlines()[-1])

    assert told["queued"] == 1
    assert [(number, "signed off" in why) for why, number in told["refused"].items()] == [(1, True)]
    assert list(Extraction.objects.filter(state="queued").values_list("revision__article", flat=True)) == [other.pk]


@pytest.mark.parametrize(
    "arguments", [(), ("1", "--all"), ("999",), ("--all", "--judge", "oracle"), ("--all", "--as", "nobody"), ("--all", "--as", "ada")]
)  # fmt: skip
def test_what_cannot_be_is_one_clear_line_and_queues_nothing(
    old: Article, ada: Person, upgrade: Callable[..., None], arguments: tuple[str, ...]
) -> None:
    upgrade("0.2")
    with pytest.raises(CommandError) as no:
        said(*arguments)
    assert "\n" not in str(no.value)
    assert Extraction.objects.count() == 1


def test_it_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("reextract", "--help")
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert all(word in told for word in ("ARTICLE", "--all", "--compare", "--judge NAME", "--as USER", "--json"))


def test_words_are_shown_in_one_line_that_commands_no_terminal() -> None:
    assert short("It \x1b[2J costs\n$4\u2028million\x07.") == "It [2J costs $4 million ."
    assert len(short("million " * 1_000)) <= SHORT

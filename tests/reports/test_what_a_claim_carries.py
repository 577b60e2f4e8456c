"""Checkpoints, context, priorities and hints in a report: told in every form, and nothing where there is nothing."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from articles.actions.answer_hint import answer_hint
from articles.actions.dismiss import dismiss_claim
from articles.actions.tick import tick
from articles.models import Article, Claim, Hint, Person
from articles.reports import FORMATS, facts
from articles.reports.csv import COLUMNS
from articles.reports.json import SCHEMA
from articles.text.spans import Span
from tests.reports.conftest import marked

HOSTILE = '=cmd|"x"</style><script>alert(1)</script>\u202e'


def raise_hint(article: Article, why: str, *quotes: str, **more: Any) -> Hint:
    revision = article.newest
    assert revision is not None
    starts = [revision.text.index(words) for words in quotes]
    return Hint.objects.create(
        article=article,
        revision=revision,
        extraction=revision.extractions.get(),
        kind=more.pop("kind", "percent_change"),
        places=[[start, start + len(words)] for start, words in zip(starts, quotes, strict=True)],
        quotes=list(quotes),
        why=why,
        **more,
    )


@pytest.fixture
def ticket(plain: Article, rita: Person) -> Claim:
    """A claim with everything that a claim can carry; one of its two checkpoints is ticked."""
    claim = marked(plain, "A ticket costs $3.10, which is 12 percent more than in 2023", rita)
    words = ("$3.10", "12 percent")
    starts = [claim.words.quote.index(one) for one in words]
    claim.checkpoints = [
        {"start": start, "end": start + len(one), "words": one, "kind": "money"}
        for start, one in zip(starts, words, strict=True)
    ]
    claim.context = {"lead_in": "What it costs:", "antecedent": "The ferry line carried 2.4 million people."}
    claim.priority_reason = "High risk: it names a price."
    claim.save()
    return tick(claim, [Span(starts[0], starts[0] + len(words[0]))], by=rita, seen=1)


@pytest.fixture
def noticed(plain: Article, ticket: Claim, rita: Person) -> list[Hint]:
    """Three hints, one of each answer, and a sum that works out."""
    waved = raise_hint(plain, "12 percent of $2.60 is $0.31.", "$3.10", "12 percent")
    accepted = raise_hint(plain, "Two counts of people.", "2.4 million people", "record crowd", kind="conflict")
    asked = raise_hint(plain, "1998 is no year of a quay.", "1998", kind="age")
    right = raise_hint(plain, "91 of 100 is 91 percent, as stated.", "91 percent", agrees=True)
    answer_hint(waved, "waved_away", by=rita, seen=1, note="Rounded by the port.")
    answer_hint(accepted, "accepted", by=rita, seen=1)
    return [waved, accepted, asked, right]


def page_of(article: Article) -> Any:
    return lxml_html.document_fromstring(FORMATS["html"].render(facts.build(article)))


def rows_of(article: Article) -> list[dict[str, str]]:
    data = FORMATS["csv"].render(facts.build(article)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data, newline="")))


def values_of(article: Article) -> Any:
    report = json.loads(FORMATS["json"].render(facts.build(article)))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(report)
    return report


def test_the_page_says_what_was_ticked_and_what_the_claim_needs(plain: Article, ticket: Claim) -> None:
    [row] = page_of(plain).xpath(f'//*[@id="c{ticket.number}"]')
    lines = [" ".join(line.text_content().split()) for line in row.iter("p")]
    assert "Ticked: $3.10. Not ticked: 12 percent" in lines
    assert "Leads in: What it costs:" in lines
    assert "Speaks of: The ferry line carried 2.4 million people." in lines
    assert any("High risk: it names a price." in line for line in lines)


def test_the_result_says_how_many_checkpoints_were_ticked(plain: Article, ticket: Claim, carl: Person) -> None:
    plain.claims.exclude(pk=ticket.pk).update(checkpoints=[])
    assert "1 of 2 checkpoints ticked." in page_of(plain).text_content()
    dismiss_claim(ticket, "opinion", by=carl, seen=ticket.version)
    assert "checkpoints ticked" not in page_of(plain).text_content()


def test_an_article_without_any_of_it_shows_nothing_of_it(worked: Article) -> None:
    worked.claims.update(checkpoints=[], context={}, priority_reason="")
    worked.hints.all().delete()
    page = page_of(worked)
    assert "Hints" not in [one.text_content() for one in page.iter("h2")]
    words = page.text_content()
    assert [told for told in ("icked", "Leads in", "Speaks of", "checkpoints") if told in words] == []


def test_hints_stand_with_their_calculation_and_who_answered_them(plain: Article, noticed: list[Hint]) -> None:
    plain.hints.exclude(pk__in=[hint.pk for hint in noticed]).delete()
    told = [
        " ".join(one.getparent().text_content().split())
        for one in page_of(plain).xpath('//p[@class="words"]/bdi[1]/..')
    ]
    assert [next(word for word in ("Not answered", "Accepted: Rita", "Waved away: Rita") if word in one) for one in told] == [
        "Not answered", "Accepted: Rita", "Waved away: Rita",
    ]  # fmt: skip
    assert "Change in per cent: 12 percent of $2.60 is $0.31. Rounded by the port." in told[2]
    assert "as stated" not in " ".join(told)


def test_a_spreadsheet_has_ticks_and_hints_beside_their_claim(
    plain: Article, ticket: Claim, noticed: list[Hint]
) -> None:
    row = next(row for row in rows_of(plain) if row["id"] == str(ticket.pk))
    assert (row["ticked"], row["not_ticked"]) == ("$3.10", "12 percent")
    assert (row["lead_in"], row["priority_reason"]) == ("What it costs:", "High risk: it names a price.")
    assert row["hints"].startswith("waved_away by Rita ")
    assert row["hints"].endswith(": 12 percent of $2.60 is $0.31. (Rounded by the port.)")
    assert list(row) == list(COLUMNS)


def test_programs_are_told_of_every_hint_sums_that_work_out_included(
    plain: Article, ticket: Claim, noticed: list[Hint]
) -> None:
    report = values_of(plain)
    told = {hint["id"]: hint for hint in report["hints"]}
    assert {hint.pk for hint in noticed} <= set(told)
    waved, _, asked, right = (told[hint.pk] for hint in noticed)
    assert (right["agrees"], asked["answer"], asked["answered_by"]) == (True, "", None)
    assert (waved["answer"], waved["answered_by"]["username"]) == ("waved_away", "rita")
    assert ticket.number in waved["claims"]
    newest = plain.newest
    assert newest is not None
    assert all(newest.text[at["start"] : at["end"]] == at["words"] for hint in told.values() for at in hint["places"])
    claim = next(one for one in report["claims"] if one["id"] == ticket.pk)
    assert [(one["words"], one["ticked"]) for one in claim["checkpoints"]] == [("$3.10", True), ("12 percent", False)]


def test_hostile_words_stay_words(plain: Article, ticket: Claim, rita: Person) -> None:
    ticket.context = {"lead_in": HOSTILE, "antecedent": HOSTILE}
    ticket.priority_reason = HOSTILE
    ticket.checkpoints = [{"start": 0, "end": len(HOSTILE), "words": HOSTILE, "kind": HOSTILE}]
    ticket.save()
    answer_hint(raise_hint(plain, HOSTILE, "1998", "$3.10"), "accepted", by=rita, seen=1, note=HOSTILE)
    page = page_of(plain)
    assert list(page.iter("script")) == []
    holders = [one for one in page.iter() if one.text and HOSTILE in one.text]
    assert len(holders) >= 6
    assert all(one.tag == "bdi" or one.get("dir") == "auto" for one in holders)
    assert [cell for row in rows_of(plain) for cell in row.values() if cell[:1] == "="] == []
    assert values_of(plain)["hints"]


def test_more_hints_cost_no_more_queries(plain: Article, noticed: list[Hint]) -> None:
    with CaptureQueriesContext(connection) as few:
        facts.build(plain)
    for number in range(20):
        raise_hint(plain, f"Sum {number}.", "1998", "$3.10")
    with CaptureQueriesContext(connection) as many:
        facts.build(plain)
    assert len(many) == len(few)


def test_a_hint_names_every_claim_that_it_touches_even_if_they_overlap(
    plain: Article, ticket: Claim, rita: Person
) -> None:
    inner = marked(plain, "$3.10", rita)
    hint = raise_hint(plain, "A price.", "$3.10")
    told = next(one for one in facts.build(plain).hints if one.id == hint.pk)
    standing = plain.claims.filter(placement__start__lte=inner.words.start, placement__end__gte=inner.words.end)
    assert set(told.claims) == set(standing.values_list("number", flat=True)) >= {inner.number, ticket.number}


def test_the_trail_in_the_appendix_tells_ticks_and_answers_in_words(
    plain: Article, noticed: list[Hint], submit: Callable[..., Article]
) -> None:
    told = [line.told for line in facts.build(plain).trail]
    assert "ticked what was checked in the claim" in told
    assert "waved a hint away" in told

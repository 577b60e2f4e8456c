"""The forms of a report: the same facts, safe to open, readable by other programs."""

import csv
import io
import json
from collections.abc import Callable
from html.parser import HTMLParser

import jsonschema
import pytest
from lxml import html as lxml_html

from articles.actions.cite import Citation
from articles.models import Article, Person, Verdict
from articles.reports import FORMATS, facts
from articles.reports.changes import changes
from articles.reports.csv import FORMULA, neutral
from articles.reports.json import SCHEMA
from tests.reports.conftest import decided, marked

HOSTILE = '<img src=x onerror=alert(1)></style></title><script>alert("2")</script>{{ 7 }}{% now %}'


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture
def told(worked: Article) -> facts.Facts:
    return facts.build(worked)


@pytest.fixture
def hostile(submit: Callable[..., Article], rita: Person) -> facts.Facts:
    """An article, notes and sources that try to become markup or formulas."""
    article = submit(f"=HYPERLINK(1) of {HOSTILE} and 12 ships.\n\n@SUM(1) went\u202e up 5 percent.", title=HOSTILE)
    evidence = [Citation(title=HOSTILE, url="https://e.example/?a=\"'><b>", locator="=1+1", quote=HOSTILE)]
    decided(
        marked(article, "=HYPERLINK(1) of", rita),
        Verdict.DISPUTED,
        rita,
        note=HOSTILE,
        correction="-2",
        evidence=evidence,
    )
    decided(marked(article, "@SUM(1)", rita), Verdict.UNSOURCED, rita, note="＝cmd|' /C calc'!A0")
    return facts.build(article)


def test_every_format_holds_every_claim_with_its_exact_words(told: facts.Facts) -> None:
    words = [claim.place.words for claim in told.claims]
    assert [row["words"] for row in rows(FORMATS["csv"].render(told))] == words
    assert [one["place"]["words"] for one in json.loads(FORMATS["json"].render(told))["claims"]] == words
    page = lxml_html.document_fromstring(FORMATS["html"].render(told))
    assert [mark.text_content() for mark in page.iter("mark")] == words


def test_the_json_report_fits_its_schema(told: facts.Facts, hostile: facts.Facts) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    for one in (told, hostile):
        report = json.loads(FORMATS["json"].render(one))
        assert [error.message for error in validator.iter_errors(report)] == []
    assert not validator.is_valid(report | {"trail_head": "none"})


def test_the_same_facts_give_the_same_bytes(told: facts.Facts) -> None:
    for form in FORMATS.values():
        assert form.render(told) == form.render(told)


def test_numbers_stay_numbers_in_a_spreadsheet(told: facts.Facts) -> None:
    line = FORMATS["csv"].render(told).decode("utf-8-sig").split("\r\n")[1]
    assert line.startswith(f'{told.about.id},1,"{told.about.sha256}",1,')


def test_the_csv_begins_with_a_byte_order_mark_and_ends_lines_as_spreadsheets_do(told: facts.Facts) -> None:
    data = FORMATS["csv"].render(told)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("first", [*FORMULA, " =", "\u200b=", "\ufeff＝", "\u202e@"])
def test_a_cell_that_would_be_run_is_only_shown(first: str) -> None:
    assert neutral(f"{first}cmd") == f"'{first}cmd"


@pytest.mark.parametrize("cell", ["", "12 percent", "a=b", "“=” he said", "5-3"])
def test_an_ordinary_cell_is_left_as_it_is(cell: str) -> None:
    assert neutral(cell) == cell


def test_no_cell_of_a_hostile_article_is_a_formula(hostile: facts.Facts) -> None:
    cells = [cell for row in rows(FORMATS["csv"].render(hostile)) for cell in row.values()]
    assert [cell for cell in cells if cell[:1] and cell[0] in FORMULA] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


class Elements(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_nothing_of_a_hostile_article_becomes_markup(hostile: facts.Facts) -> None:
    page = Elements(FORMATS["html"].render(hostile))
    assert not {"script", "img", "b", "iframe", "link", "object"} & set(page.tags)
    assert [name for name, _ in page.attributes if name.startswith("on")] == []
    assert HOSTILE in lxml_html.document_fromstring(FORMATS["html"].render(hostile)).text_content()


def test_the_html_report_needs_nothing_beside_itself(hostile: facts.Facts) -> None:
    page = Elements(FORMATS["html"].render(hostile))
    links = [value or "" for name, value in page.attributes if name in ("href", "src", "srcset", "action")]
    assert [link for link in links if not link.startswith(("#", "https://e.example/"))] == []
    assert "url(" not in FORMATS["html"].render(hostile).decode()


def test_words_of_people_are_isolated_in_their_direction(hostile: facts.Facts) -> None:
    page = lxml_html.document_fromstring(FORMATS["html"].render(hostile))
    holders = [mark.getparent() for mark in page.iter("mark")]
    assert holders
    assert all(holder.get("dir") == "auto" for holder in holders)
    outside = [one for one in page.iter() if "\u202e" in (one.text or "") and one.tag not in ("mark", "bdi", "p")]
    assert outside == []


def test_a_correction_shows_which_words_go_and_which_come() -> None:
    pieces = changes("Lumen Stock Surges 46.3% in 2026", "Lumen Stock Gains 8.8% in 2026")
    assert [(piece.kind, piece.words.strip()) for piece in pieces] == [
        ("same", "Lumen Stock"),
        ("out", "Surges 46.3%"),
        ("in", "Gains 8.8%"),
        ("same", "in 2026"),
    ]


def test_the_pieces_of_a_correction_are_its_old_and_its_new_words() -> None:
    was, now = "  a b  c\nd e", "a x c\nd  e f "
    pieces = changes(was, now)
    assert "".join(piece.words for piece in pieces if piece.kind != "in") == was
    assert "".join(piece.words for piece in pieces if piece.kind != "out") == now


def test_a_report_says_who_decided_and_when(told: facts.Facts) -> None:
    page = lxml_html.document_fromstring(FORMATS["html"].render(told)).text_content()
    for claim in (*told.corrections, *told.unsourced):
        assert claim.decision is not None
        assert claim.decision.by.name in page
        assert claim.decision.note in page
        assert f"{claim.decision.at:%H:%M} UTC" in page

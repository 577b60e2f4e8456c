"""What is measured on the labelled articles beside the project holds; nothing was tuned to them."""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from articles.extractor import Findings, find_candidates
from articles.text.recognise import recognise_blocks


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path, published_on: str | None) -> tuple[str, Findings]:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    day = date.fromisoformat(published_on[:10]) if published_on else None
    return text, find_candidates(text, recognise_blocks(text), published_on=day)


@pytest.fixture(scope="module")
def articles(shared: Path) -> list[tuple[dict[str, Any], str, Findings]]:
    golds = [json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold/articles").glob("*.json"))]
    return [(gold, *read(shared / f"gold/articles/{gold['id']}.txt", gold["published_on"])) for gold in golds]


def test_nearly_every_claim_is_found_and_little_else(
    shared: Path, articles: list[tuple[dict[str, Any], str, Findings]]
) -> None:
    score = scorer(shared / "gold/score.py")
    rows = [
        score.score_article(gold, text, [list(c.span) for c in found.candidates], []) for gold, text, found in articles
    ]
    figures = score.figures({key: sum(row[key] for row in rows) for key in rows[0]})
    assert figures["recall"] >= 0.97
    assert figures["recall_high"] >= 0.98
    assert figures["precision"] >= 0.89
    assert figures["exact"] >= 0.97


@pytest.mark.parametrize(
    ("kind", "precision", "recall", "right"),
    [("figures", 0.97, 0.97, 0.98), ("dates", 0.95, 0.94, 0.90), ("quotations", 0.95, 0.95, 0.95)],
)
def test_facets_are_found_and_read(shared: Path, kind: str, precision: float, recall: float, right: float) -> None:
    score = scorer(shared / "gold/score_facets.py")
    found_n = gold_n = 0
    verdicts: list[bool | None] = []
    for path in sorted((shared / "gold/facets").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        _, findings = read(shared / f"gold/articles/{gold['id']}.txt", gold["published_on"])
        found = findings.shown()[kind]
        pairs = score.matches(gold[kind], found)
        found_n, gold_n = found_n + len(found), gold_n + len(gold[kind])
        verdicts += [score.right(kind, *pair) for pair in pairs]
    judged = [verdict for verdict in verdicts if verdict is not None]
    assert len(verdicts) >= precision * found_n
    assert len(verdicts) >= recall * gold_n
    assert sum(judged) >= right * len(judged)


@pytest.fixture(scope="module")
def coins(shared: Path) -> tuple[str, Findings]:
    return read(shared / "samples/lumen-btcc.txt", None)


@pytest.mark.parametrize(
    "words",
    [
        "BTCC Square",
        "Author:",
        "B1tK1ng",
        "Published:",
        "02:13:01",
        "|Square",
        "Get the BTCC app",
        "100M+",
        "All articles reposted",
        "BTCC bears no legal",
    ],
)
def test_the_sample_s_page_furniture_gives_no_claim(coins: tuple[str, Findings], words: str) -> None:
    text, findings = coins
    assert words in text
    assert not [c for c in findings.candidates if words in c.span.quote(text)]


def test_the_sample_s_dates_speakers_and_joined_cells_are_read(coins: tuple[str, Findings]) -> None:
    text, findings = coins
    days = {mention.span.quote(text): (str(mention.first), str(mention.last)) for mention in findings.dates}
    assert days["Last August"] == ("2025-08-01", "2025-08-31")
    assert days["February 3"] == ("2026-02-03", "2026-02-03")
    assert {q.speaker for q in findings.quotations} == {"David Chen", "Kate Johnson", "Mark Lin"}
    assert "7.5612" not in {figure.value for figure in findings.figures}
    [cell] = [c for c in findings.candidates if "$7.5612%" in c.span.quote(text)]
    assert "joined_cells" in cell.flags


def test_the_samples_contradictions_are_shown(shared: Path, coins: tuple[str, Findings]) -> None:
    text, findings = coins
    shown = [(pair.a.quote(text), pair.b.quote(text)) for pair in findings.conflicts]
    assert any("46.3%" in a and "8.8%" in b for a, b in shown)
    assert any("two strategic partnerships" in a and "$200 million" in a and "A $200 million" in b for a, b in shown)
    text, findings = read(shared / "samples/lumen-motley-fool.txt", None)
    assert any("over 100%" in pair.a.quote(text) and "87.6%" in pair.b.quote(text) for pair in findings.conflicts)

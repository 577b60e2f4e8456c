"""Claims on labelled articles: the development articles of the gold, and desknews by genre."""

import json
import re
import runpy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from articles.extractor import Findings, find_candidates
from articles.extractor.judges import Judge
from articles.text.recognise import recognise_blocks
from tests.bench.claims.promised import GOLD
from tests.bench.claims.table import Section

Tally = Mapping[str, int]
DAY = re.compile(r"(\d{4})-?(\d{1,2})-?(\d{1,2})")
NAMES = {"recall": "recall", "recall_high": "high", "precision": "precision", "exact": "exact"}


def scorer(path: Path) -> Any:
    """The functions of a scoring script, which stays where it is."""
    return SimpleNamespace(**runpy.run_path(str(path)))


def read_gold(path: Path) -> tuple[dict[str, Any], str]:
    """A labelled article, and its text with nothing translated."""
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
        return json.loads(path.read_text("utf-8")), file.read()


def find(text: str, published_on: str | None, judge: Judge) -> Findings:
    """What is found in an article; published_on as the labels have it: a day somehow written, and words after it."""
    day = DAY.match(published_on or "")
    published = date(*map(int, day.groups())) if day else None
    return find_candidates(text, recognise_blocks(text), published_on=published, judge=judge)


def gold_articles(judge: Judge, gold: Path) -> Section:
    """Recall, high, precision and exact boundaries over the development articles, in all and one by one."""
    score = scorer(gold / "score.py")
    tallies = {}
    for path in sorted((gold / "articles").glob("*.json")):
        article, text = read_gold(path)
        tallies[article["id"]] = tally(score, article, text, judge)
    return Section(
        GOLD,
        figures(score, tallies.values()),
        f"{len(tallies)} articles held out of every training; the rules were checked against them, so expect less elsewhere.",
        {name: figures(score, [one]) for name, one in tallies.items()},
        judge=judge.name,
    )


def desknews(judge: Judge, data: Path, gold: Path) -> Section:
    """The same over desknews, by genre."""
    score = scorer(gold / "score.py")
    genres: dict[str, list[Tally]] = {}
    for article in articles_of(data):
        text = article["text"]
        units = [{**unit, "text": text[unit["start"] : unit["end"]]} for unit in article["units"]]
        genres.setdefault(article["genre"], []).append(tally(score, {**article, "units": units}, text, judge))
    return Section(
        "Desknews, which the weights have SEEN",
        figures(score, [one for tallies in genres.values() for one in tallies]),
        "The shipped weights were trained on these articles: no unseen figures. Cross-validated ones stand in docs/extractor.md.",
        {f"{name} ({len(tallies)})": figures(score, tallies) for name, tallies in genres.items()},
        judge=judge.name,
    )


def articles_of(data: Path) -> Iterator[dict[str, Any]]:
    """The articles of desknews."""
    with (data / "articles.jsonl").open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def tally(score: Any, article: Mapping[str, Any], text: str, judge: Judge) -> Tally:
    """What the scoring script counts on one article."""
    found = find(text, article["published_on"], judge)
    counted: Tally = score.score_article(article, text, [list(one.span) for one in found.candidates], [])
    return counted


def figures(score: Any, tallies: Iterable[Tally]) -> dict[str, float]:
    """Several tallies as one set of figures."""
    sums: Counter[str] = Counter()
    for one in tallies:
        sums.update(one)
    every = score.figures(sums)
    return {ours: every[theirs] for theirs, ours in NAMES.items()}

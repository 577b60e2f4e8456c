"""Published sets of labelled sentences: debates, speeches, news; none of them went into the weights."""

import csv
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import numpy as np

from articles.extractor.judges import Judge
from articles.extractor.layout.gate import gated
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence
from tests.bench.claims.metrics import auc, average_precision, f1, macro_f1, share, share_of_both
from tests.bench.claims.table import Section

AT_ONCE = 300  # sentences of one source put into one text: no judge stops reading before that
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOW = "No article around them. Alone: each is a text of one paragraph. In order: those of one source are the paragraphs of a text."


class Labelled(NamedTuple):
    """A sentence, where it comes from (a debate, a speech, a file) and its label as published."""

    words: str
    source: str
    label: str


def claimbuster(path: Path) -> Iterator[Labelled]:
    """Sentences of debates; 1 check-worthy, 0 a fact of no importance, -1 no fact."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Labelled(row["Text"], row["File_id"], row["Verdict"])


def policlaim(folder: Path) -> Iterator[Labelled]:
    """Sentences of whole speeches; 1 holds a factual claim that can be verified. Rows without a label are padding."""
    for path in sorted(folder.glob("*.xlsx")):
        rows = list(sheet(path))
        columns = {name: column for column, name in rows[0].items()}
        for row in rows[1:]:
            if columns["golden"] in row:
                yield Labelled(row[columns["SENTENCES"]], path.stem, row[columns["golden"]])


def sheet(path: Path) -> Iterator[dict[str, str]]:
    """The rows of the first sheet of a workbook: its cells that hold something, by the letters of their column."""
    with zipfile.ZipFile(path) as book:
        strings = ["".join(one.itertext()) for one in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        for row in ET.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}row"):
            cells = [(cell, cell.findtext(f"{SHEET}v")) for cell in row]
            yield {
                re.sub(r"\d", "", cell.attrib["r"]): strings[int(value)] if cell.get("t") == "s" else value
                for cell, value in cells
                if value
            }


def subjectivity(folder: Path) -> Iterator[Labelled]:
    """Sentences of news, OBJ or SUBJ, in no order."""
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield Labelled(row["sentence"], path.stem, row["label"])


def scores(judge: Judge, paragraphs: Sequence[str]) -> list[float]:
    """What the judge and the gate make of sentences that are the paragraphs of one text."""
    blocks: list[Block] = []
    for words in paragraphs:
        start = blocks[-1].end + 2 if blocks else 0
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(words)))
    text = "\n\n".join(paragraphs)
    found = [Sentence(block.start, block.end, index) for index, block in enumerate(blocks)]
    judged = judge.judge(text, blocks, found, lambda _: None)
    return [float(score) for score in judged.claim * np.array(gated(text, blocks, found))]


def alone(judge: Judge, rows: Sequence[Labelled]) -> list[float]:
    """The scores of sentences that know nothing of each other."""
    return [score for row in rows for score in scores(judge, [" ".join(row.words.split())])]


def in_order(judge: Judge, rows: Sequence[Labelled]) -> list[float]:
    """The scores of sentences that stand among those of their source."""
    sources: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        sources.setdefault(row.source, []).append(index)
    found = [0.0] * len(rows)
    for members in sources.values():
        for low in range(0, len(members), AT_ONCE):
            part = members[low : low + AT_ONCE]
            words = [" ".join(rows[index].words.split()) for index in part]
            for index, score in zip(part, scores(judge, words), strict=True):
                found[index] = score
    return found


WAYS: Mapping[str, Callable[[Judge, Sequence[Labelled]], list[float]]] = {"alone": alone, "in order": in_order}


def measured(
    title: str, judge: Judge, rows: Sequence[Labelled], wanted: Mapping[str, str], ways: Sequence[str], beside: str = ""
) -> Section:
    """How well wanted labels are told from the others.

    wanted names each question and the labels that answer it, a space between them; beside is the figure of the first
    question that others have published.
    """
    parts = {}
    for way in ways:
        found = WAYS[way](judge, rows)
        taken = [score >= judge.tiers[1] for score in found]
        for question, answers in wanted.items():
            parts[f"{question}, {way}"] = told_apart([row.label in answers.split() for row in rows], found, taken)
    first = next(iter(wanted))
    main = {f"{beside}, {way}": parts[f"{first}, {way}"][beside] for way in ways} if beside else {}
    return Section(title, main, f"{len(rows):,} sentences. {HOW}", parts, judge=judge.name)


def told_apart(labels: Sequence[bool], found: Sequence[float], taken: Sequence[bool]) -> dict[str, float]:
    """All figures of one question; taken are those at or above the second tier."""
    others = [not label for label in labels]
    return {
        "AP": average_precision(labels, found),
        "AUC": auc(labels, found),
        "F1": f1(labels, taken),
        "macro-F1": macro_f1(labels, taken),
        "taken": share(share_of_both(labels, taken), sum(labels)),
        "others": share(share_of_both(others, taken), sum(others)),
    }

"""The benchmark of the extractor, on made-up data whose figures were worked out by hand."""

import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from articles.extractor.judges import Judged, Tell
from articles.text.blocks import Block
from articles.text.sentences import Sentence
from articles.text.spans import Span
from tests.bench.claims import __main__ as bench
from tests.bench.claims import alone, machine
from tests.bench.claims.labelled import gold_articles
from tests.bench.claims.metrics import auc, average_precision, f1, macro_f1
from tests.bench.claims.promised import GOLD, Promise
from tests.bench.claims.rules import boundaries, conflicts, split
from tests.bench.claims.sentence_sets import claimbuster, measured, policlaim
from tests.bench.claims.table import Section

WANTED = {"check-worthy": "1"}


class Marked:
    """A judge who goes by a mark: "#7" in a sentence is a score of .7; remembers how many sentences each text had."""

    name = "marked"
    identity = "none"
    tiers = (0.9, 0.5)

    def __init__(self) -> None:
        self.texts: list[int] = []

    def judge(self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Tell) -> Judged:
        self.texts.append(len(found))
        words = [text[one.start : one.end].rpartition("#")[2][:1] for one in found]
        scores = np.array([int(mark) / 10 if mark.isdigit() else 0.0 for mark in words])
        return Judged(scores, scores)


def test_average_precision_is_the_mean_precision_where_each_wanted_one_is_reached() -> None:
    assert average_precision([True, False, True], [0.9, 0.8, 0.7]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([True, False], [0.5, 0.5]) == 0.5  # reached together: one of two


def test_auc_is_how_often_a_wanted_one_scores_higher() -> None:
    assert auc([True, False, True, False], [0.9, 0.8, 0.7, 0.7]) == pytest.approx((2 + 0.5) / 4)


def test_f1_asks_for_both_and_macro_f1_for_both_sides() -> None:
    labels, taken = [True, True, False, False], [True, False, True, False]
    assert f1([True, True, True, False], [True, False, False, False]) == 0.5
    assert macro_f1(labels, taken) == 0.5
    assert macro_f1([True, False, False], [True, True, False]) == pytest.approx((2 / 3 + 2 / 3) / 2)


@pytest.fixture
def debates(tmp_path: Path) -> Path:
    path = tmp_path / "debates.csv"
    rows = ["The port cost 3 million #9.,a,1", "We won #6.,b,-1", "Ships came in May #4.,a,1", "Thank you #1.,b,0"]
    path.write_text("\n".join(["Text,File_id,Verdict", *rows]), "utf-8")
    return path


def test_sentences_of_a_debate_are_judged_alone_and_in_order(debates: Path) -> None:
    judge = Marked()
    section = measured("debates", judge, list(claimbuster(debates)), WANTED, ("alone", "in order"), "F1")
    assert judge.texts == [1, 1, 1, 1, 2, 2]
    assert section.rows == {"F1, alone": 0.5, "F1, in order": 0.5}  # taken: .9 and .6; wanted: .9 and .4
    figures = section.parts["check-worthy, alone"]
    assert figures["AP"] == pytest.approx((1 + 2 / 3) / 2)
    assert figures["AUC"] == 0.75
    assert (figures["taken"], figures["others"]) == (0.5, 0.5)


def test_a_workbook_gives_its_labelled_rows_and_no_padding(tmp_path: Path) -> None:
    names = ["SENTENCES", "golden", "Taxes fell.", "Thank you."]
    rows = [
        '<c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c>',
        '<c r="A2" t="s"><v>2</v></c><c r="C2"><v>1</v></c>',
        '<c r="A3" t="s"><v>3</v></c><c r="C3"><v>0</v></c>',
        '<c r="A4"/><c r="C4"/>',
    ]
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(tmp_path / "GA2001.xlsx", "w") as book:
        strings = "".join(f"<si><t>{name}</t></si>" for name in names)
        book.writestr("xl/sharedStrings.xml", f"<sst {space}>{strings}</sst>")
        body = "".join(f"<row>{row}</row>" for row in rows)
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{body}</sheetData></worksheet>")
    assert list(policlaim(tmp_path)) == [("Taxes fell.", "GA2001", "1"), ("Thank you.", "GA2001", "0")]


def test_gold_articles_are_scored_by_their_own_script(shared: Path, tmp_path: Path) -> None:
    shutil.copy(shared / "gold/score.py", tmp_path)
    sentences = ["The port opened in 2020 #9.", "Ships came in May #1.", "It is lovely there #6."]
    text = " ".join(sentences)
    units = [
        {
            "start": (start := text.index(words)),
            "end": start + len(words),
            "label": label,
            "priority": "high",
            "text": words,
        }
        for words, label in zip(sentences, ["claim", "claim", "none"], strict=True)
    ]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/port.txt").write_text(text, "utf-8")
    (tmp_path / "articles/port.json").write_text(json.dumps({"id": "port", "published_on": "20200501", "units": units}))
    section = gold_articles(Marked(), tmp_path)
    assert section.rows == {"recall": 0.5, "high": 0.5, "precision": 0.5, "exact": 1.0}
    assert section.parts == {"port": section.rows}


def test_a_conflict_is_found_by_its_places_or_by_a_figure_that_is_repeated() -> None:
    text = "Up 46%! Shares rose 46% this year. They gained 8% in all. Rain fell. Wind blew."
    labels = [
        {"a": "rose 46%", "nth_a": 1, "b": "gained 8%", "nth_b": 1},
        {"a": "Rain", "nth_a": 1, "b": "Wind", "nth_b": 1},
    ]
    headline, gain, rain = Span(0, 7), Span(36, 58), Span(59, 69)
    assert conflicts(text, labels, [(headline, gain), (headline, rain)]) == {
        "conflicts labelled": 2, "conflicts found": 1, "conflicts false": 1,
    }  # fmt: skip


def test_each_missed_boundary_is_told_with_its_reason(tmp_path: Path) -> None:
    cases = [
        ["It rained. We left.", ["It rained.", "We left."]],
        ["• Buy boats", ["• Buy boats"]],
        ["It rained. We left.", ["It rained. We left."]],
    ]
    (tmp_path / "pysbd_golden_en_48.json").write_text(json.dumps(cases), "utf-8")
    section = boundaries(tmp_path)
    assert list(section.rows.values()) == [1]
    assert [remark.partition(":")[0] for remark in section.remarks] == ["policy", "missed"]


def test_a_missed_target_is_marked_and_a_kept_one_is_not() -> None:
    section = Section(GOLD, {"recall": 0.5, "precision": 0.99})
    low, kept = (line for line in section.lines() if ">=" in line)
    assert "MISSED" in low
    assert "MISSED" not in kept
    assert Promise(most=2.5).is_kept(2.5)
    assert not Promise(most=2.5).is_kept(2.6)


def test_the_article_of_the_clock_has_fifty_sentences_and_its_process_some_memory() -> None:
    assert len(split(alone.article())) == 50
    held = alone.resident()
    assert 0 < held["now"] <= held["at most"]


def test_every_ugly_text_is_read_twice_the_second_time_double(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    monkeypatch.setattr(alone, "UGLY_SIZE", 60)
    monkeypatch.setattr(alone, "find", lambda text, judge: read.append(len(text)))
    assert alone.ugly(Marked()).keys() == alone.UGLY.keys()
    assert all(second == 2 * first for first, second in zip(read[::2], read[1::2], strict=True))


def test_what_is_not_there_is_told_and_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "machine", lambda name, news: Section("Speed and memory", {"ms": 1.0}, judge=name))
    monkeypatch.setattr(machine, "worker", lambda: Section("Memory of the worker", {"MB": 1.0}))
    bench.main(
        [
            "--judge",
            "small",
            "--data",
            str(tmp_path / "no"),
            "--gold",
            str(tmp_path / "no"),
            "--json",
            str(tmp_path / "told.json"),
        ]
    )
    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    skipped = [section["title"] for section in told if any("skipped" in remark for remark in section["remarks"])]
    assert len(skipped) == 9
    assert capsys.readouterr().out.count("not there: skipped") == 9
    assert [section["title"] for section in told if section["rows"]] == ["Speed and memory", "Memory of the worker"]

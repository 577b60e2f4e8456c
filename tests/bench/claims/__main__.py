"""`make bench-claims`: every promised figure of the extractor beside its target and the published one; JSON too."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from articles.extractor.choice import IN_THE_PACKAGE, judge_named
from articles.extractor.judges import Judge
from articles.extractor.language_model import from_settings
from tests.bench.claims import attribution, machine
from tests.bench.claims.labelled import desknews, gold_articles
from tests.bench.claims.promised import CROWD, GOLD, GROUNDTRUTH, POLNEAR, SPEECHES
from tests.bench.claims.rules import boundaries, facets
from tests.bench.claims.sentence_sets import WAYS, Labelled, claimbuster, measured, policlaim, subjectivity
from tests.bench.claims.table import Section
from tests.desk import ROOT

SHARED = ROOT.parent / "shared"
LANGUAGE_MODEL = "language-model"
CHECK_WORTHY = {"check-worthy": "1", "any fact": "0 1"}


class Step(NamedTuple):
    """Something to measure: what it is called, what it reads, and how it is done."""

    title: str
    needs: tuple[Path, ...]
    measure: Callable[[], Section]

    def taken(self) -> Section:
        """What was measured, or a line that says what is missing."""
        missing = [str(path) for path in self.needs if not path.exists()]
        if missing:
            return Section(self.title, {}, remarks=(f"{' and '.join(missing)} not there: skipped",))
        return self.measure()


def of_judge(judge: Judge, name: str, data: Path, gold: Path) -> Iterator[Step]:
    """What depends on who judges. A language model is asked about no sentence alone, nor about the crowd's 22,501."""
    debates = data / "claimbuster"
    packaged = name in IN_THE_PACKAGE
    ways = tuple(WAYS) if packaged else ("in order",)

    def of_set(
        title: str, place: Path, read: Callable[[Path], Iterator[Labelled]], wanted: dict[str, str], beside: str
    ) -> Step:
        return Step(title, (place,), lambda: measured(title, judge, list(read(place)), wanted, ways, beside))

    yield Step(GOLD, (gold,), lambda: gold_articles(judge, gold))
    yield Step("Desknews", (data / "desknews", gold), lambda: desknews(judge, data / "desknews", gold))
    yield of_set(GROUNDTRUTH, debates / "groundtruth_1032.csv", claimbuster, CHECK_WORTHY, "F1")
    yield of_set(SPEECHES, data / "policlaim" / "golden", policlaim, {"factual claim": "1"}, "F1")
    yield of_set(
        "CheckThat subjectivity: opinion is no claim", data / "subjectivity", subjectivity, {"objective": "OBJ"}, ""
    )
    if packaged:
        yield of_set(CROWD, debates / "crowdsourced_22501.csv", claimbuster, CHECK_WORTHY, "macro-F1")
        yield Step("Speed and memory", (), lambda: machine.machine(name, data / "desknews"))


def whoever_judges(data: Path, gold: Path) -> Iterator[Step]:
    """What is found by rule, what is not there yet, and what the worker holds."""
    polnear = data / "polnear" / "dev"
    yield Step("Facets", (gold,), lambda: facets(gold))
    yield Step(POLNEAR, (polnear,), lambda: Section(POLNEAR, attribution.measure(polnear)))
    yield Step("Sentence boundaries", (data / "segmentation",), lambda: boundaries(data / "segmentation"))
    yield Step(
        "Matching",
        (),
        lambda: Section("Matching", {}, "No part of the product matches claims against a collection yet."),
    )
    yield Step("Memory of the worker", (Path("/proc"),), machine.worker)


def chosen(names: list[str]) -> Iterator[tuple[str, Judge]]:
    """The judges to measure. Ends with one line when nobody said how to reach the language model."""
    for name in names:
        judge = judge_named(name) if name in IN_THE_PACKAGE else from_settings(os.environ)
        if judge is None:
            sys.exit("FACTCHECK_LANGUAGE_MODEL_URL and FACTCHECK_LANGUAGE_MODEL_NAME say which model to ask.")
        yield name, judge


def main(arguments: list[str] | None = None) -> None:
    """Measure, print each section when it is there, and keep them."""
    parser = argparse.ArgumentParser(prog="make bench-claims", description=__doc__)
    parser.add_argument(
        "--judge", choices=(*IN_THE_PACKAGE, LANGUAGE_MODEL), help="only this one; else all in the package"
    )
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--data", type=Path, default=SHARED / "data", help="folder of the labelled data")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold", help="folder of the gold articles")
    options = parser.parse_args(arguments)
    judges = list(chosen([options.judge] if options.judge else list(IN_THE_PACKAGE)))
    steps = [step for name, judge in judges for step in of_judge(judge, name, options.data, options.gold)]
    sections = []
    for step in [*steps, *whoever_judges(options.data, options.gold)]:
        sections.append(step.taken())
        print("\n".join(sections[-1].lines()), flush=True)
    if options.json:
        options.json.write_text(json.dumps([one.told() for one in sections], indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()

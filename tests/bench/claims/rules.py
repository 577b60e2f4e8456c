"""What is found by rule, whoever judges: facets, conflicts, and where sentences end."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from articles.extractor.small.judge import Small
from articles.text.recognise import recognise_blocks
from articles.text.sentences import sentences
from articles.text.spans import Span
from tests.bench.claims.labelled import find, read_gold, scorer
from tests.bench.claims.metrics import share
from tests.bench.claims.promised import BOUNDARIES, FACETS
from tests.bench.claims.table import Section

FIGURE = re.compile(r"[$€£]?\d[\d.,]*\d%?|\d%?")
READ_RIGHT = {"figures": "value and unit", "dates": "range", "quotations": "speaker"}


def facets(gold: Path) -> Section:
    """Figures, dates, quotations and conflicts of the articles that have labels for them."""
    score = scorer(gold / "score_facets.py")
    counts: Counter[str] = Counter()
    paths = sorted((gold / "facets").glob("*.json"))
    for path in paths:
        labels = json.loads(path.read_text("utf-8"))
        article, text = read_gold(gold / "articles" / path.name)
        found = find(text, article["published_on"], Small())
        for kind in READ_RIGHT:
            shown = found.shown()[kind]
            pairs = score.matches(labels[kind], shown)
            verdicts = [verdict for verdict in (score.right(kind, *pair) for pair in pairs) if verdict is not None]
            counts += Counter({f"{kind} gold": len(labels[kind]), f"{kind} found": len(shown)})
            counts += Counter(
                {f"{kind} hit": len(pairs), f"{kind} judged": len(verdicts), f"{kind} right": sum(verdicts)}
            )
        counts += conflicts(text, labels["conflicts"], [(pair.a, pair.b) for pair in found.conflicts])
    rows: dict[str, float] = {}
    for kind, right in READ_RIGHT.items():
        rows[f"{kind}: precision"] = share(counts[f"{kind} hit"], counts[f"{kind} found"])
        rows[f"{kind}: recall"] = share(counts[f"{kind} hit"], counts[f"{kind} gold"])
        rows[f"{kind}: {right} right"] = share(counts[f"{kind} right"], counts[f"{kind} judged"])
    for name in ("labelled", "found", "false"):
        rows[f"conflicts: {name}"] = counts[f"conflicts {name}"]
    return Section(FACETS, rows, f"{len(paths)} development articles.")


def conflicts(text: str, labels: Sequence[Mapping[str, Any]], found: Sequence[tuple[Span, Span]]) -> Counter[str]:
    """How many labelled pairs are found, and how many of the found ones are none of them.

    A pair is found when one of its places is touched, and the other too or its figure where it is repeated (a headline).
    """
    gold = [(occurrence(text, one["a"], one["nth_a"]), occurrence(text, one["b"], one["nth_b"])) for one in labels]
    hit = sum(any(_is_same(text, pair, other) for other in found) for pair in gold)
    false = sum(not any(_is_same(text, pair, other) for pair in gold) for other in found)
    return Counter({"conflicts labelled": len(gold), "conflicts found": hit, "conflicts false": false})


def _is_same(text: str, gold: tuple[Span, Span], found: tuple[Span, Span]) -> bool:
    for one, other in (gold, gold[::-1]):
        for near, far in (found, found[::-1]):
            figures = set(FIGURE.findall(other.quote(text))) & set(FIGURE.findall(far.quote(text)))
            if one.overlaps(near) and (other.overlaps(far) or figures):
                return True
    return False


def occurrence(text: str, words: str, nth: int) -> Span:
    """Where words stand for the nth time, counted from 1. Raises ValueError when they do not."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def boundaries(data: Path) -> Section:
    """The published golden cases of sentence boundaries, and each one missed."""
    cases = json.loads((data / "pysbd_golden_en_48.json").read_text("utf-8"))
    missed = [(text, parts, ours) for text, parts in cases if (ours := split(text)) != parts]
    return Section(
        BOUNDARIES,
        {f"golden cases held, of {len(cases)}": len(cases) - len(missed)},
        "A bullet stays outside the sentence: our policy, which the golden cases do not share.",
        remarks=tuple(_told(*miss) for miss in missed),
    )


def split(text: str) -> list[str]:
    """The sentences of a plain text."""
    return [text[one.start : one.end] for one in sentences(text, recognise_blocks(text))]


def _told(text: str, parts: Sequence[str], ours: Sequence[str]) -> str:
    plain = [part.lstrip("•⁃ ") for part in parts]
    why = "policy" if plain == list(ours) else "missed"
    return f"{why}: {text!r} is cut into {len(ours)}, the golden case into {len(parts)}"

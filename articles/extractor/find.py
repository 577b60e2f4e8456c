"""Text to candidates: sentences, features, score, gate, and what a checker should know about each."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from articles.extractor.features import dense
from articles.extractor.findings import Candidate, Findings
from articles.extractor.gate import gated
from articles.extractor.hashing import grams
from articles.extractor.scorer import Scores, Weights, score, shipped
from articles.text.blocks import Block
from articles.text.sentences import Sentence, sentences
from articles.text.spans import Span

Progress = Callable[[float], None]


def find_candidates(
    text: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    published_on: date | None = None,
    progress: Progress | None = None,
) -> Findings:
    """The claims of a text and everything in it that a checker's eye stops at.

    text holds no NUL and no surrogates; blocks are its blocks in reading order. Without published_on the article's own
    dateline is taken. progress is called with 0..1, rising. Never raises on any text; time is linear in its length.
    """
    found = sentences(text, blocks)
    scores = _scores(text, blocks, found, progress)
    weights = shipped()
    candidates = [
        _candidate(found[i], float(scores.claim[i]), weights)
        for i in np.flatnonzero(scores.claim >= weights.second_tier)
    ]
    return Findings(tuple(candidates), (), (), (), ())


def _scores(text: str, blocks: Sequence[Block], found: Sequence[Sentence], progress: Progress | None) -> Scores:
    columns = dense(text, blocks, found, progress)
    sparse = [grams(text[s.start : s.end]) for s in found]
    raw = score(sparse, columns, shipped())
    return Scores(raw.claim * np.array(gated(text, blocks, found)), raw.high)


def _candidate(sentence: Sentence, score: float, weights: Weights) -> Candidate:
    tier = 1 if score >= weights.first_tier else 2
    facets: dict[str, list[dict[str, object]]] = {"figures": [], "dates": [], "quotations": [], "names": []}
    return Candidate(Span(sentence.start, sentence.end), round(score * 1e6), tier, 2, (), (), (), facets, "")

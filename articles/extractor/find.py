"""Text to candidates: sentences, features, score, gate, and what a checker should know about each."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from articles.extractor.choice import DEFAULT, judge_named
from articles.extractor.claims.atoms import Stated
from articles.extractor.claims.context import contexts
from articles.extractor.claims.likeness import likenesses
from articles.extractor.claims.page import Bonds, Mark, Page
from articles.extractor.facets import all_facets
from articles.extractor.findings import Findings, Told
from articles.extractor.judges import Judge, Judged, Unable, Vector
from articles.extractor.layout.gate import gated
from articles.extractor.small.judge import Small
from articles.text.blocks import Block
from articles.text.sentences import Sentence, sentences

Progress = Callable[[float], None]
# Twice what the desk holds for one article: what bounds the time on a text that claims and claims.
MOST_TAKEN = 10_000
SMALL = Small()


def find_candidates(
    text: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    published_on: date | None = None,
    progress: Progress | None = None,
    judge: Judge | None = None,
) -> Findings:
    """The claims of a text and everything in it that a checker's eye stops at.

    text holds no NUL and no surrogates; blocks are its blocks in reading order. Without published_on the article's own
    dateline is taken. progress is called with 0..1, rising. judge tells claims from other sentences; when it is unable,
    the small one does it and the findings say so. Of more than MOST_TAKEN sentences the likeliest are taken. Never raises
    on any text; time is linear in its length.
    """
    tell = progress or _silent
    tell(0.0)
    found = sentences(text, blocks)
    facets = all_facets(text, blocks, found, published_on, lambda share: tell(0.3 * share))
    asked, judged = _judged(judge or judge_named(DEFAULT), text, blocks, found, lambda share: tell(0.3 + 0.5 * share))
    scores = judged.claim * np.array(gated(text, blocks, found))
    first_tier, second_tier = asked.tiers
    page = Page(text, blocks, found, facets, title)
    taken = _likeliest(scores, second_tier)
    stated = [one for index in taken for one in page.stated(index, judged.parts.get(index, ()))]
    tell(0.85)
    candidates = []
    for done, (one, bonds) in enumerate(zip(stated, _bonds(page, stated), strict=True)):
        score, high = float(scores[one.sentence]), float(judged.high[one.sentence])
        mark = Mark(score, 1 if score >= first_tier else 2, high, judged.reasons.get(one.sentence, ""))
        candidates.append(page.candidate(one, mark, bonds))
        if done % 100 == 0:
            tell(0.9 + 0.1 * done / len(stated))
    tell(1.0)
    return Findings(
        tuple(candidates),
        tuple(facets.figures),
        tuple(facets.dates),
        tuple(facets.quotations),
        tuple(facets.conflicts),
        tuple(facets.calculations),
        told=judged.told,
    )


def _likeliest(scores: Vector, threshold: float) -> list[int]:
    """The sentences that reach the threshold, in reading order; of too many those with the best scores."""
    taken = np.flatnonzero(scores >= threshold)
    best = taken[np.argsort(-scores[taken], kind="stable")[:MOST_TAKEN]]
    return [int(index) for index in np.sort(best)]


def _silent(share: float) -> None:
    """Nobody listens."""


def _bonds(page: Page, stated: Sequence[Stated]) -> Iterator[Bonds]:
    """For every statement its context and those that say the same."""
    around = contexts(page.text, page.blocks, page.found, page.cast, stated)
    leaning = zip(stated, around, strict=True)
    alike = likenesses(page.text, ((one.span, one.facets, context.antecedent) for one, context in leaning))
    times = Counter(alike)
    for context, likeness in zip(around, alike, strict=True):
        yield Bonds(context, likeness, repeated=bool(likeness) and times[likeness] > 1)


def _judged(
    judge: Judge, text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Progress
) -> tuple[Judge, Judged]:
    """What the judge says, or, when it is unable, what the small one says; and which of them it was."""
    try:
        said = judge.judge(text, blocks, found, tell)
    except Unable as problem:
        judge, said = SMALL, SMALL.judge(text, blocks, found, tell)
        said = replace(said, told=Told(notes=(str(problem),), used=problem.used))
    return judge, replace(said, told=said.told._replace(judge=judge.name))

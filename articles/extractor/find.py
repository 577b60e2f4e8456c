"""Text to candidates: sentences, features, score, gate, and what a checker should know about each."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from articles.extractor.facets import Facets, all_facets
from articles.extractor.features import read_page
from articles.extractor.findings import Candidate, Findings
from articles.extractor.gate import gated
from articles.extractor.hashing import READ_AT_MOST
from articles.extractor.names import Cast
from articles.extractor.reasons import HARM, Subject, described
from articles.extractor.scorer import Scores, score, shipped
from articles.extractor.speakers import subject, who_is
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence, sentences
from articles.text.spans import Span

Progress = Callable[[float], None]

NUMBERED = re.compile(r"\(?\d{1,2}[.)]{1,2}\s+(?=\S)")
TOP = 4
# Probabilities of a grave mistake that make a candidate high risk, or low.
HIGH_RISK, LOW_RISK = 0.35, 0.05


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
    tell = progress or _silent
    found = sentences(text, blocks)
    scores = _scores(text, blocks, found, lambda share: tell(0.6 * share))
    facets = all_facets(text, blocks, found, published_on, lambda share: tell(0.6 + 0.3 * share))
    page = _Page(text, blocks, found, facets, title)
    taken = np.flatnonzero(scores.claim >= shipped().second_tier)
    candidates = []
    for done, i in enumerate(taken):
        candidates.append(page.candidate(int(i), float(scores.claim[i]), float(scores.high[i])))
        if done % 100 == 0:
            tell(0.9 + 0.1 * done / len(taken))
    tell(1.0)
    return Findings(
        tuple(candidates), tuple(facets.figures), tuple(facets.dates), tuple(facets.quotations), tuple(facets.conflicts)
    )


def _silent(share: float) -> None:
    """Nobody listens."""


def _scores(text: str, blocks: Sequence[Block], found: Sequence[Sentence], tell: Progress) -> Scores:
    page = read_page(text, blocks, found, lambda share: tell(0.7 * share))
    words = [text[s.start : min(s.end, s.start + READ_AT_MOST)] for s in found]
    raw = score(words, page, shipped(), lambda share: tell(0.7 + 0.3 * share))
    return Scores(raw.claim * np.array(gated(text, blocks, found)), raw.high)


class _Page:
    """The article as a whole, where candidates are looked at one by one."""

    def __init__(
        self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], facets: Facets, title: str
    ) -> None:
        self.text, self.blocks, self.found, self.facets = text, blocks, found, facets
        self.title = _plain(title)
        self.cast = Cast()
        self.cast.meet(name.name for name in facets.names)
        self.times = Counter(_plain(text[s.start : s.end]) for s in found)

    def candidate(self, index: int, score: float, high: float) -> Candidate:
        """One sentence as a candidate, with its reasons."""
        sentence = self.found[index]
        span, kind = self._span(sentence), self.blocks[sentence.block].kind
        facets = self.facets.inside(span)
        speaker, attributed = self._speaker(span, facets)
        words = _plain(self.text[span.start : span.end])
        headline = kind is BlockKind.HEADING or words == self.title or self._is_top_line(sentence)
        about = described(
            Subject(
                self.text, span, kind, facets, speaker, attributed, headline, self.times[words] > 1 and len(words) > 12
            )
        )
        tier = 1 if score >= shipped().first_tier else 2
        priority = self._priority(span, facets, high)
        return Candidate(
            span, round(score * 1e6), tier, priority, about.kinds, about.reasons, about.flags, facets.shown(), speaker
        )

    def _span(self, sentence: Sentence) -> Span:
        """The sentence without the number of its list item."""
        number = NUMBERED.match(self.text, sentence.start, sentence.end)
        listed = self.blocks[sentence.block].kind is BlockKind.LIST_ITEM
        return Span(number.end() if number and listed else sentence.start, sentence.end)

    def _is_top_line(self, sentence: Sentence) -> bool:
        return (
            sentence.block < TOP and sentence.end - sentence.start < 160 and self.text[sentence.end - 1] not in '.!:;”"'
        )

    def _speaker(self, span: Span, facets: Facets) -> tuple[str, bool]:
        """Who says it, and whether somebody is said to say it; names of the whole text are known."""
        for quotation in facets.quotations:
            if quotation.speaker:
                return quotation.speaker, True
        phrase = subject(self.text[span.start : min(span.end, span.start + 1000)])
        if phrase is None or facets.quotations:
            return "", False
        lead = self.text[max(0, span.start - 400) : span.start]
        return who_is(phrase, lead, self.cast, ""), True

    def _priority(self, span: Span, facets: Facets, high: float) -> int:
        if high >= HIGH_RISK or facets.conflicts or facets.quotations:
            return 3
        if HARM.search(self.text[span.start : min(span.end, span.start + 2000)]):
            return 3
        return 1 if high < LOW_RISK and not facets.figures else 2


def _plain(words: str) -> str:
    return " ".join(words[:400].lower().split())

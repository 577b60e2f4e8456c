"""The article as a whole: its claims are taken apart here, and each is described for a checker."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from articles.extractor.attribution.cast import Cast
from articles.extractor.attribution.names import is_employer
from articles.extractor.claims.atoms import Role, Stated, atoms
from articles.extractor.claims.checkpoints import checkpoints
from articles.extractor.claims.priority import priority
from articles.extractor.claims.reasons import Subject, described
from articles.extractor.facets import Facets
from articles.extractor.findings import Candidate, Context
from articles.text.blocks import Block, BlockKind
from articles.text.sentences import Sentence
from articles.text.spans import Span

NUMBERED = re.compile(r"\(?\d{1,2}[.)]{1,2}\s+(?=\S)")
# A line among the first of an article that is short and has no full stop may be its headline.
TOP, LONGEST_HEADLINE = 4, 160


class Mark(NamedTuple):
    """What the judge says of a sentence: its score, its tier, the probability of a grave mistake, a reason if it gives one."""

    score: float
    tier: int
    high: float
    reason: str


class Bonds(NamedTuple):
    """What ties a claim to the rest of the article: what it needs to be understood, and the statements that say the same."""

    context: Context
    likeness: str
    repeated: bool


class Page:
    """The text with everything found in it."""

    def __init__(
        self, text: str, blocks: Sequence[Block], found: Sequence[Sentence], facets: Facets, title: str
    ) -> None:
        self.text, self.blocks, self.found, self.facets = text, blocks, found, facets
        self.title = _plain(title)
        self.cast = Cast()
        self.cast.meet(name for name in facets.names if not is_employer(text, name.span.end))

    def stated(self, index: int, parts: Sequence[Span]) -> list[Stated]:
        """What one sentence states; parts are the spans in it that the judge holds for claims by themselves."""
        sentence = self.found[index]
        span, kind = self._span(sentence), self.blocks[sentence.block].kind
        inside, stated = self.facets.inside(span), []
        for atom in atoms(self.text, span, kind, inside, parts):
            facets = inside if atom.span == span else self.facets.inside(atom.span)
            speaker = next((one.speaker for one in facets.attributions if one.speaker), "")
            stated.append(Stated(atom, index, facets, speaker))
        return stated

    def candidate(self, one: Stated, mark: Mark, bonds: Bonds) -> Candidate:
        """One statement as a candidate, with everything that a checker is told about it."""
        subject = Subject(
            self.text,
            one.span,
            self.blocks[self.found[one.sentence].block].kind,
            one.facets,
            one.speaker,
            bool(one.facets.attributions),
            self._is_headline(one),
            bonds.repeated,
            one.atom.role,
        )
        about, risk = described(subject), priority(subject, mark.high)
        return Candidate(
            one.span,
            round(mark.score * 1e6),
            mark.tier,
            risk.level,
            about.kinds,
            (*about.reasons, mark.reason) if mark.reason else about.reasons,
            about.flags,
            one.facets.shown(),
            one.speaker,
            risk.reason,
            checkpoints(subject),
            bonds.context,
            bonds.likeness,
        )

    def _span(self, sentence: Sentence) -> Span:
        """The sentence without the number of its list item."""
        number = NUMBERED.match(self.text, sentence.start, sentence.end)
        listed = self.blocks[sentence.block].kind is BlockKind.LIST_ITEM
        return Span(number.end() if number and listed else sentence.start, sentence.end)

    def _is_headline(self, one: Stated) -> bool:
        """Whether it is a heading, repeats the title, or stands at the top like one."""
        block, words = self.found[one.sentence].block, self.text[one.span.start : one.span.end]
        if one.atom.role is Role.QUOTED:
            return False
        if self.blocks[block].kind is BlockKind.HEADING or _plain(words) == self.title:
            return True
        return block < TOP and len(words) < LONGEST_HEADLINE and words[-1] not in '.!:;”"'


def _plain(words: str) -> str:
    return " ".join(words[:400].lower().split())

"""What the extractor noticed between places of a text, as a page shows it: each place with the claim that stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.models import Hint, Revision
from articles.text.spans import Span
from articles.web.marks import block_at


class There(NamedTuple):
    """A claim where it stands in the text: its place, its number, and how it stands."""

    start: int
    end: int
    number: int
    standing: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place of the article: its words, the claim on it, if any, and the line where it stands."""

    words: str
    there: There | None
    line: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """A hint with its places; beside a claim those that lie outside the claim's own words."""

    hint: Hint
    places: list[Elsewhere]

    @property
    def is_open(self) -> bool:
        """Whether somebody should say something about it."""
        return not self.hint.agrees and not self.hint.answer

    @property
    def act(self) -> str:
        """The name of the form in which it is answered."""
        return f"hint-{self.hint.pk}"

    @property
    def spans(self) -> str:
        """All its places as a script reads them: "12-24 80-91", in code points."""
        return " ".join(f"{start}-{end}" for start, end in self.hint.places)


class Noticing:
    """The hints of one revision, told beside the claims that stand in it."""

    def __init__(self, revision: Revision, hints: Sequence[Hint], claims: Sequence[There]) -> None:
        self._text = revision.text
        self._blocks = revision.blocks
        self._hints = hints
        self._claims = claims

    def all(self) -> list[Noticed]:
        """Everything, first what is open, then what was answered, then the sums that work out; else in reading order."""
        return self._told(self._hints, None)

    def about(self, own: Span) -> list[Noticed]:
        """What touches these words of a claim, in the same order."""
        return self._told([hint for hint in self._hints if any(span.overlaps(own) for span in hint.spans)], own)

    def told(self, hint: Hint, own: Span | None) -> Noticed:
        """One hint, beside the words of a claim or by itself."""
        away = [span for span in hint.spans if own is None or not span.overlaps(own)]
        return Noticed(hint, [self._elsewhere(span) for span in away])

    def _told(self, hints: Sequence[Hint], own: Span | None) -> list[Noticed]:
        order = sorted(hints, key=lambda hint: (hint.agrees, bool(hint.answer), hint.places, hint.pk))
        return [self.told(hint, own) for hint in order]

    def _elsewhere(self, span: Span) -> Elsewhere:
        block = block_at(self._blocks, span.start)
        return Elsewhere(span.quote(self._text), covering(self._claims, span), block.start if block else 0)


def covering(claims: Sequence[There], span: Span) -> There | None:
    """The shortest claim in which these words lie, or which they touch."""
    inside = [one for one in claims if one.start <= span.start and span.end <= one.end]
    touching = inside or [one for one in claims if span.overlaps(Span(one.start, one.end))]
    return min(touching, key=lambda one: one.end - one.start, default=None)

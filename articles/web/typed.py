"""What somebody typed into the forms of a claim: read once, given to the action, and shown again if it was refused."""

from dataclasses import dataclass, field
from itertools import zip_longest

from django.http import QueryDict

from articles.actions.cite import Citation
from articles.actions.decide import Ruling
from articles.actions.refusals import Code, Refused
from articles.models import Stance
from articles.text.spans import Span

FIELDS = ("title", "url", "locator", "quote", "stance")
WORDS = ("verdict", "note", "correction", "reason", "reviewer", "seen")
MOST_ROWS = 20
NO_VERSION = "This form does not say which state of the claim it shows. Open the claim again."
NOT_A_PLACE = "A place in the text is a number of characters."
NOT_A_TICK = "This is no checkpoint of the claim. Open the claim again."
NOT_BESIDE = "This is no claim that can be merged. Open the claim again."
NOT_A_CLAIM = "This is no claim that can be decided along. Open the claim again."


@dataclass(frozen=True)
class Typed:
    """The words of a form about a claim; act says which of the forms, as it stands in its address, or hint-7.

    also are the claims to be decided along, ticks the ticked checkpoints; None when the form shows no checkpoints.
    """

    act: str = ""
    verdict: str = ""
    note: str = ""
    correction: str = ""
    reason: str = ""
    reviewer: str = ""
    seen: str = ""
    start: str = ""
    end: str = ""
    quote: str = ""
    at: str = ""
    other: str = ""
    undo: str = ""
    goes_on: bool = True
    evidence: list[dict[str, str]] = field(default_factory=lambda: [_row()])
    also: list[str] = field(default_factory=list)
    ticks: list[str] | None = None

    @classmethod
    def of(cls, act: str, post: QueryDict) -> "Typed":
        """What stands in a form that was sent."""
        plain = (*WORDS, "start", "end", "quote", "at", "other", "undo")
        columns = [post.getlist(f"source_{name}")[:MOST_ROWS] for name in FIELDS]
        rows = [_row(*values) for values in zip_longest(*columns, fillvalue="")]
        if post.get("add") == "evidence" and len(rows) < MOST_ROWS:
            rows.append(_row())
        words = {name: _newlines(post.get(name, "")) for name in plain}
        return cls(
            act=act,
            goes_on="goes_on" in post,
            evidence=rows or [_row()],
            also=post.getlist("also"),
            ticks=post.getlist("ticked") if "ticks" in post else None,
            **words,
        )

    @property
    def ruling(self) -> Ruling:
        """As the action takes it; rows of evidence in which nothing was typed are left out."""
        cited = [row for row in self.evidence if is_used(row)]
        citations = [Citation(**{name: row[name].strip() for name in FIELDS}) for row in cited]
        return Ruling(self.verdict, self.note.strip(), self.correction.strip(), citations)

    @property
    def version(self) -> int:
        """The state of the claim that the form showed.  Raises Refused."""
        version = number_of(self.seen)
        if version is None:
            raise Refused(Code.INVALID, NO_VERSION)
        return version

    @property
    def ticked(self) -> list[Span] | None:
        """The checkpoints that were ticked, as places inside the claim's words; None as for ticks.  Raises Refused."""
        return None if self.ticks is None else [Span(*_pair(one, "ticked", NOT_A_TICK)) for one in self.ticks]

    @property
    def along(self) -> dict[int, int]:
        """The claims to be decided along: the version that was seen by each id.  Raises Refused."""
        return dict(_pair(one, "also", NOT_A_CLAIM) for one in self.also)

    @property
    def beside(self) -> tuple[int, int]:
        """The other claim that the form names and the version that was seen of it.  Raises Refused."""
        return _pair(self.other, "other", NOT_BESIDE)

    @property
    def span(self) -> Span:
        """The place that the form names.  Raises Refused."""
        start, end = number_of(self.start), number_of(self.end)
        if start is None or end is None:
            raise Refused(Code.INVALID, NOT_A_PLACE, field="start" if start is None else "end")
        return Span(start, end)

    @property
    def has_evidence(self) -> bool:
        """Whether any row of evidence was begun."""
        return any(is_used(row) for row in self.evidence) or len(self.evidence) > 1


def number_of(words: str) -> int | None:
    """The number that somebody typed, None when it is none or beyond all that this desk counts."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 9 else None


def _pair(words: str, name: str, refusal: str) -> tuple[int, int]:
    """Two numbers as a box sends them: "12-24"."""
    first, _, second = words.partition("-")
    numbers = (number_of(first), number_of(second))
    if numbers[0] is None or numbers[1] is None:
        raise Refused(Code.INVALID, refusal, field=name)
    return numbers[0], numbers[1]


def is_used(row: dict[str, str]) -> bool:
    """Whether anything was typed into a row; its stance is always there."""
    return any(value.strip() for name, value in row.items() if name != "stance")


def _row(title: str = "", url: str = "", locator: str = "", quote: str = "", stance: str = "") -> dict[str, str]:
    words = {"title": title, "url": url, "locator": locator, "quote": _newlines(quote)}
    return words | {"stance": stance or Stance.SUPPORTS.value}


def _newlines(words: str) -> str:
    """A browser sends every new line as two characters; the desk keeps one, as in its texts."""
    return words.replace("\r\n", "\n")

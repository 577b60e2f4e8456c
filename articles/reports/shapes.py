"""What a report tells, as frozen values: everything that a renderer may say, and nothing it would have to look up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a report."""

    username: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; `label` ("S1", "S2" …) is how the report refers to it."""

    label: str
    title: str
    url: str
    kind: str

    @property
    def link(self) -> str:
        """The address where a browser may safely go, else ""."""
        return self.url if urlsplit(self.url).scheme in ("http", "https") else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a decision rests on; stance is supports, refutes or context."""

    source: Source
    locator: str
    quote: str
    stance: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of deciding, on the words that stood there then."""

    number: int
    verdict: str
    note: str
    correction: str
    by: Person
    at: datetime
    revision: int
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Why, by whom (a name) and when a claim was set aside; reason is one of models.Dismissal."""

    reason: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Exact words where they stand: text[start:end] == words; before and after are the text on either side of them.

    They reach to the ends of the block, at most CONTEXT characters; cut_before and cut_after tell that it goes on.
    """

    revision: int
    start: int
    end: int
    start_utf16: int
    end_utf16: int
    words: str
    before: str
    after: str
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class Context:
    """Words that a claim needs to be understood alone: the line that leads it in, the sentence that it speaks of."""

    lead_in: str
    antecedent: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One thing inside a claim that is checked by itself; start and end count inside the claim's own words."""

    start: int
    end: int
    words: str
    kind: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text with its words."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What the extractor noticed between places of the text, and what a person said of it.

    kind     one of models.HintKind; why is the calculation or the reason in words
    agrees   a sum that works out: nothing to answer
    claims   the numbers of the claims on these places
    answer   "", accepted or waved_away
    """

    id: int
    kind: str
    agrees: bool
    why: str
    places: tuple[Spot, ...]
    claims: tuple[int, ...]
    answer: str
    note: str
    answered_by: Person | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim with all that was done about it.

    decision  the one that holds for the words as they stand, None when nobody has decided them
    earlier   those that do not hold any more, oldest first
    origin    machine or person; priority 1..3; score in parts per million
    """

    id: int
    number: int
    place: Place
    standing: str
    verdict: str
    kinds: tuple[str, ...]
    flags: tuple[str, ...]
    reasons: tuple[str, ...]
    priority: int
    priority_reason: str
    score: int
    speaker: str
    context: Context
    checkpoints: tuple[Checkpoint, ...]
    origin: str
    added_by: Person | None
    assignee: Person | None
    due: datetime | None
    decision: Decision | None
    earlier: tuple[Decision, ...]
    dismissal: Dismissal | None
    version: int


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the article's trail; claim is its number, leaf the hash of its bytes (64 hex digits)."""

    seq: int
    at: str
    actor: str
    kind: str
    claim: int | None
    told: str
    leaf: str


@dataclass(frozen=True, slots=True)
class About:
    """The article and the exact text that the report is about; sha256 is that of the text as UTF-8."""

    id: int
    title: str
    byline: str
    published_on: date | None
    source_url: str
    deadline: datetime | None
    uploaded_by: Person
    uploaded_at: datetime
    revision: int
    revision_by: Person
    revision_at: datetime
    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed which revision off, and when."""

    by: Person
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage of the newest text that nobody has looked at; start and end count its code points."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a report tells of one article at one moment.

    counts      claims by standing, every standing there; `gone` are those in `gone` below
    missing     what stands in the way of a sign-off, in words; empty when nothing does or it is signed off
    trail_size  how many events the desk's trail had, trail_head the leaf hash of the last (64 hex digits, "" if none)
    claims      in reading order; gone: those whose words are no longer in the text
    checkers    who gave a decision that holds
    looked_at   how much of the newest text people have looked at, in percent rounded down; unread: what nobody has
    hints       what was noticed in the newest text, in the order in which it was raised
    """

    about: About
    at: datetime
    counts: Mapping[str, int]
    missing: tuple[str, ...]
    sign_off: SignOff | None
    trail_size: int
    trail_head: str
    checkers: tuple[Person, ...]
    claims: tuple[Claim, ...]
    gone: tuple[Claim, ...]
    looked_at: int
    unread: tuple[Unread, ...]
    hints: tuple[Hint, ...]
    sources: tuple[Source, ...]
    trail: tuple[TrailLine, ...]

    @property
    def corrections(self) -> tuple[Claim, ...]:
        """The claims that are disputed, in reading order: what has to change."""
        return self.with_standing("disputed")

    @property
    def unsourced(self) -> tuple[Claim, ...]:
        """The claims for which nobody found a source."""
        return self.with_standing("unsourced")

    @property
    def questions(self) -> tuple[Hint, ...]:
        """The hints that say something is wrong: first those that nobody answered, then the accepted ones."""
        order = ("", "accepted", "waved_away")
        return tuple(
            sorted((hint for hint in self.hints if not hint.agrees), key=lambda hint: order.index(hint.answer))
        )

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Those of all claims in the text that were not dismissed."""
        return tuple(one for claim in self.claims if claim.standing != "dismissed" for one in claim.checkpoints)

    @property
    def open(self) -> tuple[Claim, ...]:
        """The claims that still wait for a person."""
        return self.with_standing("pending", "recheck")

    def with_standing(self, *standings: str) -> tuple[Claim, ...]:
        """The claims of these standings, in reading order."""
        return tuple(claim for claim in self.claims if claim.standing in standings)

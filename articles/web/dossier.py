"""What is known of one claim: why it was flagged, what its words hold, what else the article says, what people did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from articles.actions.change import CLOSED, GONE
from articles.actions.decide import NOT_YOURS
from articles.models import AuditEvent, Claim, Decision, Dismissal, Person
from articles.policy import Right, may, may_assign, may_be_assigned, may_check, may_decide
from articles.web.bench import Bench, Row
from articles.web.telling import Told, tell_lines

MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class AlsoSaid:
    """Another place of the article that does not agree: its words, why it is shown, and the claim on it, if any."""

    words: str
    why: str
    row: Row | None
    line: int


class Dossier:
    """One claim of a bench, as one person sees it.  claim comes with everything a list shows."""

    reasons = Dismissal.choices

    def __init__(self, bench: Bench, claim: Claim, person: Person, *, seen: int | None = None) -> None:
        self.bench = bench
        self.claim = claim
        self.words = claim.words
        self.person = person
        self.seen = claim.version if seen is None else seen
        self.before, self.after = bench.beside(claim.number)

    @cached_property
    def place(self) -> int:
        """Which of the article's claims it is, from the first."""
        numbers = [row.number for row in self.bench.rows]
        return numbers.index(self.claim.number) + 1 if self.claim.number in numbers else 0

    @property
    def kind(self) -> str:
        """What kind of claim it is, in words."""
        return self.claim.kind.replace("_", " ").capitalize()

    @property
    def before_address(self) -> str:
        """Where the claim before lies open."""
        return self.bench.address(self.before) if self.before else ""

    @property
    def after_address(self) -> str:
        """Where the next claim lies open."""
        return self.bench.address(self.after) if self.after else ""

    @cached_property
    def decisions(self) -> list[Decision]:
        """The acts of deciding it, the latest first, each with its evidence."""
        made = self.claim.decisions.select_related("by", "placement__revision").prefetch_related("evidence__source")
        return list(made.order_by("-number"))

    @property
    def holds(self) -> Decision | None:
        """The decision that holds for the words as they stand."""
        is_decided = self.claim.decided_by_id is not None and not self.claim.gone
        return self.decisions[0] if is_decided and self.decisions else None

    @property
    def earlier(self) -> list[Decision]:
        """Those that hold no more."""
        return self.decisions[1:] if self.holds else self.decisions

    @cached_property
    def trail(self) -> list[Told]:
        """What happened to it, the latest first, at most MOST_EVENTS."""
        events = AuditEvent.objects.visible_to(self.person).filter(claim=self.claim).newest_first()
        return tell_lines(events.select_related("claim", "article")[:MOST_EVENTS])

    @property
    def missed(self) -> list[Told]:
        """What happened to it since the version that this person was looking at: each version is one line."""
        return self.trail[: max(0, self.claim.version - self.seen)]

    @property
    def dismissed(self) -> Told | None:
        """The line that tells of its dismissal."""
        return next((line for line in self.trail if line.now == "dismissed"), None)

    # --- what its words hold

    @cached_property
    def _origin(self) -> tuple[str, int]:
        """Words in which the extractor's offsets count, and the offset of their first letter."""
        revision, run = self.bench.revision, self.claim.extraction
        if run is None or run.revision_id == revision.pk:
            return revision.text, 0
        place = self.claim.placements.filter(revision=run.revision_id).order_by("-pk").first()
        return (place.quote, place.start) if place else ("", 0)

    @property
    def found_in(self) -> int | None:
        """The number of the earlier revision on whose words it was found; None when that is this one."""
        run = self.claim.extraction
        is_older = run is not None and run.revision_id != self.bench.revision.pk
        return run.revision.number if run is not None and is_older else None

    def _found(self, facet: str) -> Iterator[tuple[str, dict[str, Any]]]:
        text, first = self._origin
        for found in self.claim.facets.get(facet, []):
            start, end = found["start"] - first, found["end"] - first
            if 0 <= start < end <= len(text):
                yield text[start:end], found

    @property
    def facets(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Name of the facet, then its words, each with how they are read ("" when there is nothing to add)."""
        figures = [(words, _figure(found)) for words, found in self._found("figures")]
        names = [(words, str(found.get("role") or "")) for words, found in self._found("names")]
        dates = [(words, _days(found)) for words, found in self._found("dates")]
        quotes = [(words, _speaker(found)) for words, found in self._found("quotations")]
        return [("Figures", figures), ("Names", names), ("Dates", dates), ("Quotations", quotes)]

    @cached_property
    def also(self) -> list[AlsoSaid]:
        """What else the article says of the same, where it reads otherwise."""
        run = self.bench.extraction
        return [said for row in (run.conflicts if run else []) for said in self._other_side(row)]

    def _other_side(self, conflict: list[Any]) -> Iterator[AlsoSaid]:
        a, b, why = tuple(conflict[0:2]), tuple(conflict[2:4]), str(conflict[4])
        start, end = self.words.start, self.words.end
        for own, other in ((a, b), (b, a)):
            if own[0] < end and start < own[1] and not (start <= other[0] and other[1] <= end):
                row = self.bench.covering(*other)
                place = (row.start, row.end) if row else other
                yield AlsoSaid(self.bench.revision.text[slice(*place)], why, row, self._line_of(other[0]))
                return

    def _line_of(self, offset: int) -> int:
        return next((block.start for block in self.bench.revision.blocks if offset < block.end), 0)

    # --- what this person may do

    @property
    def may_decide(self) -> bool:
        """Whether the form of decision is shown."""
        return not self.closed and not self.claim.dismissal and may_decide(self.person, self.claim)

    @property
    def closed(self) -> str:
        """Why nothing can be changed any more, in words; "" when it can."""
        if self.claim.gone:
            return GONE
        return CLOSED if self.bench.is_signed_off else ""

    @property
    def reads_only(self) -> str:
        """Why this person only reads, in words."""
        return self.closed or ("" if may_decide(self.person, self.claim) else NOT_YOURS)

    @property
    def may_dismiss(self) -> bool:
        """Whether it can be set aside."""
        return (
            not self.closed and not self.claim.dismissal and may_check(self.person, Right.DISMISS, self.claim.article)
        )

    @property
    def may_reopen(self) -> bool:
        """Whether it can be opened again."""
        return not self.closed and not self.claim.is_open and may_check(self.person, Right.REOPEN, self.claim.article)

    @property
    def may_move(self) -> bool:
        """Whether it can be put on other words."""
        return not self.closed and may_check(self.person, Right.CHANGE_SPAN, self.claim.article)

    @property
    def may_take(self) -> bool:
        """Whether this person can take it."""
        able = may_be_assigned(self.person, self.claim.article) and may_assign(self.person, self.claim, self.person)
        return not self.closed and able and self.claim.assignee_id != self.person.pk

    @property
    def may_give_back(self) -> bool:
        """Whether this person can give it back."""
        mine = self.claim.assignee_id == self.person.pk
        return not self.closed and mine and may_assign(self.person, self.claim, None)

    @cached_property
    def reviewers(self) -> list[Person]:
        """Whom it can be given to, each with their load; nobody when this person does not assign."""
        if self.closed or not may(self.person, Right.ASSIGN):
            return []
        able = Person.objects.checkers().with_load()
        return [one for one in able if may_be_assigned(one, self.claim.article)]


def _figure(found: dict[str, Any]) -> str:
    value, unit = str(found.get("value") or ""), str(found.get("unit") or "")
    whole, point, rest = value.partition(".")
    if whole.lstrip("-").isdigit():
        value = f"{int(whole):,}{point}{rest}"
    about = "about " if found.get("approx") and value else ""
    return f"{about}{value} {unit}".strip()


def _days(found: dict[str, Any]) -> str:
    first, last = _day(found.get("from")), _day(found.get("to"))
    if first and first == last:
        return f"read as {first}"
    if first and last:
        return f"read as {first} to {last}"
    return f"read as from {first} on" if first else f"read as until {last}" if last else ""


def _day(value: object) -> str:
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return ""
    return f"{found:%-d %B %Y}"


def _speaker(found: dict[str, Any]) -> str:
    return f"said by {found['speaker']}" if found.get("speaker") else "nobody is named"

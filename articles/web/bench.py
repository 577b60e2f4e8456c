"""What the workbench shows of an article: its text with every claim, how they stand, and which come next."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import Article, Extraction, ExtractionState, Heartbeat, Hint, Person, Revision
from articles.policy import Right, may_check, missing_for_sign_off
from articles.reports.looked import Looked, laid_over
from articles.text.spans import Span
from articles.web.checks import ticked_in
from articles.web.highlight import Painter, state_class
from articles.web.leaving import Leaving, left
from articles.web.margins import Margins
from articles.web.marks import Mark, block_at, draw
from articles.web.noticed import Noticed, Noticing, There
from articles.web.rails import strip

SHOWS = ("mine", "open", "all")


class Row(NamedTuple):
    """A claim as the text and the counts need it."""

    pk: int
    number: int
    standing: str
    waiting: bool
    kind: str
    assignee: int | None
    start: int
    end: int
    ticks: list[list[int]]
    version: int

    @property
    def told(self) -> str:
        """What a screen reader says of the words."""
        kind = f", {self.kind.replace('_', ' ')}" if self.kind else ""
        ticked = f", {len(self.ticks)} ticked" if self.ticks else ""
        return f"Claim {self.number}, {state_class(self.standing)}{kind}{ticked}"


class Bench:
    """One article as one person steps through it; show is "mine", "open" or "all" of its claims."""

    def __init__(self, article: Article, person: Person, show: str = "") -> None:
        if article.newest is None:
            raise LookupError(f"article {article.pk} has no revision")
        self.article = article
        self.revision: Revision = article.newest
        self.person = person
        self.show = show if show in SHOWS else "open"

    @cached_property
    def rows(self) -> list[Row]:
        """Every claim that stands in the text, in reading order."""
        standing = self.article.claims.shown().filter(gone=False).in_reading_order()
        columns = ("pk", "number", "standing", "waiting", "kind", "assignee_id", "placement__start", "placement__end")
        return [Row(*values) for values in standing.values_list(*columns, "ticks", "version")]

    @cached_property
    def extraction(self) -> Extraction | None:
        """The last look for claims in this revision."""
        return self.revision.extractions.order_by("-pk").first()

    @cached_property
    def sent(self) -> Leaving | None:
        """Where the words of this revision were sent to be judged."""
        return left(self.extraction)

    @cached_property
    def hints(self) -> list[Hint]:
        """What the extractor noticed in this revision."""
        return list(self.revision.hints.select_related("answered_by"))

    @cached_property
    def noticing(self) -> Noticing:
        """The same, told beside the claims."""
        there = [There(row.start, row.end, row.number, row.standing) for row in self.rows]
        return Noticing(self.revision, self.hints, there)

    @property
    def noticed(self) -> list[Noticed]:
        """All of it, what is open first."""
        return self.noticing.all()

    @property
    def to_compare(self) -> int:
        """How much of it nobody has answered."""
        return sum(not hint.agrees and not hint.answer for hint in self.hints)

    @property
    def may_answer(self) -> bool:
        """Whether this person can say something of it."""
        return not self.is_signed_off and may_check(self.person, Right.ANSWER_HINT, self.article)

    @property
    def is_looking(self) -> bool:
        """Whether claims are still being looked for."""
        return self.extraction is not None and self.extraction.is_under_way

    @property
    def has_failed(self) -> bool:
        """Whether claims could not be looked for."""
        return self.extraction is not None and self.extraction.state == ExtractionState.FAILED

    @cached_property
    def nobody_works(self) -> bool:
        """Whether no worker has shown itself for a while, and none holds this text in hand."""
        in_hand = self.extraction is not None and self.extraction.state == ExtractionState.RUNNING
        return not in_hand and not Heartbeat.objects.alive("worker")

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many claims stand how."""
        return Counter(row.standing for row in self.rows)

    @property
    def open(self) -> int:
        """How many claims wait for a person."""
        return sum(row.waiting for row in self.rows)

    @property
    def decided(self) -> int:
        """How many claims people have decided or dismissed."""
        return len(self.rows) - self.open

    @property
    def steps(self) -> list[tuple[str, str, int, str]]:
        """What can be stepped through: word in the address, words on the page, how many, address."""
        counts = {name: sum(self._visits(row, name) for row in self.rows) for name in SHOWS}
        return [(name, name.capitalize(), counts[name], self.address(show=name)) for name in SHOWS]

    def _visits(self, row: Row, show: str) -> bool:
        mine = row.assignee == self.person.pk
        return show == "all" or (row.waiting and (show == "open" or mine))

    @property
    def first(self) -> int | None:
        """The claim that lies on the desk when somebody comes in: the first to step to, else the first of all."""
        visited = [row.number for row in self.rows if self._visits(row, self.show)]
        return next(iter(visited or [row.number for row in self.rows]), None)

    def beside(self, number: int, *, wrap: bool = False) -> tuple[int | None, int | None]:
        """The numbers of the claims before and after one, among those stepped through; with wrap after the last comes the first."""
        order = {row.number: index for index, row in enumerate(self.rows)}
        here = order.get(number, -1)
        visited = [row.number for row in self.rows if self._visits(row, self.show) and row.number != number]
        before = next((one for one in reversed(visited) if order[one] < here), None)
        after = next((one for one in visited if order[one] > here), None)
        return before, after or (visited[0] if wrap and visited else None)

    def address(self, number: int | None = None, *, show: str = "") -> str:
        """Where a claim lies open."""
        claim = f"claim={number}&" if number else ""
        return f"{self._base}?{claim}show={show or self.show}"

    @property
    def hints_address(self) -> str:
        """Where everything noticed lies open, and no claim is in hand."""
        return f"{self._base}?hints=all&show={self.show}"

    @cached_property
    def _base(self) -> str:
        return reverse("web:workbench", args=[self.article.pk])

    @cached_property
    def looked(self) -> Looked:
        """What of the text people have looked at."""
        return laid_over(self.revision, [(row.waiting, Span(row.start, row.end)) for row in self.rows])

    @property
    def strip(self) -> SafeString:
        """The same as one thin strip."""
        return strip(self.looked.rows, self.looked.percent, len(self.looked.unread))

    @property
    def may_read(self) -> bool:
        """Whether this person can mark passages as read."""
        return not self.is_signed_off and may_check(self.person, Right.READ_PASSAGE, self.article)

    def line_of(self, offset: int) -> int:
        """Where the line begins in which an offset lies."""
        block = block_at(self.revision.blocks, offset)
        return block.start if block else 0

    def painter(self, current: int | None) -> Painter:
        """The text, ready to be drawn."""
        marks = [Mark(row.start, row.end, row.number, state_class(row.standing)) for row in self.rows]
        ticked = [span for row in self.rows for span in ticked_in(row.start, row.end, row.ticks)]
        lines = draw(self.revision.text, self.revision.blocks, marks, ticked)
        margins = Margins(self.revision, self.looked, may_read=self.may_read)
        return Painter(lines, self.address, current=current, margin=margins.of)

    @property
    def is_signed_off(self) -> bool:
        """Whether this very revision is signed off."""
        return self.article.signed_off_revision_id == self.revision.pk

    @cached_property
    def missing(self) -> list[str]:
        """What sign-off waits for."""
        return missing_for_sign_off(self.counts, looking=self.extraction is None or self.is_looking or self.has_failed)

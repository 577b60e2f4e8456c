"""What is known of one claim: why it was flagged, what its words hold, what else the article says, what people did."""

from collections.abc import Collection
from functools import cached_property

from articles.actions.change import CLOSED, GONE
from articles.actions.decide import NOT_YOURS
from articles.models import REASONS, AuditEvent, Claim, Decision, Person, Revision
from articles.policy import Right, may, may_assign, may_be_assigned, may_check, may_decide
from articles.text.spans import Span
from articles.web.alike import Alike, alike_of
from articles.web.bench import Bench
from articles.web.checks import Check, checks_of, told
from articles.web.facets import facets_of
from articles.web.leaving import judged_by
from articles.web.marks import block_at
from articles.web.noticed import Noticed
from articles.web.parts import Cut, Neighbour, cuts_of, neighbours_of
from articles.web.proposed import Proposed, proposed_at
from articles.web.telling import Told, tell_lines

MOST_EVENTS = 50
CONTEXT = {"lead_in": "Leads in", "antecedent": "Speaks of"}
"""What stands in a claim's context, and what a page calls it."""


class Dossier:
    """One claim of a bench, as one person sees it.  claim comes with everything a list shows.

    seen is the version that the person was looking at; ticked is what stands ticked in a form that is drawn again.
    """

    reasons = REASONS

    def __init__(
        self,
        bench: Bench,
        claim: Claim,
        person: Person,
        *,
        seen: int | None = None,
        ticked: Collection[Span] | None = None,
    ) -> None:
        self.bench = bench
        self.claim = claim
        self.words = claim.words
        self.person = person
        self.seen = claim.version if seen is None else seen
        self._ticked = ticked
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
        return tell_lines(events.for_lists()[:MOST_EVENTS])

    @property
    def missed(self) -> list[Told]:
        """What happened to it since the version that this person was looking at."""
        return [line for line in self.trail if line.version > self.seen]

    @property
    def dismissed(self) -> Told | None:
        """The line that tells of its dismissal."""
        return next((line for line in self.trail if line.now == "dismissed"), None)

    # --- what its words hold

    @property
    def found_in(self) -> int | None:
        """The number of the earlier revision on whose words it was found; None when that is this one."""
        run = self.claim.extraction
        is_older = run is not None and run.revision_id != self.bench.revision.pk
        return run.revision.number if run is not None and is_older else None

    @property
    def facets(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Name of the facet, then its words, each with how they are read ("" when there is nothing to add)."""
        return facets_of(self.claim, self.bench.revision)

    @property
    def checks(self) -> list[Check]:
        """What can be ticked of it."""
        return checks_of(self.claim, self._ticked)

    @property
    def ticked(self) -> str:
        """How much of it is ticked, in words."""
        return told(self.checks)

    @property
    def context(self) -> list[tuple[str, str, int | None]]:
        """What it needs to be understood alone: what that is, its words, and the line where they stand, if they do."""
        revision, before = self.bench.revision, self.words.start
        found = [(name, self.claim.context.get(key, "")) for key, name in CONTEXT.items()]
        return [(name, words, _line(revision, words, before)) for name, words in found if words]

    @cached_property
    def hints(self) -> list[Noticed]:
        """What the extractor noticed about these words and others of the article, first what asks for an answer."""
        return self.bench.noticing.about(self.words.span)

    @cached_property
    def proposed(self) -> list[Proposed]:
        """What the file itself names as sources at its words."""
        return proposed_at(self.claim, self.bench.revision)

    @cached_property
    def alike(self) -> list[Alike]:
        """The other claims of the article that say the same."""
        twins = Claim.objects.visible_to(self.person).for_lists().like(self.claim).in_reading_order()
        return alike_of(self.bench.revision, twins)

    @property
    def found_by(self) -> str:
        """Which extractor found it and who judged for it, in words."""
        return judged_by(self.claim.extraction) if self.claim.extraction else ""

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
    def may_cut(self) -> bool:
        """Whether its words can be dealt out anew."""
        return self.may_move and not self.claim.dismissal

    @property
    def cuts(self) -> list[Cut]:
        """Its words: before each but the first it can be split; none when it is one word."""
        found = cuts_of(self.claim) if self.may_cut else []
        return found if len(found) > 1 else []

    @property
    def neighbours(self) -> list[Neighbour]:
        """The claims with which it can be merged."""
        return neighbours_of(self.bench, self.claim) if self.may_cut else []

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


def _line(revision: Revision, words: str, before: int) -> int | None:
    """The line where words stand for the last time before an offset; None when they do not."""
    at = revision.text.rfind(words, 0, before)
    block = block_at(revision.blocks, at) if at >= 0 else None
    return block.start if block else None

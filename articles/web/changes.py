"""What a revision did to the claims of the one before it, in reading order: changed, pointed, new and gone; and carried."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from articles.actions.corrected import asked_for
from articles.models import AuditEvent, Claim, Decision, Person, PlacementState, Revision
from articles.policy import Right, may_check, may_decide
from articles.web.placements import Stood, standing_in


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of one claim: "changed", "pointed", "new", "gone" or "carried"; how it stood before and stands now.

    asked is the decision whose suggested words now stand in the text; first: whether it is the first of its kind.
    """

    kind: str
    was: Stood | None
    now: Stood | None
    asked: Decision | None = None
    first: bool = False

    @property
    def claim(self) -> Claim:
        """The claim, as it stands on the desk."""
        stood = self.now or self.was
        assert stood is not None
        return stood.claim

    @property
    def left(self) -> bool:
        """Whether a person must still decide."""
        return self.kind != "gone" and self.claim.waiting


class Changes:
    """What a revision changed, as one person sees it."""

    def __init__(self, revision: Revision, person: Person) -> None:
        self.revision = revision
        self.person = person
        self.is_newest = revision.pk == revision.article.newest_id
        self.is_open = self.is_newest and revision.article.signed_off_revision_id != revision.pk

    @cached_property
    def all(self) -> list[Turn]:
        """Every claim of either text in reading order; what is gone stands where it stood, after its neighbour."""
        before, now = self._before(), standing_in(self.revision)
        pointed = self._pointed()
        turns = []
        for pk, one in now.items():
            kind = "pointed" if pk in pointed else _kind(one, pk in before)
            turns.append((one.place.start, Turn(kind, before.get(pk), one)))
        kept = [(one.place.start, now[pk].place.start) for pk, one in before.items() if pk in now]
        starts = [start for start, _ in kept]
        for pk, one in before.items():
            if pk not in now:
                index = bisect_right(starts, one.place.start)
                turns.append((kept[index - 1][1] if index else -1, Turn("gone", one, None)))
        return [turn for _, turn in sorted(turns, key=lambda pair: pair[0])]

    def _before(self) -> dict[int, Stood]:
        earlier = self.revision.article.revisions.filter(number=self.revision.number - 1).first()
        if earlier is None:
            return {}
        earlier.article = self.revision.article
        return standing_in(earlier)

    def _pointed(self) -> set[int | None]:
        """The claims that people pointed to words of this revision, by id."""
        events = AuditEvent.objects.filter(article=self.revision.article_id, kind="claim.pointed")
        here = [(event.claim_id, json.loads(event.payload)["subject"].get("revision")) for event in events]
        return {claim for claim, revision in here if revision == self.revision.pk}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many claims became what; what a person pointed was changed."""
        return Counter("changed" if turn.kind == "pointed" else turn.kind for turn in self.all)

    @property
    def carried(self) -> list[Turn]:
        """Those that went along, words and neighbours unchanged."""
        return [turn for turn in self.all if turn.kind == "carried"]

    @cached_property
    def turns(self) -> list[Turn]:
        """Those that are for a person, with what was asked for and made."""
        shown = [turn for turn in self.all if turn.kind != "carried"]
        asked = self._asked([turn.claim for turn in shown if turn.kind == "changed" and turn.claim.recheck])
        seen: set[str] = set()
        marked = []
        for turn in shown:
            group = "changed" if turn.kind == "pointed" else turn.kind
            marked.append(Turn(turn.kind, turn.was, turn.now, asked.get(turn.claim.pk), group not in seen))
            seen.add(group)
        return marked

    def _asked(self, claims: Iterable[Claim]) -> dict[int, Decision]:
        """The decisions that were followed to the letter, by claim; only those are asked for that suggested words."""
        if not self.is_open:
            return {}
        suggested = Decision.objects.filter(claim__in=[claim.pk for claim in claims]).exclude(correction="")
        wanted = Claim.objects.for_lists().filter(pk__in=suggested.values("claim"))
        found = {claim.pk: asked_for(claim) for claim in wanted if may_decide(self.person, claim)}
        return {pk: decision for pk, decision in found.items() if decision is not None}

    @property
    def may_point(self) -> bool:
        """Whether this person can say where words went."""
        return self.is_open and may_check(self.person, Right.CHANGE_SPAN, self.revision.article)

    @property
    def to_decide(self) -> int:
        """How many claims came to a person because of this revision."""
        return sum(turn.kind != "gone" for turn in self.turns)

    @property
    def left(self) -> int:
        """How many of them nobody has decided."""
        return sum(turn.left for turn in self.turns)


def _kind(stood: Stood, is_old: bool) -> str:
    if not is_old:
        return "new"
    return "changed" if stood.came == PlacementState.CHANGED else "carried"

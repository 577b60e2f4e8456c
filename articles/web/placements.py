"""Claims across revisions: how they stood in one text, and what the next one did to them."""

from dataclasses import dataclass, field

from django.urls import reverse

from articles.models import Claim, Decision, Placement, PlacementState, Revision, Standing
from articles.web.highlight import Painter, state_class
from articles.web.marks import Mark, draw


@dataclass(frozen=True, slots=True)
class Stood:
    """A claim as it stood in a revision: its words there, and the last decision that was made on them."""

    claim: Claim
    place: Placement
    decision: Decision | None

    @property
    def standing(self) -> str:
        """The verdict on these words; pending when nobody decided on them."""
        return self.decision.verdict if self.decision else Standing.PENDING

    @property
    def told(self) -> str:
        """What a screen reader says of the words."""
        return f"Claim {self.claim.number}, {state_class(self.standing)}"


@dataclass(slots=True)
class Changes:
    """What a revision did to the claims: pairs of how they stood before and how they stand in it."""

    changed: list[tuple[Stood, Stood]] = field(default_factory=list)
    carried: list[tuple[Stood, Stood]] = field(default_factory=list)
    new: list[Stood] = field(default_factory=list)
    gone: list[Stood] = field(default_factory=list)


def standing_in(revision: Revision) -> dict[int, Stood]:
    """The claims of a revision by id, in reading order; of several places in it the last one holds."""
    places = revision.placements.select_related("claim").order_by("pk")
    last = {place.claim_id: place for place in places}
    made = Decision.objects.filter(placement__revision=revision).select_related("by").order_by("number")
    decisions = {decision.claim_id: decision for decision in made}
    is_newest = revision.pk == revision.article.newest_id
    found = sorted(last.values(), key=lambda place: (place.start, place.end))
    stood = (_stood(place, decisions.get(place.claim_id), is_newest=is_newest) for place in found)
    return {one.claim.pk: one for one in stood}


def _stood(place: Placement, decision: Decision | None, *, is_newest: bool) -> Stood:
    """A verdict on other words of the same revision does not count; in the newest only the one that holds does."""
    holds = decision is not None and decision.placement_id == place.pk
    if is_newest and place.claim.verdict == "pending":
        holds = False
    return Stood(place.claim, place, decision if holds else None)


def as_they_stood(revision: Revision) -> tuple[Painter, list[Stood]]:
    """The text of a revision, ready to be drawn, and its claims in reading order; each leads to its own address."""
    rows = list(standing_in(revision).values())
    marks = [Mark(one.place.start, one.place.end, one.claim.number, _class(one, revision)) for one in rows]
    addresses = {one.claim.number: reverse("web:claim", args=[one.claim.pk]) for one in rows if not one.claim.gone}
    here = reverse("web:revision", args=[revision.article_id, revision.number])
    lines = draw(revision.text, revision.blocks, marks)
    return Painter(lines, lambda number: addresses.get(number, f"{here}#w{number}")), rows


def _class(one: Stood, revision: Revision) -> str:
    is_newest = revision.pk == revision.article.newest_id
    return state_class(one.claim.standing if is_newest else one.standing)


def changes_of(revision: Revision) -> Changes:
    """What revision did to the claims of the one before it."""
    earlier = revision.article.revisions.filter(number=revision.number - 1).first()
    before: dict[int, Stood] = {}
    if earlier is not None:
        earlier.article = revision.article
        before = standing_in(earlier)
    changes, now = Changes(), standing_in(revision)
    for pk, stood in now.items():
        if pk not in before:
            changes.new.append(stood)
        elif stood.place.state == PlacementState.CHANGED:
            changes.changed.append((before[pk], stood))
        else:
            changes.carried.append((before[pk], stood))
    changes.gone = [stood for pk, stood in before.items() if pk not in now]
    return changes

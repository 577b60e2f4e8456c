"""Claims in one revision: their words there, and how they stood."""

import json
from dataclasses import dataclass

from django.urls import reverse

from articles.models import AuditEvent, Claim, Decision, Placement, Revision, Standing
from articles.web.checks import ticked_in
from articles.web.highlight import Painter, state_class
from articles.web.marks import Mark, draw


@dataclass(frozen=True, slots=True)
class Stood:
    """A claim as it stood in a revision: its words there, how it came to them, and the last decision made on them."""

    claim: Claim
    place: Placement
    came: str
    decision: Decision | None
    dismissed: bool

    @property
    def standing(self) -> str:
        """The verdict on these words; pending when nobody decided on them, dismissed when it was set aside."""
        if self.dismissed:
            return Standing.DISMISSED
        return self.decision.verdict if self.decision else Standing.PENDING

    @property
    def told(self) -> str:
        """What a screen reader says of the words."""
        return f"Claim {self.claim.number}, {state_class(self.standing)}"


def standing_in(revision: Revision) -> dict[int, Stood]:
    """The claims of a revision by id, in reading order; of several places in it the last one holds."""
    places = list(
        revision.placements.filter(claim__in=revision.article.claims.shown()).select_related("claim").order_by("pk")
    )
    last = {place.claim_id: place for place in places}
    came = {place.claim_id: place.state for place in reversed(places)}
    made = Decision.objects.filter(placement__revision=revision).select_related("by").order_by("number")
    decisions = {decision.claim_id: decision for decision in made}
    is_newest = revision.pk == revision.article.newest_id
    aside = _set_aside(revision)
    found = sorted(last.values(), key=lambda place: (place.start, place.end))
    stood = [
        Stood(place.claim, place, came[pk], _holds(place, decisions.get(pk), is_newest=is_newest), pk in aside)
        for pk, place in ((place.claim_id, place) for place in found)
    ]
    return {one.claim.pk: one for one in stood}


def _holds(place: Placement, decision: Decision | None, *, is_newest: bool) -> Decision | None:
    """A verdict on other words of the same revision does not count; in the newest only the one that holds does."""
    holds = decision is not None and decision.placement_id == place.pk
    if is_newest and place.claim.verdict == "pending":
        holds = False
    return decision if holds else None


def _set_aside(revision: Revision) -> set[int | None]:
    """The claims that were dismissed when the next revision came, or are now, by id: as the trail tells it."""
    events = AuditEvent.objects.filter(article=revision.article_id)
    added = events.filter(kind="revision.added").oldest_first().values_list("seq", "payload")
    later = [seq for seq, payload in added if json.loads(payload)["now"]["number"] > revision.number]
    turns = events.filter(kind__in=("claim.dismissed", "claim.reopened", "claim.words_changed"))
    if later:
        turns = turns.filter(seq__lt=later[0])
    last = dict(turns.oldest_first().values_list("claim", "kind"))
    return {claim for claim, kind in last.items() if kind == "claim.dismissed"}


def as_they_stood(revision: Revision) -> tuple[Painter, list[Stood]]:
    """The text of a revision, ready to be drawn, and its claims in reading order; each leads to its own address."""
    rows = list(standing_in(revision).values())
    marks = [Mark(one.place.start, one.place.end, one.claim.number, _class(one, revision)) for one in rows]
    addresses = {one.claim.number: reverse("web:claim", args=[one.claim.pk]) for one in rows if not one.claim.gone}
    here = reverse("web:revision", args=[revision.article_id, revision.number])
    newest = rows if revision.pk == revision.article.newest_id else []
    ticked = [span for one in newest for span in ticked_in(one.place.start, one.place.end, one.claim.ticks)]
    lines = draw(revision.text, revision.blocks, marks, ticked)
    return Painter(lines, lambda number: addresses.get(number, f"{here}#w{number}")), rows


def _class(one: Stood, revision: Revision) -> str:
    is_newest = revision.pk == revision.article.newest_id
    return state_class(one.claim.standing if is_newest else one.standing)

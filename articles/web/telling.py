"""The trail in plain words: what one line of it tells a person."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import AuditEvent, Hint, Person, Revision, Standing
from articles.web.wording import Facts, Turn, worded

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "decisions": ("Decisions", ("claim.decided", "claim.dismissed", "claim.reopened")),
    "checks": ("Ticks and hints", ("claim.ticked", "hint.raised", "hint.accepted", "hint.waved_away", "hint.reopened")),
    "assignments": ("Assignments", ("claim.assigned", "claim.due_set")),
    "claims": ("Claims found and marked", ("claim.found", "claim.added", "claim.span_changed", "claim.split", "claim.merged", "claim.pointed", "claim.refreshed")),
    "carried": ("Claims in a new revision", ("claim.carried", "claim.words_changed", "claim.gone")),
    "texts": ("Articles and revisions", ("bundle.submitted", "article.submitted", "article.retitled", "revision.added", "extraction.done", "extraction.failed", "extraction.queued", "extraction.retried")),
    "sources": ("Sources", ("source.added",)),
    "sign_off": ("Sign-off", ("article.signed_off", "article.sign_off_withdrawn")),
    "reports": ("Reports", ("report.exported",)),
    "people": ("People and log-ins", ("person.made", "person.closed", "person.opened", "person.role_changed", "person.logged_in", "person.logged_out", "person.logged_out_everywhere", "person.password_changed", "person.log_in_refused", "token.made", "token.revoked")),
}  # fmt: skip
"""What the trail can be narrowed to: word in the address, words on the page, kinds of events."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the trail, to be shown: was and now are standings, or "" when the line is not about one.

    version is the one that it gave a claim, 0 when it gave none.
    """

    seq: int
    at: datetime
    who: str
    what: str
    note: str
    was: str
    now: str
    words: str
    claim: int | None
    claim_number: int | None
    article: int | None
    article_title: str
    revision: int | None
    leaf: str
    version: int

    @property
    def was_words(self) -> str:
        """How it stood before, in a word."""
        return str(Standing(self.was).label).lower() if self.was else ""


def tell_lines(events: Iterable[AuditEvent]) -> list[Told]:
    """Each of events in words; one query each for the numbers of revisions, the names of assignees and the hints."""
    read = [(event, json.loads(event.payload)) for event in events]
    _name_people([state for _, facts in read for state in (facts["was"], facts["now"]) if state])
    _name_hints([facts for _, facts in read if "hint" in facts["subject"]])
    wanted = {facts["subject"].get("revision") for _, facts in read} - {None}
    numbers = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "number"))
    return [_told(event, facts, numbers) for event, facts in read]


def _name_people(states: Iterable[dict[str, Any]]) -> None:
    """Put names for the usernames by which the trail knows assignees."""
    assigned = [state for state in states if state.get("assignee")]
    people = Person.objects.filter(username__in={state["assignee"] for state in assigned})
    names = dict(people.values_list("username", "name")) if assigned else {}
    for state in assigned:
        state["assignee"] = names.get(state["assignee"], state["assignee"])


def _name_hints(lines: Sequence[dict[str, Any]]) -> None:
    """Put what a hint says to each line about it: the trail tells that once, when the hint is raised."""
    wanted = {facts["subject"]["hint"] for facts in lines}
    whys = dict(Hint.objects.filter(pk__in=wanted).values_list("pk", "why")) if wanted else {}
    for facts in lines:
        facts["now"] = {"why": whys.get(facts["subject"]["hint"], "")} | (facts["now"] or {})


def _told(event: AuditEvent, facts: Facts, numbers: Mapping[int, int]) -> Told:
    was, now = facts["was"] or {}, facts["now"] or {}
    subject, words = facts["subject"], (facts["words"] or {}).get("quote", "")
    return Told(
        seq=event.seq,
        at=datetime.fromisoformat(event.at),
        who=event.actor_name or "Somebody",
        what=worded(event.kind, Turn(was, now, words)),
        note=str(now.get("note") or ""),
        was=_standing(was) if event.kind in _TURNS else "",
        now=_standing(now) if event.kind in _TURNS else "",
        words=words,
        claim=event.claim_id,
        claim_number=event.claim.number if event.claim else None,
        article=event.article_id,
        article_title=event.article.title if event.article else "",
        revision=numbers.get(subject.get("revision")),
        leaf=event.leaf,
        version=int(now.get("version") or 0),
    )


_TURNS = (
    "claim.decided",
    "claim.dismissed",
    "claim.reopened",
    "claim.words_changed",
    "claim.gone",
    "claim.span_changed",
    "claim.split",
    "claim.merged",
    "claim.pointed",
)


def _standing(state: Facts) -> str:
    """How a claim stood, as far as this part of an event says it; "" when it does not."""
    if state.get("gone"):
        return Standing.GONE
    if state.get("dismissal"):
        return Standing.DISMISSED
    if state.get("recheck"):
        return Standing.RECHECK
    if "verdict" in state:
        return str(state["verdict"])
    return Standing.PENDING if {"dismissal", "recheck"} & set(state) else ""

"""An event as it is displayed: what it says, with the names, numbers and texts that people know; the same in every form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import AuditEvent, Hint, Person, Revision
from articles.reports.opened import opened

Facts = Mapping[str, Any]
NOBODY_KNOWN = "Somebody"


@dataclass(frozen=True, slots=True)
class Displayed:
    """One event.  was and now hold what changed, {} when nothing did; seals are opened, assignees are told by name.

    stamp is the time as it was hashed; revision and claim_number are the numbers that people know; words is what the
    payload says under that name, {} when the event is about no words.
    """

    seq: int
    at: datetime
    stamp: str
    who: str
    kind: str
    subject: Mapping[str, int]
    words: Facts
    was: Facts
    now: Facts
    prev: str
    leaf: str
    payload: str
    article: int | None
    article_title: str
    claim: int | None
    claim_number: int | None
    revision: int | None

    @property
    def quote(self) -> str:
        """The exact words it is about."""
        return str(self.words.get("quote", ""))

    @property
    def note(self) -> str:
        """What the person wrote to it."""
        return str(self.now.get("note") or self.now.get("reason") or "")


def displayed(events: Iterable[AuditEvent]) -> list[Displayed]:
    """Each of events (`for_lists`) as it is displayed; one query each for texts, revisions, assignees and hints."""
    rows = list(events)
    read = opened(rows)
    name_people([state for facts in read for state in (facts["was"], facts["now"]) if state])
    _name_hints([facts for facts in read if "hint" in facts["subject"]])
    wanted = {facts["subject"].get("revision") for facts in read} - {None}
    numbers = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "number")) if wanted else {}
    return [_displayed(event, facts, numbers) for event, facts in zip(rows, read, strict=True)]


def name_people(states: Iterable[Any]) -> None:
    """Put names for the numbers by which the trail knows assignees; `states` are what events say was or is now."""
    assigned = [state for state in states if state.get("assignee")]
    people = Person.objects.filter(pk__in={state["assignee"] for state in assigned})
    names = dict(people.values_list("pk", "name")) if assigned else {}
    for state in assigned:
        state["assignee"] = names.get(state["assignee"], "somebody")


def _name_hints(lines: Sequence[dict[str, Any]]) -> None:
    """Put what a hint says to each line about it: the trail tells that once, when the hint is raised."""
    wanted = {facts["subject"]["hint"] for facts in lines}
    whys = dict(Hint.objects.filter(pk__in=wanted).values_list("pk", "why")) if wanted else {}
    for facts in lines:
        facts["now"] = {"why": whys.get(facts["subject"]["hint"], "")} | (facts["now"] or {})


def _displayed(event: AuditEvent, facts: Facts, numbers: Mapping[int, int]) -> Displayed:
    return Displayed(
        seq=event.seq,
        at=datetime.fromisoformat(facts["at"]),
        stamp=facts["at"],
        who=facts["actor"]["name"] or NOBODY_KNOWN,
        kind=facts["kind"],
        subject=facts["subject"],
        words=facts["words"] or {},
        was=facts["was"] or {},
        now=facts["now"] or {},
        prev=facts["prev"],
        leaf=event.leaf,
        payload=event.payload,
        article=event.article_id,
        article_title=event.article.title if event.article else "",
        claim=event.claim_id,
        claim_number=event.claim.number if event.claim else None,
        revision=numbers.get(facts["subject"].get("revision", 0)),
    )

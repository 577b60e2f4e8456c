"""The trail in plain words: what one line of it tells a person."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from articles.models import AuditEvent, Dismissal, Person, Revision, Role, Standing, Verdict

Facts = Mapping[str, Any]
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "decisions": ("Decisions", ("claim.decided", "claim.dismissed", "claim.reopened")),
    "assignments": ("Assignments", ("claim.assigned", "claim.due_set")),
    "claims": ("Claims found and marked", ("claim.found", "claim.added", "claim.span_changed")),
    "carried": ("Claims in a new revision", ("claim.carried", "claim.words_changed", "claim.gone")),
    "texts": ("Articles and revisions", ("article.submitted", "revision.added", "extraction.done", "extraction.failed", "extraction.retried")),
    "sources": ("Sources", ("source.added",)),
    "sign_off": ("Sign-off", ("article.signed_off", "article.sign_off_withdrawn")),
    "reports": ("Reports", ("report.exported",)),
    "people": ("People and log-ins", ("person.made", "person.closed", "person.opened", "person.role_changed", "person.logged_in", "person.logged_out", "person.logged_out_everywhere", "person.password_changed", "person.log_in_refused", "token.made", "token.revoked")),
}  # fmt: skip
"""What the trail can be narrowed to: word in the address, words on the page, kinds of events."""


class Turn(NamedTuple):
    """What changed: as much of the state before and after as the event holds."""

    was: Facts
    now: Facts


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the trail, to be shown: was and now are standings, or "" when the line is not about one."""

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

    @property
    def was_words(self) -> str:
        """How it stood before, in a word."""
        return str(Standing(self.was).label).lower() if self.was else ""


def tell_lines(events: Iterable[AuditEvent]) -> list[Told]:
    """Each of events in words; one query for the numbers of their revisions, one for the names of assignees."""
    read = [(event, json.loads(event.payload)) for event in events]
    _name_people([state for _, facts in read for state in (facts["was"], facts["now"]) if state])
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


def _told(event: AuditEvent, facts: Facts, numbers: Mapping[int, int]) -> Told:
    was, now = facts["was"] or {}, facts["now"] or {}
    subject = facts["subject"]
    return Told(
        seq=event.seq,
        at=datetime.fromisoformat(event.at),
        who=event.actor_name or "Somebody",
        what=_what(event.kind, Turn(was, now)),
        note=str(now.get("note") or ""),
        was=_standing(was) if event.kind in _TURNS else "",
        now=_standing(now) if event.kind in _TURNS else "",
        words=(facts["words"] or {}).get("quote", ""),
        claim=event.claim_id,
        claim_number=event.claim.number if event.claim else None,
        article=event.article_id,
        article_title=event.article.title if event.article else "",
        revision=numbers.get(subject.get("revision")),
        leaf=event.leaf,
    )


def _what(kind: str, turn: Turn) -> str:
    words = _WORDS.get(kind, kind.replace(".", ": ").replace("_", " "))
    return words.format_map(defaultdict(str, turn.now)) if isinstance(words, str) else words(turn)


_TURNS = (
    "claim.decided",
    "claim.dismissed",
    "claim.reopened",
    "claim.words_changed",
    "claim.gone",
    "claim.span_changed",
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


def _decided(turn: Turn) -> str:
    now = turn.now
    again = "decided again" if now.get("decision", 1) != 1 else "decided"
    verdict = now.get("verdict")
    words = f"{again}: {Verdict(verdict).label.lower()}" if verdict in Verdict.values else f"{again}, as before"
    sources = len(now.get("evidence") or ())
    return f"{words}, with {_count(sources, 'source')}" if sources else words


def _assigned(turn: Turn) -> str:
    was, now = turn
    to, before = now.get("assignee"), was.get("assignee")
    if not to:
        return f"took it from {before}" if before else "gave it to nobody"
    return f"assigned it to {to}" + (f", until then with {before}" if before else "")


def _due(turn: Turn) -> str:
    now = turn.now
    return f"set it due {_clock(now['due'])}" if now.get("due") else "took its deadline away"


def _dismissed(turn: Turn) -> str:
    now = turn.now
    reason = now.get("dismissal", "")
    return f"dismissed it: {Dismissal(reason).label.lower()}" if reason in Dismissal.values else "dismissed it"


def _revision(turn: Turn) -> str:
    now = turn.now
    return f"added revision {now.get('number')}: {now.get('length', 0):,} characters, from {now.get('original')}"


def _done(turn: Turn) -> str:
    now = turn.now
    found = _count(now.get("claims", 0), "claim")
    conflicts = now.get("conflicts", 0)
    return f"found {found}" + (f" and {_count(conflicts, 'contradiction')}" if conflicts else "")


def _span(turn: Turn) -> str:
    was, now = turn
    start, end = now.get("start", was.get("start", "")), now.get("end", was.get("end", ""))
    moved = f" to characters {start} to {end}" if start != "" and end != "" else ""
    return f"changed its span{moved}"


def _role(turn: Turn) -> str:
    was, now = turn
    return f"changed a role from {_role_name(was)} to {_role_name(now)}"


def _role_name(state: Facts) -> str:
    role = state.get("role", "")
    return str(Role(role).label).lower() if role in Role.values else "another"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _clock(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp):%-d %B %Y, %H:%M} UTC"


_WORDS: dict[str, str | Callable[[Turn], str]] = {
    "article.submitted": "uploaded “{title}”",
    "article.signed_off": "signed off revision {signed_off}",
    "article.sign_off_withdrawn": "took the sign-off back",
    "revision.added": _revision,
    "extraction.done": _done,
    "extraction.failed": "could not look for claims",
    "extraction.retried": "asked to look for claims again",
    "claim.found": "found this claim",
    "claim.added": "marked this claim",
    "claim.assigned": _assigned,
    "claim.due_set": _due,
    "claim.decided": _decided,
    "claim.dismissed": _dismissed,
    "claim.reopened": "opened it again",
    "claim.span_changed": _span,
    "claim.carried": "carried it over: same words, same neighbours",
    "claim.words_changed": "changed its words: it needs a re-check",
    "claim.gone": "took its words out of the text",
    "source.added": "added the source “{title}”",
    "report.exported": "handed out the report as {format}",
    "person.made": "made the account {username}",
    "person.closed": "closed an account",
    "person.opened": "opened an account again",
    "person.role_changed": _role,
    "person.logged_in": "logged in",
    "person.logged_out": "logged out",
    "person.logged_out_everywhere": "logged out everywhere",
    "person.password_changed": "changed the password",
    "person.log_in_refused": "tried to log in and was refused",
    "token.made": "made the API token {name}",
    "token.revoked": "revoked an API token",
}
"""What a line says after the name of who did it; {fields} are those of what is now."""

"""What an event changed, in words: how a claim stood and stands, and of everything else what was and what is now."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from articles.models import HintAnswer, Priority, Role, Standing
from articles.reports.trail_event import Displayed, Facts

TURNS = (
    *("claim.decided", "claim.dismissed", "claim.reopened", "claim.words_changed", "claim.gone"),
    *("claim.span_changed", "claim.split", "claim.merged", "claim.pointed"),
)
"""The kinds of events after which a claim stands otherwise, or is decided again as before."""


class Change(NamedTuple):
    """One thing that changed: what it is, and both its values in words."""

    name: str
    was: str
    now: str


def standing(state: Facts) -> str:
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


def turn(event: Displayed) -> tuple[str, str]:
    """How the claim of an event stood before and stands after it; "" where the event is about nothing of the kind."""
    return (standing(event.was), standing(event.now)) if event.kind in TURNS else ("", "")


def changes(event: Displayed) -> list[Change]:
    """What else is other than it was; nothing for what an event brought about in the first place."""
    found = [_span(event)] if {"start", "end"} & set(event.was) else []
    for name, (label, worded) in _FIELDS.items():
        if name in event.was and name in event.now and event.was[name] != event.now[name]:
            found.append(Change(label, worded(event.was[name]), worded(event.now[name])))
    return found


def _span(event: Displayed) -> Change:
    """The place of a claim's words; what of it did not change stands in the words that the event is about."""
    was, now = (
        [state.get(name, event.words.get(name, "?")) for name in ("start", "end")] for state in (event.was, event.now)
    )
    return Change("characters", f"{was[0]} to {was[1]}", f"{now[0]} to {now[1]}")


def _time(value: Any) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(value)):%-d %B %Y, %H:%M}" if value else "none"


def _of(labels: Mapping[Any, str], nothing: str) -> Callable[[Any], str]:
    return lambda value: str(labels.get(value, value or nothing)).lower()


def _text(value: Any) -> str:
    return str(value) if value not in (None, "") else "nothing"


_FIELDS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "assignee": ("with", lambda name: str(name or "nobody")),
    "due": ("due", _time),
    "priority": ("risk", _of(dict(Priority.choices), "none")),
    "revision": ("revision", _text),
    "role": ("role", _of(dict(Role.choices), "no rights")),
    "active": ("account", lambda is_open: "open" if is_open else "closed"),
    "title": ("title", _text),
    "byline": ("byline", _text),
    "signed_off": ("signed off", lambda number: f"revision {number}" if number else "nothing"),
    "answer": ("answer", _of(dict(HintAnswer.choices), "not answered")),
}
"""What is told, under which name and in which words; standing and span are told by themselves, a version is not."""

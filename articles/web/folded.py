"""What one act on many things says in one line, after the name of who did it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from articles.models import Dismissal, Verdict

TOLD = frozenset({"claim.assigned", "claim.decided", "claim.dismissed", "claim.due_set"})
"""Kinds of which the line tells what they changed; of all others only how many there are."""


class Turned(NamedTuple):
    """What one event of an act says was and is now, people by their names."""

    was: Mapping[str, Any]
    now: Mapping[str, Any]


def folded(kind: str, who: str, count: int, articles: int, turns: Sequence[Turned]) -> str:
    """`count` events of one kind that `who` did at once to so many articles; turns are told where kind is in TOLD."""
    claims = f"{count:,} claims" + (f" of {articles:,} articles" if articles > 1 else "")
    words = _WORDS.get(kind)
    if words is None:
        return f"did this {count:,} times: {kind.replace('.', ' ').replace('_', ' ')}"
    return words.format(claims=claims, count=f"{count:,}") if isinstance(words, str) else words(claims, who, turns)


def _assigned(claims: str, doer: str, turns: Sequence[Turned]) -> str:
    to = Counter(str(turn.now.get("assignee") or "") for turn in turns)
    if set(to) == {doer}:
        return f"took {claims}"
    if set(to) == {""}:
        before = sorted({str(turn.was.get("assignee") or "nobody") for turn in turns})
        return f"gave {claims} back" if before == [doer] else f"took {claims} from {_and(before)}"
    if len(to) == 1:
        return f"assigned {claims} to {next(iter(to))}"
    return f"shared {claims} out: {_and(f'{number:,} to {name}' for name, number in sorted(to.items()))}"


def _decided(claims: str, _: str, turns: Sequence[Turned]) -> str:
    return f"decided {claims}: {_tally(turn.now.get('verdict') for turn in turns)}"


def _dismissed(claims: str, _: str, turns: Sequence[Turned]) -> str:
    return f"dismissed {claims}: {_tally(turn.now.get('dismissal') for turn in turns)}"


def _due(claims: str, _: str, turns: Sequence[Turned]) -> str:
    times = {str(turn.now.get("due") or "") for turn in turns}
    if times == {""}:
        return f"took the deadline of {claims} away"
    if len(times) > 1:
        return f"set deadlines for {claims}"
    due = timezone.localtime(datetime.fromisoformat(times.pop()))
    return f"set {claims} due {due:%-d %B %Y, %H:%M}"


_LABELS = {str(value): str(label).lower() for value, label in (*Verdict.choices, *Dismissal.choices)}


def _tally(values: Iterable[object]) -> str:
    """The word itself when all have the same; else each with its number."""
    counts = Counter(_LABELS.get(str(value), "something else") for value in values)
    if len(counts) == 1:
        return next(iter(counts))
    return _and(f"{number:,} {word}" for word, number in counts.most_common())


def _and(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


_WORDS: dict[str, str | Callable[[str, str, Sequence[Turned]], str]] = {
    "claim.found": "found {claims}",
    "claim.added": "marked {claims}",
    "claim.assigned": _assigned,
    "claim.decided": _decided,
    "claim.dismissed": _dismissed,
    "claim.due_set": _due,
    "claim.reopened": "opened {claims} again",
    "claim.ticked": "ticked what was checked in {claims}",
    "claim.carried": "carried {claims} over: same words, same neighbours",
    "claim.words_changed": "changed the words of {claims}: they need a re-check",
    "claim.gone": "took the words of {claims} out of the text",
    "claim.refreshed": "read {claims} again",
    "hint.raised": "noticed {count} things to compare",
    "source.added": "added {count} sources",
    "person.made": "made {count} accounts",
    "token.revoked": "revoked {count} API tokens",
}

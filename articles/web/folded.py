"""What one act on many things says in one line, after the name of who did it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from articles.models import Dismissal, Verdict
from articles.reports.trail_event import Displayed

READ_IN_FULL = frozenset({"claim.assigned", "claim.decided", "claim.dismissed", "claim.due_set"})
"""Kinds of which the line tells what they say; of all others only how many there are."""


def folded(kind: str, count: int, articles: int, events: Sequence[Displayed]) -> str:
    """`count` events of one kind and one act on so many articles; `events` are all of them where kind is READ_IN_FULL."""
    claims = f"{count:,} claims" + (f" of {articles:,} articles" if articles > 1 else "")
    words = _WORDS.get(kind)
    if words is None:
        return f"did this {count:,} times: {kind.replace('.', ' ').replace('_', ' ')}"
    return words.format(claims=claims, count=f"{count:,}") if isinstance(words, str) else words(claims, events)


def _assigned(claims: str, events: Sequence[Displayed]) -> str:
    doer = events[0].who
    to = Counter(str(event.now.get("assignee") or "") for event in events)
    if set(to) == {doer}:
        return f"took {claims}"
    if set(to) == {""}:
        before = sorted({str(event.was.get("assignee") or "nobody") for event in events})
        return f"gave {claims} back" if before == [doer] else f"took {claims} from {_and(before)}"
    if len(to) == 1:
        return f"assigned {claims} to {next(iter(to))}"
    return f"shared {claims} out: {_and(f'{number:,} to {name}' for name, number in sorted(to.items()))}"


def _decided(claims: str, events: Sequence[Displayed]) -> str:
    return f"decided {claims}: {_tally(event.now.get('verdict') for event in events)}"


def _dismissed(claims: str, events: Sequence[Displayed]) -> str:
    return f"dismissed {claims}: {_tally(event.now.get('dismissal') for event in events)}"


def _due(claims: str, events: Sequence[Displayed]) -> str:
    times = {str(event.now.get("due") or "") for event in events}
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


_WORDS: dict[str, str | Callable[[str, Sequence[Displayed]], str]] = {
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

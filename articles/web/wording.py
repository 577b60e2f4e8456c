"""What one line of the trail says after the name of who did it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from articles.extractor.language_model import LanguageModel
from articles.models import Dismissal, Role, Verdict

Facts = Mapping[str, Any]
COSTS = {"requests": "request", "prompt_tokens": "token"}
"""What a run of the extractor used up, as it is told."""
MOST_LISTED = 3


class Turn(NamedTuple):
    """What changed: as much of the state before and after as the event holds, and the words it was about."""

    was: Facts
    now: Facts
    words: str = ""


def worded(kind: str, turn: Turn) -> str:
    """What an event of this kind says of such a turn."""
    words = _WORDS.get(kind, kind.replace(".", ": ").replace("_", " "))
    return words.format_map(defaultdict(str, turn.now)) if isinstance(words, str) else words(turn)


def _decided(turn: Turn) -> str:
    now = turn.now
    again = "decided again" if now.get("decision", 1) != 1 else "decided"
    verdict = now.get("verdict")
    words = f"{again}: {Verdict(verdict).label.lower()}" if verdict in Verdict.values else f"{again}, as before"
    sources = len(now.get("evidence") or ())
    return f"{words}, with {_count(sources, 'source')}" if sources else words


def _assigned(turn: Turn) -> str:
    to, before = turn.now.get("assignee"), turn.was.get("assignee")
    if not to:
        return f"took it from {before}" if before else "gave it to nobody"
    return f"assigned it to {to}" + (f", until then with {before}" if before else "")


def _ticked(turn: Turn) -> str:
    was, now = ({tuple(place) for place in state.get("ticks", ())} for state in (turn.was, turn.now))
    fresh, gone = _listed(turn.words, now - was), _listed(turn.words, was - now)
    said = [f"ticked {fresh}"] if fresh else []
    return " and ".join([*said, f"took the tick off {gone}"] if gone else said) or "ticked nothing new"


def _listed(words: str, places: Iterable[tuple[int, ...]]) -> str:
    """The ticked words themselves, the first few of them."""
    shown = [f"“{words[start:end]}”" for start, end in sorted(places)]
    rest = len(shown) - MOST_LISTED
    return ", ".join(shown[:MOST_LISTED]) + (f" and {rest} more" if rest > 0 else "")


def _raised(turn: Turn) -> str:
    return f"{'worked out' if turn.now.get('agrees') else 'noticed'}: {turn.now.get('why', '')}"


def _due(turn: Turn) -> str:
    now = turn.now
    return f"set it due {_clock(now['due'])}" if now.get("due") else "took its deadline away"


def _dismissed(turn: Turn) -> str:
    now = turn.now
    reason = now.get("dismissal", "")
    if now.get("merged_into"):
        return f"merged it into claim {now['merged_into']}"
    return f"dismissed it: {Dismissal(reason).label.lower()}" if reason in Dismissal.values else "dismissed it"


def _added(turn: Turn) -> str:
    whole = turn.now.get("split_from")
    return f"split it off claim {whole}" if whole else "marked this claim"


def _revision(turn: Turn) -> str:
    now = turn.now
    charset = now.get("charset", "")
    read = f", read as {charset}" if charset not in ("", "utf-8") else ""
    return f"added revision {now.get('number')}: {now.get('length', 0):,} characters, from {now.get('original')}{read}"


def _retitled(turn: Turn) -> str:
    changes = [f"{name} from “{turn.was.get(name)}” to “{now}”" for name, now in turn.now.items()]
    return f"changed the article's {' and '.join(changes)}, as its file says"


def _done(turn: Turn) -> str:
    now = turn.now
    found = _count(now.get("claims", 0), "claim")
    noticed = now.get("hints", 0)
    return f"found {found}" + (f" and noticed {_count(noticed, 'thing')} to compare" if noticed else "") + _judge(now)


def _judge(now: Facts) -> str:
    """Who told claims from other sentences, where a language model did it or should have."""
    used, judge = now.get("used") or {}, str(now.get("judge", ""))
    if judge == LanguageModel.name:
        judge = f"the {judge} {now.get('identity')}"
    elif not used:
        return ""
    cost = " with ".join(_count(used[name], word) for name, word in COSTS.items() if used.get(name))
    return f", judged by {judge}" + (f", after {cost} to a language model" if cost else "")


def _span(turn: Turn) -> str:
    was, now = turn.was, turn.now
    start, end = now.get("start", was.get("start", "")), now.get("end", was.get("end", ""))
    moved = f" to characters {start} to {end}" if start != "" and end != "" else ""
    return f"changed its span{moved}"


def _trail_exported(turn: Turn) -> str:
    asked = turn.now.get("filter") or {}
    narrowed = "; ".join(f"{name} {value}" for name, value in asked.items())
    form = str(turn.now.get("format", "")).upper()
    return f"took the trail as {form}, {f'narrowed to {narrowed}' if narrowed else 'all of it'}"


def _role(turn: Turn) -> str:
    return f"changed a role from {_role_name(turn.was)} to {_role_name(turn.now)}"


def _role_name(state: Facts) -> str:
    role = state.get("role", "")
    return str(Role(role).label).lower() if role in Role.values else "another"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _clock(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp):%-d %B %Y, %H:%M} UTC"


def _erased(turn: Turn) -> str:
    return f"removed {_count(len(turn.now.get('seals', ())), 'text')} for good: {turn.now.get('reason', '')}"


_WORDS: dict[str, str | Callable[[Turn], str]] = {
    "bundle.submitted": lambda turn: (
        f"uploaded the zip “{turn.now.get('name')}” with {_count(turn.now.get('files', 0), 'file')}"
    ),
    "article.submitted": "uploaded “{title}”",
    "article.retitled": _retitled,
    "article.signed_off": "signed off revision {signed_off}",
    "article.sign_off_withdrawn": "took the sign-off back",
    "revision.added": _revision,
    "extraction.done": _done,
    "extraction.failed": "could not look for claims",
    "extraction.queued": "asked for claims by extractor {extractor}",
    "extraction.retried": "asked to look for claims again",
    "claim.found": "found this claim",
    "claim.added": _added,
    "claim.assigned": _assigned,
    "claim.due_set": _due,
    "claim.decided": _decided,
    "claim.dismissed": _dismissed,
    "claim.reopened": "opened it again",
    "claim.span_changed": _span,
    "claim.carried": "carried it over: same words, same neighbours",
    "claim.ticked": _ticked,
    "hint.raised": _raised,
    "hint.accepted": "accepted what was noticed: {why}",
    "hint.waved_away": "waved away what was noticed: {why}",
    "hint.reopened": "took back the answer to what was noticed: {why}",
    "claim.split": "split it in two and kept the first part here",
    "claim.pointed": "pointed it to where its words went",
    "claim.merged": "merged another claim into it",
    "claim.refreshed": "read it again with extractor {extractor}",
    "claim.words_changed": "changed its words: it needs a re-check",
    "claim.gone": "took its words out of the text",
    "source.added": "added the source “{title}”",
    "report.exported": "handed out the report as {format}",
    "trail.exported": _trail_exported,
    "trail.key_changed": "replaced the key that signs the trail",
    "reading.made": "read this and found nothing to check",
    "reading.taken_back": "took back that this was read",
    "text.erased": _erased,
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

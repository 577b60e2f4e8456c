"""Words for people: how a report says what was done."""

from collections.abc import Mapping
from typing import Any

DONE: Mapping[str, str] = {
    "article.submitted": "uploaded the article",
    "article.retitled": "took the article's title and author from its file again",
    "article.signed_off": "signed revision {signed_off} off",
    "article.sign_off_withdrawn": "took the sign-off back",
    "revision.added": "added revision {number}",
    "extraction.done": "found {claims} claims",
    "extraction.failed": "could not look for claims",
    "extraction.retried": "asked again for claims",
    "extraction.queued": "asked for claims by extractor {extractor}",
    "claim.found": "found the claim",
    "claim.added": "marked the claim by hand",
    "claim.assigned": "gave the claim to {assignee}",
    "claim.due_set": "set the deadline: {due}",
    "claim.decided": "decided: {verdict}",
    "claim.dismissed": "dismissed the claim: {dismissal}",
    "claim.reopened": "opened the claim again",
    "claim.span_changed": "changed the span to {start}–{end}",
    "claim.carried": "carried the claim over, its words unchanged",
    "claim.words_changed": "changed the words of the claim",
    "claim.gone": "took the words of the claim out",
    "claim.split": "split the claim in two",
    "claim.pointed": "pointed the claim to where its words went",
    "claim.merged": "merged another claim into this one",
    "claim.refreshed": "read the claim again",
    "claim.ticked": "ticked what was checked in the claim",
    "hint.raised": "noticed something: {why}",
    "hint.accepted": "accepted a hint",
    "hint.waved_away": "waved a hint away",
    "hint.reopened": "took the answer to a hint back",
    "source.added": "added a source: {title}",
    "report.exported": "took a report as {format}",
    "trail.exported": "took the trail as {format}",
    "trail.key_changed": "changed the key that signs checkpoints",
    "bundle.submitted": "uploaded the zip {name}",
    "reading.made": "read a passage and found no claim in it",
    "reading.taken_back": "took back that a passage was read",
    "person.made": "made the account {username}",
    "person.closed": "closed an account",
    "person.opened": "opened an account again",
    "person.role_changed": "changed a role to {role}",
    "person.logged_in": "logged in",
    "person.logged_out": "logged out",
    "person.logged_out_everywhere": "logged out everywhere",
    "person.password_changed": "changed the password",
    "person.log_in_refused": "tried to log in and was refused",
    "token.made": "made the API token {name}",
    "token.revoked": "revoked an API token",
    "text.erased": "removed texts: {reason}",
}


class _Told(dict[str, Any]):
    """What an event says is now; what it leaves out did not change."""

    def __missing__(self, name: str) -> str:
        return "unchanged"


def told(kind: str, now: Mapping[str, Any] | None) -> str:
    """What an event of kind did, in words; `now` is what the event says is now."""
    said = {name: "nobody" if value is None else value for name, value in (now or {}).items()}
    if kind == "claim.due_set" and (now or {}).get("due") is None:
        said["due"] = "none"
    return DONE.get(kind, kind).format_map(_Told(said))

"""What was done last can be taken back: the opposite act, offered beside the message until somebody goes on.

An offer names the versions that the act left, so that it undoes nothing that was done since.
"""

from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest

from articles.actions.dismiss import dismiss_claim
from articles.actions.place import change_span
from articles.actions.refusals import Code, Refused
from articles.actions.reopen import reopen_claim
from articles.actions.split import undo_split
from articles.models import Claim, Dismissal, Person
from articles.text.spans import Span
from articles.web.typed import Typed

KEY = "undo"
NOTE = "Undone right away."
NOT_AN_ACT = "This cannot be undone. Look at the claim as it stands now."
VERBS = {"split": "Undo the split", "merge": "Undo the merge", "span": "Undo: back to the words before"} | {
    "add": "Undo: mark no claim here",
    "decide": "Undo the verdict",
    "dismiss": "Undo the dismissal",
}
"""What can be taken back, and what the button says."""


class Undo(NamedTuple):
    """An offer: what was done to which claim, the version that it left, and what the opposite act needs."""

    verb: str
    claim: int
    number: int
    seen: int
    span: tuple[int, int] | None = None
    other: str = ""

    @property
    def label(self) -> str:
        """What the button says."""
        return VERBS[self.verb]


def undo_of(verb: str, claim: Claim, *, span: Span | None = None, other: Claim | None = None) -> Undo:
    """The offer to take back what was just done to claim: its words before, and the other claim that was changed."""
    beside = f"{other.pk}-{other.version}" if other else ""
    return Undo(verb, claim.pk, claim.number, claim.version, span and (span.start, span.end), beside)


def offer(request: HttpRequest, undo: Undo) -> None:
    """Keep an offer for the next page."""
    request.session[KEY] = undo._asdict()


def take_offer(request: HttpRequest) -> Undo | None:
    """The offer that was kept, once."""
    kept: dict[str, Any] | None = request.session.pop(KEY, None)
    return Undo(**kept) if kept else None


@transaction.atomic
def take_back(claim: Claim, other: Claim | None, typed: Typed, *, by: Person) -> str:
    """Do the opposite of what the form names; what was done, in words.  Raises Refused."""
    seen = typed.version
    if typed.undo == "split" and other is not None:
        undo_split(claim, other, by=by, seen=seen, other_seen=typed.beside[1])
        return f"Claim {claim.number} is whole again."
    if typed.undo == "merge" and other is not None:
        change_span(claim, typed.span, by=by, seen=seen)
        reopen_claim(other, by=by, seen=typed.beside[1], note=NOTE)
        return f"Claims {claim.number} and {other.number} stand apart again."
    if typed.undo == "span":
        change_span(claim, typed.span, by=by, seen=seen)
        return f"Claim {claim.number} stands on the words before."
    if typed.undo == "add":
        dismiss_claim(claim, Dismissal.OTHER, by=by, seen=seen, note=NOTE)
        return f"Claim {claim.number} is dismissed."
    if typed.undo in ("decide", "dismiss"):
        reopen_claim(claim, by=by, seen=seen, note=NOTE)
        return f"Claim {claim.number} is open again."
    raise Refused(Code.INVALID, NOT_AN_ACT)

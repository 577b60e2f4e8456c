"""Answer a hint: a person accepts what the extractor noticed, waves it away, or takes the answer back."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.actions import trail
from articles.actions.change import CLOSED, NEWER, hold
from articles.actions.refusals import Code, Refused, require, require_keepable
from articles.actions.trail import Line
from articles.ledger.canonical import JSON
from articles.ledger.sealed import FreeText
from articles.models import Claim, Hint, HintAnswer, HintKind, Person, Revision
from articles.policy import Right, may_check
from articles.text.spans import Occupied, Span

NOT_YOURS = "Only a reviewer who did not upload this article, or the chief, answers hints."
UNKNOWN = "Accept the hint, wave it away, or take your answer back."
STALE = "Somebody answered this hint while you were looking at it. Nothing of yours was recorded."
EVENTS = {
    HintAnswer.ACCEPTED: "hint.accepted",
    HintAnswer.WAVED_AWAY: "hint.waved_away",
    HintAnswer.OPEN: "hint.reopened",
}
CONFLICTS, SUMS = "contradiction", "arithmetic"
"""The flags that a claim carries while a hint on its words is not waved away."""


@transaction.atomic
def answer_hint(hint: Hint, answer: str, *, by: Person, seen: int, note: str = "") -> Hint:
    """Record what a person says of hint: accepted, waved_away, or "" to take the answer back."""
    require(may_check(by, Right.ANSWER_HINT, hint.article), Code.NOT_ALLOWED, NOT_YOURS)
    require(answer in HintAnswer.values, Code.INVALID, UNKNOWN, field="answer")
    require_keepable(note=note)
    hold(hint.article)
    if hint.article.signed_off_revision_id and hint.article.signed_off_revision_id == hint.article.newest_id:
        raise Refused(Code.CLOSED, CLOSED)
    if hint.article.newest_id != hint.revision_id:
        raise Refused(Code.NEWER_REVISION, NEWER, article=hint.article_id)
    was: dict[str, JSON] = {"answer": hint.answer, "note": FreeText(hint.note)}
    hint.answer, hint.note = answer, note
    hint.answered_by, hint.answered_at = (by, timezone.now()) if answer else (None, None)
    fields = {name: getattr(hint, name) for name in ("answer", "note", "answered_by", "answered_at")}
    if not Hint.objects.filter(pk=hint.pk, version=seen).update(version=F("version") + 1, **fields):
        raise stale(hint)
    hint.version = seen + 1
    flag_claims(hint.revision)
    trail.write([_line(hint, EVENTS[HintAnswer(answer)], was)], by=by)
    return hint


def stale(hint: Hint) -> Refused:
    """The refusal for somebody who looked at an old state; it carries the hint as it stands now."""
    return Refused(Code.STALE, STALE, hint=Hint.objects.select_related("revision", "answered_by").get(pk=hint.pk))


def raised_line(hint: Hint) -> Line:
    """The line that tells of a new hint."""
    return _line(hint, "hint.raised", None)


def _line(hint: Hint, kind: str, was: dict[str, JSON] | None) -> Line:
    now: dict[str, JSON] = {"answer": hint.answer, "note": FreeText(hint.note)}
    if was is None:
        now |= {"kind": hint.kind, "agrees": hint.agrees, "why": hint.why, "quotes": list(hint.quotes)}
    return Line(kind, article=hint.article, revision=hint.revision, subject={"hint": hint.pk}, was=was, now=now)


def flag_claims(revision: Revision, *, undecided_only: bool = False) -> None:
    """Let every claim under a hint that is not waved away carry its flag, and no other claim.

    A flag is no part of a claim's state, so its version stays: whoever decides at this moment is not disturbed.  With
    undecided_only the claims that somebody decided or dismissed are left exactly as they are.
    """
    standing = Hint.objects.filter(revision=revision, agrees=False).exclude(answer=HintAnswer.WAVED_AWAY)
    under: dict[str, list[Span]] = {CONFLICTS: [], SUMS: []}
    for hint in standing:
        under[CONFLICTS if hint.kind == HintKind.CONFLICT else SUMS] += hint.spans
    flagged = {flag: Occupied(spans) for flag, spans in under.items()}
    claims = Claim.objects.filter(article=revision.article_id, gone=False, placement__revision=revision)
    claims = claims.filter(waiting=True, decisions=None) if undecided_only else claims
    for claim in claims.select_related("placement"):
        others = [flag for flag in claim.flags if flag not in flagged]
        flags = others + [flag for flag, there in flagged.items() if there.touches(claim.words.span)]
        if flags != claim.flags:
            Claim.objects.filter(pk=claim.pk).update(flags=flags)

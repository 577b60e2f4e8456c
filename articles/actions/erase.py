"""Erase what people wrote freely: the words go, the trail stays whole and tells who took them away (SAFETY T11).

An event holds only the seal of a free text.  Erasing takes away text and salt, so that not even guessing finds the words
again, and puts "Removed on … by …" wherever they stood: beside the trail, in decisions, evidence and hints.
"""

import json
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.actions import trail
from articles.actions.change import hold
from articles.actions.people import OPERATOR
from articles.actions.refusals import Code, require, require_keepable
from articles.actions.trail import Line
from articles.ledger.sealed import FreeText
from articles.models import AuditEvent, Decision, Evidence, FirstAnswer, Hint, Person, Role, SealedText
from articles.models.guards import ERASED
from articles.policy import Right, may
from articles.reports.erasable import Erasable, erasable

NOT_YOURS = "Only the chief erases what was written."
SAY_WHY = "Say why it must go. This stays in the trail."
NOTHING = "Choose what shall be erased."
NOT_HERE = "This text is not in the event any more, or was erased already."
AS_A_WHOLE = "A source is erased as a whole, wherever it is cited."
MOST_IN_A_REASON = 500
_ROLES = {Role.CHIEF: "the chief", Role.ADMIN: "an admin"}


@transaction.atomic
def erase_texts(
    event: AuditEvent, digests: Collection[str], *, by: Person, reason: str, at: datetime | None = None
) -> AuditEvent:
    """Erase sealed texts of event, and the same words wherever else they stand in the trail of its article.

    The event that tells it is given back.  Refused (INVALID) without a reason, for a text that is not there any more,
    and for what names a source.
    """
    refuse_unless_reasoned(by, reason, Right.ERASE, NOT_YOURS)
    require(bool(digests), Code.INVALID, NOTHING, field="texts")
    if event.article:
        hold(event.article)
    here = {each.digest: each for each in erasable(event)}
    chosen = [here.get(digest) for digest in digests]
    wanted = [each for each in chosen if each is not None and not each.is_erased]
    require(len(wanted) == len(chosen), Code.INVALID, NOT_HERE, field="texts")
    require(not any(each.names_a_source for each in wanted), Code.INVALID, AS_A_WHOLE, field="texts")
    texts = {each.text for each in wanted}
    same = SealedText.objects.filter(text__in=texts, person=None).exclude(salt="")
    same = same.filter(event__article=event.article) if event.article else same.filter(event=event)
    wanted_here = [row.digest for row in same.select_related("event") if not _names_a_source(row)]
    return erase_seals(wanted_here, Line("text.erased", article=event.article), by, reason, at)


def _names_a_source(row: SealedText) -> bool:
    """Whether the same words name a source there, which is erased as a whole."""
    here = erasable(row.event) if row.event else []
    return any(each.digest == row.digest and each.names_a_source for each in here)


def erase_seals(wanted: Collection[str], line: Line, by: Person | None, reason: str, at: datetime | None) -> AuditEvent:
    """Take away the texts of seals, by their digests, and write the line that tells it, in the running transaction.

    Those that somebody else took away at the same moment are left to them; Refused (INVALID) when nothing is left.
    """
    held = SealedText.objects.select_for_update(no_key=True, of=("self",)).select_related("event").order_by("pk")
    rows = list(held.filter(pk__in=wanted).exclude(salt=""))
    require(bool(rows) or not wanted, Code.INVALID, NOT_HERE, field="texts")
    when = at or timezone.now()
    stone = tombstone(by, when)
    line.subject["texts"] = len(rows)
    now = (line.now or {}) | {
        "seals": sorted(row.digest for row in rows),
        "stone": stone,  # told, so that nobody can put other words in the place of what was erased
        "reason": FreeText(reason),
    }
    line = Line(line.kind, article=line.article, subject=line.subject, now=now)
    [event] = trail.write([line], by=by, at=when, name=OPERATOR)  # first: the erased rows name their event
    digests = {row.digest for row in rows}
    for told in {row.event for row in rows if row.event}:
        _erase_rows(told, digests, stone)
    FirstAnswer.objects.exclude(body=None).delete()  # they may repeat the words; a repeat now meets the present state
    SealedText.objects.filter(pk__in=digests).update(text=stone, salt="", erased=event)
    return event


def tombstone(by: Person | None, at: datetime) -> str:
    """The words that stand for what was erased: `Removed on 20 November 2026 by the chief`.

    They name no person, whose own name may have to go one day; the event tells who it was.
    """
    who = _ROLES.get(Role(by.role), "an admin") if by else f"the {OPERATOR}"
    return f"{ERASED}{timezone.localtime(at):%-d %B %Y} by {who}"


def refuse_unless_reasoned(by: Person | None, reason: str, right: Right, not_yours: str) -> None:
    """Refuse somebody without the right, and an erasure without a reason."""
    require(by is None or may(by, right), Code.NOT_ALLOWED, not_yours)
    require_keepable(MOST_IN_A_REASON, reason=reason)
    require(bool(reason.strip()), Code.INVALID, SAY_WHY, field="reason")


def _erase_rows(event: AuditEvent, digests: Collection[str], stone: str) -> None:
    """Put the stone wherever the tables repeat what the event sealed."""
    gone = [each for each in erasable(event) if each.digest in digests]
    if event.kind == "claim.decided":
        _erase_decision(event, gone, stone)
    elif event.kind.startswith("hint."):
        notes = [each.text for each in gone if each.place == ("note",)]
        Hint.objects.filter(article=event.article, note__in=notes).update(note=stone)


def _erase_decision(event: AuditEvent, gone: Iterable[Erasable], stone: str) -> None:
    decision = Decision.objects.get(claim=event.claim_id, number=json.loads(event.payload)["now"]["decision"])
    evidence = list(decision.evidence.order_by("pk"))
    for each in gone:
        match each.place:
            case ("note" | "correction" as field,):
                Decision.objects.filter(pk=decision.pk).update(**{str(field): stone})
            case ("evidence", int(at), "locator" | "quote" as field):
                Evidence.objects.filter(pk=evidence[at].pk).update(**{str(field): stone})

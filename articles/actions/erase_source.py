"""Erase a source: its name, its address and the words taken from it, wherever it is cited (SAFETY T11)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.actions.erase import NOT_YOURS, erase_seals, refuse_unless_reasoned, tombstone
from articles.actions.refusals import Code, require
from articles.actions.trail import Line
from articles.models import AuditEvent, Decision, Person, SealedText, Source
from articles.models.guards import ERASED
from articles.policy import Right
from articles.reports.erasable import erasable

GONE = "This source was erased already."


@transaction.atomic
def erase_source(source: Source, *, by: Person, reason: str, at: datetime | None = None) -> AuditEvent:
    """Erase source everywhere.  The decisions that cite it stay, with "Removed on … by …" in its place."""
    refuse_unless_reasoned(by, reason, Right.ERASE, NOT_YOURS)
    when = at or timezone.now()
    source = Source.objects.select_for_update(no_key=True).get(pk=source.pk)
    require(not source.title.startswith(ERASED), Code.CLOSED, GONE)
    born = AuditEvent.objects.filter(kind="source.added", payload__contains=f'"source":{source.pk}}}')
    digests = [each.digest for event in born for each in erasable(event)]
    for decision in Decision.objects.filter(evidence__source=source).distinct():
        digests += _cited(decision, source)
    left = list(SealedText.objects.filter(pk__in=digests).exclude(salt="").values_list("pk", flat=True))
    event = erase_seals(left, Line("text.erased", subject={"source": source.pk}), by, reason, when)
    Source.objects.filter(pk=source.pk).update(title=tombstone(by, when), url="")
    return event


def _cited(decision: Decision, source: Source) -> list[str]:
    """The seals over what the event of decision says of source."""
    places = {at for at, one in enumerate(decision.evidence.order_by("pk")) if one.source_id == source.pk}
    told = AuditEvent.objects.filter(kind="claim.decided", claim=decision.claim_id).oldest_first()
    event = told[decision.number - 1]  # decisions of a claim are numbered from 1, each told by one event
    return [each.digest for each in erasable(event) if each.place[0] == "evidence" and each.place[1] in places]

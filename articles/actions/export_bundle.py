"""Export a bundle: the report of an article with the events, texts, proofs and checkpoint that prove it without the desk."""

import logging
from datetime import datetime

from django.db import transaction

from articles.actions import trail
from articles.actions.change import hold
from articles.actions.checkpoint import sign_checkpoint
from articles.actions.hand_out import Exported, file_name, record
from articles.actions.refusals import Code, Refused
from articles.actions.trail_key import Alarm
from articles.ledger.bundle import Broken, write_bundle
from articles.ledger.keys import BadCheckpoint
from articles.models import Article, AuditEvent, Checkpoint, Person, Report
from articles.reports import BUNDLE, OFFERED
from articles.reports.bundle import Gathered, gather
from articles.reports.bundle_events import proofs
from articles.reports.vouched import handovers, keyring

logger = logging.getLogger(__name__)
TRIES = 3
DAMAGED = (
    "No proof can be handed out, because the record does not prove itself here. {} Have the trail verified: the chief, "
    "auditors and admins find “Verify the trail” beside it, the operator has `manage.py audit verify`."
)
CANNOT_SIGN = (
    "No proof can be handed out: the desk's key or its folder of checkpoints cannot be read. Tell the operator."
)


def export_bundle(article: Article, *, by: Person | None, at: datetime | None = None) -> Exported:
    """Hand out the bundle of article; export_report has asked whether `by` may.

    The event that tells it is the last one in it, and of the article no event before that one is left out.  Refused
    (DAMAGED) when the trail cannot be signed, or when the tables or the texts beside the trail say otherwise than it;
    a trail that is damaged already notes no report.
    """
    try:
        notes = "".join(handovers(keyring(_signed().key.public)))
        made, report, event = _recorded(article, notes, by=by, at=at)
        data = _written(made, event, _signed())
    except (Alarm, BadCheckpoint, Broken) as error:
        logger.error("NO BUNDLE OF ARTICLE %s WAS HANDED OUT: %s", article.pk, error)  # noqa: TRY400
        why = str(error).rstrip(".")
        raise Refused(Code.DAMAGED, DAMAGED.format(f"{why[:1].upper()}{why[1:]}.")) from error
    except OSError as error:
        logger.exception("No bundle of article %s was handed out", article.pk)
        raise Refused(Code.DAMAGED, CANNOT_SIGN) from error
    return Exported(file_name(made.told, "zip"), OFFERED[BUNDLE], report, data)


def _signed() -> Checkpoint:
    """A checkpoint that has seen every event there is."""
    checkpoint = sign_checkpoint()
    if checkpoint is None:
        raise LookupError("an article without an event")
    return checkpoint


def _recorded(
    article: Article, notes: str, *, by: Person | None, at: datetime | None
) -> tuple[Gathered, Report, AuditEvent]:
    """What the bundle holds, and the event that hands it out: nothing was done to the article between the two.

    It is gathered while nobody waits.  Only when others were quicker each time, they are held up for once.
    """
    with transaction.atomic():
        also = [trail.name_seal(by)] if by else []
    for _ in range(TRIES):
        try:
            made = gather(article, handovers=notes, also=also, at=at)
        except Broken:
            continue  # a text was erased meanwhile; when it is more than that, the last try tells
        with transaction.atomic():
            hold(article)
            if not made.is_overtaken:
                return made, *record(article, made.told, BUNDLE, made.report, by=by, proves=True)
    with transaction.atomic():
        hold(article)
        made = gather(article, handovers=notes, also=also, at=at)
        return made, *record(article, made.told, BUNDLE, made.report, by=by, proves=True)


def _written(made: Gathered, event: AuditEvent, checkpoint: Checkpoint) -> bytes:
    payloads = made.payloads | {event.seq: event.payload.encode()}
    return write_bundle(
        made.report,
        texts=made.texts,
        seals=made.seals,
        files=made.files,
        events=list(payloads.values()),
        proofs=proofs(payloads, checkpoint.size),
        checkpoint=checkpoint.note.encode(),
        public=checkpoint.key.public,
    )

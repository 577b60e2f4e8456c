"""Reextract: read an article again with the extractor and the judge of today, or only look at what would come of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from articles.actions import trail
from articles.actions.change import CLOSED, hold
from articles.actions.extract import fresh_candidates, look
from articles.actions.intake import queue_extraction
from articles.actions.judging import chosen
from articles.actions.people import OPERATOR
from articles.actions.proposals import held_against
from articles.actions.refusals import Code, Refused, require
from articles.actions.retry import NOT_YOURS
from articles.actions.trail import Line
from articles.extractor import VERSION, Candidate
from articles.extractor.findings import Told
from articles.extractor.judges import Judge
from articles.ledger.canonical import JSON
from articles.models import Article, AuditEvent, Claim, Decision, Extraction, ExtractionState, Origin, Person, Revision
from articles.policy import Right, may
from articles.reports.snapshot import one_moment

NO_TEXT = "This article has no text yet."
UNDER_WAY = "Claims are being looked for in this article right now."
FAILED = "The last look for claims in this article failed. Try it again first."
SAME = "The present extractor has read this text already, with the same judge."
NOT_BY_HAND = ("claim.found", "claim.refreshed", "claim.carried", "claim.words_changed", "claim.gone")
"""Events of a claim that nobody wrote who looked at it: the extractor, or a revision of the whole text."""


@transaction.atomic
def reextract(article: Article, *, by: Person | None, judge: Judge | None = None) -> Extraction:
    """Queue a run of the present extractor over the newest revision of article; `by` None is the operator.

    judge is the one that is chosen for this desk, unless another is named.  The run leaves alone what people decided:
    see actions/extract.py.
    """
    require(by is None or may(by, Right.RETRY), Code.NOT_ALLOWED, NOT_YOURS)
    hold(article)
    revision, judge = _newest(article), judge or chosen()
    require(article.signed_off_revision_id != revision.pk, Code.CLOSED, CLOSED)
    runs = list(revision.extractions.all())
    require(not any(run.is_under_way for run in runs), Code.CLOSED, UNDER_WAY)
    require(not any(run.state == ExtractionState.FAILED for run in runs), Code.CLOSED, FAILED)
    done = {(run.extractor, run.judge, run.identity) for run in runs}
    require((VERSION, judge.name, judge.identity) not in done, Code.ALREADY_HERE, SAME)
    extraction = queue_extraction(revision, judge)
    now: dict[str, JSON] = {
        "extractor": extraction.extractor,
        "judge": extraction.judge,
        "identity": extraction.identity,
    }
    trail.write([Line("extraction.queued", article=article, revision=revision, now=now)], by=by, name=OPERATOR)
    return extraction


@dataclass(frozen=True)
class Comparison:
    """What a run of the present extractor would make of an article, beside the claims that stand.

    new        candidates on words that no claim stands on
    kept       machine claims on exactly the words of a candidate
    changed    machine claims on words that share some with candidates, with these
    decided, touched, untouched   machine claims on words that are not proposed any more: those that a person decided or
               dismissed, those that people only laid a hand on (assigned, ticked, put on other words …), the others
    told       who judged in the end, and what there is to know of the run
    """

    revision: Revision
    told: Told
    new: list[Candidate]
    kept: list[Claim]
    changed: list[tuple[Claim, list[Candidate]]]
    decided: list[Claim]
    touched: list[Claim]
    untouched: list[Claim]


def compare(
    article: Article, judge: Judge | None = None, progress: Callable[[float], None] | None = None
) -> Comparison:
    """Hold what the present extractor proposes for the newest revision against its claims; writes nothing.

    progress is called with 0..1, rising.  Refused (INVALID) for an article without a text.
    """
    revision = _newest(article)
    findings = look(revision, judge or chosen(), progress or _silent)
    with one_moment():
        new = fresh_candidates(revision, findings.candidates)
        standing = Claim.objects.for_lists().filter(placement__revision=revision, gone=False, origin=Origin.MACHINE)
        held = held_against(standing, findings.candidates)
        decided, touched = _by_people(held.dropped)
    return Comparison(
        revision=revision,
        told=findings.told,
        new=new,
        kept=[claim for claim, _ in held.kept],
        changed=held.changed,
        decided=[claim for claim in held.dropped if claim.pk in decided],
        touched=[claim for claim in held.dropped if claim.pk in touched - decided],
        untouched=[claim for claim in held.dropped if claim.pk not in decided | touched],
    )


def _by_people(claims: list[Claim]) -> tuple[set[int], set[int]]:
    """The ids of those that a person decided or dismissed, and of those that have any line by a person's hand."""
    these = {"claim__in": [claim.pk for claim in claims]}
    decided = set(Decision.objects.filter(**these).values_list("claim_id", flat=True))
    dismissed = {claim.pk for claim in claims if claim.dismissal}
    by_hand = AuditEvent.objects.filter(~Q(kind__in=NOT_BY_HAND), **these).order_by().values_list("claim_id", flat=True)
    return decided | dismissed, {pk for pk in by_hand if pk is not None}


def _newest(article: Article) -> Revision:
    if article.newest is None:
        raise Refused(Code.INVALID, NO_TEXT)
    return article.newest


def _silent(share: float) -> None:
    """Nobody listens."""

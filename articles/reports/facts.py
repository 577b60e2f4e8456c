"""The facts of a report: everything about an article at one moment, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles import models
from articles.models import Standing
from articles.policy import missing_for_sign_off
from articles.reports.context import Around
from articles.reports.hints import hints_told
from articles.reports.looked import Looked, laid_over
from articles.reports.opened import opened
from articles.reports.shapes import (
    About,
    Checkpoint,
    Claim,
    Context,
    Decision,
    Dismissal,
    Evidence,
    Facts,
    Person,
    Place,
    SignOff,
    Source,
    TrailLine,
    Unread,
)
from articles.reports.snapshot import one_moment
from articles.reports.words import told

__all__ = ["Facts", "build"]


def build(article: models.Article, *, at: datetime | None = None) -> Facts:
    """The facts of article as they stand now, as of one moment (see one_moment); `at` is the time the report bears.

    Raises LookupError for an article without a text.
    """
    with one_moment():
        rows = models.Article.objects.select_related(
            "newest__created_by", "uploaded_by", "signed_off_by", "signed_off_revision"
        )
        row = rows.defer(*models.long_fields("newest"), *models.long_fields("signed_off_revision")).get(pk=article.pk)
        if row.newest is None:
            raise LookupError(f"article {article.pk} has no revision")
        head = models.AuditEvent.objects.newest_first().values_list("seq", "leaf").first() or (0, "")
        events = _events(row)
        gathered = _Gathered(row, events)
        hints = list(models.Hint.objects.filter(revision=row.newest).select_related("answered_by"))
        looking = row.newest.extractions.exclude(state=models.ExtractionState.DONE).exists()
        trail = tuple(_trail_line(event, gathered.numbers) for event in events)
        looked = gathered.looked_at(models.Revision.objects.only("text", "block_rows").get(pk=row.newest.pk))
    standing, gone = gathered.claims()
    everyone = (*standing, *gone)
    counts = {name: sum(claim.standing == name for claim in everyone) for name in Standing.values}
    sign_off = _sign_off(row)
    signed = sign_off is not None and sign_off.revision == row.newest.number
    return Facts(
        about=_about(row, row.newest),
        at=at or timezone.now(),
        counts=counts,
        missing=() if signed else tuple(missing_for_sign_off(counts, looking=looking)),
        sign_off=sign_off,
        trail_size=head[0],
        trail_head=head[1],
        checkers=_checkers(everyone),
        claims=standing,
        gone=gone,
        looked_at=looked.percent,
        unread=tuple(Unread(*span, span.quote(looked.revision.text)) for span in looked.unread),
        hints=hints_told(hints, standing),
        sources=tuple(gathered.sources.values()),
        trail=trail,
    )


@dataclass(frozen=True, slots=True)
class _Event:
    seq: int
    at: str
    actor: str
    kind: str
    claim: int | None
    leaf: str
    now: Mapping[str, Any]


def _events(article: models.Article) -> list[_Event]:
    rows = list(models.AuditEvent.objects.filter(article=article).oldest_first())
    return [
        _Event(row.seq, row.at, told["actor"]["name"], row.kind, row.claim_id, row.leaf, told["now"] or {})
        for row, told in zip(rows, opened(rows), strict=True)
    ]


class _Gathered:
    """The rows of one article's claims, each kind read once."""

    def __init__(self, article: models.Article, events: Iterable[_Event]) -> None:
        rows = list(
            models.Claim.objects.filter(article=article)
            .select_related("placement", "assignee", "added_by")
            .order_by("gone", "position", "number")
        )
        self.numbers = {row.pk: row.number for row in rows}  # of those too that only the trail still tells of
        self._rows = [row for row in rows if row.dismissal != models.Dismissal.UNDONE]
        self.sources: dict[int, Source] = {}
        self._revisions = dict(article.revisions.values_list("pk", "number"))
        self._around = self._texts(article)
        self._dismissals = {event.claim: event for event in events if event.kind == "claim.dismissed"}
        self._decisions = self._read_decisions(article)

    def claims(self) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
        """Those that stand in the newest text, in reading order, and those whose words are gone."""
        claims = [self._claim(row) for row in self._rows]
        stand = tuple(claim for claim in claims if claim.standing != Standing.GONE)
        return stand, tuple(claim for claim in claims if claim.standing == Standing.GONE)

    def looked_at(self, newest: models.Revision) -> Looked:
        """What of the newest text people have looked at."""
        return laid_over(newest, [(row.waiting, row.words.span) for row in self._rows if not row.gone])

    def _texts(self, article: models.Article) -> dict[int, Around]:
        """The texts that claims stand in: the newest, and older ones for the words that are gone."""
        needed = {row.words.revision_id for row in self._rows}
        texts = article.revisions.filter(pk__in=needed).values_list("pk", "text", "block_rows")
        return {pk: Around(text, blocks) for pk, text, blocks in texts}

    def _read_decisions(self, article: models.Article) -> dict[int, list[Decision]]:
        evidence: dict[int, list[Evidence]] = defaultdict(list)
        cited = models.Evidence.objects.filter(decision__claim__article=article).select_related("source")
        for one in cited.order_by("decision__claim__position", "decision__claim__number", "pk"):
            source = self.sources.setdefault(one.source_id, _source(one.source, len(self.sources) + 1))
            evidence[one.decision_id].append(Evidence(source, one.locator, one.quote, one.stance))
        decisions: dict[int, list[Decision]] = defaultdict(list)
        taken = models.Decision.objects.filter(claim__article=article).select_related("by", "placement")
        for row in taken.order_by("claim_id", "number"):
            decisions[row.claim_id].append(
                Decision(
                    number=row.number,
                    verdict=row.verdict,
                    note=row.note,
                    correction=row.correction,
                    by=_person(row.by),
                    at=row.created_at,
                    revision=self._revisions[row.placement.revision_id],
                    words=row.placement.quote,
                    evidence=tuple(evidence[row.pk]),
                )
            )
        return decisions

    def _claim(self, row: models.Claim) -> Claim:
        decisions = self._decisions.get(row.pk, [])
        holds = decisions[-1] if decisions and row.verdict != models.Verdict.PENDING else None
        return Claim(
            id=row.pk,
            number=row.number,
            place=self._place(row.words),
            standing=str(row.standing),
            verdict=str(row.verdict),
            kinds=tuple(row.kinds),
            flags=tuple(row.flags),
            reasons=tuple(str(reason) for reason in row.reasons),
            priority=row.priority,
            priority_reason=row.priority_reason,
            score=row.score,
            speaker=row.speaker,
            context=Context(**{name: str(row.context.get(name, "")) for name in ("lead_in", "antecedent")}),
            checkpoints=tuple(_checkpoint(one, row) for one in row.checkpoints),
            origin=str(row.origin),
            added_by=_person(row.added_by) if row.added_by else None,
            assignee=_person(row.assignee) if row.assignee else None,
            due=row.due,
            decision=holds,
            earlier=tuple(decisions[:-1] if holds else decisions),
            dismissal=self._dismissal(row),
            version=row.version,
        )

    def _place(self, row: models.Placement) -> Place:
        before, after, cut_before, cut_after = self._around[row.revision_id].of(row.span)
        return Place(
            revision=self._revisions[row.revision_id],
            start=row.start,
            end=row.end,
            start_utf16=row.start_utf16,
            end_utf16=row.end_utf16,
            words=row.quote,
            before=before,
            after=after,
            cut_before=cut_before,
            cut_after=cut_after,
        )

    def _dismissal(self, row: models.Claim) -> Dismissal | None:
        """Reason from the row; note, person and time stand in the trail alone.  None when no event tells of it."""
        event = self._dismissals.get(row.pk)
        if not row.dismissal or event is None:
            return None
        at = datetime.fromisoformat(event.at)
        return Dismissal(str(row.dismissal), str(event.now.get("note") or ""), event.actor, at)


def _about(article: models.Article, newest: models.Revision) -> About:
    return About(
        id=article.pk,
        title=article.title,
        byline=article.byline,
        published_on=article.published_on,
        source_url=article.source_url,
        deadline=article.deadline,
        uploaded_by=_person(article.uploaded_by),
        uploaded_at=article.created_at,
        revision=newest.number,
        revision_by=_person(newest.created_by),
        revision_at=newest.created_at,
        sha256=newest.sha256,
        length=newest.length,
    )


def _sign_off(article: models.Article) -> SignOff | None:
    by, at, revision = article.signed_off_by, article.signed_off_at, article.signed_off_revision
    return SignOff(_person(by), at, revision.number) if by and at and revision else None


def _checkers(claims: Iterable[Claim]) -> tuple[Person, ...]:
    """Who decided what holds, each once, by name."""
    people = {claim.decision.by for claim in claims if claim.decision}
    return tuple(sorted(people, key=lambda person: (person.name, person.username)))


def _person(row: models.Person) -> Person:
    return Person(row.username, row.name)


def _checkpoint(one: Mapping[str, Any], row: models.Claim) -> Checkpoint:
    ticked = [one["start"], one["end"]] in row.ticks
    return Checkpoint(one["start"], one["end"], one["words"], one["kind"], ticked)


def _source(row: models.Source, number: int) -> Source:
    return Source(f"S{number}", row.title, row.url, str(row.kind))


def _trail_line(event: _Event, numbers: Mapping[int, int]) -> TrailLine:
    number = numbers.get(event.claim) if event.claim else None
    return TrailLine(event.seq, event.at, event.actor, event.kind, number, told(event.kind, event.now), event.leaf)

"""A desk at work, for measuring: articles come in, claims are given out, decided with evidence, dismissed.

The lines of its trail are the product's own (`found_line`, `changed_line`, `trail.write`); only the rows beside them are
written many at once, which no verb of the product does.  `audit verify` finds nothing on it.
"""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count

from django.db import transaction

from articles.actions import trail
from articles.actions.change import changed_line, state_of
from articles.actions.cite import Citation
from articles.actions.place import found_line
from articles.actions.submit import revision_line
from articles.actions.trail import Line
from articles.ledger.sealed import FreeText
from articles.models import (
    Article,
    AuditEvent,
    Claim,
    Decision,
    Dismissal,
    Evidence,
    Origin,
    Original,
    Person,
    Placement,
    Revision,
    Source,
)
from tests.bench.filling import KINDS, people, sentences

CLAIMS, EACH, WINDOW, DAY = 50, 120, 40, 400
"""Claims of an article and their events, articles that are worked on at the same time, deeds of a person in one go."""
ASSIGNED, DECIDED, AGAIN, DISMISSED = 0.5, 0.6, 0.1, 0.15
"""The share of claims that are given to somebody, decided, decided a second time, dismissed."""
NEW_SOURCE = 0.08
PIECES = {"verified": (1, 2), "disputed": (0, 1), "unsourced": (0, 0)}
"""Of evidence: in most decisions with this verdict, and in three of ten."""
NOTES = ("", "", "Asked the board by telephone; they confirmed it.", "The report says otherwise on page 14, table 3.")
REASONS = (Dismissal.OPINION, Dismissal.PREDICTION, Dismissal.NOT_CHECKABLE, Dismissal.FURNITURE)
BEGUN = datetime(2026, 1, 5, 8, tzinfo=UTC)


class Desk:
    """People at work on windows of articles; every row and line of a window is written in one transaction."""

    def __init__(self, seed: int = 7) -> None:
        self.cast = people()
        self.events = AuditEvent.objects.count()
        self._chance = random.Random(seed)  # repeatable, not secret
        self._ids = {model: count(1) for model in (Article, Revision, Placement, Claim, Decision, Source)}
        self._sources: list[Source] = []
        self._at = BEGUN

    @transaction.atomic
    def work(self, room: int) -> None:
        """Some articles from submission to decisions; at most `room` events are written."""
        self._rows: dict[type, list] = {
            model: [] for model in (Article, Revision, Original, Placement, Claim, Source, Decision, Evidence)
        }
        room = self._tell(
            [line for _ in range(min(WINDOW, room // EACH or 1)) for line in self._article()], self.cast["edith"], room
        )
        for who, deeds in self._plan():
            if room <= 0:
                break
            self._at += timedelta(minutes=1)
            lines = []
            for deed, claim in deeds:
                lines += deed(claim, who) if len(lines) < room else []
            room = self._tell(lines, who, room)
        for model, rows in self._rows.items():
            model.objects.bulk_create(rows)

    def _tell(self, lines: Sequence[Line], who: Person, room: int) -> int:
        trail.write(lines, by=who, at=self._at)
        self.events += len(lines)
        return room - len(lines)

    def _new(self, model: type, **fields: object):
        row = model(pk=next(self._ids[model]), **fields)
        self._rows[model].append(row)
        return row

    def _article(self) -> list[Line]:
        words = list(sentences(self._chance, CLAIMS))
        text, edith = "\n\n".join(words), self.cast["edith"]
        article = self._new(Article, title=f"Article of {CLAIMS} claims", uploaded_by=edith, last_claim_number=CLAIMS)
        digest = sha256(text.encode()).hexdigest()
        revision = self._new(
            Revision, article=article, number=1, text=text, sha256=digest, length=len(text), created_by=edith
        )
        article.newest = revision
        data = text.encode()
        original = Original(
            revision=revision,
            name="pasted.txt",
            media_type="text/plain",
            charset="utf-8",
            size=len(data),
            sha256=digest,
            data=data,
        )
        self._rows[Original].append(original)
        told = {"title": article.title, "byline": "", "published_on": None, "source_url": "", "deadline": None}
        lines = [Line("article.submitted", article=article, now=told), revision_line(revision)]
        start = 0
        for number, sentence in enumerate(words, 1):
            lines.append(found_line(self._claim(revision, number, start, sentence), "claim.found"))
            start += len(sentence) + 2
        return lines

    def _claim(self, revision: Revision, number: int, start: int, words: str) -> Claim:
        claim = self._new(
            Claim,
            article=revision.article,
            number=number,
            position=start,
            origin=Origin.MACHINE,
            score=self._chance.randint(300_000, 999_999),
            priority=self._chance.choice((1, 2, 2, 3)),
            kind=self._chance.choice(KINDS),
            kinds=["number"],
            reasons=["A figure, reported as fact."],
        )
        end = start + len(words)
        claim.placement = self._new(
            Placement,
            claim=claim,
            revision=revision,
            start=start,
            end=end,
            start_utf16=start,
            end_utf16=end,
            quote=words,
        )
        return claim

    def _plan(self) -> list[tuple[Person, list[tuple[Callable[[Claim, Person], list[Line]], Claim]]]]:
        """Who does what with which claims, in their order: given out by the chief, then decided and dismissed."""
        chance, claims = self._chance, list(self._rows[Claim])
        chance.shuffle(claims)
        given = [(self._assign, claim) for claim in claims if chance.random() < ASSIGNED]
        done = []
        for claim in claims:
            share = chance.random()
            if share < DECIDED:
                done += [(self._decide, claim)] * (2 if share < DECIDED * AGAIN else 1)
            elif share < DECIDED + DISMISSED:
                done.append((self._dismiss, claim))
        people = [self.cast["rita"], self.cast["bob"]]
        days = [(self.cast["carl"], given[at : at + DAY]) for at in range(0, len(given), DAY)]
        return days + [(people[at // DAY % 2], done[at : at + DAY]) for at in range(0, len(done), DAY)]

    def _assign(self, claim: Claim, who: Person) -> list[Line]:  # every deed has its doer
        return [self._change(claim, "claim.assigned", assignee=self.cast[self._chance.choice(("rita", "bob"))])]

    def _dismiss(self, claim: Claim, who: Person) -> list[Line]:
        return [self._change(claim, "claim.dismissed", {"note": ""}, dismissal=self._chance.choice(REASONS))]

    def _decide(self, claim: Claim, who: Person) -> list[Line]:
        chance = self._chance
        verdict, note = chance.choice(("verified", "verified", "disputed", "unsourced")), chance.choice(NOTES)
        claim.told = getattr(claim, "told", 0) + 1
        decision = self._new(
            Decision,
            claim=claim,
            number=claim.told,
            placement=claim.placement,
            verdict=verdict,
            note=note,
            by=who,
            created_at=self._at,
        )
        lines, told = [], []
        for _ in range(PIECES[verdict][self._chance.random() < 0.3]):
            source = self._source(lines, claim)
            cited = Citation(source.title, source.url, f"page {chance.randint(1, 90)}", "As it is said there.")
            row = Evidence(
                decision=decision, source=source, locator=cited.locator, quote=cited.quote, stance=cited.stance
            )
            self._rows[Evidence].append(row)
            told.append(cited.told())
        now = {"verdict": verdict, "decision": claim.told, "note": FreeText(note), "correction": "", "evidence": told}
        return [*lines, self._change(claim, "claim.decided", now, verdict=verdict, decided_by=who, decided_at=self._at)]

    def _source(self, lines: list[Line], claim: Claim) -> Source:
        if self._sources and self._chance.random() > NEW_SOURCE:
            return self._chance.choice(self._sources)
        number = len(self._sources) + 1
        source = self._new(
            Source, title=f"Report {number}", url=f"https://archive.example/{number}", created_by=self.cast["rita"]
        )
        self._sources.append(source)
        now = {"title": FreeText(source.title), "url": FreeText(source.url), "kind": source.kind}
        lines.append(Line("source.added", article=claim.article, subject={"source": source.pk}, now=now))
        return source

    @staticmethod
    def _change(claim: Claim, kind: str, note: dict | None = None, **fields: object) -> Line:
        was = state_of(claim)
        for name, value in {**fields, "version": claim.version + 1}.items():
            setattr(claim, name, value)
        return changed_line(claim, kind, was, note)

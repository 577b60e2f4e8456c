"""Replaying the rest of the trail: people, articles, texts, sources, tokens and reports, held against the tables.

A kind's first word is the noun it is about (`article.signed_off`), and what its event says is now are that noun's fields.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from articles.ledger.event import Event, moment
from articles.ledger.sealed import is_sealed
from articles.models import ApiToken, Article, Hint, Original, Person, Placement, Reading, Report, Revision, Source
from articles.reports.differences import NO_EVENT, Differences

Row = dict[str, Any]

BORN: Mapping[str, str] = {
    "article": "article.submitted",
    "revision": "revision.added",
    "person": "person.made",
    "source": "source.added",
    "report": "report.exported",
    "token": "token.made",
    "hint": "hint.raised",
    "reading": "reading.made",
}
"""The event with which each noun begins."""

AT_FIRST: Mapping[str, Mapping[str, Any]] = {
    "article": {"signed_off": None, "signed_off_by": None, "newest": None},
    "person": {"active": True},
    "token": {"revoked": False},
}
"""What is so until an event says otherwise."""


class DeskReplay:
    """Takes the events that are about no claim, in their order, and compares what they leave with the tables."""

    def __init__(self, found: Differences) -> None:
        self._found = found
        self._told: dict[str, dict[int, Row]] = {noun: {} for noun in BORN}
        self._seqs: dict[str, dict[int, dict[str, int]]] = {noun: {} for noun in BORN}
        self.erased: dict[str, tuple[int, str]] = {}
        """Digests of the texts that were erased, each with the event that tells it and the words that stand there since."""
        self.compared: dict[str, int] = {}

    def take(self, event: Event) -> None:
        """Go on by one event."""
        if event.kind == "text.erased":
            told = event.now or {}
            seals, stone = told.get("seals"), str(told.get("stone", ""))
            self.erased.update(
                (str(digest), (event.seq, stone)) for digest in (seals if isinstance(seals, list) else ())
            )
        noun, _, _ = event.kind.partition(".")
        pk = event.subject.get(noun)
        if noun not in BORN or not isinstance(pk, int):
            return
        now: Row = dict(event.now or {})
        if event.kind == BORN[noun]:
            now = {**AT_FIRST.get(noun, {}), **now, **_owner(noun, event)}
            if noun == "article":
                now["uploaded_by"] = event.actor["id"]
            self._told[noun][pk], self._seqs[noun][pk] = {}, {"": event.seq}
        elif event.kind == "token.revoked":
            now = {"revoked": True}
        elif event.kind in ("article.signed_off", "article.sign_off_withdrawn"):
            now["signed_off_by"] = event.actor["id"] if now.get("signed_off") else None
        self._check_was(noun, pk, event)
        self._set(noun, pk, now, event.seq)
        if event.kind == "revision.added":
            article = event.subject.get("article")
            self._set("article", article if isinstance(article, int) else 0, {"newest": now.get("number")}, event.seq)

    def compare(self) -> None:
        """Hold every table against what was told."""
        for noun, rows in _TABLES.items():
            told, seqs = self._told[noun], self._seqs[noun]
            count = 0
            for pk, row in rows():
                count += 1
                name = f"{noun.capitalize()} {pk}"
                if pk not in told:
                    self._found.differs(NO_EVENT, f"{name} stands in no event.")
                    continue
                said, by = told.pop(pk), seqs[pk]
                born = min(by.values(), default=NO_EVENT)  # an event that leaves a field out does not vouch for it
                fields = {field: said.get(field) for field in row}
                self._found.compare(name, fields, {field: by.get(field, born) for field in row}, row)
            for pk in told:
                seq = max(seqs[pk].values(), default=NO_EVENT)
                self._found.differs(seq, f"{noun.capitalize()} {pk} is not there; event {seq} tells of it.")
            self.compared[noun] = count
        self._compare_texts()

    def _compare_texts(self) -> None:
        """Every text is the one that was hashed, and every place in it holds the words it says."""
        places = _Places()
        texts = Revision.objects.order_by("pk").values_list("pk", "text", "sha256", "length").iterator(chunk_size=10)
        for pk, text, digest, length in texts:
            seq = self._seqs["revision"].get(pk, {}).get("sha256", NO_EVENT)
            if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != digest or len(text) != length:
                self._found.differs(seq, f"Revision {pk}: its text is not the one that was hashed.")
            for claim, start, end, quote in places.of(pk):
                if text[start:end] != quote:
                    self._found.differs(
                        seq, f"Revision {pk}: the words of claim {claim} do not stand at {start}–{end}."
                    )
        originals = Original.objects.order_by("pk").values_list("revision_id", "data", "sha256").iterator(chunk_size=1)
        for pk, data, digest in originals:
            if sha256(data).hexdigest() != digest:
                seq = self._seqs["revision"].get(pk, {}).get("original_sha256", NO_EVENT)
                self._found.differs(seq, f"Revision {pk}: its original is not the file that was hashed.")

    def _set(self, noun: str, pk: int, now: Row, seq: int) -> None:
        told, seqs = self._told[noun].get(pk), self._seqs[noun].get(pk)
        if told is None or seqs is None:
            self._found.differs(seq, f"Event {seq} tells of {noun} {pk}, which no event before it brought in.")
            return
        told.update(now)
        seqs.update(dict.fromkeys(now, seq))

    def _check_was(self, noun: str, pk: int, event: Event) -> None:
        told = self._told[noun].get(pk, {})
        for field, value in (event.was or {}).items():
            if is_sealed(value) and is_sealed(told.get(field)):
                continue  # the same words under two seals: neither tells of the other
            if told.get(field) != value:
                words = f"{noun.capitalize()} {pk}: event {event.seq} says {field} was {value}, those before it say {told.get(field)}."
                self._found.differs(event.seq, words)


class _Places:
    """The places of claims by revision, read once from the first revision to the last."""

    def __init__(self) -> None:
        columns = ("revision_id", "claim_id", "start", "end", "quote")
        rows = Placement.objects.order_by("revision_id", "start", "pk").values_list(*columns)
        self._groups = groupby(rows.iterator(chunk_size=1000), key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, revision: int) -> Iterator[tuple[int, int, int, str]]:
        """Claim, start, end and quote of each place in revision; ask for rising ones."""
        while self._next and self._next[0] < revision:
            self._next = next(self._groups, None)
        if self._next and self._next[0] == revision:
            yield from (row[1:] for row in self._next[1])
            self._next = next(self._groups, None)


def _owner(noun: str, event: Event) -> Row:
    """What a new row belongs to."""
    owners = {"revision": "article", "token": "person", "report": "revision", "hint": "revision", "reading": "revision"}
    return {owners[noun]: event.subject.get(owners[noun])} if noun in owners else {}


def _articles() -> Iterator[tuple[int, Row]]:
    columns = ("pk", "title", "byline", "published_on", "source_url", "deadline", "uploaded_by_id", "signed_off_by_id")
    rows = Article.objects.order_by("pk").values(*columns, "newest__number", "signed_off_revision__number")
    for row in rows.iterator(chunk_size=1000):
        yield (
            row["pk"],
            {
                "title": row["title"],
                "byline": row["byline"],
                "published_on": row["published_on"].isoformat() if row["published_on"] else None,
                "source_url": row["source_url"],
                "deadline": f"{moment(row['deadline'])[:19]}Z" if row["deadline"] else None,
                "uploaded_by": row["uploaded_by_id"],
                "signed_off_by": row["signed_off_by_id"],
                "newest": row["newest__number"],
                "signed_off": row["signed_off_revision__number"],
            },
        )


def _revisions() -> Iterator[tuple[int, Row]]:
    names = ("article", "number", "sha256", "length", "original", "original_sha256")
    columns = ("pk", "article_id", "number", "sha256", "length", "original__name", "original__sha256")
    rows = Revision.objects.order_by("pk").values_list(*columns).iterator(chunk_size=1000)
    return ((row[0], dict(zip(names, row[1:], strict=True))) for row in rows)


def _people() -> Iterator[tuple[int, Row]]:
    names = ("username", "name", "role", "active")
    rows = Person.objects.order_by("pk").values_list("pk", "username", "name", "role", "is_active")
    return ((row[0], dict(zip(names, row[1:], strict=True))) for row in rows.iterator(chunk_size=1000))


def _sources() -> Iterator[tuple[int, Row]]:
    names = ("title", "url", "kind")
    rows = Source.objects.order_by("pk").values_list("pk", *names).iterator(chunk_size=1000)
    return ((row[0], dict(zip(names, row[1:], strict=True))) for row in rows)


def _tokens() -> Iterator[tuple[int, Row]]:
    for token in ApiToken.objects.order_by("pk").iterator(chunk_size=1000):
        yield (
            token.pk,
            {
                "person": token.person_id,
                "prefix": token.prefix,
                "scopes": token.scopes,
                "name": token.name,
                "revoked": token.revoked_at is not None,
            },
        )


def _reports() -> Iterator[tuple[int, Row]]:
    names = ("revision", "format", "sha256", "size", "trail_size", "trail_head")
    rows = Report.objects.order_by("pk").values_list("pk", "revision_id", *names[1:]).iterator(chunk_size=1000)
    return ((row[0], dict(zip(names, row[1:], strict=True))) for row in rows)


def _hints() -> Iterator[tuple[int, Row]]:
    names = ("revision", "kind", "agrees", "why", "quotes", "answer", "note")
    rows = Hint.objects.order_by("pk").values_list("pk", "revision_id", *names[1:]).iterator(chunk_size=1000)
    return ((row[0], dict(zip(names, row[1:], strict=True))) for row in rows)


def _readings() -> Iterator[tuple[int, Row]]:
    names = ("revision", "start", "end", "by", "carried_from", "taken_back")
    columns = ("pk", "revision_id", "start", "end", "by_id", "carried_from_id", "taken_back")
    rows = Reading.objects.order_by("pk").values_list(*columns)
    return ((row[0], dict(zip(names, row[1:], strict=True))) for row in rows.iterator(chunk_size=1000))


_TABLES = {
    "article": _articles,
    "revision": _revisions,
    "person": _people,
    "source": _sources,
    "report": _reports,
    "token": _tokens,
    "hint": _hints,
    "reading": _readings,
}

"""The trail as a file: those who answer for the desk take it, the trail tells it, and the bytes prove themselves."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from articles.actions.assign import assign_claim
from articles.actions.decide import Ruling, decide_claim
from articles.actions.export_trail import export_trail
from articles.actions.refusals import Code, Refused
from articles.ledger.leaves import leaf_hash
from articles.models import Article, AuditEvent, Claim, Person
from articles.models.trail import KINDS, Narrowing
from articles.reports import trail_files, words

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def taken(narrowing: Narrowing, form: str, by: Person) -> bytes:
    return b"".join(export_trail(narrowing, form, by=by).chunks)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_json_lines_are_the_exact_bytes_that_were_hashed(article: Article, ada: Person) -> None:
    leaves = list(AuditEvent.objects.oldest_first().values_list("leaf", flat=True))
    lines = taken(Narrowing(), "jsonl", ada).split(b"\n")
    assert lines.pop() == b""
    assert [leaf_hash(line) for line in lines] == leaves
    assert [json.loads(line)["prev"] for line in lines] == ["", *leaves[:-1]]


def test_a_row_tells_who_did_what_to_which_words(claim: Claim, carl: Person, rita: Person) -> None:
    decide_claim(claim, Ruling("disputed", "=1+1 says the budget"), by=rita, seen=claim.version)
    assign_claim(claim, rita, by=carl, seen=claim.version)
    decided, assigned = rows(taken(Narrowing(claim=claim.pk), "csv", carl))[-2:]
    event = AuditEvent.objects.get(kind="claim.decided")
    assert decided == {
        "event": str(event.seq),
        "at": event.at,
        "who": "Rita",
        "kind": "claim.decided",
        "what": "decided: disputed",
        "note": "'=1+1 says the budget",
        "was": "Open",
        "now": "Disputed",
        "words": claim.words.quote,
        "start": str(claim.words.start),
        "end": str(claim.words.end),
        "claim": str(claim.number),
        "revision": "1",
        "article": str(claim.article_id),
        "article_title": claim.article.title,
        "leaf": event.leaf,
        "previous_leaf": json.loads(event.payload)["prev"],
    }
    assert (assigned["what"], assigned["was"], assigned["now"]) == (
        "gave the claim to Rita",
        "with: nobody",
        "with: Rita",
    )


def test_every_kind_of_event_is_told_in_words() -> None:
    assert [kind for kind in KINDS if words.told(kind, {}) == kind] == []


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_file_of_many_batches_has_every_event_once(
    article: Article, carl: Person, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = taken(Narrowing(last=AuditEvent.objects.count()), form, carl)
    monkeypatch.setattr(trail_files, "BATCH", 3)
    assert taken(Narrowing(last=AuditEvent.objects.count() - 1), form, carl) == whole


def test_only_what_answers_the_filter_is_handed_out(submit: Callable[..., Article], carl: Person) -> None:
    submit()
    other = submit("It cost $4 million in 2019. It opened in 2021.")
    numbers = [int(row["event"]) for row in rows(taken(Narrowing(article=other.pk, kind="extractions"), "csv", carl))]
    asked_for = AuditEvent.objects.filter(article=other, kind__in=["claim.found", "extraction.done"])
    assert numbers == list(asked_for.oldest_first().values_list("seq", flat=True))


def test_the_trail_tells_who_took_it_and_what_for(article: Article, carl: Person) -> None:
    head = AuditEvent.objects.newest_first()[0]
    made = export_trail(Narrowing(q="tunnel", actor="rita", kind="decisions", since=date(2026, 1, 31)), "csv", by=carl)
    event = AuditEvent.objects.newest_first()[0]
    told = json.loads(event.payload)
    assert (event.kind, event.actor) == ("trail.exported", carl)
    assert (told["now"]["format"], told["now"]["trail_size"], told["now"]["trail_head"]) == ("csv", head.seq, head.leaf)
    assert (told["now"]["filter"]["kind"], told["now"]["filter"]["since"]) == ("decisions", "2026-01-31")
    assert set(told["now"]["filter"]["q"]) == {"sealed"}, "what somebody typed can be erased"
    assert b"trail.exported" not in b"".join(made.chunks)


def test_what_somebody_looked_for_is_not_told_to_those_whom_it_is_about(
    article: Article, claim: Claim, rita: Person, carl: Person
) -> None:
    for narrowing in (Narrowing(article=article.pk, actor="rita", q="slow"), Narrowing(claim=claim.pk)):
        export_trail(narrowing, "jsonl", by=carl)
    assert article.events.filter(kind="trail.exported").count() == 0
    assert AuditEvent.objects.visible_to(rita).filter(kind="trail.exported").count() == 0
    told = json.loads(AuditEvent.objects.filter(kind="trail.exported").oldest_first()[0].payload)["now"]["filter"]
    assert (told["article"], told["actor"]) == (article.pk, rita.pk)


@pytest.mark.parametrize("username", ["edith", "rita", "nemo"])
def test_others_take_nothing_and_nothing_is_written(
    article: Article, edith: Person, rita: Person, nemo: Person, username: str
) -> None:
    before = AuditEvent.objects.count()
    with pytest.raises(Refused) as refused:
        export_trail(Narrowing(), "csv", by=Person.objects.get(username=username))
    assert refused.value.code == Code.NOT_ALLOWED
    assert AuditEvent.objects.count() == before


def test_a_form_that_there_is_not_is_refused(article: Article, carl: Person) -> None:
    with pytest.raises(Refused, match=r"The trail comes as csv or jsonl\.") as refused:
        export_trail(Narrowing(), "pdf", by=carl)
    assert refused.value.code == Code.INVALID


@pytest.mark.parametrize(
    ("narrowing", "name"),
    [
        (Narrowing(), "trail-2026-11-20.csv"),
        (Narrowing(article=5, kind="decisions"), "trail-2026-11-20-decisions-article-5.csv"),
        (
            Narrowing(kind="claim.decided", since=date(2026, 1, 31)),
            "trail-2026-11-20-claim-decided-since-2026-01-31.csv",
        ),
        (Narrowing(q='../"Größe"\r\n'), "trail-2026-11-20-q-groe.csv"),
    ],
)
def test_a_file_is_named_after_its_day_and_filter(ada: Person, narrowing: Narrowing, name: str) -> None:
    assert export_trail(narrowing, "csv", by=ada, at=AT).name == name

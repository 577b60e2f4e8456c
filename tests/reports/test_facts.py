"""The facts of a report: exact words, every act, and no more queries for more claims."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.assign import assign_claim
from articles.actions.intake import Upload
from articles.actions.read_passage import read_passages
from articles.actions.sign_off import missing_for_sign_off, sign_off
from articles.models import Article, AuditEvent, Claim, Dismissal, Person, Revision, Verdict
from articles.reports import facts
from articles.reports.context import CONTEXT
from articles.text.spans import Span
from tests.reports.conftest import TEXT, decided, marked, of_words


def of_number(told: facts.Facts, claim: Claim) -> object:
    return next(one for one in (*told.claims, *told.gone) if one.number == claim.number)


def test_every_claim_has_its_exact_words_in_its_exact_context(worked: Article) -> None:
    text = Revision.objects.get(article=worked).text
    told = facts.build(worked)
    assert len(told.claims) == worked.claims.count() > 5
    for claim in told.claims:
        place = claim.place
        assert text[place.start : place.end] == place.words
        assert text[: place.start].endswith(place.before)
        assert text[place.end :].startswith(place.after)
        assert "\n" not in place.before.strip() + place.after.strip()


def test_claims_stand_in_reading_order(worked: Article) -> None:
    starts = [claim.place.start for claim in facts.build(worked).claims]
    assert starts == sorted(starts)


def test_context_reaches_to_the_ends_of_the_block(worked: Article) -> None:
    told = facts.build(worked)
    ticket = next(claim for claim in told.claims if claim.place.words == "$3.10")
    assert ticket.place.before == "A ticket costs "
    assert ticket.place.after.startswith(", which is 12 percent more than in 2023.")


def test_long_context_is_cut_at_a_word_and_says_so(submit: Callable[..., Article], rita: Person) -> None:
    around = "the quick brown fox of the harbour " * 30
    article = submit(f"{around}paid exactly 4,711 dollars {around}.")
    claim = marked(article, "exactly 4,711 dollars", rita)
    place = next(one.place for one in facts.build(article).claims if one.number == claim.number)
    assert place.cut_before
    assert place.cut_after
    assert len(place.before) <= CONTEXT >= len(place.after)
    assert place.before.split()[0] in around.split()
    assert place.after.split()[-1] in around.split()


def test_counts_are_the_claims_by_standing(worked: Article) -> None:
    told = facts.build(worked)
    assert sum(told.counts.values()) == worked.claims.count()
    assert {name: told.counts[name] for name in ("verified", "disputed", "unsourced", "dismissed", "gone")} == {
        "verified": 1,
        "disputed": 1,
        "unsourced": 1,
        "dismissed": 1,
        "gone": 0,
    }


def test_a_decision_comes_with_its_evidence_and_the_ones_before_it(worked: Article) -> None:
    ticket = next(claim for claim in facts.build(worked).claims if claim.place.words == "$3.10")
    assert ticket.decision is not None
    assert (ticket.decision.by.username, ticket.decision.correction) == ("bob", "$3.20")
    cited = [(one.source.title, one.locator, one.stance) for one in ticket.decision.evidence]
    assert cited == [("Price list 2025", "row 3", "refutes"), ("Annual report of the port", "page 14", "supports")]
    assert [(past.by.username, past.note) for past in ticket.earlier] == [("rita", "Not yet clear to me.")]


def test_a_source_is_one_source_however_often_it_is_cited(worked: Article) -> None:
    told = facts.build(worked)
    assert sorted(source.title for source in told.sources) == ["Annual report of the port", "Price list 2025"]
    assert [source.label for source in told.sources] == ["S1", "S2"]


def test_a_dismissal_says_why_by_whom_and_when(worked: Article) -> None:
    told = facts.build(worked).with_standing("dismissed")[0]
    event = AuditEvent.objects.get(kind="claim.dismissed")
    assert told.dismissal is not None
    assert told.dismissal == type(told.dismissal)(
        Dismissal.OTHER, "A matter of counting.", "Carl", datetime.fromisoformat(event.at)
    )


def test_the_report_bears_the_head_of_the_trail_and_the_hash_of_the_text(worked: Article) -> None:
    told = facts.build(worked)
    last = AuditEvent.objects.newest_first()[0]
    assert (told.trail_size, told.trail_head) == (last.seq, last.leaf)
    revision = Revision.objects.get(article=worked)
    assert (told.about.sha256, told.about.length) == (revision.sha256, len(revision.text))
    assert [line.seq for line in told.trail] == list(worked.events.oldest_first().values_list("seq", flat=True))


def test_what_is_missing_is_what_the_sign_off_waits_for(worked: Article) -> None:
    told = facts.build(worked)
    assert list(told.missing) == missing_for_sign_off(worked) != []


def test_a_signed_off_article_misses_nothing_and_names_who_signed(submit: Callable[..., Article], carl: Person) -> None:
    article = submit("Nothing to check here.")
    for claim in article.claims.for_lists():
        decided(claim, Verdict.DISPUTED, carl, note="No.")
    sign_off(article, by=carl)
    told = facts.build(article)
    assert told.missing == ()
    assert told.sign_off is not None
    assert (told.sign_off.by.username, told.sign_off.revision) == ("carl", 1)


def test_words_that_are_gone_are_told_where_they_stood_last(worked: Article, edith: Person) -> None:
    revise = pytest.importorskip("articles.actions.revise").revise_article
    revise(worked, Upload(text=TEXT.replace("The quay was rebuilt in 1998 for 40 million dollars.\n", "")), by=edith)
    told = facts.build(Article.objects.get(pk=worked.pk))
    quay = next(claim for claim in told.gone if claim.place.words == "rebuilt in 1998")
    assert quay.place.revision == 1
    assert quay.place.before.endswith("The quay was ")
    assert told.about.revision == 2
    assert all(claim.place.revision == 2 for claim in told.claims)


def test_assignee_and_origin_are_told(worked: Article, rita: Person, carl: Person) -> None:
    quay = of_words(worked, "rebuilt in 1998")
    assign_claim(quay, rita, by=carl, seen=quay.version)
    told = next(claim for claim in facts.build(worked).claims if claim.number == quay.number)
    assert told.assignee is not None
    assert (told.assignee.username, told.origin) == ("rita", "person")
    assert told.added_by is not None
    assert told.added_by.username == "carl"


def test_more_claims_cost_no_more_queries(worked: Article, rita: Person) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        facts.build(worked)
    for words in ("ferry", "line", "people", "port", "ticket", "percent", "Ana", "Ships", "quay"):
        decided(marked(worked, words, rita), Verdict.UNSOURCED, rita, note="Asked.")
    with CaptureQueriesContext(connection) as many:
        facts.build(worked)
    assert len(many) == len(few) <= 13


def test_what_nobody_has_looked_at_is_told_until_somebody_reads_it(article: Article, rita: Person) -> None:
    before = facts.build(article)
    assert before.unread
    assert before.looked_at < 100
    text = article.newest.text if article.newest else ""
    assert all(text[one.start : one.end] == one.words for one in before.unread)
    read_passages(article, [Span(one.start, one.end) for one in before.unread], by=rita)
    after = facts.build(article)
    assert after.unread == ()
    assert after.looked_at > before.looked_at

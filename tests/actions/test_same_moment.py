"""What somebody does while another looks at an older state: nothing slips past a sign-off, a revision or another's act."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from articles.actions.assign import assign_many
from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.many import over_each
from articles.actions.place import add_claim, change_span
from articles.actions.refusals import Code, Refused
from articles.actions.reopen import reopen_claim
from articles.actions.retry import retry_extraction
from articles.actions.revise import revise_article
from articles.actions.set_due import set_due
from articles.actions.sign_off import sign_off
from articles.actions.submit import About, submit_article
from articles.models import Article, AuditEvent, Claim, Extraction, Person
from articles.text.spans import Span
from tests.cast import TEXT

VERIFIED = Ruling("verified", evidence=[Citation(title="City archive", locator="box 3")])
LATER = "A new first line, put before everything.\n\n" + TEXT


@pytest.fixture
def settled(article: Article, rita: Person) -> Article:
    """An article that is ready for sign-off."""
    for claim in article.claims.for_lists():
        decide_claim(claim, VERIFIED, by=rita, seen=claim.version)
    return article


ACTS: dict[str, Callable[[Claim, Person], object]] = {
    "reopen": lambda claim, by: reopen_claim(claim, by=by, seen=claim.version, note="Wait."),
    "decide": lambda claim, by: decide_claim(claim, VERIFIED, by=by, seen=claim.version),
    "dismiss": lambda claim, by: dismiss_claim(claim, "opinion", by=by, seen=claim.version),
    "due": lambda claim, by: set_due(claim, datetime(2026, 3, 1, tzinfo=UTC), by=by, seen=claim.version),
    "span": lambda claim, by: change_span(
        claim, Span(claim.words.start, claim.words.end - 3), by=by, seen=claim.version
    ),
    "add": lambda claim, by: add_claim(claim.article, Span(0, 7), by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_changed_any_more_by_who_looked_before_the_sign_off(
    settled: Article, carl: Person, act: str
) -> None:
    claim = settled.claims.for_lists()[0]
    sign_off(settled, by=carl)
    before = AuditEvent.objects.count()
    with pytest.raises(Refused) as refused:
        ACTS[act](claim, carl)
    assert refused.value.code == Code.CLOSED
    assert AuditEvent.objects.count() == before


def test_many_claims_at_once_do_not_slip_past_a_sign_off(settled: Article, carl: Person, rita: Person) -> None:
    claims = list(settled.claims.for_lists())
    sign_off(settled, by=carl)
    assert not assign_many(claims, [rita], by=carl).done
    assert not over_each(claims, lambda claim: dismiss_claim(claim, "opinion", by=rita, seen=claim.version)).done


def test_words_of_an_older_revision_are_not_marked(article: Article, rita: Person, edith: Person) -> None:
    seen = Article.objects.get(pk=article.pk)
    assert seen.newest
    revise_article(article, Upload(text=LATER), by=edith)
    with pytest.raises(Refused) as refused:
        add_claim(seen, Span(0, 7), by=rita, revision=1)
    assert refused.value.code == Code.NEWER_REVISION


def test_of_two_revisions_at_once_the_second_is_told(article: Article, edith: Person) -> None:
    seen = Article.objects.select_related("newest").get(pk=article.pk)
    revise_article(article, Upload(text=LATER), by=edith)
    with pytest.raises(Refused) as refused:
        revise_article(seen, Upload(text=TEXT + "One more sentence.\n"), by=edith)
    assert refused.value.code == Code.STALE
    assert article.revisions.count() == 2


def test_a_look_for_claims_that_ends_after_a_newer_revision_came_marks_nothing(edith: Person) -> None:
    article = submit_article(Upload(text=TEXT), About(), by=edith)
    first = Extraction.objects.get(revision=article.newest)
    second = Extraction.objects.get(revision=revise_article(article, Upload(text=LATER), by=edith))
    assert extract_claims(first.pk)
    assert not article.claims.exists()
    assert extract_claims(second.pk)
    assert {claim.words.revision.number for claim in article.claims.for_lists()} == {2}


def test_only_the_newest_revision_is_looked_through_again(article: Article, edith: Person) -> None:
    seen = Article.objects.select_related("newest").get(pk=article.pk)
    Extraction.objects.update(state="failed")
    revise_article(article, Upload(text=LATER), by=edith)
    with pytest.raises(Refused):
        retry_extraction(seen, by=edith)


TOO_LATE: dict[str, Callable[[Claim, Person], object]] = {
    "decide": lambda claim, by: decide_claim(claim, VERIFIED, by=by, seen=1),
    "dismiss": lambda claim, by: dismiss_claim(claim, "opinion", by=by, seen=1),
}


@pytest.mark.parametrize("act", TOO_LATE)
def test_who_comes_after_a_dismissal_is_shown_it(claim: Claim, rita: Person, bob: Person, act: str) -> None:
    dismiss_claim(claim, "opinion", by=rita, seen=1)
    now = Claim.objects.for_lists().get(pk=claim.pk)
    with pytest.raises(Refused) as refused:
        TOO_LATE[act](now, bob)
    assert refused.value.code == Code.STALE
    assert refused.value.details["claim"].standing == "dismissed"


def test_who_reopens_what_was_reopened_meanwhile_is_shown_it(claim: Claim, rita: Person, bob: Person) -> None:
    dismiss_claim(claim, "opinion", by=rita, seen=1)
    reopen_claim(claim, by=rita, seen=2, note="It is one.")
    now = Claim.objects.for_lists().get(pk=claim.pk)
    with pytest.raises(Refused) as refused:
        reopen_claim(now, by=bob, seen=2, note="It is one.")
    assert refused.value.code == Code.STALE

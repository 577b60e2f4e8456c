"""Extraction: leased, exactly once in effect, and honest when it fails."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models.functions import Now

from articles.actions import extract
from articles.actions.extract import MOST_ATTEMPTS, extract_claims, give_up_run, renew
from articles.actions.intake import Upload
from articles.actions.refusals import Refused
from articles.actions.retry import retry_extraction
from articles.actions.submit import About, submit_article
from articles.actions.sweep import sweep
from articles.models import Article, AuditEvent, Claim, Extraction, Heartbeat, Person
from tests.cast import TEXT


@pytest.fixture
def queued(edith: Person) -> Extraction:
    article = submit_article(Upload(text=TEXT), About(), by=edith)
    return Extraction.objects.get(revision=article.newest)


def test_every_claim_stands_on_its_exact_words(queued: Extraction) -> None:
    assert extract_claims(queued.pk)
    text = queued.revision.text
    claims = list(Claim.objects.for_lists())
    assert claims
    for claim in claims:
        place = claim.words
        assert text[place.start : place.end] == place.quote
        assert text[: place.start].endswith(place.prefix)
        assert text[place.end :].startswith(place.suffix)


def test_each_claim_found_has_its_line(queued: Extraction) -> None:
    extract_claims(queued.pk)
    assert AuditEvent.objects.filter(kind="claim.found").count() == Claim.objects.count() > 0


def test_a_second_bell_changes_nothing(queued: Extraction) -> None:
    extract_claims(queued.pk)
    before = (Claim.objects.count(), AuditEvent.objects.count())
    assert not extract_claims(queued.pk)
    assert (Claim.objects.count(), AuditEvent.objects.count()) == before


def test_a_run_that_lost_its_lease_writes_nothing(queued: Extraction, monkeypatch: pytest.MonkeyPatch) -> None:
    def another_takes_over(*args: object, **kwargs: object) -> object:
        Extraction.objects.update(lease=uuid4())
        return find(*args, **kwargs)  # type: ignore[arg-type]

    find = extract.find_candidates
    monkeypatch.setattr(extract, "find_candidates", another_takes_over)
    assert not extract_claims(queued.pk)
    assert not Claim.objects.exists()


def test_a_lease_that_another_holds_cannot_be_renewed(queued: Extraction) -> None:
    with pytest.raises(extract.LeaseLost):
        renew(queued.pk, uuid4(), 0.5)


def test_a_run_whose_worker_died_is_queued_again_and_ends_well(queued: Extraction) -> None:
    assert extract._lease(queued.pk, uuid4())
    Extraction.objects.update(lease_until=Now() - timedelta(seconds=1))
    sweep()
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == ("queued", 1)
    Extraction.objects.update(not_before=Now())
    assert extract_claims(queued.pk)


def test_an_article_that_kills_every_run_fails_with_a_reason(queued: Extraction) -> None:
    for _ in range(MOST_ATTEMPTS):
        Extraction.objects.update(not_before=Now())
        assert extract._lease(queued.pk, uuid4())
        Extraction.objects.update(lease_until=Now() - timedelta(seconds=1))
        sweep()
    queued.refresh_from_db()
    assert queued.state == "failed"
    assert "Try again" in queued.error
    assert AuditEvent.objects.filter(kind="extraction.failed").count() == 1
    assert Article.objects.with_state().get().state == "failed"  # type: ignore[attr-defined]


def test_a_failed_extraction_can_be_tried_again(queued: Extraction, edith: Person) -> None:
    article = queued.revision.article
    with pytest.raises(Refused):
        retry_extraction(article, by=edith)
    token = uuid4()
    extract._lease(queued.pk, token)
    Extraction.objects.update(attempts=MOST_ATTEMPTS)
    give_up_run(queued.pk, token)

    retry_extraction(article, by=edith)

    assert extract_claims(queued.pk)


def test_an_extractor_that_breaks_leaves_the_row_queued(queued: Extraction, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(extract, "find_candidates", break_down)
    assert not extract_claims(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts, queued.lease) == ("queued", 1, None)


def test_the_sweep_shows_that_a_worker_is_alive(db: None) -> None:
    sweep()
    assert Heartbeat.objects.filter(name="worker").exists()

"""What cannot be kept is refused in words, on both databases alike, before anything is written."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from articles.actions.audit import verify
from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.reopen import reopen_claim
from articles.actions.set_due import set_due
from articles.actions.submit import About, submit_article
from articles.actions.tokens import make_token
from articles.models import Article, AuditEvent, Claim, Extraction, Person, Source
from tests.cast import TEXT

LONG = "x" * 10_001


@pytest.mark.parametrize(
    "citation",
    [
        Citation(title="x" * 501),
        Citation(url=f"https://e.example/{'x' * 2_000}"),
        Citation(title="Annual report", locator="p. " * 101),
        Citation(title="Annual report", quote=LONG),
    ],
)
def test_evidence_that_is_too_long_is_refused(claim: Claim, rita: Person, citation: Citation) -> None:
    with pytest.raises(Refused) as refused:
        decide_claim(claim, Ruling("verified", evidence=[citation]), by=rita, seen=1)
    assert (refused.value.code, refused.value.field) == (Code.INVALID, "evidence")


def test_a_source_without_a_title_is_named_by_as_much_of_its_address_as_a_title_holds(
    claim: Claim, rita: Person
) -> None:
    url = f"https://e.example/{'x' * 1_900}"
    decide_claim(claim, Ruling("verified", evidence=[Citation(url=url)]), by=rita, seen=1)
    source = Source.objects.get()
    assert (source.url, source.title) == (url, url[:500])
    assert verify(by=None).is_clean


@pytest.mark.parametrize("note", [LONG, "half a pair \ud83d", "\0"])
def test_a_note_that_cannot_be_kept_is_refused(claim: Claim, carl: Person, note: str) -> None:
    acts: list[Callable[[], object]] = [
        lambda: decide_claim(claim, Ruling("disputed", note=note), by=carl, seen=1),
        lambda: dismiss_claim(claim, "other", note=note, by=carl, seen=1),
        lambda: reopen_claim(claim, note=note, by=carl, seen=1),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert (refused.value.code, refused.value.field) == (Code.INVALID, "note")


@pytest.mark.parametrize(
    ("about", "field"),
    [
        (About(source_url=f"https://e.example/{'x' * 2_000}"), "source_url"),
        (About(deadline=datetime(1, 1, 1, tzinfo=UTC)), "deadline"),
        (About(deadline=datetime(9000, 1, 1, tzinfo=UTC)), "deadline"),
    ],
)
def test_what_is_said_of_an_article_must_be_keepable(edith: Person, about: About, field: str) -> None:
    with pytest.raises(Refused) as refused:
        submit_article(Upload(text=TEXT), about, by=edith)
    assert (refused.value.code, refused.value.field) == (Code.INVALID, field)


def test_a_file_whose_name_is_no_text_is_refused(edith: Person) -> None:
    with pytest.raises(Refused) as refused:
        submit_article(Upload(name="caf\udce9.txt", data=TEXT.encode()), About(), by=edith)
    assert refused.value.code == Code.INVALID
    assert not Article.objects.exists()


def test_a_title_of_spaces_is_none(edith: Person) -> None:
    article = submit_article(Upload(text=TEXT), About(title="  "), by=edith)
    assert article.title == "Harbour tunnel opens two years late"


@pytest.mark.parametrize("year", [1, 999, 3000, 9000, 9999])
def test_a_time_that_nobody_can_mean_is_no_deadline(claim: Claim, carl: Person, year: int) -> None:
    with pytest.raises(Refused) as refused:
        set_due(claim, datetime(year, 1, 1, tzinfo=UTC), by=carl, seen=1)
    assert (refused.value.code, refused.value.field) == (Code.INVALID, "due")


def test_the_same_deadline_again_is_no_change(claim: Claim, carl: Person) -> None:
    due = datetime(2026, 3, 1, 12, tzinfo=UTC)
    set_due(claim, due, by=carl, seen=1)
    before = AuditEvent.objects.count()
    assert set_due(claim, due, by=carl, seen=2).version == 2
    assert AuditEvent.objects.count() == before
    with pytest.raises(Refused) as refused:
        set_due(claim, due, by=carl, seen=1)
    assert refused.value.code == Code.STALE


def test_a_token_with_a_long_name_is_refused(rita: Person) -> None:
    with pytest.raises(Refused) as refused:
        make_token(rita, by=rita, name="x" * 101)
    assert refused.value.field == "name"


def test_a_web_server_whose_clock_is_ahead_does_not_hold_up_the_look_for_claims(
    edith: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2999, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(timezone, "datetime", Ahead)
    article = submit_article(Upload(text=TEXT), About(), by=edith)
    waiting = Extraction.objects.filter(revision=article.newest, not_before__lte=Now(), queued_at__lte=Now())
    assert waiting.exists()

"""Hints: raised with their claims, accepted or waved away by a person, carried along only on the very same words."""

from collections.abc import Callable
from datetime import date

import pytest

from articles.actions.answer_hint import answer_hint
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.revise import revise_article
from articles.actions.sign_off import sign_off
from articles.models import Article, AuditEvent, Claim, Extraction, Hint, Person
from articles.reports.verification import verify_trail

TEXT = """Ferry traffic grows

Sales of the ferry line rose 46.3 percent in 2025, the company said on Tuesday.
The ferry line carried more people than in any year before, and two new boats were bought.
Sales of the ferry line rose 8.8 percent in 2025, its annual report says.
"""


@pytest.fixture
def article(submit: Callable[..., Article]) -> Article:
    return submit(TEXT, published_on=date(2026, 1, 20))


@pytest.fixture
def hint(article: Article) -> Hint:
    return Hint.objects.get(article=article, kind="conflict")


def flagged(article: Article) -> list[int]:
    return [claim.number for claim in article.claims.order_by("position") if "contradiction" in claim.flags]


def test_two_values_for_one_measure_raise_a_hint_on_both_claims(article: Article, hint: Hint) -> None:
    assert [TEXT[span.start : span.end] for span in hint.spans] == hint.quotes
    assert len(flagged(article)) == 2
    event = AuditEvent.objects.get(kind="hint.raised")
    assert event.article == article


def test_a_hint_that_is_waved_away_flags_nothing_until_the_answer_is_taken_back(
    article: Article, hint: Hint, rita: Person
) -> None:
    answer_hint(hint, "waved_away", by=rita, seen=1, note="Two different years of account.")
    assert flagged(article) == []
    assert not Hint.objects.to_answer().exists()
    answer_hint(hint, "", by=rita, seen=2)
    assert len(flagged(article)) == 2
    kinds = list(AuditEvent.objects.filter(kind__startswith="hint.").order_by("seq").values_list("kind", flat=True))
    assert kinds == ["hint.raised", "hint.waved_away", "hint.reopened"]


def test_an_accepted_hint_stays_on_its_claims_with_who_accepted_it(article: Article, hint: Hint, rita: Person) -> None:
    answer_hint(hint, "accepted", by=rita, seen=1)
    kept = Hint.objects.get(pk=hint.pk)
    assert (kept.answer, kept.answered_by) == ("accepted", rita)
    assert len(flagged(article)) == 2


def test_two_people_at_once_cannot_both_answer(hint: Hint, rita: Person, bob: Person) -> None:
    answer_hint(hint, "accepted", by=rita, seen=1)
    with pytest.raises(Refused) as refused:
        answer_hint(Hint.objects.get(pk=hint.pk), "waved_away", by=bob, seen=1)
    assert refused.value.code == Code.STALE
    assert Hint.objects.get(pk=hint.pk).answer == "accepted"


def test_who_does_not_check_does_not_answer(hint: Hint, edith: Person, ada: Person) -> None:
    for person in (edith, ada):
        with pytest.raises(Refused) as refused:
            answer_hint(hint, "accepted", by=person, seen=1)
        assert refused.value.code == Code.NOT_ALLOWED


def test_an_answer_goes_along_only_with_the_very_same_words(
    article: Article, hint: Hint, rita: Person, edith: Person
) -> None:
    answer_hint(hint, "waved_away", by=rita, seen=1)
    same = revised(article, "A new line stands first.\n\n" + TEXT, by=edith)
    assert (same.answer, same.answered_by) == ("waved_away", rita)
    other = revised(article, TEXT.replace("8.8 percent", "8.9 percent"), by=edith)
    assert other.answer == ""


def test_hints_of_an_older_revision_are_closed(article: Article, hint: Hint, rita: Person, edith: Person) -> None:
    revised(article, TEXT.replace("two new boats", "three new boats"), by=edith)
    with pytest.raises(Refused) as refused:
        answer_hint(hint, "accepted", by=rita, seen=1)
    assert refused.value.code == Code.NEWER_REVISION


def test_the_trail_tells_of_every_hint_and_its_answer(article: Article, hint: Hint, rita: Person) -> None:
    answer_hint(hint, "waved_away", by=rita, seen=1, note="Both hold.")
    assert verify_trail().is_clean
    Hint.objects.filter(pk=hint.pk).update(note="Neither holds.")
    assert not verify_trail().is_clean


def test_nothing_is_answered_after_the_sign_off(article: Article, hint: Hint, rita: Person, carl: Person) -> None:
    Claim.objects.filter(article=article).update(dismissal="other")
    sign_off(article, by=carl)
    with pytest.raises(Refused) as refused:
        answer_hint(hint, "accepted", by=rita, seen=1)
    assert refused.value.code == Code.CLOSED


def revised(article: Article, text: str, *, by: Person) -> Hint:
    """The conflict of the article in a new revision with this text."""
    revision = revise_article(Article.objects.get(pk=article.pk), Upload(text=text), by=by)
    assert extract_claims(Extraction.objects.get(revision=revision).pk)
    return Hint.objects.get(revision=revision, kind="conflict")

"""Signing off: only the chief, only when nothing is open, and closed afterwards."""

import pytest

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.refusals import Code, Refused
from articles.actions.sign_off import missing_for_sign_off, sign_off, withdraw_sign_off
from articles.models import Article, Person


def settle(article: Article, by: Person) -> None:
    for claim in article.claims.for_lists():
        decide_claim(claim, Ruling("verified", evidence=[Citation(title="x")]), by=by, seen=claim.version)


def state(article: Article) -> str:
    return str(Article.objects.with_state().get(pk=article.pk).state)  # type: ignore[attr-defined]


def test_an_article_goes_from_review_to_ready_to_signed_off(article: Article, rita: Person, carl: Person) -> None:
    assert state(article) == "in_review"
    settle(article, rita)
    assert state(article) == "ready"
    sign_off(article, by=carl)
    assert state(article) == "signed_off"


def test_what_is_open_stands_in_the_way(article: Article, carl: Person) -> None:
    with pytest.raises(Refused, match="open") as refused:
        sign_off(article, by=carl)
    assert refused.value.code == Code.CLOSED


def test_what_has_no_source_stands_in_the_way(article: Article, rita: Person, carl: Person) -> None:
    settle(article, rita)
    claim = article.claims.for_lists().first()
    assert claim
    decide_claim(claim, Ruling("unsourced", note="Asked the press office."), by=rita, seen=claim.version)
    assert missing_for_sign_off(article) == ["1 without a source"]


def test_only_the_chief_signs_off(article: Article, rita: Person) -> None:
    with pytest.raises(Refused) as refused:
        sign_off(article, by=rita)
    assert refused.value.code == Code.NOT_ALLOWED


def test_a_signed_off_article_is_closed_until_the_sign_off_is_taken_back(
    article: Article, rita: Person, carl: Person
) -> None:
    settle(article, rita)
    sign_off(article, by=carl)
    claim = article.claims.for_lists().first()
    assert claim
    with pytest.raises(Refused) as refused:
        dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    assert refused.value.code == Code.CLOSED

    withdraw_sign_off(article, by=carl, note="A reader wrote in.")
    claim = article.claims.for_lists().get(pk=claim.pk)
    dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    assert state(article) == "ready"

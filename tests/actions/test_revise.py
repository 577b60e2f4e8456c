"""A new revision asks again only about what changed, and no verdict moves to other words."""

from collections.abc import Callable

import pytest

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.revise import revise_article
from articles.models import Article, Claim, Extraction, Person
from tests.cast import TEXT

VERIFIED = Ruling("verified", evidence=[Citation(title="City archive", locator="box 3")])


def saying(article: Article, words: str) -> Claim:
    return article.claims.for_lists().get(placement__quote__contains=words)


def test_a_claim_on_unchanged_words_keeps_its_verdict(article: Article, rita: Person, edith: Person) -> None:
    claim = saying(article, "18,000 cars")
    decide_claim(claim, VERIFIED, by=rita, seen=1)

    revision = revise_article(article, Upload(text="A new first line, put before everything.\n\n" + TEXT), by=edith)

    now = Claim.objects.for_lists().get(pk=claim.pk)
    assert (now.verdict, now.recheck) == ("verified", False)
    assert now.words.revision == revision
    assert now.words.span.quote(revision.text) == claim.words.quote


def test_changed_words_are_asked_about_again(article: Article, rita: Person, edith: Person) -> None:
    claim = saying(article, "$412 million")
    decide_claim(claim, VERIFIED, by=rita, seen=1)

    revise_article(article, Upload(text=TEXT.replace("$412 million", "$421 million")), by=edith)

    now = Claim.objects.for_lists().get(pk=claim.pk)
    assert (now.verdict, now.standing) == ("pending", "recheck")
    assert "$421 million" in now.words.quote
    assert claim.decisions.get().placement.quote == claim.words.quote


def test_words_that_vanished_are_gone_and_stay_readable(article: Article, edith: Person) -> None:
    claim = saying(article, "18,000 cars")
    without = "".join(line for line in TEXT.splitlines(keepends=True) if "18,000" not in line)

    revise_article(article, Upload(text=without), by=edith)

    now = Claim.objects.for_lists().get(pk=claim.pk)
    assert now.standing == "gone"
    assert "18,000" in now.words.quote


def test_new_sentences_give_new_claims_and_no_second_ones(article: Article, edith: Person) -> None:
    before = set(article.claims.values_list("pk", flat=True))
    text = TEXT + "The operator paid a fine of 2.3 million euros in May 2025.\n"
    revision = revise_article(article, Upload(text=text), by=edith)
    extract_claims(Extraction.objects.get(revision=revision).pk)

    fresh = article.claims.for_lists().exclude(pk__in=before)
    assert [claim.words.quote.startswith("The operator paid") for claim in fresh] == [True]


def test_who_saw_an_older_revision_is_sent_to_the_newest(article: Article, rita: Person, edith: Person) -> None:
    claim = saying(article, "18,000 cars")
    revise_article(article, Upload(text="New.\n\n" + TEXT), by=edith)
    now = Claim.objects.for_lists().get(pk=claim.pk)
    with pytest.raises(Refused) as refused:
        decide_claim(now, VERIFIED, by=rita, seen=1)
    assert refused.value.code == Code.NEWER_REVISION


def test_the_same_text_is_no_revision(article: Article, edith: Person) -> None:
    with pytest.raises(Refused) as refused:
        revise_article(article, Upload(text=TEXT), by=edith)
    assert refused.value.code == Code.ALREADY_HERE


def test_fifty_equal_sentences_keep_their_own_verdicts(
    submit: Callable[..., Article], rita: Person, edith: Person
) -> None:
    line = "The council paid 300,000 euros for the bridge in 2019.\n\n"
    article = submit(line * 50)
    claims = list(article.claims.for_lists())
    decide_claim(claims[30], VERIFIED, by=rita, seen=1)

    revision = revise_article(article, Upload(text="Something else entirely was said here.\n\n" + line * 50), by=edith)

    for number, claim in enumerate(article.claims.for_lists().filter(gone=False, recheck=False)):
        assert claim.words.span.quote(revision.text) == claim.words.quote, number
    decided = article.claims.for_lists().filter(verdict="verified")
    assert [claim.pk for claim in decided] in ([], [claims[30].pk])

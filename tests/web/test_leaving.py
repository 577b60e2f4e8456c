"""Where words go that a language model judges: said before they are sent, and afterwards beside the text."""

import pytest
from django.test import Client
from pytest_django import Settings as DeskSettings

from articles.extractor.language_model import Settings
from articles.models import Article, Claim, Extraction, Person

AWAY = Settings("https://models.example/v1", "judge-9")
HERE = Settings("http://127.0.0.1:8080/v1", "judge-9")
SENT = "This text was sent to the language model judge-9"


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def judged(article: Article, **fields: object) -> None:
    Extraction.objects.filter(revision=article.newest).update(judge="language model", identity="judge-9", **fields)


@pytest.mark.parametrize("page", ["/articles/new/", "/articles/{}/revise/"])
def test_whoever_uploads_is_told_before_that_the_text_leaves_the_house(
    client: Client, article: Article, edith: Person, settings: DeskSettings, page: str
) -> None:
    client.force_login(edith)
    path = page.format(article.pk)
    assert "leaves the house" not in shown(client, path)
    settings.LANGUAGE_MODEL = AWAY
    assert "leaves the house" not in shown(client, path)
    settings.JUDGE = "language model"
    html = shown(client, path)
    assert "<b>The text leaves the house.</b>" in html
    assert "the language model judge-9 at models.example" in html
    assert "Nothing leaves this machine" not in html
    assert html.index("leaves the house") < html.index("<textarea")


def test_a_model_on_this_machine_is_no_warning(client: Client, edith: Person, settings: DeskSettings) -> None:
    settings.JUDGE, settings.LANGUAGE_MODEL = "language model", HERE
    client.force_login(edith)
    html = shown(client, "/articles/new/")
    assert "judge-9 on this machine" in html
    assert "does not leave the house" in html


def test_the_text_says_where_it_was_sent_and_what_became_of_it(
    client: Client, article: Article, rita: Person, settings: DeskSettings
) -> None:
    settings.JUDGE, settings.LANGUAGE_MODEL = "language model", AWAY
    judged(article, notes=["The language model did not answer in time."], used={"requests": 2, "completion_tokens": 90})
    client.force_login(rita)
    for path in (f"/articles/{article.pk}/", f"/articles/{article.pk}/intake/"):
        html = shown(client, path)
        assert f"{SENT} at models.example." in html
        assert "The language model did not answer in time." in html


def test_what_was_sent_is_told_also_when_the_model_is_switched_off_again(
    client: Client, article: Article, rita: Person
) -> None:
    judged(article, used={"requests": 2, "completion_tokens": 90})
    client.force_login(rita)
    assert f"<b>{SENT}.</b>" in shown(client, f"/articles/{article.pk}/")


@pytest.mark.parametrize(("state", "words"), [("queued", "will be sent"), ("failed", "may have been sent")])
def test_it_is_told_while_the_text_waits_and_after_a_failure(
    client: Client, article: Article, rita: Person, state: str, words: str
) -> None:
    judged(article, state=state)
    client.force_login(rita)
    assert f"This text {words} to the language model judge-9." in shown(client, f"/articles/{article.pk}/")


def test_a_model_that_never_answered_may_have_been_sent_the_text(
    client: Client, article: Article, rita: Person
) -> None:
    judged(article, used={"requests": 2, "completion_tokens": 0})
    client.force_login(rita)
    assert "This text may have been sent to the language model judge-9." in shown(client, f"/articles/{article.pk}/")


def test_a_text_that_was_never_sent_is_not_called_sent(client: Client, article: Article, rita: Person) -> None:
    judged(article, notes=["The language model could not be reached."], used={"requests": 0})
    client.force_login(rita)
    html = shown(client, f"/articles/{article.pk}/")
    assert "This text was sent" not in html
    assert "The language model could not be reached." in html


def test_a_claim_says_which_extractor_found_it_and_who_was_asked(
    client: Client, claim: Claim, article: Article, rita: Person
) -> None:
    client.force_login(rita)
    run = Extraction.objects.get()
    assert f"extractor {run.extractor}, judge: {run.judge}," in shown(client, f"/articles/{article.pk}/")
    judged(article)
    assert f"extractor {run.extractor}, asked: language model judge-9," in shown(client, f"/articles/{article.pk}/")

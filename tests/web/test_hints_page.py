"""What the extractor noticed, on the page: beside its claim, in a list of its own, answered and taken back."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.actions.answer_hint import answer_hint
from articles.actions.extract import extract_claims
from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.actions.sign_off import sign_off
from articles.models import Article, AuditEvent, Claim, Extraction, Hint, Person
from articles.text.spans import Span
from articles.web.noticed import There, covering
from tests.cast import TEXT
from tests.web.material import noticed
from tests.web.test_decide import HTMX

WHY = "18,000 here and 12,000 there"


@pytest.fixture
def hint(article: Article) -> Hint:
    """Two places that do not go together: one in a claim, one in words that are none."""
    return noticed(article, WHY, "About 18,000 cars", "worth the money")


def answer(hint: Hint, said: str, **typed: object) -> dict[str, object]:
    return {"version": Hint.objects.get(pk=hint.pk).version, "answer": said, "show": "all", **typed}


def page(client: Client, article: Article, query: str) -> str:
    response = client.get(f"/articles/{article.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def part(html: str, hint: Hint) -> str:
    """What the page shows of a hint."""
    return html[html.index(f'id="hint-{hint.pk}"') :].partition("</li>")[0]


def test_the_head_counts_what_nobody_has_answered(client: Client, article: Article, hint: Hint, rita: Person) -> None:
    noticed(article, "as stated", "37 percent", agrees=True, kind="sum")
    second = noticed(article, "a Sunday", "3 March 2025", kind="weekday")
    client.force_login(rita)
    assert "2 things to compare</a>" in page(client, article, "?claim=1")
    answer_hint(second, "accepted", by=rita, seen=1)
    assert "1 thing to compare</a>" in page(client, article, "?claim=1")
    answer_hint(hint, "waved_away", by=rita, seen=1)
    assert "What was compared</a>" in page(client, article, "?claim=1")


def test_a_hint_stands_beside_its_claim_with_the_other_place(
    client: Client, article: Article, hint: Hint, rita: Person
) -> None:
    claim = article.claims.get(placement__quote__startswith="About 18,000")
    client.force_login(rita)
    shown = part(page(client, article, f"?claim={claim.number}&show=all"), hint)
    assert WHY in shown
    assert f'href="#l{TEXT.index("Is it worth")}">worth the money</a>' in shown
    assert ">About 18,000 cars<" not in shown
    for button in ("Accept", "Wave away"):
        assert f">{button}</button>" in shown


def test_everything_noticed_lies_open_without_a_claim_in_hand_the_open_ones_first(
    client: Client, article: Article, hint: Hint, rita: Person
) -> None:
    alone = noticed(article, "touches no claim", "Is it worth")
    sum_ = noticed(article, "37 percent, as stated", "37 percent", agrees=True, kind="sum")
    answer_hint(hint, "accepted", by=rita, seen=1)
    client.force_login(rita)
    html = page(client, article, "?hints=all")
    assert html.index(f'id="hint-{alone.pk}"') < html.index(f'id="hint-{hint.pk}"') < html.index(f'id="hint-{sum_.pk}"')
    assert "No claim is in hand." in html
    assert 'id="_decide"' not in html
    quiet = part(html, sum_)
    assert "agrees:" in quiet
    assert "<button" not in quiet


@pytest.mark.parametrize(("said", "words"), [("accepted", "Accepted"), ("waved_away", "Waved away")])
def test_an_answer_is_recorded_told_and_taken_back(
    client: Client, article: Article, hint: Hint, rita: Person, said: str, words: str
) -> None:
    client.force_login(rita)
    address = f"/hints/{hint.pk}/answer/"
    response = client.post(address, answer(hint, said, note="Two\r\ncounts."))
    assert response.headers["Location"] == f"/articles/{article.pk}/?hints=all&show=all#hint-{hint.pk}"
    shown = part(page(client, article, "?hints=all"), hint)
    assert f"{words} by Rita" in shown
    assert "Two\ncounts." in shown
    assert ">Take back</button>" in shown
    client.post(address, answer(hint, ""))
    assert Hint.objects.get(pk=hint.pk).answer == ""
    kinds = list(AuditEvent.objects.filter(kind__startswith="hint.").order_by("seq").values_list("kind", flat=True))
    assert kinds == [f"hint.{said}", "hint.reopened"]


def test_htmx_gets_the_hint_the_head_and_the_flags_of_the_claim_in_hand(
    client: Client, article: Article, hint: Hint, rita: Person
) -> None:
    claim = article.claims.get(placement__quote__startswith="About 18,000")
    Claim.objects.filter(pk=claim.pk).update(flags=["contradiction"])
    client.force_login(rita)
    sent = answer(hint, "waved_away", claim=claim.number)
    response = client.post(f"/hints/{hint.pk}/answer/", sent, headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    assert html.lstrip().startswith(f'<li class="noticed waved_away" id="hint-{hint.pk}"')
    assert "Waved away by Rita" in part(html, hint)
    assert "autofocus" in part(html, hint)
    assert html.count('id="_article_head" hx-swap-oob="true"') == 1
    flags = html[html.index('id="_flags"') :]
    assert f"#_claim[data-number='{claim.number}'] #_flags" in flags
    assert "Contradiction" not in flags
    assert "<textarea" not in html


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_somebody_who_was_slower_is_told_and_keeps_the_note(
    client: Client, hint: Hint, rita: Person, bob: Person, headers: dict[str, str]
) -> None:
    sent = answer(hint, "accepted", note="Mine & yours.")
    answer_hint(Hint.objects.get(pk=hint.pk), "waved_away", by=rita, seen=1)
    answer_hint(Hint.objects.get(pk=hint.pk), "", by=rita, seen=2)
    client.force_login(bob)
    response = client.post(f"/hints/{hint.pk}/answer/", sent, headers=headers)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Somebody answered this hint while you were looking at it." in part(html, hint)
    assert 'role="alert"' in part(html, hint)
    assert "Mine &amp; yours." in part(html, hint)
    assert Hint.objects.get(pk=hint.pk).answer == ""


@pytest.mark.parametrize("typed", [{"answer": "maybe"}, {"version": ""}, {"version": "x"}, {"note": "\x00"}])
def test_an_answer_that_is_none_is_refused(client: Client, hint: Hint, rita: Person, typed: dict[str, str]) -> None:
    client.force_login(rita)
    response = client.post(f"/hints/{hint.pk}/answer/", answer(hint, "accepted") | typed, headers=HTMX)
    assert response.status_code == 422
    assert Hint.objects.get(pk=hint.pk).version == 1


def test_a_form_that_was_sent_without_its_button_answers_nothing(client: Client, hint: Hint, rita: Person) -> None:
    client.force_login(rita)
    sent = answer(hint, "")
    del sent["answer"]
    assert client.post(f"/hints/{hint.pk}/answer/", sent).status_code == 422
    assert not AuditEvent.objects.filter(kind__startswith="hint.").exists()


@pytest.mark.parametrize("username", ["edith", "ada", "root"])
def test_who_does_not_check_reads_hints_and_answers_none(
    client: Client, article: Article, hint: Hint, edith: Person, ada: Person, root: Person, username: str
) -> None:
    client.force_login(Person.objects.get(username=username))
    shown = part(page(client, article, "?hints=all"), hint)
    assert WHY in shown
    assert "<button" not in shown
    assert client.post(f"/hints/{hint.pk}/answer/", answer(hint, "accepted")).status_code == 403
    assert Hint.objects.get(pk=hint.pk).answer == ""


def test_a_hint_that_is_not_there_is_not_found(client: Client, hint: Hint, rita: Person, nemo: Person) -> None:
    client.force_login(rita)
    for pk in (hint.pk + 10_000, 2**70):
        assert client.post(f"/hints/{pk}/answer/", answer(hint, "accepted")).status_code == 404
    client.force_login(nemo)
    assert client.post(f"/hints/{hint.pk}/answer/", answer(hint, "accepted")).status_code == 404
    assert Hint.objects.get(pk=hint.pk).answer == ""


def test_the_claim_of_another_article_is_never_shown_with_a_hint(
    client: Client, submit: Callable[..., Article], hint: Hint, rita: Person
) -> None:
    other = submit("It cost $4 million in 2019. It opened in 2021. It closed in 2024 after 30 days.")
    number = max(other.claims.values_list("number", flat=True))
    Claim.objects.filter(article=other, number=number).update(number=900)
    client.force_login(rita)
    html = client.post(f"/hints/{hint.pk}/answer/", answer(hint, "accepted", claim=900), headers=HTMX).content.decode()
    assert 'id="_flags"' not in html


def test_hints_of_an_older_revision_are_read_there_and_answered_nowhere(
    client: Client, article: Article, hint: Hint, rita: Person, edith: Person
) -> None:
    answer_hint(hint, "accepted", by=rita, seen=1, note="Both stand.")
    revision = revise_article(article, Upload(text=TEXT.replace("18,000", "19,000")), by=edith)
    assert extract_claims(Extraction.objects.get(revision=revision).pk)
    client.force_login(rita)
    shown = part(client.get(f"/articles/{article.pk}/revisions/1/").content.decode(), hint)
    assert WHY in shown
    assert "Accepted by Rita" in shown
    assert "Both stand." in shown
    assert "<form" not in shown
    assert f'id="hint-{hint.pk}"' not in page(client, article, "?hints=all")
    assert client.post(f"/hints/{hint.pk}/answer/", answer(hint, "")).status_code == 409


def test_after_a_sign_off_hints_are_only_read(
    client: Client, article: Article, hint: Hint, rita: Person, carl: Person
) -> None:
    Claim.objects.update(dismissal="other")
    sign_off(article, by=carl)
    client.force_login(rita)
    assert "<form" not in part(page(client, article, "?hints=all"), hint)
    assert client.post(f"/hints/{hint.pk}/answer/", answer(hint, "accepted")).status_code == 409


def test_words_of_a_hint_are_never_markup(client: Client, article: Article, rita: Person) -> None:
    hint = noticed(article, "<img src=x>", "37 percent")
    client.force_login(rita)
    assert "<img" not in part(page(client, article, "?hints=all"), hint)


def test_the_shortest_claim_around_words_is_named() -> None:
    there = [There(0, 50, 1, "pending"), There(10, 30, 2, "pending"), There(28, 60, 3, "pending")]
    assert covering(there, Span(12, 20)) == there[1]
    assert covering(there, Span(25, 35)) == there[0]
    assert covering(there, Span(55, 70)) == there[2]
    assert covering(there, Span(70, 80)) is None

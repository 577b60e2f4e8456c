"""One verdict for all that say the same: offered in the form, recorded where it may be, told where it was not."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.models import Article, AuditEvent, Claim, Person
from tests.web.material import alike
from tests.web.test_decide import HTMX, NOTE

TEXT = """The bridge closed for 40 days in 2024

The bridge closed for 40 days in 2024.
The bridge closed for 41 days in 2023, the port said in May.
"""


@pytest.fixture
def twins(submit: Callable[..., Article]) -> list[Claim]:
    """The headline, its sentence, and a third claim that says something else."""
    claims = list(submit(TEXT).claims.for_lists().in_reading_order())
    assert [claim.words.start for claim in claims] == [TEXT.index("The bridge", n) for n in (0, 5, 60)]
    alike(*claims[:2])
    return claims


def now(claim: Claim) -> Claim:
    return Claim.objects.for_lists().get(pk=claim.pk)


def page(client: Client, claim: Claim) -> str:
    response = client.get(f"/articles/{claim.article_id}/?claim={claim.number}&show=all")
    assert response.status_code == 200
    return response.content.decode()


def form(claim: Claim, *also: Claim, **typed: object) -> dict[str, object]:
    """What the form of a claim sends, with others to be decided along."""
    along = [f"{other.pk}-{other.version}" for other in also]
    return {"seen": claim.version, "show": "all", "verdict": "disputed", "note": NOTE, "also": along, **typed}


def box(html: str, claim: Claim) -> str:
    """The box that offers a claim to be decided along."""
    return html[html.index(f'name="also" value="{claim.pk}-{claim.version}"') :].partition("</label>")[0]


def test_the_card_names_the_other_places_and_the_form_offers_them(
    client: Client, twins: list[Claim], rita: Person
) -> None:
    headline, body, other = twins
    client.force_login(rita)
    html = page(client, body)
    assert "The same is said in 1 other place<" in html
    assert f'href="#w{headline.number}">{headline.words.quote}</a>' in html
    assert f"claim {headline.number} (headline)" in box(html, headline)
    assert " checked" in box(html, headline)
    assert html.count('name="also"') == 1
    assert 'name="also"' not in page(client, other)


def test_what_is_decided_already_is_offered_but_not_chosen(
    client: Client, twins: list[Claim], rita: Person, bob: Person
) -> None:
    headline, body, _ = twins
    decide_claim(headline, Ruling("disputed", "It was 42."), by=bob, seen=1)
    client.force_login(rita)
    offered = box(page(client, body), now(headline))
    assert " checked" not in offered
    assert "now disputed" in offered


def test_one_verdict_is_recorded_for_all_that_were_chosen(client: Client, twins: list[Claim], rita: Person) -> None:
    headline, body, _ = twins
    client.force_login(rita)
    response = client.post(f"/claims/{body.pk}/decide/", form(body, headline), follow=True)
    html = response.content.decode()
    assert f"Claim {body.number} is recorded as disputed. The same is recorded for claim {headline.number}." in html
    assert [now(claim).verdict for claim in twins] == ["disputed", "disputed", "pending"]
    assert AuditEvent.objects.filter(kind="claim.decided").count() == 2


def test_what_was_not_chosen_is_left_as_it_is(client: Client, twins: list[Claim], rita: Person) -> None:
    headline, body, _ = twins
    client.force_login(rita)
    client.post(f"/claims/{body.pk}/decide/", form(body))
    assert (now(body).verdict, now(headline).verdict) == ("disputed", "pending")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_twin_that_changed_meanwhile_is_left_and_told_with_the_reason(
    client: Client, twins: list[Claim], rita: Person, bob: Person, headers: dict[str, str]
) -> None:
    headline, body, _ = twins
    sent = form(body, headline)
    dismiss_claim(now(headline), "opinion", by=bob, seen=1)
    client.force_login(rita)
    html = client.post(f"/claims/{body.pk}/decide/", sent, headers=headers, follow=True).content.decode()
    assert f"Claim {body.number} is recorded as disputed." in html
    assert f"Claim {headline.number} stays as it was. Somebody changed this claim" in html
    assert 'class="note warning" role="alert"' in html
    assert (now(body).verdict, now(headline).dismissal) == ("disputed", "opinion")


def test_htmx_draws_every_line_anew_in_which_one_of_them_stands(
    client: Client, twins: list[Claim], rita: Person
) -> None:
    headline, body, _ = twins
    client.force_login(rita)
    html = client.post(f"/claims/{body.pk}/decide/", form(body, headline), headers=HTMX).content.decode()
    for claim in (headline, body):
        assert f'data-n="{claim.number}D"' in html
        assert f'<li id="d{claim.number}" hx-swap-oob="true">Claim {claim.number}, disputed' in html
    assert html.count('class="ln') == 2


def test_a_refusal_keeps_what_was_chosen_along(client: Client, twins: list[Claim], rita: Person) -> None:
    headline, body, _ = twins
    client.force_login(rita)
    for chosen in ((), (headline,)):
        html = client.post(f"/claims/{body.pk}/decide/", form(body, *chosen, note="")).content.decode()
        assert "Say what is wrong." in html
        assert (" checked" in box(html, headline)) is bool(chosen)
    assert now(headline).version == 1


def test_nobody_decides_along_what_says_something_else_or_stands_elsewhere(
    client: Client, twins: list[Claim], submit: Callable[..., Article], rita: Person
) -> None:
    _, body, other = twins
    foreign = submit("It cost $4 million in 2019.").claims.for_lists()[0]
    alike(foreign)
    client.force_login(rita)
    html = client.post(f"/claims/{body.pk}/decide/", form(body, other, foreign), follow=True).content.decode()
    assert html.count("This claim does not say the same. Decide it by itself.") == 2
    assert (now(other).verdict, now(foreign).verdict) == ("pending", "pending")


@pytest.mark.parametrize("also", ["x", "1", "1-x", "9999999999-1"])
def test_what_is_no_claim_is_refused_and_nothing_is_recorded(
    client: Client, twins: list[Claim], rita: Person, also: str
) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{twins[1].pk}/decide/", form(twins[1], also=also))
    assert response.status_code == 422
    assert "it is &lt;b&gt;lower" in response.content.decode()
    assert now(twins[1]).verdict == "pending"


def test_a_claim_that_names_itself_along_is_decided_once(client: Client, twins: list[Claim], rita: Person) -> None:
    client.force_login(rita)
    html = client.post(f"/claims/{twins[1].pk}/decide/", form(twins[1], twins[1]), follow=True).content.decode()
    assert "stays as it was" not in html
    assert twins[1].decisions.count() == 1


@pytest.mark.parametrize("username", ["edith", "ada"])
def test_who_does_not_check_decides_none_of_them(
    client: Client, twins: list[Claim], edith: Person, ada: Person, username: str
) -> None:
    headline, body, _ = twins
    client.force_login(Person.objects.get(username=username))
    assert "The same is said in 1 other place<" in page(client, body)
    assert 'name="also"' not in page(client, body)
    assert client.post(f"/claims/{body.pk}/decide/", form(body, headline)).status_code == 403
    assert not Claim.objects.exclude(verdict="pending").exists()

"""Ticking on the page: at once beside a form in which somebody types, or with one button and everything typed kept."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.actions.assign import assign_claim
from articles.actions.place import add_claim
from articles.actions.sign_off import sign_off
from articles.actions.tick import tick
from articles.models import Article, AuditEvent, Claim, Extraction, Person
from articles.text.spans import Span
from tests.cast import TEXT
from tests.web.material import alike, boxes, noticed, with_checkpoints
from tests.web.test_decide import HTMX, NOTE, SOURCE
from tests.web.test_highlight import Blocks, put_together

LISTED = {"$412 million": "money", "37 percent": "number", "2019": "date"}


@pytest.fixture
def cost(article: Article) -> Claim:
    """The claim with two figures and a year."""
    return with_checkpoints(article.claims.for_lists().get(placement__quote__contains="$412 million"), LISTED)


def form(claim: Claim, *ticked: int, **typed: object) -> dict[str, object]:
    """What the form of a claim sends, with so many of its checkpoints ticked."""
    return {"seen": claim.version, "show": "all", "ticks": "shown", "ticked": boxes(claim, *ticked), **typed}


def page(client: Client, claim: Claim) -> str:
    response = client.get(f"/articles/{claim.article_id}/?claim={claim.number}&show=all")
    assert response.status_code == 200
    return response.content.decode()


def now(claim: Claim) -> Claim:
    return Claim.objects.for_lists().get(pk=claim.pk)


def test_a_checker_is_shown_each_checkpoint_with_its_kind_and_its_key(
    client: Client, cost: Claim, rita: Person
) -> None:
    client.force_login(rita)
    html = page(client, cost)
    assert "0 of 3 ticked" in html
    for number, (words, kind) in enumerate(LISTED.items(), 1):
        box = html[html.index(f'value="{boxes(cost, number - 1)[0]}"') :].split("</li>")[0]
        assert f'data-key="{number}"' in box
        assert words in box
        assert f'<span class="ctx">{kind}</span>' in box
        assert " checked" not in box


def test_a_tick_is_kept_at_once_and_no_field_is_drawn_anew(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{cost.pk}/tick/", form(cost, 0, 2, note=NOTE), headers=HTMX)
    html = response.content.decode()
    assert now(cost).ticks == [list(cost_place(cost, i)) for i in (0, 2)]
    assert "2 of 3 ticked" in html
    assert "ticked “$412 million”, “2019”" in html
    assert "<textarea" not in html
    assert "<input" not in html
    told = json.loads(response.headers["HX-Trigger"])["versioned"]
    assert told == {"claim": cost.number, "version": now(cost).version}


def cost_place(cost: Claim, index: int) -> Span:
    return Span(cost.checkpoints[index]["start"], cost.checkpoints[index]["end"])


def test_one_s_own_tick_stops_nobody_s_decision(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    ticked = client.post(f"/claims/{cost.pk}/tick/", form(cost, 0), headers=HTMX)
    seen = json.loads(ticked.headers["HX-Trigger"])["versioned"]["version"]
    response = client.post(f"/claims/{cost.pk}/decide/", form(cost, 0, seen=seen, verdict="disputed", note=NOTE))
    assert response.status_code == 302
    assert now(cost).verdict == "disputed"


def test_the_button_keeps_ticks_and_everything_that_was_typed(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    assert ">Keep ticks</button></noscript>" in page(client, cost)
    sent = form(cost, 1, verdict="disputed", note=NOTE, correction="a lower sum", **SOURCE)
    html = client.post(f"/claims/{cost.pk}/tick/", sent).content.decode()
    assert now(cost).ticks == [list(cost_place(cost, 1))]
    assert "1 of 3 ticked." in html
    for words in ("it is &lt;b&gt;lower", "a lower sum", 'value="Council minutes"'):
        assert words in html
    assert f'<input type="hidden" name="seen" value="{now(cost).version}">' in html


def test_what_was_ticked_and_not_kept_is_kept_with_the_decision(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    client.post(f"/claims/{cost.pk}/decide/", form(cost, 0, 1, verdict="disputed", note=NOTE))
    kinds = list(AuditEvent.objects.filter(claim=cost).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["claim.found", "claim.ticked", "claim.decided"]
    assert len(now(cost).ticks) == 2


def test_a_form_without_checkpoints_takes_no_tick_off(client: Client, cost: Claim, rita: Person) -> None:
    tick(cost, [cost_place(cost, 0)], by=rita, seen=1)
    client.force_login(rita)
    client.post(f"/claims/{cost.pk}/decide/", {"seen": 2, "verdict": "disputed", "note": NOTE})
    assert (now(cost).verdict, len(now(cost).ticks)) == ("disputed", 1)


def test_room_for_another_source_keeps_the_boxes_as_they_were_ticked(client: Client, cost: Claim, rita: Person) -> None:
    client.force_login(rita)
    html = client.post(f"/claims/{cost.pk}/another/", form(cost, 1, add="evidence")).content.decode()
    assert html.count('name="ticked"') == 3
    assert "checked" in html[html.index(f'value="{boxes(cost, 1)[0]}"') :].split(">")[0]
    assert now(cost).ticks == []


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_tick_on_an_old_state_is_told_with_what_changed_and_no_word_is_lost(
    client: Client, cost: Claim, rita: Person, bob: Person, headers: dict[str, str]
) -> None:
    sent = form(cost, 1, note=NOTE, verdict="disputed")
    tick(now(cost), [cost_place(cost, 0)], by=rita, seen=1)
    client.force_login(bob)
    response = client.post(f"/claims/{cost.pk}/tick/", sent, headers=headers)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Rita changed this claim while you were writing." in html
    assert "ticked “$412 million”" in html
    assert "it is &lt;b&gt;lower" in html
    assert "1 of 3 ticked" in html
    if headers:
        assert (response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == ("#_claim", "outerHTML")


@pytest.mark.parametrize("box", ["x", "0-2", "1", "-", "9999999999-1", "²-³"])
def test_what_is_no_checkpoint_is_refused(client: Client, cost: Claim, rita: Person, box: str) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{cost.pk}/tick/", form(cost) | {"ticked": [box]}, headers=HTMX)
    assert response.status_code == 422
    assert "checkpoint" in response.content.decode()
    assert now(cost).version == 1


@pytest.mark.parametrize("username", ["edith", "ada", "root"])
def test_who_does_not_check_sees_what_was_ticked_and_ticks_nothing(
    client: Client, cost: Claim, rita: Person, edith: Person, ada: Person, root: Person, username: str
) -> None:
    tick(now(cost), [cost_place(cost, 1)], by=rita, seen=1)
    client.force_login(Person.objects.get(username=username))
    html = page(client, cost)
    assert "1 of 3 ticked" in html
    assert html.count("Not ticked:") == 2
    assert 'name="ticked"' not in html
    assert client.post(f"/claims/{cost.pk}/tick/", form(now(cost), 0, 1)).status_code == 403
    assert len(now(cost).ticks) == 1


def test_a_claim_that_is_not_there_has_no_ticks(client: Client, cost: Claim, rita: Person, nemo: Person) -> None:
    client.force_login(rita)
    for pk in (cost.pk + 10_000, 2**70):
        assert client.post(f"/claims/{pk}/tick/", form(cost, 0)).status_code == 404
    client.force_login(nemo)
    assert client.post(f"/claims/{cost.pk}/tick/", form(cost, 0)).status_code == 404


def test_after_a_sign_off_the_boxes_are_gone(client: Client, cost: Claim, rita: Person, carl: Person) -> None:
    Claim.objects.update(dismissal="other")
    sign_off(cost.article, by=carl)
    client.force_login(rita)
    assert 'name="ticked"' not in page(client, cost)
    assert client.post(f"/claims/{cost.pk}/tick/", form(now(cost), 0)).status_code == 409


def test_checkpoints_of_other_words_are_not_shown(client: Client, cost: Claim, rita: Person) -> None:
    cost.checkpoints[0]["words"] = "$421 million"
    cost.save()
    client.force_login(rita)
    html = page(client, cost)
    assert "0 of 2 ticked" in html
    assert "$421 million" not in html


def test_the_text_marks_what_was_ticked_and_stays_letter_for_letter(client: Client, cost: Claim, rita: Person) -> None:
    tick(cost, [cost_place(cost, 0)], by=rita, seen=1)
    client.force_login(rita)
    for path in (f"/articles/{cost.article_id}/", f"/articles/{cost.article_id}/revisions/1/"):
        html = client.get(path).content.decode()
        assert '<span class="t last">$412 million</span>' in html
        assert put_together(TEXT, Blocks(html, alone=False)) == TEXT
    assert f"Claim {cost.number}, open, {cost.kind}, 1 ticked" in page(client, cost).replace("_", " ")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_claim_with_much_beside_it_costs_as_many_queries_as_one_with_little(
    client: Client, article: Article, rita: Person, htmx: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second, *others = article.claims.for_lists()
    for claim in (first, second):
        with_checkpoints(claim, {"tunnel": "name"})
    alike(first, second)
    fresh = article.claims.for_lists().get(pk=first.pk)
    assign_claim(fresh, rita, by=rita, seen=fresh.version)
    noticed(article, "one", "two years late")
    client.force_login(rita)
    headers = {"HX-Request": "true"} if htmx else {}
    path = f"/articles/{article.pk}/?claim={first.number}&show=all"
    with django_assert_num_queries(17, exact=False) as few:
        client.get(path, headers=headers)
    Extraction.objects.update(state="done")
    for n in range(20):
        noticed(article, f"thing {n}", "two years late", "About 18,000 cars")
        alike(add_claim(article, Span(40 + n, 60 + n), by=rita))
    alike(*others)
    tick(now(first), [Span(*first_place(first))], by=rita, seen=now(first).version)
    with django_assert_num_queries(len(few)):
        assert "The same is said in" in client.get(path, headers=headers).content.decode()


def first_place(claim: Claim) -> tuple[int, int]:
    return claim.checkpoints[0]["start"], claim.checkpoints[0]["end"]

"""Deciding on the page: by plain forms and by htmx, and what a refusal leaves standing."""

import pytest
from django.test import Client

from articles.actions.assign import assign_claim
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.intake import Upload
from articles.actions.revise import revise_article
from articles.actions.sign_off import sign_off
from articles.models import Article, AuditEvent, Claim, Evidence, Person
from tests.cast import TEXT

HTMX = {"HX-Request": "true", "HX-Target": "_claim"}
NOTE = "The council’s own figure is another & it is <b>lower</b>."
KEPT = "The council’s own figure is another &amp; it is &lt;b&gt;lower&lt;/b&gt;."
SOURCE = {
    "source_title": "Council minutes",
    "source_url": "https://example.org/minutes",
    "source_locator": "page 4",
    "source_quote": "37 percent",
    "source_stance": "supports",
}


def form(claim: Claim, **typed: object) -> dict[str, object]:
    """What the form of a claim sends."""
    return {"seen": claim.version, "show": "open", "goes_on": "yes", **typed}


def now(claim: Claim) -> Claim:
    return Claim.objects.for_lists().get(pk=claim.pk)


def test_a_recorded_verdict_leads_to_the_next_open_claim(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{claim.pk}/decide/", form(claim, verdict="disputed", note=NOTE))
    assert response.headers["Location"] == f"/articles/{claim.article_id}/?claim=2&show=open"
    assert now(claim).verdict == "disputed"
    assert f"Claim {claim.number} is recorded as disputed." in client.get(response.headers["Location"]).content.decode()


def test_who_does_not_want_to_go_on_stays(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    sent = form(claim, verdict="disputed", note=NOTE)
    del sent["goes_on"]
    response = client.post(f"/claims/{claim.pk}/decide/", sent)
    assert response.headers["Location"] == f"/articles/{claim.article_id}/?claim=1&show=open"


def test_a_verdict_brings_its_evidence(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{claim.pk}/decide/", form(claim, verdict="verified", **SOURCE))
    assert response.status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.source.title, evidence.locator, evidence.stance) == ("Council minutes", "page 4", "supports")
    html = client.get(f"/articles/{claim.article_id}/?claim=1&show=all").content.decode()
    assert 'href="https://example.org/minutes" rel="noopener noreferrer"' in html


def test_a_row_of_evidence_in_which_nothing_was_typed_is_left_out(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    empty = {
        "source_title": " ",
        "source_url": "",
        "source_locator": "",
        "source_quote": "",
        "source_stance": "supports",
    }
    response = client.post(f"/claims/{claim.pk}/decide/", form(claim, verdict="disputed", note=NOTE, **empty))
    assert response.status_code == 302
    assert not Evidence.objects.exists()


def test_another_row_for_a_source_keeps_what_was_typed_and_records_nothing(
    client: Client, claim: Claim, rita: Person
) -> None:
    client.force_login(rita)
    sent = form(claim, verdict="verified", note=NOTE, add="evidence", **SOURCE)
    html = client.post(f"/claims/{claim.pk}/another/", sent).content.decode()
    assert html.count('name="source_title"') == 2
    assert 'value="Council minutes"' in html
    assert KEPT in html
    assert now(claim).version == claim.version


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "verdict-error", "Choose verified, disputed or unsourced."),
        ({"verdict": "disputed"}, "note-error", "Say what is wrong."),
        ({"verdict": "unsourced", "note": " "}, "note-error", "Say where you looked or whom you asked."),
        ({"verdict": "verified", "note": NOTE}, "evidence-error", "Add the source that proves it"),
        ({"verdict": "verified", **SOURCE, "source_url": "javascript:x"}, "evidence-error", "This is not an address."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_refusal_stands_beside_its_field_and_the_words_are_kept(
    client: Client, claim: Claim, rita: Person, typed: dict[str, str], field: str, words: str, headers: dict[str, str]
) -> None:
    client.force_login(rita)
    sent = form(claim, correction="a lower sum", **typed)
    response = client.post(f"/claims/{claim.pk}/decide/", sent, headers=headers)
    html = response.content.decode()
    assert response.status_code == 422
    assert f'id="{field}"' in html
    assert words in html
    assert f'aria-describedby="{field}"' in html
    assert "autofocus" in html
    assert "a lower sum" in html
    assert not typed.get("note", "").strip() or KEPT in html
    assert now(claim).version == claim.version


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_reviewer_looking_at_an_old_verdict_is_told(
    client: Client, claim: Claim, rita: Person, bob: Person, headers: dict[str, str]
) -> None:
    decide_claim(now(claim), Ruling("disputed", "Minutes say 2018."), by=rita, seen=claim.version)
    client.force_login(bob)
    response = client.post(
        f"/claims/{claim.pk}/decide/", form(claim, verdict="unsourced", note=NOTE, **SOURCE), headers=headers
    )
    html = response.content.decode()
    assert response.status_code == 409
    assert 'role="alert"' in html
    assert "You were looking at version 1; it is now version 2." in html
    assert "<b>Rita</b> decided: disputed" in html
    assert "Minutes say 2018." in html
    assert KEPT in html
    assert 'value="Council minutes"' in html
    assert 'value="unsourced" data-key="u" aria-keyshortcuts="u" checked' in html
    assert AuditEvent.objects.filter(kind="claim.decided").count() == 1


def test_what_was_refused_as_old_can_be_recorded_anew(client: Client, claim: Claim, rita: Person, bob: Person) -> None:
    decide_claim(now(claim), Ruling("disputed", "Minutes say 2018."), by=rita, seen=claim.version)
    client.force_login(bob)
    html = client.post(f"/claims/{claim.pk}/decide/", form(claim, verdict="disputed", note=NOTE)).content.decode()
    assert '<input type="hidden" name="seen" value="2">' in html
    again = form(now(claim), verdict="disputed", note=NOTE)
    assert client.post(f"/claims/{claim.pk}/decide/", again).status_code == 302
    assert claim.decisions.count() == 2


def test_a_newer_revision_is_told_with_the_way_there(client: Client, claim: Claim, edith: Person, rita: Person) -> None:
    revise_article(claim.article, Upload(text=TEXT.replace("two years", "three years")), by=edith)
    client.force_login(rita)
    response = client.post(f"/claims/{claim.pk}/decide/", form(claim, verdict="disputed", note=NOTE))
    html = response.content.decode()
    assert response.status_code == 409
    assert "A newer revision of this article exists." in html
    assert f'href="/articles/{claim.article_id}/revisions/2/changes/"' in html
    assert KEPT in html


def test_words_typed_for_a_claim_that_is_gone_are_still_shown(
    client: Client, claim: Claim, edith: Person, rita: Person
) -> None:
    revise_article(claim.article, Upload(text="Nothing of the old text is left here."), by=edith)
    client.force_login(rita)
    response = client.post(f"/claims/{claim.pk}/decide/", form(claim, verdict="disputed", note=NOTE))
    assert response.status_code == 409
    assert KEPT in response.content.decode()


def test_after_a_sign_off_nothing_is_recorded_and_the_words_are_kept(
    client: Client, article: Article, rita: Person, carl: Person
) -> None:
    for one in article.claims.for_lists():
        dismiss_claim(one, "opinion", by=rita, seen=one.version)
    sign_off(article, by=carl)
    first = article.claims.for_lists()[0]
    client.force_login(rita)
    response = client.post(f"/claims/{first.pk}/reopen/", form(first, note=NOTE))
    assert response.status_code == 409
    assert "The chief can take the sign-off back." in response.content.decode()
    assert KEPT in response.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "-1", "1.5", "²", "9" * 40])
def test_a_form_without_a_version_records_nothing(client: Client, claim: Claim, rita: Person, seen: str) -> None:
    client.force_login(rita)
    sent = form(claim, verdict="disputed", note=NOTE) | {"seen": seen}
    response = client.post(f"/claims/{claim.pk}/decide/", sent)
    assert response.status_code == 422
    assert KEPT in response.content.decode()


def test_htmx_gets_the_next_claim_and_out_of_band_what_changed(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{claim.pk}/decide/", form(claim, verdict="disputed", note=NOTE), headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'data-number="2"' in html
    assert response.headers["HX-Push-Url"] == f"/articles/{claim.article_id}/?claim=2&show=open"
    assert html.count('id="_article_head" hx-swap-oob="true"') == 1
    assert html.count('id="_wb_tools" hx-swap-oob="true"') == 1
    assert html.count('class="ln') == 1
    assert f'id="d{claim.number}" hx-swap-oob="true">Claim 1, disputed' in html
    assert f'data-n="{claim.number}D"' in html
    assert "is recorded as disputed." in html


def test_after_the_last_claim_comes_the_first_that_is_still_open(
    client: Client, article: Article, rita: Person
) -> None:
    last = article.claims.for_lists().in_reading_order().last()
    assert last is not None
    client.force_login(rita)
    response = client.post(f"/claims/{last.pk}/decide/", form(last, verdict="disputed", note=NOTE))
    assert "claim=1&" in response.headers["Location"]


def test_a_claim_is_dismissed_with_a_reason_and_opened_again_with_one(
    client: Client, claim: Claim, rita: Person
) -> None:
    client.force_login(rita)
    assert client.post(f"/claims/{claim.pk}/dismiss/", form(claim)).status_code == 422
    assert client.post(f"/claims/{claim.pk}/dismiss/", form(claim, reason="opinion", note=NOTE)).status_code == 302
    html = client.get(f"/articles/{claim.article_id}/?claim=1&show=all").content.decode()
    assert "Opinion, by Rita" in html
    assert KEPT in html
    assert client.post(f"/claims/{claim.pk}/reopen/", form(now(claim))).status_code == 422
    assert client.post(f"/claims/{claim.pk}/reopen/", form(now(claim), note="It is a fact.")).status_code == 302
    assert now(claim).is_open


def test_a_reviewer_takes_a_claim_and_gives_it_back(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    client.post(f"/claims/{claim.pk}/assign/", form(claim, reviewer="rita"))
    assert now(claim).assignee == rita
    client.post(f"/claims/{claim.pk}/assign/", form(now(claim), reviewer=""))
    assert now(claim).assignee is None


def test_a_reviewer_is_not_offered_to_assign_others(client: Client, claim: Claim, rita: Person, bob: Person) -> None:
    client.force_login(rita)
    assert 'id="reviewer"' not in client.get(f"/articles/{claim.article_id}/").content.decode()
    assert client.post(f"/claims/{claim.pk}/assign/", form(claim, reviewer="bob")).status_code == 403


def test_the_chief_sees_the_load_of_those_who_check(client: Client, claim: Claim, carl: Person, bob: Person) -> None:
    assign_claim(now(claim), bob, by=carl, seen=claim.version)
    client.force_login(carl)
    html = client.get(f"/articles/{claim.article_id}/?claim=2").content.decode()
    assert '<option value="bob">Bob: 1 open</option>' in html


def test_somebody_who_does_not_check_cannot_be_assigned(
    client: Client, claim: Claim, carl: Person, ada: Person
) -> None:
    client.force_login(carl)
    response = client.post(f"/claims/{claim.pk}/assign/", form(claim, reviewer="ada"))
    assert response.status_code == 422
    assert "There is nobody of that name who checks." in response.content.decode()


def test_a_claim_is_put_on_other_words(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    place = claim.words
    moved = form(claim, start=place.start, end=place.end - 1, quote=place.quote[:-1])
    assert client.post(f"/claims/{claim.pk}/span/", moved).status_code == 302
    assert now(claim).words.quote == place.quote[:-1]


@pytest.mark.parametrize(
    "typed", [{"start": "x", "end": "3"}, {"start": "5", "end": "5"}, {"start": "0", "end": "9" * 20}]
)
def test_a_span_that_is_none_is_refused(client: Client, claim: Claim, rita: Person, typed: dict[str, str]) -> None:
    client.force_login(rita)
    assert client.post(f"/claims/{claim.pk}/span/", form(claim, **typed)).status_code == 422


def test_words_are_marked_as_a_claim(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    start = TEXT.index("tunnel opened")
    words = {"start": start, "end": start + 13, "quote": "tunnel opened", "revision": 1, "show": "open"}
    response = client.post(f"/articles/{article.pk}/claims/", words)
    made = article.claims.for_lists().get(origin="person")
    assert made.words.quote == "tunnel opened"
    assert response.headers["Location"] == f"/articles/{article.pk}/?claim={made.number}&show=open"


@pytest.mark.parametrize("act", ["add", "span"])
def test_htmx_gets_the_whole_text_when_words_move_under_a_claim(
    client: Client, claim: Claim, rita: Person, act: str
) -> None:
    client.force_login(rita)
    address = f"/articles/{claim.article_id}/claims/" if act == "add" else f"/claims/{claim.pk}/span/"
    response = client.post(address, form(claim, start=0, end=7, quote=TEXT[:7], revision=1), headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    for part in ("_text", "_told"):
        tag = html[html.index(f'id="{part}"') :]
        assert 'hx-swap-oob="true"' in tag[: tag.index(">")]


def test_words_that_cannot_be_marked_leave_the_claim_in_hand(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    sent = {"start": 0, "end": 4, "quote": "else", "revision": 1, "claim": "2"}
    response = client.post(f"/articles/{article.pk}/claims/", sent, headers=HTMX)
    assert response.status_code == 422
    assert 'data-number="2"' in response.content.decode()


def test_words_that_do_not_stand_there_are_refused(client: Client, article: Article, rita: Person) -> None:
    client.force_login(rita)
    response = client.post(f"/articles/{article.pk}/claims/", {"start": 0, "end": 4, "quote": "else", "revision": 1})
    assert response.status_code == 422
    assert "Select them again." in response.content.decode()


def test_suggested_words_are_compared_with_those_of_the_article(client: Client, claim: Claim, rita: Person) -> None:
    client.force_login(rita)
    response = client.post(f"/claims/{claim.pk}/compare/", {"correction": claim.words.quote + " <i>now</i>"})
    assert "<ins>" in response.content.decode()
    assert "<i>" not in response.content.decode()


@pytest.mark.parametrize("act", ["decide", "dismiss", "reopen", "span", "assign"])
@pytest.mark.parametrize("username", ["edith", "ada", "root"])
def test_who_does_not_check_changes_nothing(
    client: Client, claim: Claim, edith: Person, ada: Person, root: Person, act: str, username: str
) -> None:
    client.force_login(Person.objects.get(username=username))
    assert client.post(f"/claims/{claim.pk}/{act}/", form(claim)).status_code == 403
    assert now(claim).version == claim.version


@pytest.mark.parametrize("act", ["decide", "dismiss", "reopen", "span", "assign", "another", "compare"])
def test_nothing_is_changed_by_looking(client: Client, claim: Claim, rita: Person, act: str) -> None:
    client.force_login(rita)
    assert client.get(f"/claims/{claim.pk}/{act}/").status_code == 405

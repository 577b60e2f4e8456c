"""The verification of the trail as people see it: how far it is, what was found, what to do, and loud until it is clean."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.actions import verify_trail as act
from articles.actions.ask_verification import ask_after_refusal, ask_for_night, ask_verification
from articles.actions.sweep import beat
from articles.actions.verify_trail import verify_queued
from articles.models import Article, AuditEvent, Claim, Person, Verification
from tests.reports.tampering import drop_guards, rewrite, sql
from tests.web.conftest import HTMX, Browser

PAGE = "/trail/verify/"
ALARM = 'aria-label="Alarm of the trail"'
Visit = Callable[[Person], Browser]


def verified(by: Person) -> Verification:
    """A verification that somebody asked for and a worker ran."""
    run = ask_verification(by=by)
    assert verify_queued(run.pk)
    run.refresh_from_db()
    return run


def break_event(seq: int) -> None:
    drop_guards()
    rewrite(seq, lambda event: event.update(kind="claim.lost"), leaf=False)


def test_before_the_first_verification_the_page_says_so(visit: Visit, article: Article, ada: Person) -> None:
    html = visit(ada).text(PAGE)
    assert "Nobody has verified this trail yet." in html
    assert "Verify now" in html


def test_to_press_verify_queues_one_and_leads_to_its_page(visit: Visit, article: Article, ada: Person) -> None:
    answer = visit(ada).send(PAGE)
    run = Verification.objects.get()
    assert (run.asked_by, run.state) == (ada, "queued")
    assert answer.redirect_chain == [(PAGE, 302)]  # type: ignore[attr-defined]
    assert "Waiting for a worker to verify the trail" in answer.content.decode()


def test_while_it_runs_the_page_asks_again_with_and_without_script(visit: Visit, article: Article, ada: Person) -> None:
    run = ask_verification(by=ada)
    Verification.objects.update(state="running", lease="0" * 32, lease_until=Now(), progress=417_000)
    beat("worker")
    html = visit(ada).text(PAGE)
    assert f'hx-get="{PAGE}{run.pk}/" hx-trigger="every 1s"' in html
    assert 'value="417000"' in html
    assert "Verifying the trail, 41 %" in html
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in html
    assert "No worker is alive" not in html
    assert "Verify again" not in html


def test_a_verification_that_nobody_runs_says_why(visit: Visit, article: Article, ada: Person) -> None:
    ask_verification(by=ada)
    assert "No worker is alive, so nobody verifies." in visit(ada).text(PAGE)


def test_what_is_asked_for_while_it_runs_is_the_box_and_at_the_end_the_list_too(
    visit: Visit, article: Article, ada: Person
) -> None:
    run, browser = ask_verification(by=ada), visit(ada)
    waiting = browser.text(f"{PAGE}{run.pk}/", headers=HTMX)
    assert waiting.lstrip().startswith('<div class="chain"')
    assert "hx-swap-oob" not in waiting
    verify_queued(run.pk)
    done = browser.text(f"{PAGE}{run.pk}/", headers=HTMX)
    assert "hx-trigger" not in done
    assert "Chain verified" in done
    assert 'id="_runs" aria-labelledby="runs-h" hx-swap-oob="true"' in done


def test_a_clean_trail_is_told_with_its_size_head_and_root(visit: Visit, article: Article, ada: Person) -> None:
    run = verified(ada)
    html = visit(ada).text(PAGE)
    assert f"{run.size} of {run.size} events, first to last, recomputed at" in html
    assert f'<dd class="hash">{run.head}</dd>' in html
    assert f'<dd class="hash">{run.root}</dd>' in html
    assert "by Ada" in html
    assert "1 article" in html


def test_events_that_came_since_are_not_said_to_be_verified(
    visit: Visit, submit: Callable[..., Article], ada: Person
) -> None:
    submit()
    run = verified(ada)
    submit("It cost $4 million in 2019.")
    assert f"{run.size} of {AuditEvent.objects.count()} events" in visit(ada).text(PAGE)


def test_a_broken_chain_is_told_with_its_event_what_it_means_and_what_to_do(
    visit: Visit, article: Article, ada: Person
) -> None:
    break_event(5)
    verified(ada)
    html = visit(ada).text(PAGE)
    assert "<b>The chain is broken at event 5.</b> Nothing before it is affected." in html
    assert '<a href="/trail/5/">Look at event 5</a>' in html
    assert "somebody or something changed it in the database afterwards" in html
    assert "Keep a copy of the database and of the data folder" in html
    assert "articles_auditevent_no_delete" in html
    assert "Chain verified" not in html


def test_a_table_that_was_changed_past_the_trail_is_told_with_all_that_differs(
    visit: Visit, claim: Claim, ada: Person
) -> None:
    sql("UPDATE articles_claim SET priority = 4 - priority, version = version + 1")
    run = verified(ada)
    html = visit(ada).text(PAGE)
    assert run.finding is not None
    assert (
        f"<b>The tables do not say what event {run.finding['seq']} says.</b> The events themselves are proved" in html
    )
    assert f"All that was found: {run.found['count']}" in html


def test_missing_guards_alone_are_told(visit: Visit, article: Article, ada: Person) -> None:
    drop_guards()
    verified(ada)
    html = visit(ada).text(PAGE)
    assert "The chain is whole, but a guard against changes is missing in the database." in html
    assert "articles_auditevent_next_only" in html


def test_a_verification_that_did_not_end_is_no_good_news(visit: Visit, article: Article, ada: Person) -> None:
    ask_verification(by=ada)
    Verification.objects.update(state="failed", done_at=Now())
    html = visit(ada).text(PAGE)
    assert "<b>The trail could not be verified.</b> It is not known whether it is whole." in html


def test_the_last_runs_are_listed_with_who_asked(visit: Visit, article: Article, ada: Person, carl: Person) -> None:
    verified(carl)
    night = ask_for_night()
    assert night is not None
    verify_queued(night.pk)
    Verification.objects.update(asked_at=Now() - timedelta(hours=2))
    ask_after_refusal()
    html = visit(ada).text(PAGE)
    rows = [
        row.split("</tr>")[0] for row in html.split('id="_runs"')[1].split("</table>")[0].split('<tr role="row"')[2:]
    ]
    assert ["Carl" in row for row in rows] == [False, False, True]
    assert ["Every night" in row for row in rows] == [False, True, False]
    assert ["The desk, which refused to sign" in row for row in rows] == [True, False, False]


def test_an_earlier_run_can_be_looked_at(visit: Visit, article: Article, ada: Person) -> None:
    first, _ = verified(ada), break_event(3)
    verified(ada)
    html = visit(ada).text(f"{PAGE}{first.pk}/")
    assert "Chain verified" in html
    assert visit(ada).get(f"{PAGE}99999/").status_code == 404


def test_the_list_of_runs_costs_the_same_at_any_length(
    visit: Visit, article: Article, ada: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = visit(ada)
    verified(ada)
    with django_assert_num_queries(99, exact=False) as few:
        browser.text(PAGE)
    for _ in range(25):
        verified(ada)
    with django_assert_num_queries(len(few)):
        html = browser.text(PAGE)
    assert html.count("Whole</td>") == 20
    assert 'rel="next"' in html


def test_who_answers_for_the_desk_is_told_on_every_page_until_a_later_run_is_clean(
    visit: Visit, article: Article, ada: Person, carl: Person, root: Person
) -> None:
    payload = AuditEvent.objects.get(seq=5).payload
    break_event(5)
    verified(ada)
    for person in (ada, carl, root):
        for path in ("/", "/trail/", "/people/", f"/articles/{article.pk}/"):
            html = visit(person).text(path)
            assert ALARM in html, (person, path)
            assert "The chain is broken at event 5." in html
    assert ALARM not in visit(ada).text(PAGE)
    sql("UPDATE articles_auditevent SET payload = %s WHERE seq = 5", payload)
    again = ask_verification(by=ada)
    assert ALARM in visit(ada).text("/")
    assert ALARM in visit(ada).text(PAGE)
    Verification.objects.under_way().update(
        state="done", done_at=Now(), size=9, exit_code=0, found={}, lease=None, lease_until=None
    )
    assert ALARM not in visit(ada).text("/")
    swapped = visit(ada).text(f"{PAGE}{again.pk}/", headers=HTMX)
    assert '<div id="_alarm" hx-swap-oob="true"></div>' in swapped


def test_those_who_only_work_on_articles_see_no_alarm(
    visit: Visit, article: Article, rita: Person, ada: Person
) -> None:
    break_event(5)
    verified(ada)
    assert ALARM not in visit(rita).text("/")


def test_the_alarm_costs_one_query_and_only_for_those_who_see_it(
    visit: Visit, article: Article, ada: Person, rita: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def asked(person: Person) -> list[str]:
        browser = visit(person)
        with django_assert_num_queries(99, exact=False) as queries:
            browser.text("/people/me/")
        return [one["sql"] for one in queries.captured_queries if "articles_verification" in one["sql"]]

    assert len(asked(ada)) == 1
    assert asked(ada)[0].endswith('ORDER BY "articles_verification"."id" DESC LIMIT 1')
    assert asked(rita) == []


def test_what_the_trail_proves_is_a_page(visit: Visit, ada: Person) -> None:
    html = visit(ada).text(f"{PAGE}trust/")
    assert "What the trail proves, and how to check it without us</h1>" in html
    assert "<table>" in html


def test_the_page_is_not_for_those_who_only_work_on_articles(client: Client, rita: Person, article: Article) -> None:
    client.force_login(rita)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE).status_code == 403
    assert not Verification.objects.exists()


def test_a_failed_try_is_shown_as_under_way(
    visit: Visit, article: Article, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(act, "verify_trail", break_down)
    run = ask_verification(by=ada)
    assert not verify_queued(run.pk)
    assert "Waiting for a worker to verify the trail" in visit(ada).text(PAGE)

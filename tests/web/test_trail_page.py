"""The trail as people read it: newest first, in plain words, each line with its words and its hash."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.actions.answer_hint import answer_hint
from articles.actions.ask_verification import ask_verification
from articles.actions.assign import assign_claim
from articles.actions.decide import Ruling, decide_claim
from articles.actions.dismiss import dismiss_claim
from articles.actions.log_in import refuse_log_in
from articles.actions.tick import tick
from articles.actions.verify_trail import verify_queued
from articles.models import Article, AuditEvent, Claim, Person
from articles.models.trail import GROUPS
from articles.text.spans import Span
from articles.web.telling import tell_lines
from articles.web.wording import Turn, worded
from tests.desk import ROOT
from tests.reports.tampering import drop_guards, rewrite
from tests.web.material import noticed, with_checkpoints


def shown(client: Client, address: str, **query: object) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def numbers(html: str) -> list[int]:
    """The events in a page, from top to bottom, those of an act that are listed in it too."""
    return [int(number) for number in re.findall(r'<(?:tr|li)[^>]* id="e(\d+)"', html)]


def test_the_newest_event_stands_first(client: Client, article: Article, carl: Person) -> None:
    client.force_login(carl)
    found = numbers(shown(client, "/trail/"))
    assert found == list(range(AuditEvent.objects.count(), 0, -1))


def test_a_line_says_who_did_what_on_which_words(client: Client, claim: Claim, rita: Person) -> None:
    decide_claim(claim, Ruling("disputed", "The minutes say 2018."), by=rita, seen=claim.version)
    event = AuditEvent.objects.newest_first()[0]
    client.force_login(rita)
    html = shown(client, f"/articles/{claim.article_id}/trail/")
    line = html[html.index(f'id="e{event.seq}"') :].split("</tr>")[0]
    assert "<b>Rita</b> decided: disputed" in line
    assert "The minutes say 2018." in line
    assert "open →" in line
    place = f"/articles/{claim.article_id}/revisions/1/#w{claim.number}"
    assert f'href="{place}">{claim.words.quote}</a>' in line.replace("&quot;", '"')
    assert f'<a href="/claims/{claim.pk}/">claim {claim.number}</a>' in line
    assert f'<time datetime="{event.at}" title="{event.at}">' in line
    assert f'href="/trail/{event.seq}/"' in line
    assert event.leaf in line


def test_an_assignee_is_told_by_name(claim: Claim, rita: Person, carl: Person) -> None:
    Person.objects.filter(pk=rita.pk).update(name="Rita Okoye")
    assign_claim(claim, rita, by=carl, seen=claim.version)
    assert tell_lines(AuditEvent.objects.newest_first()[:1])[0].what == "assigned it to Rita Okoye"


def test_every_kind_of_event_on_this_desk_is_told_in_words_and_can_be_asked_for(
    claim: Claim, rita: Person, carl: Person
) -> None:
    dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    told = {
        event.kind: line.what
        for event, line in zip(AuditEvent.objects.all(), tell_lines(AuditEvent.objects.all()), strict=True)
    }
    assert told["claim.dismissed"] == "dismissed it: opinion"
    assert [what for kind, what in told.items() if what == kind.replace(".", ": ").replace("_", " ")] == []
    asked_for = {kind for _, kinds in GROUPS.values() for kind in kinds}
    assert set(told) - asked_for == set()


def newest(count: int = 1) -> list[str]:
    """What the newest lines say, newest first."""
    events = AuditEvent.objects.newest_first().for_lists()
    return [line.what for line in tell_lines(events[:count])]


def test_ticks_are_told_by_their_words(claim: Claim, rita: Person) -> None:
    with_checkpoints(claim, dict.fromkeys(claim.words.quote.split()[:5], "name"))
    places = [Span(one["start"], one["end"]) for one in claim.checkpoints]
    tick(claim, places[:1], by=rita, seen=1)
    assert newest() == ["ticked “Harbour”"]
    tick(claim, places[1:2], by=rita, seen=2)
    assert newest() == ["ticked “tunnel” and took the tick off “Harbour”"]
    tick(claim, places, by=rita, seen=3)
    assert newest() == ["ticked “Harbour”, “opens”, “two” and 1 more"]


def test_hints_are_told_by_what_they_say_in_one_query(
    article: Article, rita: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(3):
        hint = noticed(article, f"thing {n}", "two years late")
        answer_hint(hint, "accepted", by=rita, seen=1)
        answer_hint(hint, "", by=rita, seen=2)
        answer_hint(hint, "waved_away", by=rita, seen=3, note="No trouble.")
    with django_assert_num_queries(4):
        told = newest(9)
    assert told[:3] == [
        "waved away what was noticed: thing 2",
        "took back the answer to what was noticed: thing 2",
        "accepted what was noticed: thing 2",
    ]
    assert told[-1] == "accepted what was noticed: thing 0"


@pytest.mark.parametrize(
    ("kind", "turn", "words"),
    [
        ("hint.raised", {"why": "5 and 6 is 12", "agrees": False}, "noticed: 5 and 6 is 12"),
        ("hint.raised", {"why": "5 and 6 is 11", "agrees": True}, "worked out: 5 and 6 is 11"),
        (
            "extraction.done",
            {"claims": 2, "hints": 1, "judge": "small"},
            "found 2 claims and noticed 1 thing to compare",
        ),
        (
            "extraction.done",
            {"claims": 1, "judge": "language model", "identity": "m-9", "used": {"requests": 2, "prompt_tokens": 1500}},
            "found 1 claim, judged by the language model m-9, after 2 requests with 1,500 tokens to a language model",
        ),
        (
            "extraction.done",
            {"claims": 1, "judge": "small", "identity": "m-9", "used": {"requests": 1}},
            "found 1 claim, judged by small, after 1 request to a language model",
        ),
        ("claim.dismissed", {"dismissal": "merged", "merged_into": 4}, "merged it into claim 4"),
        ("claim.added", {"split_from": 4}, "split it off claim 4"),
        ("claim.added", {}, "marked this claim"),
        ("claim.refreshed", {"extractor": "2.0"}, "read it again with extractor 2.0"),
    ],
)
def test_a_line_is_told_by_what_it_holds(kind: str, turn: dict[str, object], words: str) -> None:
    assert worded(kind, Turn({}, turn)) == words


def test_every_event_that_the_desk_writes_is_told_in_words_and_can_be_asked_for() -> None:
    written = {
        found[1]
        for path in (ROOT / "articles" / "actions").glob("*.py")
        for found in re.finditer(
            r'"((?:article|revision|extraction|claim|hint|source|report|trail|person|token|bundle|reading|text)\.[a-z_]+)"',
            path.read_text(),
        )
    }
    assert written - {kind for _, kinds in GROUPS.values() for kind in kinds} == set()
    assert {
        kind for kind in written if worded(kind, Turn({}, {})) == kind.replace(".", ": ").replace("_", " ")
    } == set()


def test_the_trail_of_an_article_holds_nothing_of_another(
    client: Client, submit: Callable[..., Article], rita: Person
) -> None:
    one, other = submit(), submit("It cost $4 million in 2019. It opened in 2021.")
    client.force_login(rita)
    seen = set(numbers(shown(client, f"/articles/{one.pk}/trail/")))
    assert seen == set(one.events.values_list("seq", flat=True))
    assert not seen & set(other.events.values_list("seq", flat=True))


def test_a_reviewer_does_not_read_about_people_and_log_ins(
    client: Client, article: Article, rita: Person, carl: Person
) -> None:
    refuse_log_in(carl.username)
    client.force_login(rita)
    assert "tried to log in" not in shown(client, "/trail/")
    client.force_login(carl)
    assert "tried to log in" in shown(client, "/trail/")


def test_a_page_of_the_trail_costs_the_same_at_any_length(
    client: Client, article: Article, carl: Person, rita: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(carl)
    with django_assert_num_queries(14) as few:
        client.get("/trail/")
    for one in article.claims.for_lists():
        assign_claim(one, rita, by=carl, seen=one.version)
    with django_assert_num_queries(len(few) + 1):  # the names of those who were given claims
        client.get("/trail/")


def test_the_trail_says_what_the_last_verification_found(client: Client, article: Article, carl: Person) -> None:
    client.force_login(carl)
    assert "Not verified yet." in shown(client, "/trail/")
    run, count = ask_verification(by=carl), AuditEvent.objects.count()
    verify_queued(run.pk)
    html = shown(client, "/trail/")
    assert "Chain verified" in html
    assert f"{count} of {count} events, first to last" in html


def test_the_trail_says_that_it_is_broken_to_everybody_who_reads_it(
    client: Client, article: Article, carl: Person, rita: Person
) -> None:
    drop_guards()
    rewrite(5, lambda event: event.update(kind="claim.lost"), leaf=False)
    verify_queued(ask_verification(by=carl).pk)
    client.force_login(rita)
    html = shown(client, "/trail/")
    assert "The chain is broken at event 5." in html
    assert "Chain verified" not in html


@pytest.mark.parametrize(
    ("username", "may"), [("rita", False), ("edith", False), ("carl", True), ("ada", True), ("root", True)]
)
def test_the_chain_is_verified_by_those_who_answer_for_the_desk(
    client: Client, edith: Person, rita: Person, carl: Person, ada: Person, root: Person, username: str, may: bool
) -> None:
    client.force_login(Person.objects.get(username=username))
    assert ("Verify the chain" in shown(client, "/trail/")) is may
    assert client.post("/trail/verify/").status_code == (302 if may else 403)


def test_the_trail_is_not_for_somebody_with_no_rights(client: Client, article: Article, nemo: Person) -> None:
    client.force_login(nemo)
    assert client.get("/trail/").status_code == 403
    assert client.get(f"/articles/{article.pk}/trail/").status_code == 404

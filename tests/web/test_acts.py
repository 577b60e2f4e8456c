"""One act on many things reads as one act, on one page, however long it is."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from articles.actions.assign import assign_many
from articles.actions.decide import Ruling
from articles.actions.decide_alike import decide_alike
from articles.actions.dismiss import dismiss_claim
from articles.models import Article, AuditEvent, Claim, Person
from articles.web import acts, trail_lines
from articles.web.acts import page_of_acts
from tests.web.material import alike
from tests.web.test_trail_page import numbers, shown

LONG = "It cost $4 million in 2019. " * 30 + "It opened in 2021. " * 30


def summaries(html: str) -> list[str]:
    """What the folded lines say, from top to bottom."""
    return [re.sub("<[^>]*>", "", one).strip() for one in re.findall(r"<summary>(.*?)</summary>", html)]


def test_claims_of_several_articles_given_at_once_are_one_line(
    client: Client, submit: Callable[..., Article], carl: Person, rita: Person
) -> None:
    submit(), submit("It cost $4 million in 2019. It opened in 2021.")
    assign_many(Claim.objects.for_lists(), [rita], by=carl)
    count = Claim.objects.count()
    client.force_login(carl)
    html = shown(client, "/trail/", kind="assignments")
    assert summaries(html) == [f"Carl assigned {count} claims of 2 articles to Rita"]
    assert numbers(html) == list(
        AuditEvent.objects.filter(kind="claim.assigned").newest_first().values_list("seq", flat=True)
    )
    assert f"{count} events" in html


def test_claims_shared_out_are_told_with_the_number_of_each(
    client: Client, article: Article, carl: Person, rita: Person, bob: Person
) -> None:
    four = Claim.objects.for_lists().filter(pk__in=article.claims.values("pk")[:4])
    assign_many(four, [rita, bob], by=carl)
    assign_many(four, [None], by=carl)
    client.force_login(carl)
    assert summaries(shown(client, "/trail/", kind="assignments")) == [
        "Carl took 4 claims from Bob and Rita",
        "Carl shared 4 claims out: 2 to Bob and 2 to Rita",
    ]


def test_who_takes_and_gives_back_claims_is_told_so(client: Client, article: Article, rita: Person) -> None:
    assign_many(article.claims.for_lists(), [rita], by=rita)
    assign_many(article.claims.for_lists(), [None], by=rita)
    count = article.claims.count()
    client.force_login(rita)
    assert summaries(shown(client, "/trail/", kind="assignments")) == [
        f"Rita gave {count} claims back",
        f"Rita took {count} claims",
    ]


def test_claims_that_are_dismissed_or_given_a_time_from_the_queue_are_one_line(
    client: Client, article: Article, carl: Person
) -> None:
    chosen = list(article.claims.values_list("pk", flat=True)[:3])
    client.force_login(carl)
    client.post("/queue/due/", {"claims": chosen, "due": "2030-01-31 16:00"})
    client.post("/queue/due/", {"claims": chosen, "due": ""})
    client.post("/queue/dismiss/", {"claims": chosen, "reason": "opinion"})
    assert summaries(shown(client, "/trail/", kind="assignments")) == [
        "Carl took the deadline of 3 claims away",
        "Carl set 3 claims due 31 January 2030, 16:00",
    ]
    assert summaries(shown(client, "/trail/", kind="decisions")) == ["Carl dismissed 3 claims: opinion"]


def test_claims_that_say_the_same_are_decided_in_one_line(
    client: Client, article: Article, carl: Person, rita: Person
) -> None:
    one, *others = article.claims.for_lists()[:3]
    alike(one, *others)
    one.refresh_from_db()
    also = [(claim, claim.version) for claim in article.claims.for_lists().like(one)]
    decide_alike(one, also, Ruling("unsourced", "Asked the press office."), by=rita, seen=one.version)
    client.force_login(carl)
    assert summaries(shown(client, "/trail/", kind="decisions")) == ["Rita decided 3 claims: unsourced"]


def test_two_acts_of_the_same_kind_stay_two_lines(client: Client, article: Article, rita: Person) -> None:
    for claim in article.claims.for_lists()[:2]:
        dismiss_claim(claim, "opinion", by=rita, seen=claim.version)
    client.force_login(rita)
    html = shown(client, "/trail/", kind="decisions")
    assert summaries(html) == []
    assert len(numbers(html)) == 2


def test_a_long_act_lists_its_first_events_and_leads_to_all(
    client: Client, submit: Callable[..., Article], carl: Person
) -> None:
    article = submit(LONG)
    found = list(article.events.filter(kind="claim.found").newest_first().values_list("seq", flat=True))
    client.force_login(carl)
    html = shown(client, "/trail/", kind="claim.found")
    assert summaries(html)[0].endswith(f"found {len(found)} claims")
    assert numbers(html) == found[: trail_lines.LISTED]
    assert f"and {len(found) - trail_lines.LISTED} more of this act" in html
    link = f"?first={found[-1]}&last={found[0]}&kind=claim.found&each=yes"
    assert f'href="/trail/{link}"'.replace("&", "&amp;") in html
    assert numbers(client.get(f"/trail/{link}").content.decode()) == found[: acts.PAGE]


def pages(events: object, **how: object) -> list[list[list[int]]]:
    """All pages from the newest on, each as the numbers of the events of its acts."""
    found, before = [], ""
    while True:
        page = page_of_acts(events, before=before, **how)
        found.append([[event.seq for event in act.events] for act in page.acts])
        if page.older is None:
            return found
        before = str(page.older)


@pytest.mark.parametrize("folded", [True, False])
def test_pages_join_without_a_gap_and_lead_back_the_same_way(
    submit: Callable[..., Article], carl: Person, rita: Person, monkeypatch: pytest.MonkeyPatch, folded: bool
) -> None:
    monkeypatch.setattr(acts, "PAGE", 3)
    monkeypatch.setattr(acts, "CHUNK", 4)
    submit(), submit("It cost $4 million in 2019. It opened in 2021.")
    assign_many(Claim.objects.for_lists(), [rita], by=carl)
    events = AuditEvent.objects.all()
    found = pages(events, folded=folded)
    assert len(found) > 3
    flat = [seq for page in found for act in page for seq in act]
    assert flat == sorted(flat, reverse=True) == list(range(events.count(), 0, -1))
    assert all(len(act) == 1 for page in found for act in page) is not folded
    last = page_of_acts(events, before=str(found[-2][-1][-1]), folded=folded)
    before_last = page_of_acts(events, after=str(last.newer), folded=folded)
    assert [[event.seq for event in act.events] for act in before_last.acts] == found[-2]


def test_no_act_is_cut_by_the_end_of_a_page(submit: Callable[..., Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "PAGE", 2)
    monkeypatch.setattr(acts, "CHUNK", 5)
    article = submit(LONG)
    found = article.events.filter(kind="claim.found").newest_first().values_list("seq", flat=True)
    assert list(found) in [act for page in pages(AuditEvent.objects.all()) for act in page]


def test_what_one_act_did_of_several_kinds_is_a_line_for_each(submit: Callable[..., Article], edith: Person) -> None:
    article = submit()
    kinds = [[event.kind for event in act.events] for act in page_of_acts(article.events.all()).acts]
    assert [kind[0] for kind in kinds] == list(
        dict.fromkeys(article.events.newest_first().values_list("kind", flat=True))
    )
    assert all(len(set(kind)) == 1 for kind in kinds)


@pytest.mark.parametrize(("most", "words"), [(1_000, "{} events"), (5, "More than 5 events")])
def test_many_events_are_not_counted_to_the_end(
    client: Client, article: Article, carl: Person, monkeypatch: pytest.MonkeyPatch, most: int, words: str
) -> None:
    monkeypatch.setattr(acts, "MOST_COUNTED", most)
    monkeypatch.setattr("articles.web.trail.MOST_COUNTED", most)
    client.force_login(carl)
    assert words.format(AuditEvent.objects.count()) in shown(client, "/trail/")


def test_who_comes_back_finds_the_same_page_though_the_trail_has_grown(
    submit: Callable[..., Article], rita: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "PAGE", 2)
    article = submit()
    events = AuditEvent.objects.all()
    edge = str(page_of_acts(events).older)
    before = page_of_acts(events, before=edge).acts
    assign_many(article.claims.for_lists(), [rita], by=rita)
    assert page_of_acts(events, before=edge).acts == before

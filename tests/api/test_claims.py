"""GET claims/ and everything on one claim but its decisions."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from articles.actions.assign import assign_claim
from articles.actions.dismiss import dismiss_claim
from articles.models import Article, AuditEvent, Claim, Person
from articles.models.queue import ORDERS
from tests.cast import TEXT

ADDRESS = "/api/v1/claims/"
FIELDS = """id article revision text start end start_utf16 end_utf16 prefix suffix status flags kinds score reasons
priority priority_reason facets context checkpoints alike speaker assignee origin extractor judge version created_at
decided_at decided_by url"""


def ids(answer: Any) -> list[int]:
    assert answer.status_code == 200, answer.json()
    return [claim["id"] for claim in answer.json()["results"]]


def test_a_claim_has_the_fields_of_the_contract(as_rita: APIClient, claim: Claim) -> None:
    listed = as_rita.get(ADDRESS, {"ordering": "oldest"}).json()["results"][0]
    one = as_rita.get(f"{ADDRESS}{claim.pk}/")

    assert set(listed) == set(FIELDS.split())
    assert one.json() == listed | {"decisions": []}
    assert one["ETag"] == '"1"'
    assert listed["text"] == TEXT[listed["start"] : listed["end"]]
    assert set(listed["facets"]) == {"figures", "dates", "quotations", "names"}
    assert (listed["status"], listed["origin"], listed["assignee"]) == ("pending", "machine", None)
    assert listed["url"] == f"http://testserver/claims/{claim.pk}/"
    assert (listed["extractor"], listed["judge"]) == (claim.extraction.extractor, claim.extraction.judge)
    assert set(listed["context"]) == {"lead_in", "antecedent"}


def test_facets_stand_in_the_text(as_rita: APIClient, article: Article) -> None:
    claims = as_rita.get(ADDRESS, {"article": article.pk}).json()["results"]

    figures = [figure for claim in claims for figure in claim["facets"]["figures"]]
    assert {TEXT[figure["start"] : figure["end"]] for figure in figures} >= {"$412 million", "37 percent"}
    assert {"start", "end", "value", "unit", "approx"} == set(figures[0])


def test_the_queue_is_narrowed_by_what_is_asked_for(
    as_rita: APIClient, article: Article, submit: Callable[..., Article], rita: Person
) -> None:
    other = submit("The bridge cost $4 million in 2020, the city said.\n", title="Bridge")
    first, *_, last = article.claims.for_lists()
    assign_claim(first, rita, by=rita, seen=1)
    dismiss_claim(last, "opinion", by=rita, seen=1)

    everything = set(ids(as_rita.get(ADDRESS)))
    waiting = set(ids(as_rita.get(ADDRESS, {"status": "open"})))

    assert everything == set(Claim.objects.values_list("pk", flat=True))
    assert waiting == everything - {last.pk}
    assert set(ids(as_rita.get(ADDRESS, {"article": other.pk}))) == set(other.claims.values_list("pk", flat=True))
    assert ids(as_rita.get(ADDRESS, {"status": "dismissed"})) == [last.pk]
    assert ids(as_rita.get(ADDRESS, {"assignee": "rita"})) == [first.pk]
    assert set(ids(as_rita.get(ADDRESS, {"assignee": "nobody"}))) == everything - {first.pk}
    assert ids(as_rita.get(ADDRESS, {"q": "18,000 CARS"})) == [
        claim.pk for claim in article.claims.for_lists() if "18,000 cars" in claim.words.quote
    ]
    by_level = [ids(as_rita.get(ADDRESS, {"priority": level})) for level in ("1", "2", "3")]
    assert sorted(pk for level in by_level for pk in level) == sorted(everything)
    assert by_level == [ids(as_rita.get(ADDRESS, {"priority": level})) for level in ("low", "middle", "high")]
    assert set(ids(as_rita.get(ADDRESS, {"kind": first.kind}))) == set(
        Claim.objects.filter(kind=first.kind).values_list("pk", flat=True)
    )


@pytest.mark.parametrize("ordering", sorted(ORDERS))
@pytest.mark.parametrize("size", ["1", "2", "200"])
def test_pages_of_every_order_give_each_claim_once(
    as_rita: APIClient, submit: Callable[..., Article], ordering: str, size: str
) -> None:
    submit()
    submit(deadline=None)
    found, pages, url = [], 0, f"{ADDRESS}?ordering={ordering}&page_size={size}&status=open"
    while url:
        page = as_rita.get(url).json()
        found += [claim["id"] for claim in page["results"]]
        url, pages = page["next"], pages + 1

    assert found == list(Claim.objects.order_by(*ORDERS[ordering]).values_list("pk", flat=True))
    assert pages == -(-len(found) // int(size))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("state=open", "state"),
        ("status=closed", "status"),
        ("status=open&status=all", "status"),
        ("assignee=zorro", "assignee"),
        ("article=x", "article"),
        ("article=0", "article"),
        ("article=99", "article"),
        ("article=9999999999999999999999", "article"),
        ("article=%EF%BC%91", "article"),
        ("priority=4", "priority"),
        ("priority=urgent", "priority"),
        ("ordering=-score", "ordering"),
        ("ordering=article__title", "ordering"),
        ("page_size=0", "page_size"),
        ("page_size=201", "page_size"),
        ("page_size=ten", "page_size"),
        ("kind=" + "x" * 21, "kind"),
        ("q=" + "x" * 201, "q"),
        ("q=%00", "q"),
        ("cursor=x", "cursor"),
        ("cursor=bnVsbA", "cursor"),
        ("cursor=WzAsMSwyLDNd&ordering=oldest", "cursor"),
        ("cursor=WzAsOTk5OTk5OTk5OTk5OTk5OTk5OTk5OSwxLDFd&ordering=newest", "cursor"),
        ("cursor=WzAsIjIwMjYtMDEtMDEiLDFd&ordering=deadline", "cursor"),
        ("cursor=WzAsNSwxXQ&ordering=deadline", "cursor"),
        ("cursor=%C3%A9", "cursor"),
        ("cursor=" + "W1tbW1tb" * 60, "cursor"),
        ("%00=1", "\x00"),
    ],
)
def test_what_the_queue_cannot_be_asked_is_named(as_rita: APIClient, claim: Claim, query: str, field: str) -> None:
    answer = as_rita.get(f"{ADDRESS}?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid"), answer.json()
    assert list(answer.json()["fields"]) == [field]


def test_a_span_can_be_changed_by_compare_and_set(as_rita: APIClient, claim: Claim, decide: Callable[..., Any]) -> None:
    decide(as_rita, claim)
    address, body = f"{ADDRESS}{claim.pk}/", {"start": 0, "end": 14, "quote": "Harbour tunnel"}

    assert as_rita.patch(address, body).status_code == 428
    assert as_rita.patch(address, body, headers={"If-Match": '"1"'}).status_code == 412
    answer = as_rita.patch(address, body, headers={"If-Match": '"2"'})

    assert answer.status_code == 200, answer.json()
    assert (answer.json()["text"], answer["ETag"]) == ("Harbour tunnel", '"3"')
    assert (answer.json()["status"], answer.json()["flags"]) == ("pending", [*claim.flags, "recheck"])


def test_a_claim_is_taken_given_and_given_back(
    as_rita: APIClient, as_bob: APIClient, as_carl: APIClient, claim: Claim
) -> None:
    address = f"{ADDRESS}{claim.pk}/assignment/"
    taken = as_rita.post(address, {"reviewer": "rita"}, headers={"If-Match": '"1"'})
    assert (taken.status_code, taken.json()["assignee"], taken["ETag"]) == (200, "rita", '"2"')

    refused = as_bob.post(address, {"reviewer": "bob"}, headers={"If-Match": '"2"'})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")

    given = as_carl.post(address, {"reviewer": "bob"}, headers={"If-Match": '"2"'})
    assert given.json()["assignee"] == "bob"

    back = as_bob.post(address, {"reviewer": None}, headers={"If-Match": '"3"'})
    assert (back.status_code, back.json()["assignee"]) == (200, None)


@pytest.mark.parametrize("body", [{}, {"reviewer": "zorro"}, {"reviewer": ""}, {"reviewer": 1}, {"reviewer": ["bob"]}])
def test_a_reviewer_who_is_not_there_is_refused(as_carl: APIClient, claim: Claim, body: Any) -> None:
    answer = as_carl.post(f"{ADDRESS}{claim.pk}/assignment/", body, headers={"If-Match": '"1"'})

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["reviewer"])


def test_a_claim_is_set_aside_and_taken_up_again_with_reasons(as_rita: APIClient, claim: Claim) -> None:
    address = f"{ADDRESS}{claim.pk}"
    dismissed = as_rita.post(f"{address}/dismissal/", {"reason": "opinion"}, headers={"If-Match": '"1"'})
    assert (dismissed.status_code, dismissed["ETag"]) == (200, '"2"')
    assert "dismissed" in dismissed.json()["flags"]

    silent = as_rita.post(f"{address}/reopening/", {}, headers={"If-Match": '"2"'})
    assert (silent.status_code, list(silent.json()["fields"])) == (400, ["note"])

    reopened = as_rita.post(f"{address}/reopening/", {"note": "It can be checked."}, headers={"If-Match": '"2"'})
    assert (reopened.status_code, reopened.json()["flags"]) == (200, claim.flags)

    again = as_rita.post(f"{address}/reopening/", {"note": "Once more."}, headers={"If-Match": '"3"'})
    assert (again.status_code, again.json()["code"]) == (409, "closed")


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("assignment", {"reviewer": "rita"}),
        ("dismissal", {"reason": "opinion"}),
        ("reopening", {"reason": "It is one."}),
        ("decisions", {"verdict": "unsourced", "note": "Asked the city."}),
    ],
)
def test_every_verb_needs_the_version_that_was_seen_and_writes_nothing_on_an_old_one(
    as_rita: APIClient, as_bob: APIClient, claim: Claim, decide: Callable[..., Any], verb: str, body: Any
) -> None:
    decide(as_bob, claim)
    before = AuditEvent.objects.count()
    address = f"{ADDRESS}{claim.pk}/{verb}/"

    missing = as_rita.post(address, body)
    stale = as_rita.post(address, body, headers={"If-Match": '"1"'})

    assert (missing.status_code, stale.status_code) == (428, 412), stale.json()
    assert stale.json()["claim"]["version"] == 2
    assert AuditEvent.objects.count() == before

"""What only a running desk can show: many at once on both databases, and the schema's page in a browser."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.desk import RunningDesk
from tests.visitor import ApiVisitor, browser_page, log_in

Visit = Callable[[RunningDesk, str], ApiVisitor]
TEXT = "The bridge cost 40 million euros in 2019. It opened on 3 March 2020 with 12 trains a day."
AT_ONCE = 12


def at_once(ask: Any) -> list[Any]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return [one.result() for one in [threads.submit(ask) for _ in range(AT_ONCE)]]


def test_one_key_sent_many_times_at_once_makes_one_article(desk: RunningDesk, visit: Visit) -> None:
    edith = visit(desk, "edith")
    body = {"title": "Bridge", "text": TEXT}

    answers = at_once(lambda: edith.post("articles/", json=body, headers={"Idempotency-Key": "one-bridge"}))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    trail = edith.get(f"articles/{answers[0].json()['id']}/trail/").json()["results"]
    assert [line["kind"] for line in trail].count("article.submitted") == 1


def test_one_key_sent_many_times_at_once_decides_once(desk: RunningDesk, visit: Visit) -> None:
    edith, rita = visit(desk, "edith"), visit(desk, "rita")
    article = edith.submit(TEXT)
    edith.extracted(article["id"])
    claim = rita.claims(article=article["id"])[0]
    address, body = f"claims/{claim['id']}/decisions/", {"verdict": "unsourced", "note": "Asked the city."}
    headers = {"If-Match": f'"{claim["version"]}"', "Idempotency-Key": "one-decision"}

    answers = at_once(lambda: rita.post(address, json=body, headers=headers))

    assert {answer.status_code for answer in answers} == {201}
    assert {answer.headers["ETag"] for answer in answers} == {f'"{claim["version"] + 1}"'}
    assert len(rita.get(f"claims/{claim['id']}/").json()["decisions"]) == 1


def test_many_decisions_at_once_on_one_version_are_one_decision(desk: RunningDesk, visit: Visit) -> None:
    edith, rita = visit(desk, "edith"), visit(desk, "rita")
    article = edith.submit(TEXT)
    edith.extracted(article["id"])
    claim = rita.claims(article=article["id"])[0]

    answers = at_once(lambda: rita.decide(claim, "verified", seen=f'"{claim["version"]}"'))

    assert sorted(answer.status_code for answer in answers) == [201] + [412] * (AT_ONCE - 1)
    assert len(rita.get(f"claims/{claim['id']}/").json()["decisions"]) == 1


def test_the_page_of_the_schema_works_under_the_content_policy(desk: RunningDesk, chromium: str) -> None:
    with browser_page(chromium) as page:
        log_in(page, desk, "rita")
        page.goto(f"{desk.url}/api/v1/docs/")
        page.locator("#operations-articles-list_articles").wait_for()

        assert page.locator(".opblock").count() >= 20


def test_hostile_requests_are_answered_by_the_server_itself(desk: RunningDesk, visit: Visit) -> None:
    edith = visit(desk, "edith")

    deep = edith.post("articles/", content=b"[" * 200_000, headers={"Content-Type": "application/json"})
    strange = edith.get("claims/", params={"q": "é"}, headers={"Content-Type": "text/plain; charset=rot13"})
    large = edith.post("articles/", content=b"x" * (13 * 1024 * 1024), headers={"Content-Type": "application/json"})
    chunked = edith.post(
        "articles/",
        content=iter([b'{"text": ', b'"' + TEXT.encode() + b'"}']),
        headers={"Content-Type": "application/json"},
    )

    assert (deep.status_code, strange.status_code, large.status_code, chunked.status_code) == (400, 200, 413, 201)
    assert deep.json()["code"] == "invalid"

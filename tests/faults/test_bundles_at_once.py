"""Bundles taken by many at once, while claims are decided: each proves itself, and none leaves an act out."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from articles.ledger import offline
from tests.desk import RunningDesk
from tests.visitor import Visit

LINE = "The council paid {} million euros for bridge number {} in {}.\n\n"
TEXT = "".join(LINE.format(10 + i, i, 1900 + i % 100) for i in range(16))


def test_bundles_taken_while_claims_are_decided_prove_themselves(visit: Visit, desk: RunningDesk) -> None:
    edith, carl, ada, rita = (visit(desk, name) for name in ("edith", "carl", "ada", "rita"))
    article = edith.submit(TEXT)["id"]
    edith.extracted(article)
    claims = rita.claims(article=article)

    def take(who: httpx.Client) -> list[httpx.Response]:
        return [who.get(f"articles/{article}/report/", params={"format": "bundle"}) for _ in range(3)]

    def decide(_: httpx.Client) -> list[httpx.Response]:
        return [rita.decide(claim, "disputed") for claim in claims]

    with ThreadPoolExecutor(4) as pool:
        *taken, decided = [pool.submit(*job) for job in ((take, edith), (take, carl), (take, ada), (decide, rita))]
        answers = [answer for one in taken for answer in one.result()]

    assert {answer.status_code for answer in decided.result()} == {201}
    assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers if answer.is_error]
    key = edith.get("trail/checkpoint/").json()["key"]
    for answer in answers:
        files = offline.unpack(answer.content)
        offline.check(files, key)
        told = [json.loads(line) for line in files["events.jsonl"].splitlines()]
        assert [one["seq"] for one in told] == of_article(edith, article, told[-1]["seq"])
    verified = desk.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def of_article(visitor: httpx.Client, article: int, last: int) -> list[int]:
    """The numbers of all events of the article up to the last one."""
    seqs: list[int] = []
    url: str | None = f"articles/{article}/trail/?page_size=200"
    while url:
        page: dict[str, Any] = visitor.get(url).raise_for_status().json()
        seqs += [event["seq"] for event in page["results"]]
        url = page["next"]
    return [seq for seq in seqs if seq <= last]

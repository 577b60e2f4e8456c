"""Many people at once: one wins, the others are told, nothing is lost and nothing is counted twice."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from tests.desk import ROOT, RunningDesk
from tests.visitor import ApiVisitor, Visit, logged_in

LINE = "The council paid {} million euros for bridge number {} in {}.\n\n"


def article_of(visit: Visit, desk: RunningDesk, sentences: int) -> tuple[ApiVisitor, int]:
    """An article with a claim in each of its sentences."""
    edith = visit(desk, "edith")
    text = "".join(LINE.format(10 + i, i, 1900 + i % 100) for i in range(sentences))
    article = edith.submit(text)
    assert edith.extracted(article["id"])["extraction"]["status"] == "done"
    return edith, article["id"]


def test_sixteen_threads_decide_one_claim_and_one_of_them_wins(visit: Visit, desk: RunningDesk) -> None:
    _, article = article_of(visit, desk, 1)
    visitors = [visit(desk, name) for name in ("rita", "bob")]
    claim = visitors[0].claims(article=article)[0]
    seen = visitors[0].get(f"claims/{claim['id']}/").headers["ETag"]

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda i: visitors[i % 2].decide(claim, "verified", seen=seen), range(16)))

    assert sorted(answer.status_code for answer in answers) == [201] + [412] * 15
    kinds = [event["kind"] for event in visitors[0].get(f"claims/{claim['id']}/trail/").json()["results"]]
    assert kinds.count("claim.decided") == 1


def test_two_hundred_decisions_by_eight_processes_are_two_hundred_events(visit: Visit, desk: RunningDesk) -> None:
    edith, article = article_of(visit, desk, 200)
    claims = [str(claim["id"]) for claim in edith.claims(article=article)]
    assert len(claims) == 200

    deciders = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.decider", *claims[i::8]],
            cwd=ROOT,
            env=desk.env,
            stderr=subprocess.PIPE,
        )
        for i in range(8)
    ]
    for decider in deciders:
        _, trouble = decider.communicate(timeout=100)
        assert decider.returncode == 0, trouble.decode()

    verified = desk.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert edith.article(article)["progress"]["verified"] == 200
    kinds = desk.manage("shell", "-c", COUNT.format(article)).stdout.split()[-1]
    assert kinds == "200"


COUNT = (
    "from articles.models import AuditEvent; print(AuditEvent.objects.filter(kind='claim.decided', article={}).count())"
)


@pytest.mark.parametrize("kind", ["embedded", "services"])
def test_two_thousand_mixed_acts_by_eight_processes_are_as_many_events_as_were_accepted(
    visit: Visit, open_desk: Callable[..., RunningDesk], kind: str
) -> None:
    desk = open_desk(kind)
    edith, article = article_of(visit, desk, 60)
    claims = [str(claim["id"]) for claim in edith.claims(article=article)]
    assert len(claims) == 60
    before = told(desk, article)

    actors = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.mixed_actor", str(seed), "250", *claims],
            cwd=ROOT,
            env=desk.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed in range(8)
    ]
    accepted: Counter[str] = Counter()
    for actor in actors:
        said, trouble = actor.communicate(timeout=200)
        assert actor.returncode == 0, trouble.decode()
        accepted.update(json.loads(said))

    assert accepted.total() == 8 * 250
    refused = accepted.pop("refused", 0)
    assert refused < 1_000, accepted
    assert told(desk, article) - before == accepted
    verified = desk.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def told(desk: RunningDesk, article: int) -> Counter[str]:
    """How many events of each kind the trail tells of an article."""
    said = desk.manage("shell", "-c", KINDS.format(article)).stdout
    return Counter(said.split()[-1].split(","))


KINDS = (
    "from articles.models import AuditEvent; "
    "print(','.join(AuditEvent.objects.filter(article={}).values_list('kind', flat=True)))"
)


def test_two_people_who_reach_for_the_same_claims_get_each_of_them_once(visit: Visit, desk: RunningDesk) -> None:
    edith, article = article_of(visit, desk, 12)
    claims = edith.claims(article=article)

    def take(i: int) -> int:
        claim, name = claims[i // 2], ("rita", "bob")[i % 2]
        seen = {"If-Match": f'"{claim["version"]}"'}
        return (
            visit(desk, name)
            .post(f"claims/{claim['id']}/assignment/", json={"reviewer": name}, headers=seen)
            .status_code
        )

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(take, range(24)))

    assert sorted(statuses) == [200] * 12 + [412] * 12


def test_take_next_gives_each_claim_to_one_person(visit: Visit, desk: RunningDesk) -> None:
    article_of(visit, desk, 12)

    def take(person: httpx.Client) -> str:
        return person.post("/queue/next/", follow_redirects=False).headers["Location"]

    with (
        closing(logged_in(desk, "rita")) as rita,
        closing(logged_in(desk, "bob")) as bob,
        ThreadPoolExecutor(8) as pool,
    ):
        claims = list(pool.map(take, [rita, bob] * 6))

    assert len(set(claims)) == 12, claims

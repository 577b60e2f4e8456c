"""An article that is revised, signed off and reported while people decide its claims: everybody gets an answer."""

from concurrent.futures import ThreadPoolExecutor

from tests.desk import RunningDesk
from tests.visitor import Visit

LINE = "The council paid {} million euros for bridge number {} in {}.\n\n"
TEXT = "".join(LINE.format(10 + i, i, 1900 + i % 100) for i in range(300))


def test_nobody_waits_for_another_in_a_circle(visit: Visit, desk: RunningDesk) -> None:
    edith, carl = visit(desk, "edith"), visit(desk, "carl")
    article = edith.submit(TEXT)["id"]
    edith.extracted(article)
    claims = [visit(desk, "rita").claims(article=article)[i::4] for i in range(4)]

    def decide(i: int) -> list[int]:
        rita = visit(desk, "rita")
        return [rita.decide(claim, "verified").status_code for claim in claims[i][:25]]

    def revise(_: int) -> list[int]:
        texts = (f"Line {i} was put before everything.\n\n{TEXT}" for i in range(6))
        return [edith.post(f"articles/{article}/revisions/", json={"text": text}).status_code for text in texts]

    def report(_: int) -> list[int]:
        return [carl.get(f"articles/{article}/report/", params={"format": "csv"}).status_code for _ in range(10)]

    with ThreadPoolExecutor(6) as pool:
        running = [pool.submit(revise, 0), pool.submit(report, 0), *(pool.submit(decide, i) for i in range(4))]
        revised, reported, *decided = [one.result() for one in running]

    assert revised == [201] * 6
    assert reported == [200] * 10
    assert {status for statuses in decided for status in statuses} <= {201, 409, 412}
    verified = desk.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr

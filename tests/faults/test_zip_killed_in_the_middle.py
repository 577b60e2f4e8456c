"""A worker killed with -9 in the middle of a zip: every file becomes one article, none is lost and none comes twice."""

import os
import re
import signal
from collections.abc import Callable
from contextlib import closing

import pytest

from tests.desk import RunningDesk, wait_until
from tests.ingest.files import zipped
from tests.visitor import Visit, client_of

OpenDesk = Callable[..., RunningDesk]
pytestmark = pytest.mark.timeout(400)
FILES: dict[str, str | bytes] = {f"{number:03}.txt": f"Ferry {number} cost ${number} million." for number in range(200)}


@pytest.mark.parametrize("kind", ["embedded", "services"])
def test_every_file_of_the_zip_becomes_one_article(visit: Visit, open_desk: OpenDesk, kind: str) -> None:
    desk = open_desk(kind, FACTCHECK_LEASE_SECONDS="5")
    with closing(client_of(desk.url, "edith", desk.password("edith"))) as edith:
        before = visit(desk, "edith").get("articles/", params={"page_size": 200}).json()["results"]
        page = edith.post("/articles/new/", files={"files": ("fleet.zip", zipped(FILES))}).url.path

        def settled() -> int:
            told = re.search(r"(\d+) of 200 files read|200 files: (\d+) taken, 0 refused", edith.get(page).text)
            assert told is not None
            return int(told[1] or told[2])

        wait_until(lambda: settled() >= 5, "the first files")
        for process in desk.process_ids("worker"):
            os.kill(process, signal.SIGKILL)
        assert settled() < 200, "it ended before it was killed"
        wait_until(lambda: settled() == 200, "all files")

    found, address = [], "articles/?page_size=200"
    while address:
        listed = visit(desk, "edith").get(address).json()
        found += [article["title"] for article in listed["results"]]
        address = listed["next"]
    assert len(found) == len(before) + 200
    assert {name.removesuffix(".txt") for name in FILES} <= set(found)
    verified = desk.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr

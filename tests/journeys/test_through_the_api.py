"""The main job through the API, as a newsroom's own programs would do it: on the embedded desk and on services."""

import json
from pathlib import Path

import pytest

from tests.desk import RunningDesk
from tests.visitor import Visit

SAMPLES = ("lumen-btcc.txt", "lumen-motley-fool.txt")


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_claim_of_a_sample_stands_on_its_exact_words(
    visit: Visit, desk: RunningDesk, shared: Path, sample: str
) -> None:
    edith = visit(desk, "edith")
    article = edith.upload(shared / "samples" / sample, published_on="2026-01-19")

    done = edith.extracted(article["id"])
    revision = edith.get(f"articles/{article['id']}/revisions/1/").json()
    claims = edith.claims(article=article["id"], status="all")

    assert done["extraction"]["status"] == "done"
    assert len(claims) > 10
    units = revision["text"].encode("utf-16-le")
    for claim in claims:
        assert claim["text"] == revision["text"][claim["start"] : claim["end"]]
        assert claim["text"].encode("utf-16-le") == units[2 * claim["start_utf16"] : 2 * claim["end_utf16"]]


def test_from_upload_to_report(visit: Visit, desk: RunningDesk, shared: Path) -> None:
    edith, rita, ada = (visit(desk, name) for name in ("edith", "rita", "ada"))
    article = edith.upload(shared / "samples" / "lumen-btcc.txt", published_on="2026-01-19")
    edith.extracted(article["id"])

    first = rita.claims(article=article["id"])[0]
    taken = rita.post(
        f"claims/{first['id']}/assignment/", json={"reviewer": "rita"}, headers={"If-Match": f'"{first["version"]}"'}
    )
    assert taken.status_code == 200, taken.text
    decided = rita.decide(first, "disputed", note="The two figures differ.", correction="46 %")
    assert decided.status_code == 201, decided.text

    events = ada.get(f"claims/{first['id']}/trail/").json()["results"]
    assert [event["kind"] for event in events] == ["claim.found", "claim.assigned", "claim.decided"]
    assert events[-1]["words"]["quote"] == first["text"]

    report = edith.get(f"articles/{article['id']}/report/", params={"format": "json"})
    assert report.status_code == 200
    assert json.dumps(first["text"], ensure_ascii=False) in json.dumps(report.json(), ensure_ascii=False)


def test_a_decision_on_an_old_version_is_refused_and_writes_nothing(visit: Visit, desk: RunningDesk) -> None:
    edith, rita, bob = (visit(desk, name) for name in ("edith", "rita", "bob"))
    article = edith.submit("The bridge cost 40 million euros in 2019. It opened on 3 March 2020 with 12 trains a day.")
    edith.extracted(article["id"])
    claim = rita.claims(article=article["id"])[0]
    seen = rita.get(f"claims/{claim['id']}/").headers["ETag"]
    assert rita.decide(claim, "verified", seen=seen).status_code == 201
    before = len(rita.get(f"claims/{claim['id']}/trail/").json()["results"])

    refused = bob.decide(claim, "disputed", seen=seen)

    assert refused.status_code == 412
    assert refused.json()["code"] == "stale"
    assert len(rita.get(f"claims/{claim['id']}/trail/").json()["results"]) == before


def test_the_trail_of_all_this_verifies(desk: RunningDesk) -> None:
    verified = desk.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr

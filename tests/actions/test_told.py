"""What the lines of the trail say is complete and means the same everywhere."""

import json
from datetime import datetime, timedelta, timezone

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.set_due import set_due
from articles.models import AuditEvent, Claim, Person, Verdict

KOLKATA = timezone(timedelta(hours=5, minutes=30))


def now_of_last_line() -> dict[str, object]:
    payload = AuditEvent.objects.newest_first().values_list("payload", flat=True)[0]
    return json.loads(payload)["now"]


def test_a_deadline_given_in_another_time_zone_is_told_in_utc(claim: Claim, carl: Person) -> None:
    set_due(claim, datetime(2026, 3, 1, 1, 15, tzinfo=KOLKATA), by=carl, seen=claim.version)
    assert now_of_last_line()["due"] == "2026-02-28T19:45:00Z"


def test_a_line_says_what_was_decided_also_when_it_is_the_same_again(claim: Claim, rita: Person, bob: Person) -> None:
    ruling = Ruling(Verdict.VERIFIED, evidence=[Citation(title="Annual report")])
    decide_claim(claim, ruling, by=rita, seen=claim.version)
    decide_claim(claim, ruling, by=bob, seen=claim.version)
    told = now_of_last_line()
    assert (told["decision"], told["verdict"]) == (2, "verified")

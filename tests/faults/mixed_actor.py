"""A process of its own that does mixed acts on shared claims: `python -m tests.faults.mixed_actor SEED ACTS ID...`.

What it prints is JSON: for each kind of event, how many of its acts were accepted.  Acts that are refused, because
somebody else was faster or because the claim is not in the state for it, count as done and leave no event.
"""

import json
import os
import random
import sys
from collections import Counter
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from django.utils import timezone  # noqa: E402  models need a set-up Django

from articles.actions.assign import assign_claim  # noqa: E402
from articles.actions.decide import Ruling, decide_claim  # noqa: E402
from articles.actions.dismiss import dismiss_claim  # noqa: E402
from articles.actions.refusals import Refused  # noqa: E402
from articles.actions.reopen import reopen_claim  # noqa: E402
from articles.actions.set_due import set_due  # noqa: E402
from articles.models import Claim, Person  # noqa: E402

seed, acts, *ids = map(int, sys.argv[1:])
chance = random.Random(seed)
carl, rita, bob = (Person.objects.get(username=name) for name in ("carl", "rita", "bob"))


def act(claim: Claim, number: int) -> str:
    """Do one act on claim as it was seen; the kind of event that tells it."""
    seen, which = claim.version, chance.randrange(10)
    if claim.dismissal or (claim.decided_by_id and which < 2):
        reopen_claim(claim, by=rita, seen=seen, note=f"Again, {number}.")
        return "claim.reopened"
    if which < 5:
        decide_claim(
            claim, Ruling(chance.choice(["disputed", "unsourced"]), note=f"Asked, {number}."), by=rita, seen=seen
        )
        return "claim.decided"
    if which < 6:
        dismiss_claim(claim, "opinion", by=rita, seen=seen)
        return "claim.dismissed"
    if which < 8:
        assign_claim(claim, bob if claim.assignee_id != bob.pk else rita, by=carl, seen=seen)
        return "claim.assigned"
    due = timezone.now().replace(microsecond=0) + timedelta(
        days=1 + seed, seconds=10 * number
    )  # no other's, told as change
    set_due(claim, due, by=carl, seen=seen)
    return "claim.due_set"


accepted: Counter[str] = Counter()
for number in range(acts):
    try:
        accepted[act(Claim.objects.for_lists().get(pk=chance.choice(ids)), number)] += 1
    except Refused:
        accepted["refused"] += 1
print(json.dumps(accepted))

"""A process of its own that decides the claims it is told, as Rita: `python -m tests.faults.decider ID...`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from articles.actions.cite import Citation  # noqa: E402  models need a set-up Django
from articles.actions.decide import Ruling, decide_claim  # noqa: E402
from articles.models import Claim, Person  # noqa: E402

rita = Person.objects.get(username="rita")
for number in sys.argv[1:]:
    claim = Claim.objects.for_lists().get(pk=int(number))
    ruling = Ruling("verified", evidence=[Citation(title=f"Ledger of bridge {number}")])
    decide_claim(claim, ruling, by=rita, seen=claim.version)

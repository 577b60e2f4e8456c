"""A process of its own that adds events and signs, over and over: `python -m tests.faults.signer COUNT`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from django.db import transaction  # noqa: E402  models need a set-up Django

from articles.actions import trail  # noqa: E402
from articles.actions.checkpoint import sign_checkpoint  # noqa: E402
from articles.actions.trail import Line  # noqa: E402

for _ in range(int(sys.argv[1])):
    with transaction.atomic():
        trail.write([Line("person.logged_in")], by=None, name="signer")
    sign_checkpoint()

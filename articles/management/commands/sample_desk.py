"""`manage.py sample_desk`: people and two articles to try the desk with."""

import os
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from articles.actions.intake import Upload
from articles.actions.people import make_person
from articles.actions.submit import About, submit_article
from articles.models import Person, Role

PEOPLE = {
    "edith": ("Edith Marlow", Role.EDITOR),
    "rita": ("Rita Okoye", Role.REVIEWER),
    "bob": ("Bob Lindgren", Role.REVIEWER),
    "carl": ("Carl Jensen", Role.CHIEF),
    "ada": ("Ada Brandt", Role.AUDITOR),
    "root": ("Root", Role.ADMIN),
}
TEXTS = Path(__file__).resolve().parent.parent.parent / "sample"
ARTICLES = {
    "ferries.txt": About(byline="Lea Sommer", published_on=date(2025, 11, 14)),
    "school-meals.txt": About(byline="Daniel Okafor", published_on=date(2026, 2, 3)),
}
ONLY_HERE = "The sample desk is for an address of this machine only; HOST is {}. Open accounts with: manage.py person"
NOT_EMPTY = "Somebody works at this desk already. Nothing was changed."


class Command(BaseCommand):
    help = (
        "Open the sample accounts and upload two articles. Only on a new desk that serves an address of this machine; "
        "passwords are printed once and kept in the data folder, for its owner only."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.ON_LOOPBACK:
            raise CommandError(ONLY_HERE.format(settings.HOST))
        passwords = {username: settings.SAMPLE_PASSWORD or secrets.token_urlsafe(12) for username in PEOPLE}
        with transaction.atomic():
            if Person.objects.exists():
                raise CommandError(NOT_EMPTY)
            for username, (name, role) in PEOPLE.items():
                make_person(username, role, by=None, name=name, password=passwords[username])
            self.upload(Person.objects.get(username="edith"))
            lines = [f"{username:<6} {PEOPLE[username][1]:<9} {word}" for username, word in passwords.items()]
            keep(settings.SAMPLE_LOGINS, lines)  # the last step that can fail: no accounts without their passwords
        self.stdout.write("\n".join(["Sample accounts:", *(f"  {line}" for line in lines)]))

    def upload(self, editor: Person) -> None:
        """Upload the two articles as the editor would; the worker finds their claims."""
        for name, about in ARTICLES.items():
            due = timezone.now() + timedelta(days=1)
            upload = Upload(name=name, data=(TEXTS / name).read_bytes())
            told = About(byline=about.byline, published_on=about.published_on, deadline=due.replace(microsecond=0))
            submit_article(upload, told, by=editor)


def keep(path: Path, lines: list[str]) -> None:
    """Write lines to a file that only its owner can read, whatever was there before.  Raises CommandError."""
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write("\n".join([*lines, ""]))
    except OSError as error:
        raise CommandError(f"The sample log-ins cannot be written to {path} ({error.strerror}).") from error

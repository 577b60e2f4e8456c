"""`manage.py person`: open an account, or change its role."""

import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from articles.actions.people import make_person, set_role
from articles.management.asking import told_in_one_line
from articles.models import Person, Role


class Command(BaseCommand):
    help = "Open an account, or change the role of one that is there. A new one gets a random password, printed once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        roles = ", ".join(role for role in Role.values if role)
        parser.add_argument("user", metavar="USER", help="the name to log in with")
        parser.add_argument("--role", required=True, help=f"what the person does on the desk: {roles}, or none")
        parser.add_argument("--name", default="", help="as colleagues see it")
        parser.add_argument("--email", default="")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password of a new account from stdin"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        role = "" if options["role"] == "none" else options["role"]
        if role not in Role.values:
            raise CommandError(f"There is no role {role}. There are: {', '.join(filter(None, Role.values))}, none.")
        person = Person.objects.filter(username=options["user"]).first()
        if person is None:
            self.open(options, role)
        else:
            self.change(person, options, role)

    def open(self, options: dict[str, Any], role: str) -> None:
        """Open an account and say its password, if it was not given."""
        given = options["password_stdin"]
        password = sys.stdin.readline().rstrip("\r\n") if given else secrets.token_urlsafe(12)
        username, name, email = options["user"], options["name"], options["email"]
        if given:
            refuse_weak(password, Person(username=username, name=name, email=email))
        with told_in_one_line():
            make_person(username, role, by=None, name=name, email=email, password=password)
        self.stdout.write(f"{username} can log in now ({Role(role).label})." + ("" if given else " Password:"))
        if not given:
            self.stdout.write(password)

    def change(self, person: Person, options: dict[str, Any], role: str) -> None:
        """Change the role of an account that is there."""
        if options["name"] or options["email"] or options["password_stdin"]:
            raise CommandError(f"{person.username} is there already; only the role of an account is changed here.")
        was = Role(person.role).label
        with told_in_one_line():
            set_role(person, role, by=None)
        self.stdout.write(f"{person.username}: {was} → {Role(role).label}.")


def refuse_weak(password: str, person: Person) -> None:
    """Raise CommandError for a password that is too short or too common."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error

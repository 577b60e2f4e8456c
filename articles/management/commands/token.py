"""`manage.py token`: a key with which a program acts for a person."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.actions.tokens import SCOPES, make_token
from articles.management.asking import person_named, told_in_one_line


class Command(BaseCommand):
    help = "Make an API token for a person and print it. It is shown only now; it ends after 90 days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", metavar="USER", help="whom the program acts for")
        parser.add_argument("--scopes", nargs="+", default=list(SCOPES), help=f"what it may do: {', '.join(SCOPES)}")
        parser.add_argument("--name", default="", help="what it is for")

    def handle(self, *_: Any, **options: Any) -> None:
        person = person_named(options["user"])
        with told_in_one_line():
            secret = make_token(person, by=None, name=options["name"], scopes=options["scopes"])[1]
        self.stdout.write(secret)

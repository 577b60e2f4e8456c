"""`manage.py database_rights ROLE`: the rights that the desk's own role needs in PostgreSQL, and no more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from articles.models.grants import grants, tables_of_the_desk


class Command(BaseCommand):
    help = (
        "Print the SQL that lets ROLE run the desk on PostgreSQL without owning its tables: it can add to history, not "
        "change it, and cannot take the guards away. Run it as the owner, after each migration; --apply runs it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="the role with which the desk connects; it exists already")
        parser.add_argument("--apply", action="store_true", help="run the statements instead of printing them")

    def handle(self, *_: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles; SQLite's file belongs to whoever can open it.")
        statements = grants(options["role"], tables_of_the_desk())
        if not options["apply"]:
            self.stdout.write(";\n".join(statements) + ";")
            return
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"{options['role']} can run the desk now: {len(statements)} statements.")

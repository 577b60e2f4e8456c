"""System checks: the guards that make history append-only are in force."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from articles.models.guards import missing_guards

GUARDED_SINCE = ("articles", "0002_append_only_guards")
HINT = (
    "Somebody or something changed the database's triggers: the trail could have been altered since. "
    "Look with `manage.py audit verify` before anything else."
)


@register(Tags.database)
def guards_are_in_force(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001  # the shape Django asks for
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[CheckMessage]:
    """An error for each database that lacks a guard; nothing for one that was not set up yet."""
    errors: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if GUARDED_SINCE in MigrationRecorder(connection).applied_migrations():
            missing = missing_guards(connection)
            if missing:
                words = f"The database {alias!r} lacks guards of the trail: {', '.join(missing)}."
                errors.append(Error(words, hint=HINT, id="articles.E001"))
    return errors

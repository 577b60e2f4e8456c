"""Make history append-only in the database itself."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from articles.models import guards


def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # the shape Django asks for
    """Put the guards in their places."""
    guards.install(editor)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("articles", "0001_first_rows")]
    operations: ClassVar = [
        migrations.RunPython(install, migrations.RunPython.noop),
    ]

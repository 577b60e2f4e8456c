"""PostgreSQL shall not try to pack the bytes of zips once more: of 99 MB that takes nine seconds, and gains nothing."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def as_it_is(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # the shape Django asks for
    """Keep the bytes as they come."""
    _keep(editor, "EXTERNAL")


def packed(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # the shape Django asks for
    """Keep them as PostgreSQL does by itself."""
    _keep(editor, "EXTENDED")


def _keep(editor: BaseDatabaseSchemaEditor, how: str) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE articles_bundle ALTER COLUMN data SET STORAGE {how}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("articles", "0013_passages_read")]
    operations: ClassVar = [migrations.RunPython(as_it_is, packed)]
